"""The sheet of an audit: published answers drawn by chance, for a person to look up at the boards.

The sheet is private and stays with the maintainers. What was drawn is kept beside it in `state/audits/`, so
that a sheet is read back against its own draw, also after a later release.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verify.audit_sample import Published, draw
from verify.desk.sheet import guarded
from verify.publish.errors import CannotRunError
from verify.publish.ledger import write_synced
from verify.published import open_published

TOLD = (
    *("answer", "source", "kind", "strength", "entry_name", "entry_place", "entry_numbers", "license_name"),
    *("license_number", "license_place", "status_printed", "board_url", "path"),
)
"""Columns to read. `board_url` is the board's page of the license or its look-up, `path` our own page."""
FILLED = ("judgment", "judged_by", "judged_on", "note")
KEYS = ("audit_id", "entry_id", "license_id")
COLUMNS = (*TOLD, *FILLED, *KEYS)

_OF_ENTRY = """
  CASE e.kind WHEN 'organization' THEN 'organization' ELSE e.profession END AS kind,
  e.name AS entry_name, concat_words(e.city, e.state, e.zip5) AS entry_place,
  (SELECT group_concat(concat_words(c.state, c.license_number), '; ') FROM entry_claims c
    WHERE c.entry_id = e.entry_id AND c.license_number IS NOT NULL) AS entry_numbers,
  CASE e.kind WHEN 'organization' THEN '/clinic/' ELSE '/practitioner/' END || e.entry_id AS path
"""
LINKS = f"""
SELECT 'link' AS answer, k.source, l.identity_class AS strength, l.entry_id, l.license_id, {_OF_ENTRY},
  coalesce(concat_words(k.first_name, k.middle_name, k.last_name, k.suffix), k.organization_name)
    AS license_name,
  k.license_number, concat_words(k.city, k.state, k.zip5) AS license_place, k.status_printed,
  coalesce(k.board_url, s.lookup_url) AS board_url, l.entry_hash || '-' || l.license_hash AS seen
FROM links l JOIN entries e USING (entry_id) JOIN licenses k USING (license_id)
JOIN sources s ON s.source = k.source WHERE l.decision = 'accept'
"""  # noqa: S608
NOT_FOUND = f"""
SELECT 'not_found' AS answer, c.source, 'none' AS strength, e.entry_id, '' AS license_id, {_OF_ENTRY},
  '' AS license_name, '' AS license_number, '' AS license_place, '' AS status_printed,
  s.lookup_url AS board_url, e.verdict AS seen
FROM entries e JOIN sources s ON s.source = c.source
JOIN (SELECT entry_id, min(source) AS source FROM checks WHERE check_name = 'license_found' GROUP BY 1) c
  USING (entry_id) WHERE e.verdict = 'not_found'
"""  # noqa: S608

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet that was written."""

    audit_id: str
    file: str
    seed: int
    links_count: int
    not_found_count: int
    groups_count: int


def published_answers(data: Path) -> tuple[str, dict[tuple[str, str], Row]]:
    """The release that is published, and its answers that can be audited by entry and license.

    Raises:
        CannotRunError: there is no published database, or it can't be read.
    """
    with open_published(data) as connection:
        connection.create_function("concat_words", -1, _words, deterministic=True)
        found = [*connection.execute(LINKS), *connection.execute(NOT_FOUND)]
        (release,) = connection.execute("SELECT release_id FROM releases WHERE is_current = 1").fetchone()
    return release, {(row["entry_id"], row["license_id"]): dict(row) for row in found}


def write_sheet(data: Path, out: Path | None, size: int, seed: int) -> Drawn:
    """The sheet is in `out`, or below `data/state`, readable by its owner alone, and its draw is kept.

    Raises:
        CannotRunError: nothing is published, or the sample is too small.
    """
    release, answers = published_answers(data)
    drawn = draw((_published(row) for row in answers.values()), size, seed)
    if not drawn:
        raise CannotRunError("The published database has no answer to audit.")
    audit_id = f"{release}-{size}-{seed}"
    folder = data / "state" / "audits"
    folder.mkdir(parents=True, exist_ok=True)
    path = out or folder / f"{audit_id}.csv"
    write_synced(path, _sheet(audit_id, (answers[each.entry_id, each.license_id] for each in drawn)))
    strata = Counter(_published(row).stratum for row in answers.values())
    kept = {
        "audit_id": audit_id,
        "release_id": release,
        "seed": seed,
        "strata": [[*stratum, count] for stratum, count in sorted(strata.items())],
        "rows": [
            [*each.stratum, each.entry_id, each.license_id, answers[each.entry_id, each.license_id]["seen"]]
            for each in drawn
        ],
    }
    write_synced(folder / f"{audit_id}.json", json.dumps(kept, indent=1) + "\n")
    links = sum(each.stratum[0] == "link" for each in drawn)
    return Drawn(audit_id, str(path), seed, links, len(drawn) - links, len(strata))


def _published(row: Row) -> Published:
    return Published(
        (row["answer"], row["source"], row["kind"], row["strength"]), row["entry_id"], row["license_id"]
    )


def _sheet(audit_id: str, rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        told = (str(row[column] or "") for column in TOLD)
        cells = (*told, *("" for _ in FILLED), audit_id, row["entry_id"], row["license_id"])
        writer.writerow(map(guarded, cells))
    return text.getvalue()


def _words(*parts: str | None) -> str | None:
    return " ".join(part for part in parts if part) or None
