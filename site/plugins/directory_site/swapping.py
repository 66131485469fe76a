"""The database that Datasette reads: always one whole build for a request, the newest for the next one."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any

from datasette.utils import StartupError

from .buildfile import NotServableError
from .frame import DATABASE
from .generations import Generations
from .limits import limit_connection
from .question_clock import Clock, add_clock, moment_of
from .swap_database import SwapDatabase

KEPT = "directory.kept_build"
"""Of a scope: the database of the release that the address of this request names, where it names one."""


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
