"""The sample obeys the formats of the real listings, quirks included."""

import csv
import io
import re
from pathlib import Path

from crawler.standin.npi import check_digit

VOCABULARY = Path(__file__).parents[2] / "data" / "codes" / "status_vocabulary.csv"
WASHINGTON_COLUMNS = (
    "credentialnumber lastname firstname middlename credentialtype status birthyear ceduedate "
    "firstissuedate lastissuedate expirationdate actiontaken"
).split()
CALIFORNIA_COLUMNS = (
    "Agency Code,Agency Name,LicTypeCode,License Type,License Number,Indiv/Org,Org/Last Name,First Name,"
    "Middle Name,Suffix,Address Line 1,Address Line 2,City,County,State,Zip,Country,Original Issue Date,"
    "Expiration Date,License Status"
).split(",")
LEIE_COLUMNS = (
    "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,"
    "EXCLDATE,REINDATE,WAIVERDATE,WVRSTATE"
)
THERAPY = re.compile("ACUPUNCT|PHYSICAL THERAP", re.IGNORECASE)


def vocabulary(state, field):
    with VOCABULARY.open(encoding="utf-8", newline="") as file:
        return {
            row["raw_status"]
            for row in csv.DictReader(file)
            if (row["state"], row["field"]) == (state, field)
        }


def test_washington_leaves_out_empty_columns_and_keeps_the_order(washington):
    for row in washington:
        assert list(row) == [name for name in WASHINGTON_COLUMNS if name in row]
        assert all(row.values())
    assert any("middlename" not in row for row in washington)


def test_washington_mixes_both_styles_about_evenly(washington):
    old = [row for row in washington if re.fullmatch(r"[A-Z][A-Z0-9]\d{8}", row["credentialnumber"])]
    new = [
        row
        for row in washington
        if re.fullmatch(r"[A-Z]+\.[A-Z0-9]{2}\.\d{8}(-CNM)?", row["credentialnumber"])
    ]
    assert len(old) + len(new) == len(washington)
    assert 0.4 < len(old) / len(washington) < 0.6
    for row in old:
        assert re.fullmatch(r"\d{8}", row["expirationdate"])
        assert row["status"] == row["status"].upper()
    for row in new:
        assert re.fullmatch(r"\d\d/\d\d/\d{4}", row["expirationdate"])


def test_washington_uses_every_status_word_in_both_styles(washington):
    relevant = [row for row in washington if THERAPY.search(row["credentialtype"])]
    words = {word for row in relevant for word in [row["status"]]}
    expected = vocabulary("WA", "status")
    assert expected <= words
    assert {word.upper() for word in expected} <= words
    assert {row["actiontaken"] for row in relevant} == {"Yes", "No", "Pending"}


def test_washington_holds_other_professions_and_temporary_permits(washington):
    types = {row["credentialtype"] for row in washington}
    assert "Registered Nurse License" in types
    assert any("Temporary Practice Permit" in title for title in types)


def test_washington_lists_superseded_twins_of_people_with_a_current_row(washington):
    twins = [row for row in washington if row["status"].lower() == "superseded"]
    numbers = [row["credentialnumber"] for row in washington]
    assert len(twins) > 20
    assert any(numbers.count(row["credentialnumber"]) == 2 for row in twins)
    assert any(numbers.count(row["credentialnumber"]) == 1 for row in twins)


def test_california_has_twenty_columns_without_quotes_sorted_by_number_as_text(sample, california):
    for name, rows in california.items():
        lines = (sample / "dca" / name).read_text(encoding="ascii").splitlines()
        assert lines[0].split("\t") == CALIFORNIA_COLUMNS
        assert {line.count("\t") for line in lines} == {19}
        assert not any('"' in line for line in lines)
        numbers = [row["License Number"] for row in rows]
        assert numbers == sorted(numbers)
        assert numbers != sorted(numbers, key=int)


def test_california_suppresses_streets_with_one_blank_and_marks_foreign_rows(california):
    therapy = california["PhysicalTherapy_Data00.xls"]
    assert {row["Address Line 1"] for row in therapy} == {" "}
    abroad = [row for rows in california.values() for row in rows if row["State"] == "99"]
    assert abroad
    assert all(row["Country"] and not row["County"] for row in abroad)
    assert any(re.fullmatch(r"\d{5}-\d{4}", row["Zip"]) for row in therapy)


def test_california_uses_every_status_word_and_its_own_dates(california):
    rows = [row for rows in california.values() for row in rows]
    assert {row["License Status"] for row in rows} == vocabulary("CA", "License Status")
    for row in rows:
        assert re.fullmatch(r"\d\d-\d\d-\d{4}", row["Original Issue Date"])
        assert re.fullmatch(r"\d\d-\d\d-\d{4}", row["Expiration Date"])


def test_california_counts_tell_the_rows_of_each_file(sample, california):
    for name, rows in california.items():
        lines = (sample / "dca" / name.replace("_Data00.xls", "_Counts.csv")).read_text().splitlines()
        assert lines[-1] == f"Total,{len(rows)}"
        assert sum(int(line.split(",")[1]) for line in lines[1:-1]) == len(rows)


def test_registry_files_have_their_columns_all_quoted_with_a_header_file_each(registry):
    columns = {"npidata": 330, "pl": 10, "othername": 4, "endpoint": 19}
    for kind, count in columns.items():
        pattern = rf"{kind}_pfile_20050523-2026\d{{4}}\.csv"
        (name,) = (name for name in registry if re.fullmatch(pattern, name))
        header, *lines = registry[name].splitlines()
        assert registry[name.replace(".csv", "_fileheader.csv")].strip() == header
        assert lines
        for line in (header, *lines):
            cells = line[1:-1].split('","')
            assert len(cells) == count
            assert line == '"' + '","'.join(cells) + '"'
            assert not any('"' in cell for cell in cells)


def test_registry_headings_are_verbatim(npidata, registry):
    names = list(npidata[0])
    assert names[4] == "Provider Organization Name (Legal Business Name)"
    assert names[41] == "Provider Sex Code"
    assert names[47:51] == [
        "Healthcare Provider Taxonomy Code_1",
        "Provider License Number_1",
        "Provider License Number State Code_1",
        "Healthcare Provider Primary Taxonomy Switch_1",
    ]
    assert names[106] == "Healthcare Provider Primary Taxonomy Switch_15"
    assert names[107] == "Other Provider Identifier_1"
    assert names[306:308] == ["Other Provider Identifier Issuer_50", "Is Sole Proprietor"]
    assert names[-1] == "Certification Date"
    (pl,) = (text for name, text in registry.items() if re.fullmatch(r"pl_pfile_[\d-]+\.csv", name))
    assert "Provider Secondary Practice Location Address-  Address Line 2" in pl.splitlines()[0]


def test_registry_values_fit_their_columns(npidata):
    for row in npidata:
        assert len(row["Provider Credential Text"]) <= 20
        assert len(row["Provider License Number_1"]) <= 20
        assert len(row["Provider Organization Name (Legal Business Name)"]) <= 100
        assert len(row["Provider Name Suffix Text"]) <= 5
        assert len(row["Provider Last Name (Legal Name)"]) <= 35


def test_registry_mixes_in_other_providers_and_deactivated_identifiers(npidata):
    kinds = {row["Entity Type Code"] for row in npidata}
    assert kinds == {"1", "2", ""}
    blank = [row for row in npidata if not row["Entity Type Code"]]
    assert all(row["NPI Deactivation Date"] and not row["Provider Last Name (Legal Name)"] for row in blank)
    assert any(row["Healthcare Provider Taxonomy Code_1"] == "163W00000X" for row in npidata)
    assert any(row["NPI Deactivation Date"] and row["NPI Reactivation Date"] for row in npidata)


def test_identifiers_are_invented_unique_and_pass_the_check_digit(npidata):
    numbers = [row["NPI"] for row in npidata]
    assert len(set(numbers)) == len(numbers)
    for number in numbers:
        assert number.startswith("299")
        assert check_digit(number[:9]) == number[9]
    assert check_digit("123456789") == "3"


def test_telephones_are_reserved_for_fiction(npidata):
    phones = [text for row in npidata for name, text in row.items() if "Telephone" in name and text]
    assert phones
    assert all(re.fullmatch(r"\d{3}55501\d\d", phone) for phone in phones)


def test_exclusion_list_has_its_header_and_mostly_no_identifier(sample):
    text = (sample / "leie" / "UPDATED.csv").read_text(encoding="utf-8")
    assert text.startswith(LEIE_COLUMNS + "\n")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert all(line.startswith('"') and line.endswith('"') for line in text.splitlines()[1:])
    without = [row for row in rows if row["NPI"] == "0000000000"]
    assert len(without) / len(rows) > 0.85
    assert all(re.fullmatch(r"\d{8}", row["EXCLDATE"]) for row in rows)
    assert {row["REINDATE"] for row in rows} == {"00000000"}
    assert any(row["BUSNAME"] and not row["LASTNAME"] for row in rows)
    assert max(len(row["BUSNAME"]) for row in rows) <= 30
