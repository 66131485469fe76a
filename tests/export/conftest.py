from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.export.made import build
from tests.publish.folder import LICENSES, LINKS, write_all
from tests.publish.weeks import next_listing


@pytest.fixture(autouse=True)
def nothing_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUPPRESSION_KEY", raising=False)
    monkeypatch.delenv("RELEASES_KEPT", raising=False)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_all(tmp_path / "data")


@pytest.fixture(scope="session")
def two_weeks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A folder with two releases, and their ids; the second listing lacks a license. Not to be changed."""
    data = write_all(tmp_path_factory.mktemp("weeks") / "data")
    first = build(data, LINKS, day="2026-11-22")
    next_listing(data, LICENSES[:4])
    return data, first, build(data, LINKS[:4], day="2026-11-28")


@pytest.fixture
def weeks(two_weeks: tuple[Path, str, str], tmp_path: Path) -> tuple[Path, str, str]:
    """The folder of `two_weeks` for one test, which may remove files; to change one, replace it."""
    data, first, second = two_weeks
    own = Path(shutil.copytree(data, tmp_path / "data", symlinks=True, copy_function=os.link))
    return own, first, second
