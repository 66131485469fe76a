"""The clock of a question stands; everything else about dates is SQLite's own."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.builds import ROOT as _ROOT  # noqa: F401 - puts the plugins on the path

from directory_site.question_clock import PLACES, Clock, add_clock, moment_of, with_moment  # isort: skip

DAY = "2026-11-18"


def connect(clock: Clock) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("create view today as select date('now') as day")
    add_clock(connection, clock)
    return connection


@pytest.mark.parametrize(
    ("sql", "answer"),
    [
        *((sql, DAY) for sql in ("date('now')", "date()", "CURRENT_DATE", "current_date", "date('NOW')")),
        ("date('now' || char(0) || 'x')", DAY),
        ("date(x'6e6f77')", DAY),
        ("(select day from today)", DAY),
        ("current_time", "00:00:00"),
        ("current_timestamp", f"{DAY} 00:00:00"),
        ("datetime('now', '-7 days', 'start of month')", "2026-11-01 00:00:00"),
        ("strftime('%Y-%j')", "2026-322"),
        ("strftime('%Y', 'now')", "2026"),
        ("julianday('now') - julianday('2026-11-01')", 17.0),
        ("unixepoch() - unixepoch('2026-11-17')", 86400),
        ("date(null)", None),
        ("strftime()", None),
        ("date('2026-02-31', 'weekday 0')", "2026-03-08"),
    ],
)
def test_now_is_the_moment_of_the_clock_in_every_spelling(sql: str, answer: object) -> None:
    connection = connect(Clock(moment_of(DAY)))
    assert connection.execute(f"select {sql}").fetchone()[0] == answer
    connection.close()


def test_clock_that_is_set_anew_keeps_no_answer_of_before() -> None:
    clock = Clock(moment_of(DAY))
    connection = connect(clock)
    sql = "select date('now'), current_date, (select day from today)"
    assert set(connection.execute(sql).fetchone()) == {DAY}
    clock.stand_at(moment_of("2027-01-02"))
    assert set(connection.execute(sql).fetchone()) == {"2027-01-02"}
    connection.close()


def test_word_for_now_with_parts_of_a_second_is_the_moment_too() -> None:
    assert with_moment(("subsec",), 0, "m") == ("m", "subsec")
    assert with_moment(("%s", "SUBSECOND"), 1, "m") == ("%s", "m", "SUBSECOND")
    assert with_moment(("%s", "2026-01-01"), 1, "m") == ("%s", "2026-01-01")


VALUES = st.one_of(
    st.dates().map(str),
    st.datetimes().map(str),
    st.floats(0, 4e6),
    st.integers(-(2**63), 2**63 - 1),
    st.none(),
    st.text(max_size=9),
)
MODIFIERS = st.sampled_from(
    ["+1 month", "start of year", "weekday 3", "-90 days", "unixepoch", "no such thing"]
)


@given(VALUES.filter(lambda value: with_moment((value,), 0, "") == (value,)), st.lists(MODIFIERS, max_size=2))
def test_what_is_not_now_is_answered_as_sqlite_does(value: object, modifiers: list[str]) -> None:
    ours, plain = connect(Clock(moment_of(DAY))), sqlite3.connect(":memory:")
    marks = ", ".join("?" * (1 + len(modifiers)))
    for name in ("date", "time", "datetime", "julianday", "unixepoch"):
        sql = f"select {name}({marks})"
        assert (
            ours.execute(sql, [value, *modifiers]).fetchone()
            == plain.execute(sql, [value, *modifiers]).fetchone()
        )
    assert name in PLACES
    ours.close()
    plain.close()
