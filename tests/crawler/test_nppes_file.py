import csv
import random
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.platforms.nppes_columns import ALL_COLUMNS, SECONDARY
from crawler.records import Claim, EntryKind, EntryRecord, OtherName, Place, PlacePurpose, Profession
from crawler.taxonomy import kept_profession
from tests.crawler.nppes_zip import (
    CLINIC,
    DENTIST,
    EVIDENCE,
    MAIN,
    NPI,
    OTHER_NPI,
    PERSON,
    THIRD_NPI,
    Reading,
    csv_text,
    write_members,
    write_nppes,
)


def read_rows(tmp_path, *rows, **options):
    return Reading(write_nppes(tmp_path / "nppes.zip", rows, **options))


def read_person(tmp_path, **cells):
    return read_rows(tmp_path, PERSON | cells)


def test_a_person_becomes_an_entry_with_everything_that_the_row_states(tmp_path):
    reading = read_rows(tmp_path, DENTIST, PERSON)
    (entry,) = reading.entries
    assert entry == EntryRecord(
        entry_id=NPI,
        kind=EntryKind.INDIVIDUAL,
        profession=Profession.ACUPUNCTURIST,
        first_name="MAXINE",
        middle_name="Q",
        last_name="EXAMPLESON",
        suffix="",
        credential_printed="L.AC.",
        organization_name="",
        other_names=(),
        places=(
            Place(PlacePurpose.PRACTICE, "100 EXAMPLE ST STE 2", "SEATTLE", "WA", "98101", "2065550100"),
            Place(PlacePurpose.MAILING, "PO BOX 000", "TACOMA", "WA", "98402", ""),
        ),
        claims=(Claim("171100000X", Profession.ACUPUNCTURIST, "WA", "AC00000001", True),),
        enumerated_on="2009-01-02",
        updated_on="2019-07-08",
        deactivated_on=None,
        evidence=entry.evidence,
    )
    assert (entry.evidence.row_number, entry.evidence.source_as_of) == (2, "2026-11-08")
    assert (entry.evidence.source, entry.evidence.raw_sha256) == (EVIDENCE.source, EVIDENCE.raw_sha256)
    assert (reading.rows_count, reading.skipped_count, reading.quarantined) == (2, 1, [])


def test_a_clinic_gets_the_names_and_places_of_the_side_members(tmp_path):
    line1, line2, city, state, postal_code, country, telephone = SECONDARY
    place = {
        "NPI": OTHER_NPI,
        line1: "1 SAMPLE AVE",
        line2: "FL 2",
        city: "YAKIMA",
        state: "WA",
        postal_code: "989010000",
        country: "US",
        telephone: "5095550100",
    }
    name = {"NPI": OTHER_NPI, "Provider Other Organization Name": "SAMPLE PT &amp; WELLNESS"}
    name_type = "Provider Other Organization Name Type Code"
    (entry,) = read_rows(
        tmp_path,
        CLINIC | {"Provider Other Organization Name": "OLD EXAMPLE INC", name_type: "4"},
        DENTIST,
        places=[place, place, place | {"NPI": THIRD_NPI}],
        names=[name | {name_type: "3"}, name | {"NPI": THIRD_NPI}],
    ).entries
    assert (entry.kind, entry.profession) == (EntryKind.ORGANIZATION, Profession.CLINIC)
    assert [(alias.kind, alias.organization_name) for alias in entry.other_names] == [
        ("Former Legal Business Name", "OLD EXAMPLE INC"),
        ("Doing Business As", "SAMPLE PT & WELLNESS"),
    ]
    assert entry.places[1:] == (
        Place(PlacePurpose.SECONDARY, "1 SAMPLE AVE FL 2", "YAKIMA", "WA", "98901", "5095550100"),
    )


def test_side_headings_may_differ_in_blanks_and_hyphens(tmp_path):
    header = ("NPI", *(name.replace("-", " ").replace("  ", " ").upper() for name in SECONDARY))
    rows = [dict(zip(header, (NPI, "1 SAMPLE AVE", "", "YAKIMA", "WA", "98901", "", ""), strict=True))]
    members = {MAIN: csv_text([PERSON]), "pl_pfile_1-2.csv": csv_text(rows, header)}
    (entry,) = Reading(write_members(tmp_path / "nppes.zip", members)).entries
    assert [place.city for place in entry.places] == ["SEATTLE", "YAKIMA", "TACOMA"]


def test_a_former_name_of_a_person_is_kept_with_its_kind(tmp_path):
    cells = {"Provider Other Last Name": "SAMPLE", "Provider Other First Name": "MAX"}
    (entry,) = read_person(tmp_path, **cells, **{"Provider Other Last Name Type Code": "1"}).entries
    assert entry.other_names == (OtherName("Former Name", "MAX", "", "SAMPLE", "", ""),)


@pytest.mark.parametrize(
    ("entity_type", "code", "profession"),
    [
        ("1", "171100000X", Profession.ACUPUNCTURIST),
        ("1", "225100000X", Profession.PHYSICAL_THERAPIST),
        ("1", "2251X0800X", Profession.PHYSICAL_THERAPIST),
        ("1", "2251Z9999X", Profession.PHYSICAL_THERAPIST),
        ("1", "225200000X", Profession.PT_ASSISTANT),
        *(("1", code, Profession.PHYSICIAN) for code in ("202D00000X", "204D00000X", "204C00000X")),
        *(("1", code, Profession.PHYSICIAN) for code in ("208100000X", "2081P2900X", "208VP0014X")),
        *(("1", code, Profession.PHYSICIAN) for code in ("207LP2900X", "2084P2900X", "207QS0010X")),
        *(("1", code, None) for code in ("207Q00000X", "207R00000X", "208D00000X", "208600000X")),
        *(("1", code, None) for code in ("111N00000X", "175F00000X", "225700000X", "261QP2000X")),
        *(
            ("2", code, Profession.CLINIC)
            for code in ("261QP2000X", "261QP3300X", "261QR0400X", "261QM1300X")
        ),
        *(("2", code, Profession.CLINIC) for code in ("171100000X", "225100000X", "2251S0007X")),
        *(("2", code, None) for code in ("261Q00000X", "208100000X", "225200000X", "111N00000X")),
        *(("", code, None) for code in ("171100000X", "261QP2000X")),
    ],
)
def test_what_is_kept_and_as_what(tmp_path, entity_type, code, profession):
    name = {"Provider Organization Name (Legal Business Name)": "EXAMPLE LLC"}
    cells = {"Entity Type Code": entity_type, "Healthcare Provider Taxonomy Code_1": code}
    reading = read_person(tmp_path, **cells, **name)
    assert [entry.profession for entry in reading.entries] == ([profession] if profession else [])
    assert reading.skipped_count == (0 if profession else 1)


def second_taxonomy(number, code, switch, license_number="", state="WA"):
    return {
        f"Healthcare Provider Taxonomy Code_{number}": code,
        f"Provider License Number_{number}": license_number,
        f"Provider License Number State Code_{number}": state,
        f"Healthcare Provider Primary Taxonomy Switch_{number}": switch,
    }


def test_the_primary_kept_taxonomy_names_the_profession_and_others_are_dropped(tmp_path):
    first = second_taxonomy(1, "171100000X", "N", "AC1")
    (entry,) = read_person(
        tmp_path,
        **first,
        **second_taxonomy(2, "111N00000X", "N", "CH1"),
        **second_taxonomy(15, "225100000X", "Y", "PT1", "OR"),
    ).entries
    assert entry.profession == Profession.PHYSICAL_THERAPIST
    assert [(claim.license_number, claim.state, claim.is_primary) for claim in entry.claims] == [
        ("AC1", "WA", False),
        ("PT1", "OR", True),
    ]
    family_doctor = second_taxonomy(2, "207Q00000X", "Y", "MD1")
    (entry,) = read_person(tmp_path, **first, **family_doctor).entries
    assert (entry.profession, len(entry.claims)) == (Profession.ACUPUNCTURIST, 1)


@pytest.mark.parametrize(
    ("deactivated", "reactivated", "expected"),
    [
        ("", "", None),
        ("02/03/2024", "", "2024-02-03"),
        ("02/03/2024", "02/04/2024", None),
        ("02/03/2024", "01/01/2020", "2024-02-03"),
    ],
)
def test_deactivated_only_while_no_later_reactivation(tmp_path, deactivated, reactivated, expected):
    dates = {"NPI Deactivation Date": deactivated, "NPI Reactivation Date": reactivated}
    (entry,) = read_person(tmp_path, **dates).entries
    assert entry.deactivated_on == expected


@pytest.mark.parametrize(
    ("printed", "digits"),
    [
        *(("2065550100", "2065550100"), ("(206) 555-0100", "2065550100"), ("+1 206 555 0100", "2065550100")),
        *(("0000000000", ""), ("5550", ""), ("--", ""), ("", "")),
    ],
)
def test_a_telephone_number_is_its_digits(tmp_path, printed, digits):
    (entry,) = read_person(
        tmp_path, **{"Provider Business Practice Location Address Telephone Number": printed}
    ).entries
    assert entry.places[0].phone == digits


def test_a_foreign_practice_keeps_its_city_and_gets_no_state(tmp_path):
    prefix = "Provider Business Practice Location Address"
    cells = {
        f"{prefix} {part}": value for part, value in (("City Name", "TORONTO"), ("State Name", "ONTARIO"))
    }
    cells |= {f"{prefix} Postal Code": "12345", f"{prefix} Country Code (If outside U.S.)": "CA"}
    (entry,) = read_person(tmp_path, **cells).entries
    assert (entry.places[0].city, entry.places[0].state, entry.places[0].zip5) == ("TORONTO", "", "")


def test_entities_and_broken_utf8_are_read_through(tmp_path):
    text = csv_text([PERSON | {"Provider First Name": "ZO&Euml; &#8232;ANN", "Provider Middle Name": "@@"}])
    members = {MAIN: text.encode().replace(b"@@", b"Jos\xe9")}
    (entry,) = Reading(write_members(tmp_path / "nppes.zip", members)).entries
    assert (entry.first_name, entry.middle_name) == ("ZOË ANN", "Jos\ufffd")


@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONE])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_quoting_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path, quoting, line_end, bom):
    text = bom + csv_text([DENTIST, PERSON, CLINIC], quoting=quoting, line_end=line_end)
    reading = Reading(write_members(tmp_path / "nppes.zip", {MAIN: text}))
    assert reading.entries == read_rows(tmp_path, DENTIST, PERSON, CLINIC).entries
    assert [entry.evidence.row_number for entry in reading.entries] == [2, 3]
    assert reading.rows_count == 3


def test_line_breaks_and_quotes_within_cells_move_no_row(tmp_path):
    wild = DENTIST | {"Provider Other Identifier Issuer_1": '"\n', "Provider First Name": 'A\n"B",\n"C\r\n'}
    wrapped = PERSON | {"Provider First Line Business Practice Location Address": '100 "EXAMPLE"\r\nST'}
    reading = read_rows(tmp_path, wild, wrapped, wild, CLINIC)
    assert [entry.evidence.row_number for entry in reading.entries] == [2, 4]
    assert reading.entries[0].places[0].street == '100 "EXAMPLE" ST STE 2'
    assert reading.rows_count == 4


def test_columns_are_found_by_heading_in_any_order(tmp_path):
    shuffled = list(ALL_COLUMNS)
    random.Random(4).shuffle(shuffled)
    straight = read_rows(tmp_path, PERSON, DENTIST, CLINIC)
    assert read_rows(tmp_path, PERSON, DENTIST, CLINIC, header=shuffled).entries == straight.entries


def test_members_may_stand_in_a_folder_and_side_members_may_be_absent(tmp_path):
    members = {f"NPPES/{MAIN}": csv_text([PERSON]), f"__MACOSX/NPPES/._{MAIN}": b"\x00"}
    (entry,) = Reading(write_members(tmp_path / "nppes.zip", members)).entries
    assert entry.evidence.source_as_of == "2026-11-08"


def test_progress_reaches_the_end(tmp_path):
    calls = []
    path = write_nppes(tmp_path / "nppes.zip", [PERSON, CLINIC])
    Reading(path, on_progress=lambda done, total: calls.append((done, total)))
    assert [done for done, _ in calls] == sorted(done for done, _ in calls)
    assert calls[-1][0] == calls[-1][1] > 0


CELLS = st.text(st.sampled_from("aB1 ,\"\r\n'é"), max_size=8)
CODES = st.sampled_from(["171100000X", "207Q00000X", "225200000X", "", "2084P2900X", "X"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(CODES, CELLS, CELLS), max_size=12), line_end=st.sampled_from(["\n", "\r\n"]))
def test_for_any_cells_exactly_the_rows_of_interest_come_back(tmp_path, rows, line_end):
    given_rows = [
        PERSON
        | {
            "NPI": npi_of(index),
            "Healthcare Provider Taxonomy Code_1": code,
            "Provider Middle Name": name,
            "Certification Date": other,
        }
        for index, (code, name, other) in enumerate(rows)
    ]
    reading = read_rows(tmp_path, PERSON, *given_rows, line_end=line_end)
    expected = [
        (npi_of(index), index + 2, " ".join(name.split()))
        for index, (code, name, _) in enumerate(rows)
        if kept_profession(EntryKind.INDIVIDUAL, code)
    ]
    found = [(entry.entry_id, entry.evidence.row_number, entry.middle_name) for entry in reading.entries[1:]]
    assert found == expected
    assert reading.rows_count == len(rows) + 1


def npi_of(index):
    stem = str(110_000_000 + index)
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in stem[::-2])
    return f"{stem}{-(24 + doubled + sum(map(int, stem[-2::-2]))) % 10}"


def test_memory_does_not_grow_with_rows_of_no_interest(tmp_path):
    def peak(count):
        path = write_nppes(tmp_path / f"{count}.zip", [PERSON, *[DENTIST] * count])
        tracemalloc.start()
        Reading(path)
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    assert peak(24_000) < 1.1 * peak(8_000)
