"""Multiplied records still fit together, and nobody in a copy has the identifiers of the base."""

from __future__ import annotations

from benchmarks.large_directory import Cast, copied_entry, copied_license, renamed, renumbered
from tests.factories import entry, license_row
from verify.publish.load import Records

ANN = entry("ANN", "SMITH", "AC 60123456", entry_id="2990000001")
JUN = entry("JUN", "KIM", entry_id="2990000002")
HERS = license_row("Ann", "Smith", "AC60123456", zip5="98101", city="SEATTLE", state="WA")
RECORDS = Records((), (HERS,), (ANN, JUN), (), (), "")
CAST = Cast(RECORDS, [(ANN.entry_id, HERS.license_id), (JUN.entry_id, "")])


def test_an_entry_and_its_license_get_the_same_name_number_and_place() -> None:
    for copy in range(1, 40):
        one, row = copied_entry(ANN, CAST, copy, f"{copy}"), copied_license(HERS, CAST, copy)
        assert (one.first_name, one.last_name) == (row.first_name.upper(), row.last_name.upper())
        assert one.claims[0].license_number.replace(" ", "") == row.license_number != HERS.license_number
        assert (one.places[0].zip5, one.places[0].state) == (row.zip5, "WA")


def test_every_copy_has_identifiers_of_its_own() -> None:
    rows = [copied_license(HERS, CAST, copy) for copy in range(1, 200)]
    assert len({row.license_id for row in rows} | {HERS.license_id}) == 200
    assert len({row.license_number for row in rows}) == 199


def test_a_name_is_replaced_where_it_stands_and_a_former_one_is_kept() -> None:
    assert renamed("SMITH LAC", "SMITH", "Kim") == "KIM LAC"
    assert renamed("Smith-Jones", "SMITH", "KIM") == "Kim-Jones"
    assert renamed("MILLER", "SMITH", "KIM") == "MILLER"


def test_every_way_of_writing_a_number_gets_the_same_digits() -> None:
    assert [renumbered(each, 7) for each in ("AC60123456", "AC.60123456", "25MZ00012300", "")] == [
        "AC60123456007",
        "AC.60123456007",
        "25MZ00012300007",
        "",
    ]
