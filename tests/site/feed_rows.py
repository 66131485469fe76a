"""A copy of the fictional database with changes of two releases, some of which no feed may tell."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import directory_fixture as fixture

NEW, OLD = "2026-11-18-abc123", "2026-11-11-aaa111"
DOH, HOSTILE = fixture.DOH, fixture.HOSTILE + "\x1b&]]>"

MINA, LICENSE = fixture.VERIFIED, "AC60990117"

CHANGES: tuple[tuple[Any, ...], ...] = (
    (
        OLD,
        "license",
        DOH,
        None,
        LICENSE,
        "renewed",
        "source_changed",
        "expires_on",
        "2025-03-14",
        "2027-03-14",
    ),
    (NEW, "license", DOH, None, LICENSE, "status", "source_changed", "status_printed", HOSTILE, "Active"),
    (NEW, "license", DOH, None, "AC-GONE", "lapsed", "source_changed", "status_printed", "Active", "Expired"),
    (NEW, "license", DOH, None, "AC60990308", "disciplined", "source_changed", "status", "x", "revoked"),
    (NEW, "entry", DOH, MINA, LICENSE, "verdict", "time_passed", "verdict", "not_found", "verified"),
    (NEW, "entry", DOH, fixture.WEAK, LICENSE, "match", "match_changed", "decision", "", "accept"),
    (NEW, "source", DOH, None, None, "source_failed", "source_failed", None, None, None),
    (NEW, "entry", fixture.NPPES, MINA, None, "other", "source_changed", "name", "Old Name", "Mina"),
)
"""Release, subject, source, entry, license number, kind, cause, field, before, after."""

FIGURES = (
    (OLD, "verdict", "verified", "", 2),
    (OLD, "records", DOH, "", 4),
    (NEW, "verdict", "verified", "", 3),
    (NEW, "records", DOH, "", 5),
    (NEW, "change", "status", "source_changed", 1200),
    (NEW, "change", "match", "match_changed", 7),
    (NEW, "license_end", "2026-11-30", "", 4),
    (NEW, "dispute", "wrong_match", "open", 1),
)


def with_changes(path: Path, folder: Path, many: int = 0) -> Path:
    """A copy of the database at `path` with `CHANGES`, `FIGURES`, and `many` more changes of one list."""
    copy = folder / "directory.db"
    shutil.copyfile(path, copy)
    connection = sqlite3.connect(copy)
    connection.execute(
        "INSERT INTO releases SELECT ?, '2026-11-11', 0, NULL, 1, '1', '{}', '0', 6, 13, 5, 1, 2", (OLD,)
    )
    connection.execute("UPDATE releases SET previous_release_id = ? WHERE release_id = ?", (OLD, NEW))
    one = (NEW, "license", DOH, None, LICENSE, "status", "source_changed", "status_printed", "a")
    rows = [*CHANGES, *((*one, str(number)) for number in range(many))]
    for number, (release, subject, source, entry, license_number, kind, cause, *values) in enumerate(rows):
        license_id = f"{source}:{license_number}" if license_number else None
        cells = (f"{release}:{number:07d}", release, subject, source, entry, license_id, kind, cause, *values)
        connection.execute("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", cells)
    connection.executemany("INSERT INTO release_figures VALUES (?, ?, ?, ?, ?)", FIGURES)
    said = ("verified_not_collapsed", "fewer are verified (<b>)", "the board closed them", "A. Reviewer")
    override = (f"{NEW}:{said[0]}", NEW, *said, "2026-11-18")
    connection.execute("INSERT INTO overrides VALUES (?, ?, ?, ?, ?, ?, ?)", override)
    connection.commit()
    connection.close()
    return copy
