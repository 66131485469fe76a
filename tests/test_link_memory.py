"""What is remembered of linking gives what linking everything by it gives, whatever changed."""

from __future__ import annotations

import pickle
import tempfile
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.records import EntryRecord, LicenseRecord
from tests.factories import crowd
from tests.linkage.test_incremental import entries_by_id, entries_of, rows_by_id, rows_of
from tests.publish.folder import write_all
from verify.link_memory import link_by_memory, link_remembering
from verify.link_memory_file import FILE, FOLDER, Memory, read_memory
from verify.linkage.engine import link_records, linkage_of
from verify.linkage.links import Linkage
from verify.refresh import build, real_steps
from verify.replay import replay_published
from verify.run import Run

CROWD = crowd(80)


def records(rows: dict, entries: dict) -> tuple[list[LicenseRecord], list[EntryRecord]]:
    licenses = sorted([*rows_of(rows).values(), *CROWD], key=lambda row: row.license_id)
    return licenses, sorted(entries_of(entries).values(), key=lambda each: each.entry_id)


def published(linkage: Linkage) -> Linkage:
    """All of it but the figures, which tell how many pairs this run has weighed."""
    return replace(linkage, figures={})


def anew(memory: Memory, week: tuple[list[LicenseRecord], list[EntryRecord]]) -> Linkage:
    return published(linkage_of(link_by_memory(memory, *week, lambda _: None)))


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(rows_by_id, entries_by_id, st.lists(st.tuples(rows_by_id, entries_by_id), min_size=1, max_size=2))
def test_any_weeks_one_after_the_other_give_the_links_of_everything(rows, entries, weeks):
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        first = records(rows, entries)
        assert link_remembering(data, *first) == link_records(*first)
        for week in weeks:
            now = records(*week)
            learned = read_memory(data)
            found = link_remembering(data, *now)
            kept = read_memory(data)
            assert kept is not None
            if learned is not None and kept.learned_from == learned.learned_from:
                assert published(found) == anew(learned, now)
            assert published(found) == anew(kept, now)


WEEK = records(
    {i: (("Ana", "", "Kim"), "98101", i, False) for i in range(9)},
    {i: (("Ana", "", "Kim"), "98101", i, True) for i in range(9)},
)


def told(data: Path, *week: object, **options: bool) -> str:
    said: list[str] = []
    link_remembering(data, *week, said.append, **options)  # type: ignore[arg-type]
    return said[0]


def test_nothing_changed_means_that_nothing_is_weighed(tmp_path: Path) -> None:
    assert "learning" in told(tmp_path, *WEEK)
    before = (tmp_path / FOLDER / FILE).stat().st_mtime_ns
    assert told(tmp_path, *WEEK).startswith("0 of ")
    assert (tmp_path / FOLDER / FILE).stat().st_mtime_ns == before


def test_learning_is_done_anew_when_asked_and_when_the_lists_are_others(tmp_path: Path) -> None:
    told(tmp_path, *WEEK)
    assert "learning" in told(tmp_path, *WEEK, is_relearned=True)
    assert told(tmp_path, WEEK[0][3:], WEEK[1]).startswith("3 of ")
    assert "learning" in told(tmp_path, WEEK[0][:40], WEEK[1])


def test_other_code_learns_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told(tmp_path, *WEEK)
    monkeypatch.setattr("verify.link_memory_file.code_sha256", lambda: "other")
    assert read_memory(tmp_path) is None


@pytest.mark.parametrize("spoiled", [b"", b"\x00" * 500, "half"])
def test_damaged_memory_is_not_used(tmp_path: Path, spoiled: bytes | str) -> None:
    told(tmp_path, *WEEK)
    path = tmp_path / FOLDER / FILE
    body = path.read_bytes()
    path.write_bytes(body[: len(body) // 2] if spoiled == "half" else spoiled)  # type: ignore[arg-type]
    assert "learning" in told(tmp_path, *WEEK)


@pytest.fixture
def data_of_weeks(tmp_path: Path) -> Path:
    """A folder with two weeks published by the real steps, the second with other people in it."""
    data = write_all(tmp_path / "data")
    for day, week in ((22, WEEK), (23, (WEEK[0][2:], WEEK[1][:-2]))):
        write_all(data, licenses=week[0], entries=week[1])
        build(Run(data, date(2026, 11, day), "a test"), real_steps())
    return data


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (print, ("run by a file",))


def test_file_that_would_run_something_is_not_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:

    body = pickle.dumps(Evil())
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / FILE).write_bytes(sha256(body).digest() + body)
    assert read_memory(tmp_path) is None
    assert "run by a file" not in capsys.readouterr().out


def test_release_of_a_later_week_is_replayed_by_what_was_learned(data_of_weeks: Path) -> None:
    replay = replay_published(data_of_weeks, lambda _: None)
    assert replay.differences == ()
    assert replay.parts["directory.db"].count > 0
