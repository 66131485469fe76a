"""One function on one connection in a thread, which can be stopped from another thread."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from typing import Any

from .generation import Generation


class Work:
    """One function on one connection in a thread, which can be stopped from another thread."""

    def __init__(self, generation: Generation, fn: Callable[[sqlite3.Connection], Any]) -> None:
        """Nothing is done yet."""
        self._generation, self._fn = generation, fn
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()

    def run(self) -> Any:
        """What the function gives."""
        with self._generation.connection() as connection:
            self._hold(connection)
            try:
                return self._fn(connection)
            finally:
                self._hold(None)

    def _hold(self, connection: sqlite3.Connection | None) -> None:
        with self._lock:
            self._connection = connection

    def stop(self) -> None:
        """SQLite gives up this work at its next step; other work on the connection is not touched."""
        with self._lock:
            if self._connection is not None:
                self._connection.interrupt()
