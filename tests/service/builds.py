"""Small builds that can be told apart, and a link to one of them."""

from __future__ import annotations

import importlib
import sqlite3
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.swap import mark_build, point_to
from verify.publish.build import APPLICATION_ID

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "site" / "plugins"))


def site_fixture() -> ModuleType:
    """The small fictional database of the tests of the site, which are no package."""
    folder = str(ROOT / "tests" / "site")
    if folder not in sys.path:
        sys.path.append(folder)
    return importlib.import_module("directory_fixture")


def write_first_build(folder: Path, **more: Any) -> Path:
    """A whole build of the small database; `more` as its own function takes it."""
    path = site_fixture().build(folder / "first.db", **more)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()
    return path


def write_builds(folder: Path, count: int, **more: Any) -> list[Path]:
    """Builds with the numbers 0, 1, ...; `directory.db` in the folder leads to the first."""
    first = write_first_build(folder, **more)
    entry_id = site_fixture().VERIFIED
    made = [mark_build(first, folder / f"build-{number}.db", number, entry_id) for number in range(count)]
    point_to(folder / "directory.db", made[0])
    return made


def number_in(connection: sqlite3.Connection) -> int:
    """The number of the build that a connection reads."""
    name = connection.execute("SELECT release_id FROM releases WHERE is_current = 1").fetchone()[0]
    return int(name[-6:])
