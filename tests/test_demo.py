"""The demonstration lays the sample's pages and lists down, and never among somebody's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.stand_in_mark import MARK
from crawler.standin.declared_files import MARK as MARK_OF_THE_SAMPLE
from verify.demo import SAMPLE, lay_down
from verify.publish.errors import CannotRunError


def test_pages_and_lists_of_the_sample_are_in_the_folder(tmp_path: Path) -> None:
    lay_down(tmp_path)
    lay_down(tmp_path)
    assert (tmp_path / "entries.csv").read_bytes() == (SAMPLE / "entries.csv").read_bytes()
    assert (tmp_path / "statements.csv").exists()
    folders = sorted((tmp_path / "inbox").iterdir())
    assert [folder.name for folder in folders] == ["us_aama", "us_ed_dapip", "us_ncbahm"]
    assert all((folder / MARK).is_file() for folder in folders)


@pytest.mark.parametrize("name", ["entries.csv", "inbox/us_ncbahm/2026-11-19_1.html"])
def test_a_folder_with_pages_or_lists_of_its_own_is_refused_and_left_as_it_is(
    tmp_path: Path, name: str
) -> None:
    own = tmp_path / name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("real")
    with pytest.raises(CannotRunError, match="Name another folder"):
        lay_down(tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [own]


def test_the_sample_and_the_crawler_mean_the_same_mark() -> None:
    assert MARK_OF_THE_SAMPLE == MARK
