from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publish.folder import write_all


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_all(tmp_path / "data")


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
