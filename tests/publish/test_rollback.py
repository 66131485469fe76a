from __future__ import annotations

import json
import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.publish.folder import KIM, LICENSES, LINKS, steps
from tests.publish.weeks import build, next_listing, told
from verify import cli, refresh
from verify.corrections import decide, suppress
from verify.publish import swap
from verify.publish.decisions import Word
from verify.publish.errors import CannotRunError, RefusedError
from verify.rollback import kept_releases, roll_back
from verify.run import Run
from verify.run_lock import run_lock


def published(data: Path) -> str:
    return (data / "directory.db").resolve().stem


@pytest.fixture
def weeks(data: Path) -> tuple[Path, str, str]:
    """A folder with two releases, and their ids."""
    first = build(data, LINKS, day="2026-11-22")
    next_listing(data, LICENSES[:4])
    second = build(data, LINKS[:4], day="2026-11-28")
    return data, first, second


def test_releases_are_listed_newest_first_with_their_figures(weeks: tuple[Path, str, str]) -> None:
    data, first, second = weeks
    found = kept_releases(data)
    assert [(each.release_id, each.is_published) for each in found] == [(second, True), (first, False)]
    assert {each.entries_count for each in found} == {5}
    assert [each.trouble for each in found] == ["", ""]


def test_going_back_publishes_the_earlier_bytes_and_removes_nothing(weeks: tuple[Path, str, str]) -> None:
    data, first, second = weeks
    before = (data / "builds" / f"{first}.db").read_bytes()
    roll_back(data, first)
    assert published(data) == first
    assert (data / "directory.db").read_bytes() == before
    assert {each.release_id for each in kept_releases(data)} == {first, second}


def test_next_build_goes_on_from_the_release_that_is_published(weeks: tuple[Path, str, str]) -> None:
    data, first, second = weeks
    roll_back(data, first)
    third = build(data, LINKS[:4], day="2026-11-29")
    assert third != second
    rows = told(data, "release_id", where="kind = 'disappeared'")
    assert {release for (release,) in rows} == {third}
    with sqlite3.connect(data / "directory.db") as connection:
        line = connection.execute("SELECT previous_release_id FROM releases WHERE is_current = 1").fetchone()
    connection.close()
    assert line == (first,)


def test_the_release_that_was_published_before_is_kept_though_it_is_the_oldest(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "SPARED_SECONDS", -60.0)
    ids = [build(data, LINKS, day=f"2026-11-{day}") for day in (22, 23, 24)]
    for age, name in enumerate(reversed(ids)):
        os.utime(data / "builds" / f"{name}.db", (1_000_000 - age, 1_000_000 - age))
    roll_back(data, ids[0])
    newest = build(data, LINKS, day="2026-11-25")
    assert {each.release_id for each in kept_releases(data)} == {newest, ids[0], ids[2]}


def test_unknown_release_is_told_with_those_that_are_kept(weeks: tuple[Path, str, str]) -> None:
    data, first, second = weeks
    with pytest.raises(CannotRunError, match=f"kept are {second}, {first}"):
        roll_back(data, "../../etc/passwd")
    assert published(data) == second


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda path: path.write_bytes(b"no database" * 500), "can't be read"),
        (lambda path: os.truncate(path, path.stat().st_size // 2), "damaged|can't be read"),
    ],
)
def test_damaged_build_is_never_published(weeks: tuple[Path, str, str], spoil: object, sentence: str) -> None:
    data, first, second = weeks
    spoil(data / "builds" / f"{first}.db")  # type: ignore[operator]
    with pytest.raises(CannotRunError, match=sentence):
        roll_back(data, first)
    assert published(data) == second


def test_build_of_other_tables_is_named_and_never_published(weeks: tuple[Path, str, str]) -> None:
    data, first, second = weeks
    connection = sqlite3.connect(data / "builds" / f"{first}.db")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    with pytest.raises(CannotRunError, match="has tables of version 1"):
        roll_back(data, first)
    assert published(data) == second


def test_nobody_who_was_withheld_since_comes_back(weeks: tuple[Path, str, str]) -> None:
    data, first, second = weeks
    suppress(data, KIM, "entry", "C-1", "2026-11-28")
    with pytest.raises(RefusedError, match="1 records that are withheld now"):
        roll_back(data, first)
    assert published(data) == second


def test_contact_that_was_withheld_since_does_not_come_back(weeks: tuple[Path, str, str]) -> None:
    data, first, _ = weeks
    suppress(data, KIM, "contact", "C-1", "2026-11-28")
    with pytest.raises(RefusedError, match="1 records that are withheld now"):
        roll_back(data, first)


def test_match_that_was_cut_since_does_not_come_back(weeks: tuple[Path, str, str]) -> None:
    data, first, second = weeks
    decide(data, KIM, "us_wa_doh:AC60000001", Word.REJECT, "Another person", "A. Reviewer", "2026-11-28")
    with pytest.raises(RefusedError, match="1 matches that were cut since"):
        roll_back(data, first)
    assert published(data) == second


def test_nobody_goes_back_while_a_run_is_at_work(weeks: tuple[Path, str, str]) -> None:
    data, first, second = weeks
    with run_lock(data), pytest.raises(CannotRunError, match="Another run is at work"):
        roll_back(data, first)
    assert published(data) == second


def test_commands_list_and_go_back(weeks: tuple[Path, str, str]) -> None:
    data, first, second = weeks
    listed = CliRunner().invoke(cli.cli, ["releases", "--data", str(data), "--json"])
    assert [each["release_id"] for each in json.loads(listed.stdout)] == [second, first]
    done = CliRunner().invoke(cli.cli, ["rollback", first, "--data", str(data)])
    assert (done.exit_code, published(data)) == (0, first)
    again = CliRunner().invoke(cli.cli, ["releases", "--data", str(data)])
    assert f"* {first}" in again.stdout
    assert cli.run(["rollback", "nothing", "--data", str(data)]) == 3


def test_same_build_again_after_going_back_is_published(weeks: tuple[Path, str, str]) -> None:
    data, first, second = weeks
    roll_back(data, first)
    made = refresh.build(Run(data, date(2026, 11, 28), "test"), steps(links=LINKS[:4]))
    assert made.release_id == second
    assert published(data) == second
