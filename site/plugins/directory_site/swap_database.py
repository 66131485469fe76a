"""The database that Datasette reads, over builds that take over from each other. Nothing is ever written."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from datasette.database import Database, Results

from .askers import Askers
from .buildfile import NotServableError
from .generation import Generation
from .generations import Generations
from .questions import MOST_AT_ONCE, answer, asked
from .thread_work import Work

GRACE_SECONDS = 1.0
"""Beyond the time limit of a query: a step of SQLite that can't look at the clock is interrupted then."""


class SwapDatabase(Database):
    """A read-only `Database` over generations; see `generations`.

    Datasette keeps read connections per thread and by the name of the database, which would keep the old file
    for ever. Here connections belong to a generation, and so does everything that is remembered of it.
    """

    def __init__(self, datasette: Any, generations: Generations) -> None:
        """The database is read through `generations`."""
        super().__init__(datasette, path=str(generations.link), is_mutable=False)
        self.generations = generations
        self._askers = Askers(MOST_AT_ONCE)

    @property
    def generation(self) -> Generation:
        """The build that is read here and now."""
        return self.generations.current()

    @property
    def hash(self) -> str:
        """The name of the release stands for the bytes: equal input gives equal bytes."""
        return self.generation.fact.release_id

    @property
    def size(self) -> int:
        """Bytes of the build that is read."""
        return self.generation.identity[2]

    @property
    def mtime_ns(self) -> int:
        """When the build that is read was written."""
        return self.generation.identity[3]

    @property
    def cached_table_counts(self) -> dict[str, int] | None:
        """Rows by table, as the build itself counted them; None where it did not."""
        return self.generation.fact.counts or None

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """A connection of its own to the build that is read; nothing is ever written."""
        if write:
            raise NotServableError("The published database is read only.")
        return self.generation.open()

    async def table_counts(self, limit: int = 10) -> dict[str, int | None]:
        """Rows by table; those that the build did not count are counted within `limit` ms, at most 10."""
        remembered = self.generation.remembered
        if "table_counts" not in remembered:
            known = self.cached_table_counts or {}
            names = await self.table_names()
            remembered["table_counts"] = {
                name: known[name] if name in known else await self._count(name, min(limit, 10))
                for name in names
            }
        return dict(remembered["table_counts"])

    async def _count(self, table: str, limit: int) -> int | None:
        try:
            sql = f"select count(*) from [{table}]"  # noqa: S608
            return (await self.execute(sql, custom_time_limit=limit, log_sql_errors=False)).rows[0][0]
        except Exception:  # too slow within the limit, whatever the reason: the page does without
            return None

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Any]) -> Any:
        """What `fn` gives for a connection to this request's build; a request that goes away stops it."""
        generation = self.generation
        if self.ds.executor is None:
            with generation.connection() as connection:
                return fn(connection)
        generation.enter()
        work = Work(generation, fn)
        future: Future[Any] = self.ds.executor.submit(work.run)
        future.add_done_callback(lambda _: generation.leave())
        seconds = self.ds.sql_time_limit_ms / 1000 + GRACE_SECONDS
        watch = asyncio.get_running_loop().call_later(seconds, work.stop)
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            work.stop()
            raise
        finally:
            watch.cancel()

    async def execute(
        self,
        sql: str,
        params: Any = None,
        truncate: bool = False,
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,
    ) -> Results:
        """The rows of a query; those of a reader's own SQL are read in another process, within a budget.

        Errors are never logged here: their values are words of readers.
        """
        if asked.get() is None:
            return await super().execute(
                sql, params, truncate, custom_time_limit, page_size, log_sql_errors=False
            )
        limit = min(self.ds.sql_time_limit_ms, custom_time_limit or self.ds.sql_time_limit_ms)
        most = self.ds.max_returned_rows + (self.ds.max_returned_rows == (page_size or self.ds.page_size))
        rows = most if truncate else None
        return await answer(self._askers, self.generation, sql, params, limit, rows)

    def close(self) -> None:
        """Nothing that is idle stays open, and the processes for questions have ended."""
        self.generations.close()
        self._askers.close()
