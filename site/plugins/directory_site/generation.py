"""One published build: its file, the connections that read it, and what was remembered of it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .buildfile import BuildFact, Identity, NotServableError, identity_of


class Generation:
    """One build: its file, the connections that read it, and what was remembered of it.

    Connections are opened by the resolved path and never by the link or by `/proc/self/fd`: SQLite turns a
    descriptor back into a name, and the name of a replaced file leads nowhere or to another build.
    """

    def __init__(
        self, path: Path, fact: BuildFact, prepare: Callable[[sqlite3.Connection], None], day: str = ""
    ) -> None:
        """`prepare` is called once for every connection.

        `day` is given for links to a release: its questions, and today in them, are those of that day.
        """
        self.path = path
        self.day = day
        self.fact = fact
        self.remembered: dict[Any, Any] = {}
        self._prepare = prepare
        self._idle: list[sqlite3.Connection] = []
        self._users = 0
        self._is_retired = False
        self._lock = threading.Lock()

    @property
    def identity(self) -> Identity:
        """Which file this is, whatever its name leads to by now."""
        return self.fact.identity

    @property
    def is_closed(self) -> bool:
        """Whether another build took over and the last request on this one has ended."""
        return self._is_retired and self._users == 0

    def enter(self) -> None:
        """One more user reads this generation; it stays open until `leave`."""
        with self._lock:
            self._users += 1

    def leave(self) -> None:
        """A user has ended; the last one closes a generation that is no longer published."""
        with self._lock:
            self._users -= 1
        self._close_when_unused()

    def retire(self) -> None:
        """Another build is published; this one closes with its last user."""
        self._is_retired = True
        self._close_when_unused()

    def _close_when_unused(self) -> None:
        with self._lock:
            closing = self._idle if self.is_closed else []
            self._idle = [] if closing else self._idle
        for connection in closing:
            connection.close()

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """A connection for one thread and one piece of work; it is kept for the next.

        Raises:
            NotServableError: the file of this generation is gone or is another one by now.
        """
        with self._lock:
            found = self._idle.pop() if self._idle else None
        connection = found or self.open()
        try:
            yield connection
        finally:
            with self._lock:
                is_wanted = not self.is_closed
                if is_wanted:
                    self._idle.append(connection)
            if not is_wanted:
                connection.close()

    def open(self) -> sqlite3.Connection:
        """A new connection to this very file, whatever is published by now.

        Raises:
            NotServableError: the file of this generation is gone or is another one by now.
        """
        uri = f"{self.path.as_uri()}?mode=ro&immutable=1"
        try:
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            connection.execute("select count(*) from sqlite_master").fetchone()
            is_same = identity_of(self.path) == self.identity
        except (OSError, sqlite3.Error) as error:
            raise NotServableError(f"{self.path} can't be read any more ({error}).") from error
        if not is_same:
            connection.close()
            raise NotServableError(f"{self.path} is not the file that was published; it was replaced.")
        self._prepare(connection)
        return connection

    def warm(self, count: int) -> None:
        """`count` connections are open: a request needs no name of the file any more."""
        opened = [self.open() for _ in range(count - len(self._idle))]
        with self._lock:
            self._idle += opened
