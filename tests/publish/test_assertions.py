from __future__ import annotations

import re
import sqlite3
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
    "verdict_has_sentence": "UPDATE entries SET verdict_sentence = ' ' WHERE entry_id = :vale",
    "verified_has_dates": "UPDATE entries SET shown_until = NULL WHERE entry_id = :kim",
    "discipline_needs_number": "UPDATE links SET identity_class = 'name_and_place' WHERE entry_id = :ortiz",
    "undecided_is_not_adverse": "UPDATE links SET decision = 'review' WHERE entry_id = :ortiz",
    "checks_show_no_unproven_discipline": "DELETE FROM links WHERE entry_id = :ortiz",
    "exclusion_needs_npi": "UPDATE exclusions SET npi = NULL",
    "weights_add_up": "UPDATE links SET weight_bits = weight_bits + 1e-6 WHERE entry_id = :kim",
    "entries_not_collapsed": "DELETE FROM entries WHERE entry_id IN (:vale, :ortiz)",
    "verified_not_collapsed": "UPDATE entries SET verdict = 'not_covered' WHERE entry_id = :kim",
}


PEOPLE = {"kim": KIM, "ortiz": ORTIZ, "vale": VALE, "license": "us_wa_doh:AC60000001"}


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


@pytest.mark.parametrize("name", SPOILED)
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
