"""The database that Datasette reads: always one whole build for a request, the newest for the next one."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from datasette.database import Database, Results
from datasette.utils import StartupError

from . import questions
from .buildfile import NotServableError
from .frame import DATABASE
from .generations import Generation, Generations
from .limits import limit_connection
from .question_clock import Clock, add_clock, moment_of

KEPT = "directory.kept_build"
"""Of a scope: the database of the release that the address of this request names, where it names one."""

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
        self._askers = questions.Askers(questions.MOST_AT_ONCE)

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
        if questions.asked.get() is None:
            return await super().execute(
                sql, params, truncate, custom_time_limit, page_size, log_sql_errors=False
            )
        limit = min(self.ds.sql_time_limit_ms, custom_time_limit or self.ds.sql_time_limit_ms)
        most = self.ds.max_returned_rows + (self.ds.max_returned_rows == (page_size or self.ds.page_size))
        rows = most if truncate else None
        return await questions.answer(self._askers, self.generation, sql, params, limit, rows)

    def close(self) -> None:
        """Nothing that is idle stays open, and the processes for questions have ended."""
        self.generations.close()
        self._askers.close()


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


def install(datasette: Any) -> None:
    """The database of the directory is read through generations; doing it again changes nothing.

    A link is followed to every later build. A plain file is served as it is, and never followed.

    Raises:
        StartupError: the link leads to no whole build.
    """
    plain = datasette.databases.get(DATABASE)
    if plain is None or isinstance(plain, SwapDatabase) or not plain.path:
        return
    path = Path(plain.path).absolute()
    try:
        generations = Generations(
            path,
            lambda connection: datasette._prepare_connection(connection, DATABASE),
            follows=path.is_symlink(),
            stop_clock=stop_clock,
            warm=datasette.setting("num_sql_threads") if path.is_symlink() else 0,
            tell=lambda sentence: print(sentence, file=sys.stderr, flush=True),
        )
    except NotServableError as error:
        raise StartupError(str(error)) from error
    plain.close()
    database = SwapDatabase(datasette, generations)
    database.name, database.route = plain.name, plain.route
    datasette.databases = {**datasette.databases, DATABASE: database}


def stop_clock(connection: sqlite3.Connection, day: str) -> None:
    """Queries on the connection take this day for today, also in views."""
    connection.set_authorizer(None)
    add_clock(connection, Clock(moment_of(day)))
    limit_connection(connection, is_question=False, is_of_release=True)


def is_older(datasette: Any, request: Any) -> bool:
    """Whether the request is answered from another release than the newest one."""
    found, database = request.scope.get(KEPT), datasette.databases.get(DATABASE)
    if found is None or not isinstance(database, SwapDatabase):
        return False
    return bool(found.fact.release_id != database.generations.newest.fact.release_id)


def pinned(app: Any, datasette: Any) -> Any:
    """The application; every request reads one build from beginning to end, and names it in a header."""

    async def pinned_app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        database = datasette.databases.get(DATABASE)
        if scope["type"] != "http" or not isinstance(database, SwapDatabase):
            await app(scope, receive, send)
            return
        with database.generations.pin(scope.get(KEPT)) as generation:
            release = generation.fact.release_id.encode("ascii", "replace")

            async def send_with_release(message: dict[str, Any]) -> None:
                if release and message["type"] == "http.response.start":
                    named = [*message.get("headers", []), (b"directory-release", release)]
                    message = {**message, "headers": named}
                await send(message)

            await app(scope, receive, send_with_release)

    return pinned_app


def remembered(db: Any) -> dict[Any, Any]:
    """Where to keep what was computed from the build that `db` reads; the next build begins with nothing."""
    return db.generation.remembered if isinstance(db, SwapDatabase) else {}
