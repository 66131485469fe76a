from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publish.folder import a_run, steps, write_all
from verify import refresh


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_all(tmp_path / "data")


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a published database; for tests that only read."""
    folder = write_all(tmp_path_factory.mktemp("finished") / "data")
    refresh.build(a_run(folder), steps())
    return folder


@pytest.fixture
def database(finished: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"{(finished / 'directory.db').resolve().as_uri()}?mode=ro", uri=True)
    yield connection
    connection.close()


@pytest.fixture
def writable(finished: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the finished database that a test may spoil; `PRAGMA database_list` knows its path."""
    copy = tmp_path / "copy.db"
    copy.write_bytes((finished / "directory.db").read_bytes())
    connection = sqlite3.connect(copy, isolation_level=None)
    yield connection
    connection.close()
