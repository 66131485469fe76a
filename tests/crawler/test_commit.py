"""The files of a source change together, also when the crawl is killed while they do."""

from __future__ import annotations

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
