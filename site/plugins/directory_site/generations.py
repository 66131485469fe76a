"""The published builds of the database, one after the other, and which of them a request reads.

`directory.db` is a link; publishing points it at another file. A generation is one such file, held open
until the last request that began with it has ended. Nothing here writes.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from .buildfile import BuildFact, Identity, NotServableError, identity_of, read_build_fact

LOOK_EVERY_SECONDS = 0.25
"""The link is looked at no more often than this, and no answer is older than this after a publication."""


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


class Generations:
    """Follows the link to the newest build that is whole; `follows=False` stays with one plain file."""

    def __init__(
        self,
        link: Path,
        prepare: Callable[[sqlite3.Connection], None],
        *,
        follows: bool = True,
        warm: int = 0,
        stop_clock: Callable[[sqlite3.Connection, str], None] = lambda connection, day: None,
        clock: Callable[[], float] = time.monotonic,
        tell: Callable[[str], None] = print,
    ) -> None:
        """The build that the link leads to now is adopted.

        `stop_clock` is called after `prepare` for connections of links to a release, with its day.

        Raises:
            NotServableError: the path is no link, or leads to no whole build of ours.
        """
        if follows and not link.is_symlink():
            raise NotServableError(
                f"{link} is a file and not a link to a build. A file that is replaced in place can't be "
                "followed without mixing two builds; publish with `practitioners build`."
            )
        self.link = link
        self.follows = follows
        self._prepare, self._stop_clock, self._warm = prepare, stop_clock, warm
        self._clock, self._tell = clock, tell
        self._pinned: ContextVar[Generation | None] = ContextVar("pinned_generation", default=None)
        self._looked_at = clock()
        self._refused: Identity | None = None
        self.newest = self._adopt(link.resolve())

    def current(self) -> Generation:
        """The generation of this request where one is pinned, else the newest."""
        return self._pinned.get() or self.look()

    def look(self) -> Generation:
        """The newest generation, after a look at the link if the last one is 250 ms ago."""
        now = self._clock()
        if self.follows and now - self._looked_at >= LOOK_EVERY_SECONDS:
            self._looked_at = now
            self._follow()
        return self.newest

    def kept(self, path: Path) -> Generation:
        """The database of a release for links to it, on whose day its clock stands; who asked retires it.

        Raises:
            NotServableError: it is no whole build of ours.
        """
        fact = read_build_fact(path, needs_release=True)

        def prepare(connection: sqlite3.Connection) -> None:
            self._prepare(connection)
            self._stop_clock(connection, fact.built_on)

        return Generation(path, fact, prepare, fact.built_on)

    @contextmanager
    def pin(self, kept: Generation | None = None) -> Iterator[Generation]:
        """Everything within reads one generation, that of an earlier release where it is given.

        What is pinned already stays pinned.
        """
        generation = kept or self.current()
        generation.enter()
        token = self._pinned.set(generation)
        try:
            yield generation
        finally:
            self._pinned.reset(token)
            generation.leave()

    def _follow(self) -> None:
        found: Identity | None = None
        try:
            found = identity_of(self.link)
            if found in (self.newest.identity, self._refused):
                return
            if not self.link.is_symlink():
                raise NotServableError(f"{self.link} is no link any more.")  # noqa: TRY301
            adopted = self._adopt(self.link.resolve(strict=True))
        except (OSError, NotServableError) as error:
            if self._refused != found or found is None:
                self._tell(f"The build before stays up: {error}")
            self._refused = found
            return
        former, self.newest, self._refused = self.newest, adopted, None
        former.retire()

    def _adopt(self, path: Path) -> Generation:
        fact = read_build_fact(path, needs_release=self.follows)
        generation = Generation(path, fact, self._prepare)
        generation.warm(self._warm)
        return generation

    def close(self) -> None:
        """No connection that is idle stays open; those at work close when they end."""
        self.newest.retire()
