from __future__ import annotations

import os
from pathlib import Path
from time import time

import pytest

from verify.publish import swap
from verify.publish.errors import CannotRunError
from verify.publish.swap import publish_build, published_build


def build_file(data: Path, name: str, age: int) -> Path:
    path = data / "builds" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(name)
    os.utime(path, (1_000_000 - age, 1_000_000 - age))
    return path


def test_link_leads_to_the_new_build_and_works_when_the_folder_moves(tmp_path: Path) -> None:
    data = tmp_path / "data"
    for age, name in enumerate(("2026-11-20-aaaaaa.db", "2026-11-21-bbbbbb.db")):
        publish_build(data, build_file(data, name, 10 - age))
        assert (data / "directory.db").read_text() == name
    data.rename(tmp_path / "moved")
    assert (tmp_path / "moved" / "directory.db").read_text() == "2026-11-21-bbbbbb.db"


def test_nothing_published_yet(tmp_path: Path) -> None:
    assert published_build(tmp_path) is None


def test_link_that_leads_nowhere_counts_as_nothing_published(tmp_path: Path) -> None:
    (tmp_path / "directory.db").symlink_to("builds/gone.db")
    assert published_build(tmp_path) is None


def test_plain_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "directory.db").write_text("somebody's own")
    with pytest.raises(CannotRunError, match="is a file and not a link"):
        publish_build(tmp_path, build_file(tmp_path, "2026-11-20-aaaaaa.db", 0))
    assert (tmp_path / "directory.db").read_text() == "somebody's own"


@pytest.fixture
def a_minute_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was published in this test was so more than a minute ago."""
    monkeypatch.setattr(swap, "time", lambda: time() + 61)


def test_builds_that_were_replaced_a_moment_ago_are_spared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"2026-11-{day}-aaaaaa.db" for day in range(10, 16)]
    for age, name in enumerate(reversed(names)):
        build_file(tmp_path, name, age)
    for name in names:
        publish_build(tmp_path, tmp_path / "builds" / name)
    assert sorted(path.name for path in (tmp_path / "builds").iterdir()) == names
    monkeypatch.setattr(swap, "time", lambda: time() + 61)
    publish_build(tmp_path, build_file(tmp_path, "2026-11-16-aaaaaa.db", -1))
    assert len(list((tmp_path / "builds").iterdir())) == 3


@pytest.mark.usefixtures("a_minute_later")
def test_three_builds_are_kept_and_other_files_are_not_touched(tmp_path: Path) -> None:
    for age in range(5, 0, -1):
        build_file(tmp_path, f"2026-11-{20 - age}-aaaaaa.db", age)
    build_file(tmp_path, "refused.db", 9)
    publish_build(tmp_path, build_file(tmp_path, "2026-11-10-old.db", 99))
    kept = sorted(path.name for path in (tmp_path / "builds").iterdir())
    assert kept == ["2026-11-10-old.db", "2026-11-18-aaaaaa.db", "2026-11-19-aaaaaa.db", "refused.db"]


def test_leftover_of_a_killed_run_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / ".directory.db.next").symlink_to("builds/gone.db")
    publish_build(tmp_path, build_file(tmp_path, "2026-11-20-aaaaaa.db", 0))
    assert (tmp_path / "directory.db").read_text() == "2026-11-20-aaaaaa.db"
