"""The private queue of clerical review: every link that a person has yet to decide.

`review.csv` stays with the maintainers. It may lead to adverse licenses, which the public
tables never do as long as nobody decided.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from crawler.records import EntryRecord, LicenseRecord
from verify.linkage.links import Comparison, Decision, IdentityClass, Link
from verify.publish.display import entry_name, organization_name, person_name
from verify.publish.errors import CannotRunError
from verify.publish.withhold import is_sensitive

COLUMNS = (
    "entry_id",
    "entry_name",
    "license_id",
    "license_name",
    "jurisdiction",
    "profession",
    "license_number",
    "status_printed",
    "is_withheld",
    "probability",
    "cut",
    "weight_bits",
    "rule",
    "identity_class",
    "reason",
    "rival_license_id",
    "rival_weight_bits",
    "entry_hash",
    "license_hash",
    "comparisons",
)
"""Columns of `review.csv`; `is_withheld` is 1 where the public tables leave the link out."""


def write_review(
    path: Path,
    links: Iterable[Link],
    entries: Mapping[str, EntryRecord],
    licenses: Mapping[str, LicenseRecord],
) -> int:
    """`path` holds one row for each link in review, the heaviest first; returns how many.

    The file is replaced in one step and readable by its owner alone.
    """
    queue = sorted(
        (link for link in links if link.decision is Decision.REVIEW),
        key=lambda link: (-link.weight_bits, link.entry_id, link.license_id),
    )
    temporary = path.with_name(f".{path.name}.next")
    temporary.unlink(missing_ok=True)
    temporary.touch(mode=0o600)
    with temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for link in queue:
            writer.writerow(_row(link, entries[link.entry_id], licenses[link.license_id]))
    temporary.replace(path)
    return len(queue)


def read_review(path: Path) -> list[Link]:
    """The links of a `review.csv`, in its order; none where there is no file.

    Raises:
        CannotRunError: a row can't be read.
    """
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        try:
            return [_link(row) for row in csv.DictReader(file)]
        except (KeyError, ValueError, TypeError) as error:
            raise CannotRunError(
                f"{path} can't be read ({error!r}); build again to write it anew."
            ) from error


def _row(link: Link, entry: EntryRecord, record: LicenseRecord) -> dict[str, object]:
    person = person_name(record.first_name, record.middle_name, record.last_name, record.suffix)
    return {
        "entry_id": link.entry_id,
        "entry_name": entry_name(entry),
        "license_id": link.license_id,
        "license_name": person or organization_name(record.organization_name),
        "jurisdiction": record.jurisdiction,
        "profession": str(record.profession),
        "license_number": record.license_number,
        "status_printed": record.status_printed,
        "is_withheld": int(is_sensitive(record)),
        "probability": repr(float(link.probability)),
        "cut": repr(float(link.cut)),
        "weight_bits": repr(float(link.weight_bits)),
        "rule": link.rule,
        "identity_class": str(link.identity_class),
        "reason": link.reason,
        "rival_license_id": link.rival_license_id or "",
        "rival_weight_bits": "" if link.rival_weight_bits is None else repr(float(link.rival_weight_bits)),
        "entry_hash": link.entry_hash,
        "license_hash": link.license_hash,
        "comparisons": json.dumps([asdict(each) for each in link.comparisons], ensure_ascii=False),
    }


def _link(row: dict[str, str]) -> Link:
    return Link(
        entry_id=row["entry_id"],
        license_id=row["license_id"],
        decision=Decision.REVIEW,
        probability=float(row["probability"]),
        cut=float(row["cut"]),
        weight_bits=float(row["weight_bits"]),
        rule=row["rule"],
        identity_class=IdentityClass(row["identity_class"]),
        reason=row["reason"],
        rival_license_id=row["rival_license_id"] or None,
        rival_weight_bits=float(row["rival_weight_bits"]) if row["rival_weight_bits"] else None,
        entry_hash=row["entry_hash"],
        license_hash=row["license_hash"],
        comparisons=tuple(Comparison(**each) for each in json.loads(row["comparisons"])),
    )
