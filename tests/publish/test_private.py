from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.records import QuarantinedRow
from tests import factories as make
from tests.publish.folder import KIM, write_all
from verify.publish.load import Records, load_records
from verify.publish.private import clean, withhold_private
from verify.publish.private_text import PHONE, SOCIAL_SECURITY_NUMBER


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return load_records(write_all(tmp_path))


@settings(deadline=None)
@given(
    st.integers(0, 999),
    st.integers(0, 99),
    st.integers(0, 9999),
    st.sampled_from("- "),
    st.text("AC .:", max_size=4),
)
def test_social_security_number_is_seen_in_any_surrounding(
    a: int, b: int, c: int, mark: str, around: str
) -> None:
    number = f"{a:03}{mark}{b:02}{mark}{c:04}"
    assert SOCIAL_SECURITY_NUMBER.search(f"LIC:{around} {number} {around}")


@pytest.mark.parametrize(
    "text", ["ACUP.AC.60990002", "2065550100", "206-555-0100", "2026-11-22", "AC-12-3456"]
)
def test_numbers_of_other_kinds_are_no_social_security_numbers(text: str) -> None:
    assert not SOCIAL_SECURITY_NUMBER.search(text)


@pytest.mark.parametrize("text", ["206-555-0100", "(206) 555-0100", "1-206-555-0100", "206.555.0100"])
def test_telephone_numbers_are_seen(text: str) -> None:
    assert PHONE.search(f"CALL {text} NOW")


def test_clean_record_is_the_same_object() -> None:
    record = make.license_row("HANA", "KIMSTONE", "AC60000001")
    assert clean(record).record is record


def test_claimed_number_that_is_private_is_blanked_and_noted(records: Records) -> None:
    entry = make.entry("HANA", "KIMSTONE", "123-45-6789", entry_id=KIM)
    withheld = withhold_private(replace(records, entries=(entry,)))
    assert [claim.license_number for claim in withheld.entries[0].claims] == [""]
    note = withheld.quarantine[-1]
    assert (note.reason, note.column, note.value) == ("private_data", "claims.license_number", "")
    assert "123-45-6789" not in note.message


def test_license_whose_number_is_private_is_kept_out(records: Records) -> None:
    private = make.license_row("ANA", "NOWHERE", "123-45-6789")
    withheld = withhold_private(replace(records, licenses=(*records.licenses, private)))
    assert private.license_id not in {record.license_id for record in withheld.licenses}
    assert {note.column for note in withheld.quarantine if note.reason == "private_data"} >= {
        "license_number"
    }


def test_street_in_an_exclusion_is_blanked_and_the_exclusion_stays(records: Records) -> None:
    listed = make.exclusion(KIM, "KIMSTONE", city="12 NOWHERE STREET")
    withheld = withhold_private(replace(records, exclusions=(listed,)))
    assert [(row.npi, row.city) for row in withheld.exclusions] == [(KIM, "")]


def test_private_value_in_the_quarantine_itself_is_withheld(records: Records) -> None:
    row = QuarantinedRow("us_wa_doh", "ab" * 32, 3, "status", "ann@nowhere.example", "hostile_cell", "markup")
    assert withhold_private(replace(records, quarantine=(row,))).quarantine[0].value == "withheld"
