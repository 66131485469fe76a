"""The private queue of certificates that a person has to look at: whose they are, or what they say."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from crawler.records import EntryRecord
from verify.checks.certification import is_in_doubt
from verify.checks.known import CertificateLink
from verify.publish.display import entry_name, person_name

QUEUE = "certificates_review.csv"
COLUMNS = (
    "entry_id", "entry_name", "certification_id", "certificate_name", "credential", "status_printed",
    "city", "state", "zip5", "source_url", "is_certain", "reason",
)  # fmt: skip
"""Columns of the queue; `is_certain` is 1 where only the status word has to be looked at."""


def write_certificate_review(
    path: Path, links: Iterable[CertificateLink], entries: Mapping[str, EntryRecord]
) -> int:
    """`path` holds a row for each certificate in doubt, sorted as the links are; returns how many.

    The file is replaced in one step and readable by its owner alone. Without any there is no file.
    """
    queue = [_row(link, entries[link.entry_id]) for link in links if is_in_doubt(link)]
    if not queue:
        path.unlink(missing_ok=True)
        return 0
    temporary = path.with_name(f".{path.name}.next")
    temporary.unlink(missing_ok=True)
    temporary.touch(mode=0o600)
    with temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(queue)
    temporary.replace(path)
    return len(queue)


def _row(link: CertificateLink, entry: EntryRecord) -> dict[str, str | int]:
    held = link.certificate
    return {
        "entry_id": link.entry_id,
        "entry_name": entry_name(entry),
        "certification_id": held.certification_id,
        "certificate_name": person_name(held.first_name, held.middle_name, held.last_name, held.suffix),
        "credential": held.credential,
        "status_printed": held.status_printed,
        "city": held.city,
        "state": held.state,
        "zip5": held.zip5,
        "source_url": held.evidence.source_url,
        "is_certain": int(link.is_certain),
        "reason": link.reason,
    }
