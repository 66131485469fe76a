"""The published builds of the database, one after the other, and which of them a request reads.

`directory.db` is a link; publishing points it at another file. A generation is one such file, held open
until the last request that began with it has ended. Nothing here writes.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from .buildfile import Identity, NotServableError, identity_of, read_build_fact
from .generation import Generation

LOOK_EVERY_SECONDS = 0.25
"""The link is looked at no more often than this, and no answer is older than this after a publication."""


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
