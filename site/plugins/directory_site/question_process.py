"""Answers questions in SQL in a process of its own: `python -m directory_site.question_process`.

A single step of SQLite can run for minutes without looking at the clock (`trim` of two long strings), and
hostile SQL may find a fault of SQLite itself. Here both end a process that nobody needs: it has little
memory, writes no file, gives way to the pages, and an alarm ends it when its time is over.

Reads one JSON object a line, writes a length of four bytes and a JSON object for each.
"""

from __future__ import annotations

import base64
import json
import os
import resource
import signal
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

from .buildfile import identity_of
from .functions import add_functions
from .limits import CHANCE, limit_connection
from .question_clock import Clock, add_clock

SQLITE_BYTES = 256_000_000
PROCESS_BYTES = 800_000_000
ALARM_GRACE_SECONDS = 0.3
STEPS_BETWEEN_LOOKS = 1_000


NO_CHANCE = (
    "random() has another answer each time, and the answer of a link to a release stays the same; "
    "take a fixed order instead, such as order by cast(entry_id as integer) * 7919 % 10007"
)


class TooLargeError(Exception):
    """The answer has more cells or bytes than it may have."""


class Reader:
    """The connection to the build that was asked last."""

    def __init__(self) -> None:
        """Nothing is open yet."""
        self._key: tuple[str, tuple[int, ...], bool] | None = None
        self._connection: sqlite3.Connection | None = None
        self._clock = Clock("")

    def connection(self, job: dict[str, Any]) -> sqlite3.Connection:
        """A connection to the very file of the job, whose clock stands at the moment of the job.

        Raises:
            sqlite3.OperationalError: it is gone, or another one by now.
        """
        key = (job["path"], tuple(job["identity"]), job["is_of_release"])
        if self._connection is None or self._key != key:
            if self._connection is not None:
                self._connection.close()
            self._clock = Clock(job["moment"])
            self._connection, self._key = _open(Path(key[0]), *key[1:], self._clock), key
        self._clock.stand_at(job["moment"])
        return self._connection


def _open(path: Path, identity: tuple[int, ...], is_of_release: bool, clock: Clock) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    connection.execute("select count(*) from sqlite_master").fetchone()
    if identity_of(path) != identity:
        connection.close()
        raise sqlite3.OperationalError("a new release was just published; ask again")
    connection.text_factory = lambda value: str(value, "utf-8", "replace")
    connection.execute("PRAGMA temp_store = MEMORY")
    add_functions(connection)
    add_clock(connection, clock)
    limit_connection(connection, is_question=True, is_of_release=is_of_release)
    return connection


def answer(reader: Reader, job: dict[str, Any]) -> dict[str, Any]:
    """`columns`, `rows` and `is_truncated`; or `error` in words; or `is_interrupted`."""
    try:
        connection = reader.connection(job)
        last = time.perf_counter() + job["limit_ms"] / 1000
        connection.set_progress_handler(lambda: time.perf_counter() >= last, STEPS_BETWEEN_LOOKS)
        cursor = connection.execute(job["sql"], job["params"])
        columns = [column[0] for column in cursor.description or ()]
        rows, is_truncated = read_rows(cursor, len(columns), job)
    except (sqlite3.Error, sqlite3.Warning, OverflowError, ValueError, TooLargeError) as error:
        is_interrupted = error.args == ("interrupted",)
        return {"is_interrupted": True} if is_interrupted else {"error": _words(error)}
    except MemoryError:
        return {"error": "this question needs more memory than it may have"}
    except OSError:
        return {"error": "a new release was just published; ask again"}
    return {"columns": columns, "rows": rows, "is_truncated": is_truncated}


def _words(error: Exception) -> str:
    """What SQLite says; of chance, which it refuses on a link to a release, more than that."""
    words = str(error)
    is_chance = words.lower() in {f"not authorized to use function: {name}" for name in CHANCE}
    return NO_CHANCE if is_chance else words


def read_rows(cursor: sqlite3.Cursor, width: int, job: dict[str, Any]) -> tuple[list[list[Any]], bool]:
    """Rows within the budget of the job; True where there are more.

    Raises:
        TooLargeError: the budget is used up, and the job says that a part of the rows is of no use.
    """
    rows: list[list[Any]] = []
    most_rows, cells, size = job["rows"], job["cells"], job["bytes"]
    for row in cursor:
        size -= sum(_size(value) for value in row)
        cells -= width
        is_spent = size < 0 or (cells < 0 and bool(rows))
        if is_spent and (not job["may_truncate"] or not rows):
            raise TooLargeError(f"the answer is larger than {job['bytes']:,} bytes; ask for less at a time")
        if is_spent or (most_rows is not None and len(rows) >= most_rows):
            return rows, True
        rows.append([_plain(value) for value in row])
    return rows, False


def _size(value: Any) -> int:
    """About the bytes of a value in JSON, where a byte that is no letter takes six."""
    return 6 * len(value) if isinstance(value, bytes) else len(json.dumps(value))


def _plain(value: Any) -> Any:
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def give_way() -> None:
    """The process yields to others, and can't take much memory or write any file."""
    os.nice(5)
    for what, most in (
        (resource.RLIMIT_AS, PROCESS_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        resource.setrlimit(what, (most, most))
    connection = sqlite3.connect(":memory:")
    connection.execute(f"PRAGMA hard_heap_limit = {SQLITE_BYTES}")
    connection.close()


def main() -> None:
    """Answer until the questions end."""
    give_way()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reader, out = Reader(), sys.stdout.buffer
    for line in sys.stdin.buffer:
        job = json.loads(line)
        signal.setitimer(signal.ITIMER_REAL, job["limit_ms"] / 1000 + ALARM_GRACE_SECONDS)
        body = json.dumps(answer(reader, job)).encode()
        signal.setitimer(signal.ITIMER_REAL, 0)
        out.write(len(body).to_bytes(4, "big") + body)
        out.flush()


if __name__ == "__main__":
    main()
