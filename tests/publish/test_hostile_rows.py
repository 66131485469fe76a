"""Hostile rows from the listing to the published file: nothing private stands there, and the run goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests import factories as make
from tests.publish.folder import ENTRIES, LICENSES, LINKS, a_run, steps, write_all
from verify import refresh

CHANGES: tuple[tuple[str, dict[str, object]], ...] = (
    ("<img src=x", {"last_name": "NOWHERE<img src=x onerror=alert(1)>"}),
    ("123-45-6789", {"license_number": "123-45-6789"}),
    ("(206) 555-0100", {"first_name": "ANN (206) 555-0100"}),
    ("\u202e", {"last_name": "NOWHERE\u202eEREHWON"}),
    ("javascript:", {"board_url": "javascript:alert(1)"}),
    ("&#x3c;", {"organization_name": "NOWHERE &#x3c;b&#x3e;"}),
    ("ann@nowhere", {"school_printed": "ask ann@nowhere.example"}),
    ("12 Nowhere Street", {"city": "12 Nowhere Street"}),
    ("\u200b", {"status_printed": "Act\u200bive"}),
    ("born 1961", {"discipline_printed": "born 1961"}),
)


@pytest.mark.parametrize(("text", "change"), CHANGES, ids=lambda each: ascii(each)[:20])
def test_hostile_license_row_is_told_in_the_quarantine_alone(
    data: Path, text: str, change: dict[str, object]
) -> None:
    row = make.license_row("ANN", "NOWHERE", "AC60000077")
    write_all(data, licenses=(*LICENSES, replace(row, **change)))  # type: ignore[arg-type]
    report = refresh.build(a_run(data), steps(links=LINKS))
    content = (data / "directory.db").read_bytes()
    assert text.encode() not in content
    assert report.quarantined_count == 2
    assert b"KIMSTONE" in content


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("<script>", {"organization_name": "NOWHERE <script>alert(1)</script>"}),
        ("\u2066", {"last_name": "NOWHERE\u2066"}),
        ("206-555-0199", {"credential_printed": "LAc 206-555-0199"}),
    ],
)
def test_hostile_entry_is_told_in_the_quarantine_alone(
    data: Path, text: str, change: dict[str, object]
) -> None:
    hostile = make.entry("ANN", "NOWHERE", entry_id="1999000060", **change)
    write_all(data, entries=(*ENTRIES, hostile))
    report = refresh.build(a_run(data), steps(links=LINKS))
    assert text.encode() not in (data / "directory.db").read_bytes()
    assert report.quarantined_count == 2


def test_license_number_that_looks_like_a_telephone_is_no_reason_to_refuse(data: Path) -> None:
    """Boards and practitioners divide numbers as they like; the search keeps the number as printed."""
    claimed = replace(ENTRIES[0], claims=(make.claim("206-555-0177"),))
    write_all(data, entries=(claimed, *ENTRIES[1:]))
    assert refresh.build(a_run(data), steps(links=LINKS)).outcome == "published"
    assert b"206-555-0177" in (data / "directory.db").read_bytes()
