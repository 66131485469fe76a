from __future__ import annotations

import re
import sqlite3
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verify.publish.errors import RefusedError
from verify.publish.guard import Found, blind_spots, guard, scan, text_columns
from verify.publish.guard_rules import RULES, Rule, Sight

PLANTED = (
    ("licenses", "license_number", "123-45-6789", "social security number"),
    ("entry_claims", "license_number", "LIC 123 45 6789", "social security number"),
    ("entries", "organization_name", "ask ann@nowhere.example", "e-mail address"),
    ("link_comparisons", "reason", "born 03/04/1961 on both sides", "birth date"),
    ("entry_names", "name", "NOBODY (206) 555-0100", "telephone number"),
    ("entries_fts", "other_names", "NOBODY 206-555-0100", "telephone number"),
    ("checks", "sentence", "Call 206.555.0100", "telephone number"),
    ("entries", "organization_name", "<script>alert(1)</script>", "markup"),
    ("licenses", "board_url", "JavaScript:alert(1)", "markup"),
    ("links", "reason", "same name &#60;b&#62;", "markup"),
    ("board_actions", "action_printed", "Reprimand &lt;", "markup"),
    ("entries", "name", "ANN \u202ecod.exe", "control character"),
    ("entry_names", "name", "AN\u200bN", "control character"),
    ("licenses", "last_name", "NOWHERE\x07", "control character"),
    ("quarantine", "message", "a \x00 b", "control character"),
    ("licenses", "city", "12 Nowhere Avenue", "street address"),
    ("exclusions", "city", "PO BOX 12", "street address"),
    ("quarantine", "value", "write to ann@nowhere.example", "e-mail address"),
)


def test_finished_database_passes(database: sqlite3.Connection) -> None:
    guard(database)
    assert scan(database) == []


@pytest.mark.parametrize(("table", "column", "value", "rule"), PLANTED)
def test_private_value_is_found_wherever_it_stands_and_never_repeated(
    writable: sqlite3.Connection, table: str, column: str, value: str, rule: str
) -> None:
    update = f"UPDATE {table} SET {column} = ? WHERE rowid = (SELECT min(rowid) FROM {table})"  # noqa: S608
    writable.execute(update, (value,))
    assert (table, column, rule) in {(found.table, found.column, found.rule) for found in scan(writable)}
    with pytest.raises(RefusedError, match=f"{rule} in {table}.{column}, 1 rows") as caught:
        guard(writable)
    assert value not in str(caught.value)


def test_every_text_column_of_every_table_is_scanned(database: sqlite3.Connection) -> None:
    covered = text_columns(database)
    assert {"licenses", "entries", "entries_fts", "quarantine", "checks", "crawls"} <= set(covered)
    assert "license_number" in covered["licenses"]
    assert blind_spots(database) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), around=st.tuples(st.text(), st.text()))
def test_what_a_rule_finds_is_never_sorted_out_before(
    rule: Rule, data: st.DataObject, around: tuple[str, str]
) -> None:
    text = data.draw(st.from_regex(rule.pattern).filter(rule.pattern.search))
    raw = text.encode()
    assert rule.may_hold(Sight(raw))
    assert rule.may_hold(Sight(b"\n".join([around[0].encode(), raw, around[1].encode()])))


@pytest.mark.parametrize("place", [1, 150, 199, 200, 201, 399, 400, 450])
def test_row_is_named_wherever_it_stands_in_a_long_table(place: int) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE checks (sentence TEXT, rule TEXT)")
    values = [("born 01/02/1903" if row == place else None, "by number") for row in range(1, 451)]
    connection.executemany("INSERT INTO checks VALUES (?, ?)", values)
    assert scan(connection) == [Found("checks", "sentence", "birth date", 1, place)]
    assert connection.execute("SELECT rule FROM checks LIMIT 1").fetchone() == ("by number",)


def test_guard_that_is_blind_fails(database: sqlite3.Connection) -> None:
    blind = tuple(replace(rule, pattern=re.compile("never there")) for rule in RULES)
    with pytest.raises(RefusedError, match="blind to social security number in"):
        guard(database, blind)


def test_guard_without_one_of_its_rules_fails(database: sqlite3.Connection) -> None:
    with pytest.raises(RefusedError, match="blind to"):
        guard(database, RULES[1:])


def test_column_of_birth_dates_is_refused_even_when_empty(writable: sqlite3.Connection) -> None:
    writable.execute("ALTER TABLE entries ADD COLUMN birth_year INTEGER")
    with pytest.raises(RefusedError, match=r"entries\.birth_year is a column of birth dates"):
        guard(writable)


def test_ordinary_words_are_no_private_data(writable: sqlite3.Connection) -> None:
    writable.execute("UPDATE entries SET organization_name = 'BORN 2 RUN PHYSICAL THERAPY'")
    writable.execute("UPDATE licenses SET license_number = 'ACUP.AC.60990002', city = 'ST PAUL'")
    writable.execute("UPDATE exclusions SET business_name = '100 MAIN STREET PHARMACY'")
    writable.execute("UPDATE entries SET phone = '206-555-0100', name = 'SMITH &amp; Sons (A < B)'")
    writable.execute("UPDATE entry_claims SET license_number = '206-555-0100'")
    writable.execute("UPDATE licenses SET first_name = 'José', last_name = 'Nguyễn', suffix = '李'")
    assert scan(writable) == []
