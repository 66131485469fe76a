from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publish.folder import KIM, ORTIZ, VALE
from verify.publish.assertions import QUESTIONS, ask, assert_publishable
from verify.publish.errors import RefusedError

SPOILED = {
    "sources_have_rows": "UPDATE sources SET records_count = 0 WHERE source = 'us_wa_doh'",
    "there_are_entries": "DELETE FROM entries",
    "verified_has_active_license": "UPDATE licenses SET status = 'unknown' WHERE license_id = :license",
    "verdict_rests_on_accepted_link": "UPDATE links SET decision = 'review' WHERE entry_id = :kim",
    "licensed_verdict_names_license": "UPDATE entries SET verdict_license_id = NULL WHERE entry_id = :kim",
    "no_end_date_lacks_one": "UPDATE entries SET verdict = 'no_end_date' WHERE entry_id = :kim",
    "verdict_has_sentence": "UPDATE entries SET verdict_sentence = ' ' WHERE entry_id = :vale",
    "verified_has_dates": "UPDATE entries SET shown_until = NULL WHERE entry_id = :kim",
    "discipline_needs_number": "UPDATE links SET identity_class = 'name_and_place' WHERE entry_id = :ortiz",
    "undecided_is_not_adverse": "UPDATE links SET decision = 'review' WHERE entry_id = :ortiz",
    "checks_show_no_unproven_discipline": "DELETE FROM links WHERE entry_id = :ortiz",
    "exclusion_needs_npi": "UPDATE exclusions SET npi = NULL",
    "weights_add_up": "UPDATE links SET weight_bits = weight_bits + 1e-6 WHERE entry_id = :kim",
    "entries_not_collapsed": "DELETE FROM entries WHERE entry_id IN (:vale, :ortiz)",
    "verified_not_collapsed": "UPDATE entries SET verdict = 'not_covered' WHERE entry_id = :kim",
    "source_not_collapsed": "UPDATE sources SET records_count = 3 WHERE source = 'us_wa_doh'",
    "status_mix_in_its_band": "UPDATE licenses SET status = 'expired' WHERE license_number < '70'",
    "few_unknown_statuses": "UPDATE licenses SET status = 'unknown' WHERE license_number < '10'",
    "identity_moves_with_its_source": "DELETE FROM links WHERE license_id < 'many:0040'",
}

KIMS = {
    "licenses": "x.license_id = 'us_wa_doh:AC60000001'",
    "entries": f"x.entry_id = '{KIM}'",
    "links": f"x.entry_id = '{KIM}' AND x.decision = 'accept'",
}
PEOPLE = {"kim": KIM, "ortiz": ORTIZ, "vale": VALE, "license": "us_wa_doh:AC60000001"}


def multiplied(database: sqlite3.Connection) -> None:
    """A hundred copies of Kim, her license and her link are in the database, each under an id of its own."""
    for table, own in (
        ("licenses", {"license_id": "'many:' || i", "license_number": "i"}),
        ("entries", {"entry_id": "'many:' || i", "verdict_license_id": "'many:' || i"}),
        ("links", {"link_id": "'many:' || i", "entry_id": "'many:' || i", "license_id": "'many:' || i"}),
    ):
        names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        columns = ", ".join(own.get(name, f"t.{name}") for name in names)
        numbers = "WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < 100)"
        many = "SELECT printf('%04d', k) AS i FROM n"
        database.execute(f"CREATE TEMP TABLE t AS SELECT * FROM {table} x WHERE {KIMS[table]}")  # noqa: S608
        database.execute(f"INSERT INTO {table} {numbers} SELECT {columns} FROM ({many}), t")  # noqa: S608
        database.execute("DROP TABLE t")


def spoil(database: sqlite3.Connection, name: str) -> None:
    names = re.findall(":([a-z]+)", SPOILED[name])
    database.execute(SPOILED[name], {each: PEOPLE[each] for each in names})


def path_of(connection: sqlite3.Connection) -> Path:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def test_finished_database_answers_every_question(finished: Path) -> None:
    published = (finished / "directory.db").resolve()
    assert ask(published, published) == []


def test_every_question_has_a_way_to_fail() -> None:
    assert set(SPOILED) == {question.name for question in QUESTIONS}


@pytest.fixture
def before(finished: Path, tmp_path: Path) -> Iterator[Path]:
    """The published database, with a hundred people more."""
    copy = tmp_path / "before.db"
    copy.write_bytes((finished / "directory.db").read_bytes())
    connection = sqlite3.connect(copy, isolation_level=None)
    multiplied(connection)
    connection.close()
    yield copy


@pytest.fixture
def larger(writable: sqlite3.Connection) -> sqlite3.Connection:
    """A new database with the same hundred people."""
    multiplied(writable)
    return writable


OF_MANY = ("status_mix_in_its_band", "few_unknown_statuses", "identity_moves_with_its_source")


def test_nothing_is_said_of_a_database_that_did_not_move(larger: sqlite3.Connection, before: Path) -> None:
    assert {answer.question.name for answer in ask(path_of(larger), before)} <= {"weights_add_up"}


@pytest.mark.parametrize("name", OF_MANY)
def test_drift_of_many_is_refused_and_says_where_to_look(
    larger: sqlite3.Connection, before: Path, name: str
) -> None:
    spoil(larger, name)
    (answer,) = (each for each in ask(path_of(larger), before) if each.question.name == name)
    assert "Look at" in str(answer)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE licenses SET status = 'expired' WHERE license_number < '0020'",
        "UPDATE licenses SET status = 'unknown' WHERE license_number < '0005'",
        "DELETE FROM links WHERE license_id < 'many:0020'",
    ],
)
def test_what_a_healthy_week_moves_is_not_refused(
    larger: sqlite3.Connection, before: Path, change: str
) -> None:
    larger.execute(change)
    assert not {answer.question.name for answer in ask(path_of(larger), before)} & set(OF_MANY)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entries SET last_name = 'OTHER' WHERE entry_id < 'many:0040'",
        "UPDATE licenses SET city = 'OTHER' WHERE license_id < 'many:0040'",
        "DELETE FROM licenses WHERE license_id < 'many:0040'",
    ],
)
def test_match_that_moved_with_its_record_is_no_drift(
    larger: sqlite3.Connection, before: Path, change: str
) -> None:
    spoil(larger, "identity_moves_with_its_source")
    larger.execute(change)
    assert "identity_moves_with_its_source" not in {a.question.name for a in ask(path_of(larger), before)}


@pytest.mark.parametrize("name", [name for name in SPOILED if name not in OF_MANY])
def test_spoiled_database_is_refused_by_name(writable: sqlite3.Connection, finished: Path, name: str) -> None:
    spoil(writable, name)
    published = (finished / "directory.db").resolve()
    assert name in {answer.question.name for answer in ask(path_of(writable), published)}
    with pytest.raises(RefusedError, match=name):
        assert_publishable(path_of(writable), published)


@pytest.mark.parametrize("change", ["expires_on = '2026-11-18'", "is_superseded = 1", "discipline = 'yes'"])
def test_verified_needs_a_license_that_runs_and_is_clean(writable: sqlite3.Connection, change: str) -> None:
    writable.execute(f"UPDATE licenses SET {change} WHERE license_number = 'AC60000001'")  # noqa: S608
    assert "verified_has_active_license" in {a.question.name for a in ask(path_of(writable), None)}


def test_collapse_can_be_accepted_with_a_reason_and_nothing_else_can(
    writable: sqlite3.Connection, finished: Path
) -> None:
    published = (finished / "directory.db").resolve()
    spoil(writable, "verified_not_collapsed")
    overruled = assert_publishable(path_of(writable), published, accept="the board closed its list")
    assert [answer.question.name for answer in overruled] == ["verified_not_collapsed"]
    spoil(writable, "weights_add_up")
    with pytest.raises(RefusedError, match="weights_add_up"):
        assert_publishable(path_of(writable), published, accept="the board closed its list")


def test_first_database_has_nothing_to_be_compared_with(writable: sqlite3.Connection) -> None:
    spoil(writable, "verified_not_collapsed")
    assert ask(path_of(writable), None) == []


def test_unreadable_published_database_is_named(finished: Path, tmp_path: Path) -> None:
    garbage = tmp_path / "garbage.db"
    garbage.write_bytes(b"no database" * 500)
    with pytest.raises(RefusedError, match=r"garbage\.db can't be compared"):
        ask((finished / "directory.db").resolve(), garbage)
