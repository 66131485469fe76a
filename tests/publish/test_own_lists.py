"""The lists that people keep: what they become, and what is refused with its place and the remedy."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from crawler.records import EntryKind, Profession
from tests.publish import folder
from verify.publish.errors import CannotRunError
from verify.publish.load import load_records
from verify.publish.own_lists import ENTRY_COLUMNS, STATEMENT_COLUMNS
from verify.publish.private import withhold_private
from verify.refresh import build

PERSON = {
    "entry_id": "own:ida-fernhill",
    "kind": "individual",
    "profession": "physical_therapist",
    "first_name": "Ida",
    "last_name": "Fernhill",
    "credential_printed": "PT, DPT",
    "street": "2065550 Nowhere St",
    "city": "Seattle",
    "state": "WA",
    "zip5": "98101",
    "phone": "206-555-0100",
    "license_state": "WA",
    "license_number": "PT60000009",
    "website": "https://fernhill.example/ida",
    "added_on": "2026-11-20",
    "added_by": "A. Reader",
}
STATED = {
    "entry_id": folder.KIM,
    "topic": "musculoskeletal_experience",
    "statement": "Fifteen years of back pain",
    "basis": "own_statement",
    "source_url": "https://kimstone.example/about",
    "seen_on": "2026-11-19",
    "seen_by": "A. Reader",
}


def written(columns: tuple[str, ...], *rows: dict[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def data_with(tmp_path: Path, entries: object = (), statements: object = ()) -> Path:
    data = folder.write_all(tmp_path / "data")
    for name, columns, rows in (
        ("entries.csv", ENTRY_COLUMNS, entries),
        ("statements.csv", STATEMENT_COLUMNS, statements),
    ):
        text = rows if isinstance(rows, str) else written(columns, *rows)  # type: ignore[misc]
        (data / name).write_text(text, encoding="utf-8")
    return data


def refused(tmp_path: Path, entries: object = (), statements: object = ()) -> str:
    with pytest.raises(CannotRunError) as caught:
        load_records(data_with(tmp_path, entries, statements))
    return str(caught.value)


def test_an_entry_of_our_own_stands_among_the_others_in_order(tmp_path: Path) -> None:
    records = load_records(data_with(tmp_path, [PERSON]))
    ids = [entry.entry_id for entry in records.entries]
    assert ids == sorted(ids)
    ida = records.entries[ids.index("own:ida-fernhill")]
    assert (ida.kind, ida.profession) == (EntryKind.INDIVIDUAL, Profession.PHYSICAL_THERAPIST)
    assert [(claim.state, claim.license_number) for claim in ida.claims] == [("WA", "PT60000009")]
    assert ida.evidence.source_url == "https://fernhill.example/ida"
    assert (ida.evidence.source, ida.evidence.row_number) == ("own_entries", 1)


def test_a_statement_keeps_its_address_its_day_and_who_saw_it(tmp_path: Path) -> None:
    (said,) = load_records(data_with(tmp_path, (), [STATED])).statements
    assert (said.entry_id, said.topic, said.seen_by) == (folder.KIM, STATED["topic"], "A. Reader")
    assert said.statement_printed == "Fifteen years of back pain"
    assert said.evidence.source_url == "https://kimstone.example/about"
    assert said.evidence.source_as_of == "2026-11-19"


@pytest.mark.parametrize(
    ("entries", "statements", "says"),
    [
        (
            [PERSON | {"added_on": "2026-11-24"}],
            (),
            "entries.csv, row 1, added_on: '2026-11-24' lies ahead of",
        ),
        ((), [STATED | {"seen_on": "2036-11-19"}], "statements.csv, row 1, seen_on: '2036-11-19' lies ahead"),
    ],
)
def test_a_day_ahead_of_the_run_stops_it_and_is_named(
    tmp_path: Path, entries: object, statements: object, says: str
) -> None:
    data = data_with(tmp_path, entries, statements)
    with pytest.raises(CannotRunError) as caught:
        build(folder.a_run(data), folder.steps())
    assert says in str(caught.value)
    assert "2026-11-22, the day of this run. Write the day that it was." in str(caught.value)


def test_a_day_that_has_begun_elsewhere_may_stand(tmp_path: Path) -> None:
    data = data_with(tmp_path, (), [STATED | {"seen_on": "2026-11-23"}])
    assert len(load_records(data, date(2026, 11, 22)).statements) == 1


def test_lists_that_are_missing_or_have_only_a_heading_add_nothing(tmp_path: Path) -> None:
    without = load_records(folder.write_all(tmp_path / "data"))
    empty = load_records(data_with(tmp_path))
    assert without.states == empty.states
    assert empty.statements == ()


def test_every_change_of_a_list_makes_another_release(tmp_path: Path) -> None:
    without = load_records(folder.write_all(tmp_path / "data")).digest
    one = load_records(data_with(tmp_path, (), [STATED])).digest
    other = load_records(data_with(tmp_path, (), [STATED | {"statement": "Sixteen years"}])).digest
    assert len({without, one, other}) == 3


def test_both_lists_are_published_as_sources_with_their_rows(tmp_path: Path) -> None:
    import sqlite3

    data = data_with(tmp_path, [PERSON], [STATED])
    build(folder.a_run(data), folder.steps())
    with sqlite3.connect(data / "directory.db") as database:
        kinds = database.execute(
            "SELECT source, kind, records_count, source_as_of FROM sources WHERE source LIKE 'own%' "
            "ORDER BY source"
        ).fetchall()
        said = database.execute("SELECT entry_id, topic, statement_printed FROM statements").fetchall()
        ida = database.execute("SELECT name, state FROM entries WHERE entry_id LIKE 'own:%'").fetchall()
    assert kinds == [
        ("own_entries", "entry", 1, "2026-11-20"),
        ("own_statements", "statement", 1, "2026-11-19"),
    ]
    assert said == [(folder.KIM, STATED["topic"], STATED["statement"])]
    assert len(ida) == 1


def test_a_statement_goes_with_an_entry_that_is_withheld(tmp_path: Path) -> None:
    from dataclasses import replace

    records = load_records(data_with(tmp_path, (), [STATED]))
    private = tuple(
        replace(entry, last_name="ida@home.example") if entry.entry_id == folder.KIM else entry
        for entry in records.entries
    )
    assert withhold_private(replace(records, entries=private)).statements == ()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"entry_id": "ida"}, "entries.csv, row 1, entry_id: 'ida' is neither"),
        ({"entry_id": "1234567890"}, "neither a national provider number"),
        ({"entry_id": "own:Ida"}, "own: with small letters"),
        ({"entry_id": folder.KIM}, "is an entry of a source already"),
        ({"kind": "person"}, "kind: 'person' is not known. Write one of individual, organization"),
        ({"profession": "healer"}, "profession: 'healer' is not known"),
        ({"profession": "clinic"}, "does not fit individual"),
        ({"last_name": ""}, "last_name: is empty"),
        ({"state": "Washington"}, "state: 'Washington' is no state"),
        ({"license_state": ""}, "is empty beside a license number"),
        ({"zip5": "9810"}, "zip5: '9810' is no ZIP code"),
        ({"website": "javascript:alert(1)"}, "markup or control characters"),
        ({"website": "fernhill.example"}, "is no web address"),
        ({"added_on": "11/20/2026"}, "added_on: '11/20/2026' is no day. Write the day as 2026-11-20."),
        ({"added_on": "2026-02-30"}, "is no day"),
        ({"added_by": "a@b.example"}, "looks like private data"),
        ({"last_name": "Fernhill <b>"}, "markup"),
        ({"city": "=HYPERLINK(1)"}, "markup"),
        ({"credential_printed": "x" * 501}, "has over 500 characters"),
        ({"license_number": "123-45-6789"}, "looks like private data"),
    ],
)
def test_an_entry_that_cannot_stand_is_named(tmp_path: Path, changes: dict[str, str], says: str) -> None:
    assert says in refused(tmp_path, [PERSON | changes])


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"entry_id": "1999000060"}, "statements.csv, row 1, entry_id: '1999000060' is no entry"),
        ({"topic": "kindness"}, "topic: 'kindness' is not known. Write one of school, "),
        ({"basis": "hearsay"}, "basis: 'hearsay' is not known"),
        ({"statement": ""}, "statement: is empty"),
        ({"statement": "Call 206-555-0100"}, "looks like private data"),
        ({"statement": "a\u202eb"}, "markup or control characters"),
        ({"seen_on": ""}, "seen_on: is empty"),
        ({"seen_by": ""}, "seen_by: is empty"),
        ({"stated_on": "2026-11-21"}, "is later than seen_on 2026-11-19"),
        ({"source_url": ""}, "Only a document may be without a web address"),
        ({"basis": "staff_list"}, "names no person"),
        ({"topic": "staff", "basis": "staff_list", "other_entry_id": folder.VALE}, "is no organization"),
        ({"entry_id": folder.CLINIC, "topic": "staff", "basis": "staff_list"}, "other_entry_id: is empty"),
    ],
)
def test_a_statement_that_cannot_stand_is_named(tmp_path: Path, changes: dict[str, str], says: str) -> None:
    assert says in refused(tmp_path, (), [STATED | changes])


def test_private_data_is_never_repeated_in_the_message(tmp_path: Path) -> None:
    assert "6789" not in refused(tmp_path, [PERSON | {"license_number": "123-45-6789"}])


def test_a_row_that_stands_twice_is_named(tmp_path: Path) -> None:
    later = {"seen_on": "2026-11-20", "seen_by": "B. Reader"}
    assert "row 2, statement" in refused(tmp_path, (), [STATED, STATED | later])
    assert "row 2, entry_id: 'own:ida-fernhill' occurs twice" in refused(tmp_path, [PERSON, PERSON])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "column 'entry_id' is missing"),
        (written((*STATEMENT_COLUMNS, "mood"), STATED), "column 'mood' is unknown"),
        (written(STATEMENT_COLUMNS[:-1]), "column 'seen_by' is missing"),
        (written((*STATEMENT_COLUMNS, "topic")), "column 'topic' is twice there"),
        (written(STATEMENT_COLUMNS) + "one,two\n", "row 1: 2 cells where the heading has 10"),
        (written(STATEMENT_COLUMNS) + '"open', "is no UTF-8 CSV file"),
    ],
)
def test_a_file_that_is_no_such_list_is_named(tmp_path: Path, text: str, says: str) -> None:
    assert says in refused(tmp_path, (), text)


def test_a_spreadsheet_with_a_mark_at_its_start_and_blank_lines_is_read(tmp_path: Path) -> None:
    text = "\ufeff" + written(STATEMENT_COLUMNS, STATED) + "\n,,,,,,,,,\n"
    assert len(load_records(data_with(tmp_path, (), text)).statements) == 1
