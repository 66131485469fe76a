import csv
import struct
import zipfile

import pytest

from crawler.errors import ListingError
from crawler.platforms import nppes_members, nppes_rows
from crawler.platforms.nppes_columns import ALL_COLUMNS, NPI, OTHER_NAME_COLUMNS, PL_COLUMNS, SECONDARY
from tests.crawler.nppes_zip import (
    CLINIC,
    DENTIST,
    MAIN,
    NAMES,
    OTHER_NPI,
    PERSON,
    PLACES,
    THIRD_NPI,
    Reading,
    csv_text,
    write_members,
    write_nppes,
)

LICENSE_1 = "Provider License Number_1"


def fault_of(path):
    """The sentence that the file is refused with; nothing may have been handed on by then."""
    with pytest.raises(ListingError) as caught:
        Reading(path)
    assert str(caught.value).startswith("us_nppes: ")
    return caught.value.message


def main_only(tmp_path, text):
    return write_members(tmp_path / "nppes.zip", {MAIN: text})


def read_person(tmp_path, **cells):
    return Reading(write_nppes(tmp_path / "nppes.zip", [DENTIST, PERSON | cells, CLINIC]))


def test_a_file_that_is_no_zip_is_named_as_such(tmp_path):
    path = tmp_path / "nppes.zip"
    path.write_bytes(b"<html>Service unavailable</html>")
    assert "the file is no zip: it begins with b'<htm'" in fault_of(path)
    path.write_bytes(b"")
    assert "is empty (0 bytes)" in fault_of(path)
    path.unlink()
    assert "can't be opened: No such file" in fault_of(path)


def test_a_cut_off_zip_is_refused(tmp_path):
    path = write_nppes(tmp_path / "nppes.zip", [PERSON] * 50)
    content = path.read_bytes()
    for length in (30, len(content) // 2, len(content) - 10):
        path.write_bytes(content[:length])
        assert "cut off or damaged" in fault_of(path)


@pytest.mark.parametrize("member", [MAIN, PLACES, NAMES])
def test_a_damaged_member_is_refused_and_named(tmp_path, member):
    places = [{NPI: THIRD_NPI, SECONDARY[0]: f"{index} EXAMPLE ST"} for index in range(50)]
    names = [{NPI: THIRD_NPI, "Provider Other Organization Name": f"EXAMPLE {index}"} for index in range(50)]
    path = write_nppes(tmp_path / "nppes.zip", [PERSON] * 50, places, names)
    content = bytearray(path.read_bytes())
    header = content.index(member.encode()) - 30
    name_length, extra_length = struct.unpack_from("<HH", content, header + 26)
    packed_size = struct.unpack_from("<I", content, header + 18)[0]
    content[header + 30 + name_length + extra_length + packed_size // 2] ^= 0xFF
    path.write_bytes(content)
    fault = fault_of(path)
    assert member in fault
    assert "damaged" in fault or "lacks" in fault


@pytest.mark.parametrize("member", [MAIN, PLACES, NAMES])
def test_a_zip_that_states_more_than_any_nppes_file_is_refused_unread(tmp_path, member, monkeypatch):
    path = write_nppes(tmp_path / "nppes.zip", [PERSON])
    largest = len(csv_text([PERSON])) + 1
    assert Reading(path).entries
    monkeypatch.setattr(nppes_members, "UNPACKED_BYTES_MAX", largest)
    assert Reading(path).entries
    with zipfile.ZipFile(path, "a") as container:
        container.getinfo(member).file_size = largest + 1
        container.writestr("more.txt", "")
    assert f"{member} would be {largest + 1:,} bytes unpacked, more than any NPPES file" in fault_of(path)


def test_a_member_that_holds_more_than_the_zip_states_is_refused(tmp_path):
    path = write_nppes(tmp_path / "nppes.zip", [PERSON] * 5000)
    with zipfile.ZipFile(path, "a") as container:
        container.getinfo(MAIN).file_size = len(csv_text([PERSON]))
        container.writestr("more.txt", "")
    assert f"{MAIN} can't be read from the zip (Bad CRC-32" in fault_of(path)


def test_an_encrypted_zip_is_refused(tmp_path):
    path = write_nppes(tmp_path / "nppes.zip", [PERSON])
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[
            content.index(MAIN.encode(), content.index(signature)) - (30 if offset == 6 else 46) + offset
        ] |= 1
    second = content.index(MAIN.encode(), content.index(b"PK\x01\x02"))
    content[second - 46 + 8] |= 1
    path.write_bytes(content)
    assert "can't be read from the zip" in fault_of(path)


def test_a_zip_without_npidata_lists_what_it_holds(tmp_path):
    path = write_members(
        tmp_path / "nppes.zip", {PLACES: "x", MAIN.replace(".csv", "_fileheader.csv"): "NPI"}
    )
    assert "holds no member npidata_pfile_*.csv; it holds npidata_pfile_20050523" in fault_of(path)
    path = write_members(tmp_path / "nppes.zip", {MAIN: "NPI", f"old/{MAIN}": "NPI"})
    assert "holds 2 members npidata_pfile_*.csv" in fault_of(path)


@pytest.mark.parametrize(
    "column",
    ["NPI", "Provider Last Name (Legal Name)", "Last Update Date", "NPI Deactivation Date", LICENSE_1],
)
def test_a_missing_or_renamed_column_is_named_with_its_nearest_heading(tmp_path, column):
    without = [name for name in ALL_COLUMNS if name != column]
    fault = fault_of(write_nppes(tmp_path / "nppes.zip", [PERSON], header=without))
    assert f"{MAIN} lacks the column {column!r}; its header has 329 columns." in fault
    renamed = [f"{name}s" if name == column else name for name in ALL_COLUMNS]
    if len(column) > 3:
        assert f"is '{column}s'" in fault_of(write_nppes(tmp_path / "nppes.zip", [PERSON], header=renamed))


def test_half_a_taxonomy_group_is_refused_and_a_repeated_column_too(tmp_path):
    header = [name for name in ALL_COLUMNS if name != "Provider License Number State Code_7"]
    assert "'Provider License Number State Code_7'" in fault_of(
        write_nppes(tmp_path / "nppes.zip", [PERSON], header=header)
    )
    assert "the column 'NPI' 2 times" in fault_of(
        write_nppes(tmp_path / "nppes.zip", [PERSON], header=[*ALL_COLUMNS, "NPI"])
    )


def test_columns_that_are_not_taken_may_be_missing_and_new_ones_are_reported(tmp_path):
    header = [name for name in ALL_COLUMNS if "Identifier" not in name and not name.endswith("_15")]
    header[header.index("Provider Sex Code")] = "Provider Gender Code"
    reading = Reading(write_nppes(tmp_path / "nppes.zip", [PERSON], header=[*header, "Telehealth"]))
    assert (len(reading.entries), reading.new_columns) == (1, ("Telehealth",))


@pytest.mark.parametrize(("name", "columns"), [(PLACES, PL_COLUMNS), (NAMES, OTHER_NAME_COLUMNS)])
def test_a_side_member_without_a_taken_column_is_refused(tmp_path, name, columns):
    header = [columns[0], f"{columns[1]} (new)", *columns[2:]]
    path = write_members(tmp_path / "nppes.zip", {MAIN: csv_text([PERSON]), name: csv_text([], header)})
    assert f"{name} lacks the column {columns[1]!r}" in fault_of(path)


@pytest.mark.parametrize("text", ["", "\n", csv_text([]), csv_text([]) + "\n\n"])
def test_an_empty_listing_is_refused(tmp_path, text):
    assert fault_of(main_only(tmp_path, text))
    assert "holds no rows" in fault_of(main_only(tmp_path, csv_text([])))


@pytest.mark.parametrize("cut", [1, 3, 200, 900])
def test_a_file_that_ends_within_a_row_is_refused(tmp_path, cut):
    whole = csv_text([PERSON, DENTIST]).rstrip("\n")
    assert "ends in the middle of row 2" in fault_of(main_only(tmp_path, whole[:-cut]))
    assert Reading(main_only(tmp_path, whole)).rows_count == 2


def test_a_quotation_mark_that_never_closes_is_refused_before_memory_runs_out(tmp_path, monkeypatch):
    monkeypatch.setattr(nppes_rows, "MAX_ROW_BYTES", 30_000)
    monkeypatch.setattr(nppes_rows, "BLOCK_BYTES", 20_000)
    text = csv_text([DENTIST], quoting=csv.QUOTE_MINIMAL) + '"' + "x,\n" * 20_000
    assert "row 2 opens a quotation mark and never closes it" in fault_of(main_only(tmp_path, text))


def test_a_stray_quotation_mark_costs_only_its_own_row(tmp_path):
    bad = csv_text([PERSON | {"Provider First Name": "MAX@INE"}]).splitlines()[1].replace("@", '"')
    lines = csv_text([PERSON, CLINIC]).splitlines()
    reading = Reading(main_only(tmp_path, "\n".join([lines[0], bad, lines[2], ""])))
    assert [entry.entry_id for entry in reading.entries][-1:] == [OTHER_NPI]
    assert reading.rows_count == 2


def test_a_row_with_other_columns_is_quarantined(tmp_path):
    lines = csv_text([PERSON, CLINIC]).splitlines()
    reading = Reading(main_only(tmp_path, "\n".join([lines[0], lines[1] + ',"extra"', lines[2], ""])))
    assert [entry.entry_id for entry in reading.entries] == [OTHER_NPI]
    (row,) = reading.quarantined
    assert (row.row_number, row.reason, row.value) == (1, "column_count", "331 columns, not 330")


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("NPI", "1234567890", "npi_check_digit"),
        ("NPI", "", "npi_check_digit"),
        ("NPI", "12345", "npi_check_digit"),
        ("Entity Type Code", "3", "entity_type"),
        ("Last Update Date", "2019-07-08", "date"),
        ("Last Update Date", "02/30/2019", "date"),
        ("NPI Deactivation Date", "soon", "date"),
        ("Provider First Name", "<b>MAXINE</b>", "markup"),
        ("Provider First Name", "&lt;script&gt;", "markup"),
        ("Provider Credential Text", "=1+1", "formula"),
        ("Provider Credential Text", "L.AC.\x1f\x07", "control_character"),
        ("Provider Business Practice Location Address City Name", "@SUM(A1)", "formula"),
        ("Provider Business Practice Location Address Telephone Number", "=2065550100", "formula"),
        ("Provider Business Practice Location Address Postal Code", "<b>98101", "markup"),
        (LICENSE_1, "=HYPERLINK(1)", "formula"),
        ("Provider Last Name (Legal Name)", "A" * 1_000_000, "too_long"),
        ("Provider Last Name (Legal Name)", "A\n" * 500_000, "too_long"),
    ],
)
def test_a_bad_cell_quarantines_its_row_and_no_other(tmp_path, column, value, reason):
    reading = read_person(tmp_path, **{column: value})
    assert [entry.entry_id for entry in reading.entries] == [OTHER_NPI]
    (row,) = reading.quarantined
    assert (row.source, row.row_number, row.column, row.reason) == ("us_nppes", 2, column, reason)
    assert row.message.startswith(f"us_nppes, npidata row 2, column {column!r}, value {row.value!r}: ")
    assert len(row.value) < 130
    assert "<" not in row.value


def test_a_bad_cell_in_a_column_that_is_not_taken_does_no_harm(tmp_path):
    reading = read_person(
        tmp_path, **{"Other Provider Identifier_1": "=1+1", "Parent Organization LBN": "<b>"}
    )
    assert len(reading.entries) == 2


def test_a_cell_padded_with_blanks_is_not_too_long(tmp_path):
    reading = read_person(tmp_path, **{"Provider First Name": "MAXINE" + " " * 600})
    assert reading.entries[0].first_name == "MAXINE"


def test_a_person_without_any_name_is_quarantined(tmp_path):
    blank = {"Provider First Name": "--", "Provider Last Name (Legal Name)": ""}
    (row,) = read_person(tmp_path, **blank).quarantined
    assert (row.reason, row.column) == ("missing_name", "Provider Last Name (Legal Name)")


@pytest.mark.parametrize(
    "printed", ["$$$$$$$$$", "*********", "________", "====", " **** ", "AC*****", "***-**-0000"]
)
def test_a_masked_license_number_is_empty(tmp_path, printed):
    reading = read_person(tmp_path, **{LICENSE_1: printed})
    assert reading.entries[0].claims[0].license_number == ""
    assert reading.quarantined == []


@pytest.mark.parametrize(
    ("printed", "state"),
    [
        *(("000-98-7601", "IL"), ("000-98-7601", "WA"), ("SSN 000987601", "WA"), ("No. 000-98-7601", "WA")),
        *(("000987601", "WA"), ("000 98 7601", "WA"), ("000987601", "")),
    ],
)
def test_a_private_number_is_withheld_everywhere_and_the_entry_is_kept(tmp_path, printed, state):
    cells = {LICENSE_1: printed, "Provider License Number State Code_1": state}
    reading = read_person(tmp_path, **cells)
    assert reading.entries[0].claims[0].license_number == ""
    (row,) = reading.quarantined
    assert (row.row_number, row.column, row.reason, row.value) == (
        2,
        LICENSE_1,
        "private_number",
        "(withheld)",
    )
    assert "7601" not in repr(reading.batches)


@pytest.mark.parametrize(
    ("printed", "state"), [("198000123", "IL"), ("00012345", "WA"), ("0001234567", "WA"), ("AC-00 12", "WA")]
)
def test_other_license_numbers_stay_as_printed(tmp_path, printed, state):
    reading = read_person(tmp_path, **{LICENSE_1: printed, "Provider License Number State Code_1": state})
    assert reading.entries[0].claims[0].license_number == printed
    assert reading.quarantined == []


def test_a_private_number_in_a_name_keeps_the_row_out_and_is_not_shown(tmp_path):
    reading = read_person(tmp_path, **{"Provider Credential Text": "LAC 000-98-7601"})
    assert [entry.entry_id for entry in reading.entries] == [OTHER_NPI]
    assert "7601" not in repr(reading.batches)
    assert reading.quarantined[0].reason == "private_text"


def test_an_npi_that_appears_twice_gives_one_entry(tmp_path):
    path = write_nppes(tmp_path / "nppes.zip", [PERSON, PERSON, PERSON | {"Provider First Name": "OTHER"}])
    reading = Reading(path)
    assert [entry.first_name for entry in reading.entries] == ["MAXINE"]
    assert reading.skipped_count == 1
    assert [(row.row_number, row.reason) for row in reading.quarantined] == [(3, "duplicate_entry")]


def test_a_bad_side_row_is_quarantined_and_its_entry_is_kept(tmp_path):
    rows = [{NPI: OTHER_NPI, SECONDARY[0]: "<b>1 SAMPLE AVE"}, {NPI: OTHER_NPI, SECONDARY[0]: "2 SAMPLE AVE"}]
    text = csv_text(rows, PL_COLUMNS) + f'"{OTHER_NPI}","short"\n'
    reading = Reading(write_members(tmp_path / "nppes.zip", {MAIN: csv_text([CLINIC]), PLACES: text}))
    assert [place.street for place in reading.entries[0].places] == ["", "2 SAMPLE AVE"]
    assert [(row.row_number, row.column, row.reason) for row in reading.quarantined] == [
        (1, SECONDARY[0], "markup"),
        (3, "", "column_count"),
    ]
    assert reading.quarantined[0].message.startswith(f"us_nppes, pl row 1, column {SECONDARY[0]!r}, ")


def test_counts_add_up(tmp_path):
    rows = [PERSON, DENTIST, CLINIC, PERSON | {NPI: "1234567890"}, DENTIST | {"Entity Type Code": ""}]
    reading = Reading(write_nppes(tmp_path / "nppes.zip", rows))
    assert (reading.rows_count, reading.skipped_count) == (5, 2)
    assert len(reading.entries) + len(reading.quarantined) + reading.skipped_count == reading.rows_count
