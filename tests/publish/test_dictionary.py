"""Every table and column is described, with its unit, its codes and what a missing value means."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from crawler.records import Profession, Status
from verify.checks.bearing import ORDER
from verify.checks.topics import TOPICS
from verify.publish import diagram
from verify.publish.codes import population_rows
from verify.publish.dictionary import (
    DESCRIPTION,
    NEVER,
    Column,
    columns,
    dictionary_rows,
    read_description,
    shared,
)
from verify.publish.errors import CannotRunError
from verify.publish.schema import CODE_TABLES, TABLES
from verify.publish.views import VIEWS

FIELDS = (
    "table_name column_name position type meaning unit codes null_meaning refers_to origin warnings".split()
)
IN_CHECK = re.compile(r"(\w+) TEXT NOT NULL CHECK \(\w+ IN \(([^)]*)\)", re.DOTALL)


@pytest.fixture
def rows(database: sqlite3.Connection) -> list[dict[str, Any]]:
    sql = "SELECT * FROM data_dictionary ORDER BY table_name, position"
    return [dict(zip(FIELDS, row, strict=True)) for row in database.execute(sql)]


def test_every_column_of_the_database_has_a_row_and_nothing_else_has(
    database: sqlite3.Connection, rows: list[dict[str, Any]]
) -> None:
    tables = sorted([*TABLES, *CODE_TABLES, *VIEWS])
    expected = [(table, column.name) for table in tables for column in columns(database, table)]
    assert [(row["table_name"], row["column_name"]) for row in rows if row["column_name"]] == expected
    assert [row["table_name"] for row in rows if not row["column_name"]] == tables


def test_types_are_those_of_the_schema(rows: list[dict[str, Any]]) -> None:
    assert {row["type"] for row in rows if row["column_name"]} == {"TEXT", "INTEGER", "REAL", "BLOB"}
    assert {row["type"] for row in rows if not row["column_name"]} == {"table", "view"}


def test_every_number_says_what_it_counts(rows: list[dict[str, Any]]) -> None:
    numbers = [row for row in rows if row["type"] in ("INTEGER", "REAL", "BLOB")]
    assert [row for row in numbers if not row["unit"] and not row["codes"]] == []
    dated = [row for row in rows if row["column_name"].endswith(("_on", "_at"))]
    assert len(dated) > 30 and all(row["unit"] for row in dated)


def test_every_column_says_what_a_missing_value_means(
    database: sqlite3.Connection, rows: list[dict[str, Any]]
) -> None:
    for row in rows:
        if row["column_name"]:
            assert row["null_meaning"].endswith("."), row
    for row in (row for row in rows if row["column_name"] and row["null_meaning"] == NEVER):
        sql = f'SELECT count(*) FROM "{row["table_name"]}" WHERE "{row["column_name"]}" IS NULL'  # noqa: S608
        assert database.execute(sql).fetchone() == (0,), row


def codes_of(rows: list[dict[str, Any]], table: str, column: str) -> set[str]:
    (found,) = (row for row in rows if (row["table_name"], row["column_name"]) == (table, column))
    assert found["codes"], (table, column)
    return set(json.loads(found["codes"]))


def test_every_code_that_the_schema_allows_has_a_meaning_and_no_other(rows: list[dict[str, Any]]) -> None:
    found = 0
    for table, definition in TABLES.items():
        for column, words in IN_CHECK.findall(definition):
            allowed = set(re.findall(r"'(\w+)'", words))
            assert codes_of(rows, table, column) == allowed, (table, column)
            found += 1
    assert found >= 24


def test_codes_of_closed_lists_are_those_of_the_program(rows: list[dict[str, Any]]) -> None:
    assert codes_of(rows, "entries", "profession") == {str(each) for each in Profession}
    assert codes_of(rows, "certifications", "status") == {str(each) for each in Status}
    assert codes_of(rows, "statements", "topic") == set(TOPICS)
    assert codes_of(rows, "checks", "check_name") == set(ORDER)


@pytest.mark.parametrize("table", CODE_TABLES)
def test_codes_of_the_vocabularies_are_those_in_them(
    database: sqlite3.Connection, rows: list[dict[str, Any]], table: str
) -> None:
    coded = [row for row in rows if row["table_name"] == table and row["codes"]]
    for row in coded:
        sql = f"SELECT DISTINCT {row['column_name']} FROM {table}"  # noqa: S608
        used = {value for (value,) in database.execute(sql) if value}
        assert used <= set(json.loads(row["codes"])), (table, row["column_name"])


def test_keys_are_told_and_drawn(rows: list[dict[str, Any]]) -> None:
    told = {(row["table_name"], row["column_name"], row["refers_to"]) for row in rows if row["refers_to"]}
    assert ("licenses", "source", "sources.source") in told
    keys = {(key.table, key.column, key.parent) for key in diagram.keys_of_schema()}
    assert {(table, column, parent.split(".")[0]) for table, column, parent in told} == keys


def test_tables_that_mislead_carry_warnings(rows: list[dict[str, Any]]) -> None:
    warned = {row["table_name"]: row["warnings"] for row in rows if row["warnings"]}
    assert "not_stated" in warned["licenses"] and "source_as_of" in warned["licenses"]
    assert "may hold several" in warned["licenses"]
    assert "shown_until" in warned["entries"]
    assert {"links", "exclusions", "changes", "sources", "entries_today"} <= warned.keys()


def test_the_most_exact_name_counts() -> None:
    said = {"*_on": "pattern", "seen_on": "column", "pairs.seen_on": "whole", "pairs.*": "table"}

    def of(table: str, name: str) -> object:
        return shared(said, Column(table, name, 1, "TEXT", True, None))

    assert [of("pairs", "seen_on"), of("others", "seen_on")] == ["whole", "column"]
    assert [of("others", "made_on"), of("pairs", "name"), of("others", "name")] == ["pattern", "table", None]


@pytest.mark.parametrize("part", ["columns", "missing"])
def test_a_column_that_nobody_describes_stops_the_build(database: sqlite3.Connection, part: str) -> None:
    description = read_description()
    said = description["tables"]["licenses"] if part == "columns" else description["dictionary"]
    del said[part]["renewed_on"]
    with pytest.raises(CannotRunError, match=r"metadata\.yml does not say of licenses\.renewed_on"):
        dictionary_rows(database, description)


def test_nothing_is_said_of_columns_that_are_not_there(rows: list[dict[str, Any]]) -> None:
    whole = {f"{row['table_name']}.{row['column_name']}" for row in rows}
    names = {row["column_name"] for row in rows}
    for part, said in read_description()["dictionary"].items():
        for name in (name for name in said if "*" not in name):
            assert name in (whole if "." in name else names), (part, name)


@pytest.mark.parametrize(
    ("path", "style"), [(diagram.IN_DOCS, diagram.STYLE), (diagram.IN_PAGES, "")], ids=["docs", "pages"]
)
def test_the_diagram_is_that_of_the_schema(path: Path, style: str) -> None:
    drawn = diagram.diagram(diagram.keys_of_schema(), style)
    assert path.read_text(encoding="utf-8") == drawn, "run: python -m verify.publish.diagram"
    assert "e-lead" in drawn and "licenses.source leads to sources." in drawn


def test_boxes_stand_to_the_right_of_those_they_lead_to_and_cover_nothing() -> None:
    placed = diagram.boxes(diagram.keys_of_schema())
    for box in placed.values():
        assert all(placed[key.parent].x < box.x for key in box.keys if key.parent != box.name)
        others = [other for other in placed.values() if other.x == box.x and other.name != box.name]
        assert all(other.y >= box.y + box.height or other.y + other.height <= box.y for other in others)


def test_populations_are_whole_and_add_up_to_the_nation(tmp_path: Path) -> None:
    rows = population_rows()
    assert len(rows) == 51
    assert sum(int(row[1] or 0) for row in rows) == 341_784_857
    text = (DESCRIPTION.parent / "data/codes/state_population.csv").read_text(encoding="utf-8")
    (tmp_path / "state_population.csv").write_text(text.replace("5193088", "about 5 million"))
    with pytest.raises(CannotRunError, match=r"state AL, column population_count: 'about 5 million'"):
        population_rows(tmp_path)
