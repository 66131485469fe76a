"""The traps of us_ak_cbpl, each a test; whole rows are held by its case files."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.records import Evidence, LicenseRecord, Profession, Status
from crawler.rows import Row, RowRejectedError
from crawler.run import find_sources

EVIDENCE = Evidence("us_ak_cbpl", "file:rows", "2026-11-22T00:00:00Z", None, "00", 1, "1")
CELLS = {
    "Program": "Acupuncturists",
    "ProfType": "Acupuncturist",
    "LicenseNum": "990001",
    "Owners": "EXAMPLE, ANN",
    "Status": "Active",
    "DateExpired": "",
}


def read(**changes: str) -> LicenseRecord | None:
    spider: Any = find_sources()["us_ak_cbpl"]()
    record: LicenseRecord | None = spider.parse_row(Row({**CELLS, **changes}, EVIDENCE))
    return record


@pytest.mark.parametrize(
    ("program", "kind", "profession"),
    [
        ("Acupuncturists", "", Profession.ACUPUNCTURIST),
        ("Physical Therapy & Occupational Therapy", "", None),
        ("Physical Therapy & Occupational Therapy", "Occupational Therapist", None),
        ("Physical Therapy & Occupational Therapy", "Physical Therapist", Profession.PHYSICAL_THERAPIST),
        ("Acupuncturists", "Acupuncturist Temporary Permit", None),
        ("Barbers & Hairdressers", "Barber", None),
    ],
)
def test_a_program_alone_tells_acupuncturists_and_nobody_else(
    program: str, kind: str, profession: Profession | None
) -> None:
    record = read(Program=program, ProfType=kind)
    assert (record.profession if record else None) is profession


@pytest.mark.parametrize("owners", ["EXAMPLE, ANN; ROE, TIM", "ANN EXAMPLE AND TIM ROE", "Doe & Roe"])
def test_a_license_of_several_holders_is_nobodys(owners: str) -> None:
    with pytest.raises(RowRejectedError, match="names several holders"):
        read(Owners=owners)


@pytest.mark.parametrize("owners", ["EXAMPLE, ANN QUINN", "ANN QUINN EXAMPLE"])
def test_a_name_is_read_in_either_order(owners: str) -> None:
    record = read(Owners=owners)
    assert record is not None
    assert (record.first_name, record.middle_name, record.last_name) == ("ANN", "QUINN", "EXAMPLE")


def test_a_number_counts_within_its_profession() -> None:
    ids = {
        record.license_id
        for kind in ("Acupuncturist", "Physical Therapist")
        if (record := read(ProfType=kind))
    }
    assert len(ids) == 2


def test_a_word_never_seen_is_unknown_and_never_active() -> None:
    record = read(Status="Active in some new way")
    assert record is not None
    assert (record.status, record.status_printed) == (Status.UNKNOWN, "Active in some new way")


def test_what_the_listing_does_not_say_stays_empty() -> None:
    record = read()
    assert record is not None
    assert (record.expires_on, record.state, record.zip5, record.organization_name) == (None, "", "", "")
