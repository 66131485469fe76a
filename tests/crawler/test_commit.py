"""The files of a source change together, also when the crawl is killed while they do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from crawler.commit import finish_commits, replace_files
from tests.publish.killed import count_steps, killed_before

NAMES = ("quarantine.jsonl", "records.jsonl", "report.json", "last_crawl.json", "source.json")


def write(data: Path, text: str) -> None:
    replace_files(data / "records" / "us_xx_board", {name: (f"{text} {name}",) for name in NAMES})


def state(data: Path) -> set[str]:
    folder = data / "records" / "us_xx_board"
    return {(folder / name).read_text().split()[0] for name in NAMES}


@pytest.fixture(scope="module")
def steps_count(tmp_path_factory: pytest.TempPathFactory) -> int:
    data = tmp_path_factory.mktemp("count")
    return count_steps(lambda: write(data, "old"))


def test_killed_at_any_step_all_files_are_of_one_state(tmp_path: Path, steps_count: int) -> None:
    seen = set()
    for step in range(1, steps_count + 1):
        data = tmp_path / str(step)
        write(data, "old")
        assert killed_before(step, lambda data=data: write(data, "new"))
        finish_commits(data)
        found = state(data)
        assert len(found) == 1, step
        seen |= found
        assert not list((data / "records").glob("*/.commit"))
        write(data, "newer")
        assert state(data) == {"newer"}
    assert seen == {"old", "new"}


def write_handed_over(data: Path, text: str) -> None:
    """As a crawl does: the records were written by somebody who takes back what was not moved away."""
    folder = data / "records" / "us_xx_board"
    folder.mkdir(parents=True, exist_ok=True)
    handed = folder / ".records.jsonl.partial"
    handed.write_text(f"{text} records.jsonl\n")
    lines = {name: (f"{text} {name}",) for name in NAMES}
    try:
        replace_files(folder, {**lines, "records.jsonl": handed})
    finally:
        handed.unlink(missing_ok=True)


@pytest.mark.parametrize("failing", range(1, 8))
def test_rename_that_fails_leaves_one_state_once_the_folder_can_be_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    write_handed_over(tmp_path, "old")
    plain, calls = Path.replace, []

    def broken(path: Path, target: Path) -> Path:
        calls.append(path)
        if len(calls) >= failing:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return plain(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", broken)
        with pytest.raises(OSError, match="Read-only file system"):
            write_handed_over(tmp_path, "new")
        with pytest.raises(OSError, match="Read-only file system"):
            write_handed_over(tmp_path, "newest")
    is_made = failing > 2
    assert (tmp_path / "records" / "us_xx_board" / ".commit").exists() == is_made
    finish_commits(tmp_path)
    assert state(tmp_path) == {"new" if is_made else "old"}
    write_handed_over(tmp_path, "newest")
    assert state(tmp_path) == {"newest"}
