"""What went wrong, in words for who asked: status, title and message of an error."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from datasette import NotFound, Response
from datasette import handle_exception as of_datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

TOO_LONG = (
    "This question took longer than it may and was stopped. Ask for less, or by a column with an index."
)


def keep_quiet() -> None:
    """No error is printed with the request that led to it; once or often is the same.

    Where the package `rich` is installed, as among our tools, Datasette prints each error with all variables:
    a tenth of a second for every address that is not there, and what was asked stands in the log.
    """
    of_datasette.rich = None


@dataclass(frozen=True, slots=True)
class Fault:
    """An error as it is shown. Where it is ours, the message is empty: nothing of the server is told."""

    status: int
    title: str | None = None
    message: str = ""


def fault_of(exception: BaseException, *, is_of_tables: bool) -> Fault:
    """What to show: what a table can't be asked is the asker's (400), the unforeseen is ours (500)."""
    title = getattr(exception, "title", None)
    if isinstance(exception, QueryInterrupted) or title == "SQL Interrupted":
        return Fault(400, "Stopped", TOO_LONG)
    if isinstance(exception, sqlite3.DatabaseError) and is_of_tables:
        return Fault(400, "Invalid SQL", str(exception))
    if isinstance(exception, NotFound | Base400 | DatasetteError):
        message = str(getattr(exception, "message", None) or exception)
        has_words = message not in ("404", "Database not found")
        status = exception.status
        return Fault(400 if status == 500 else status, title, message if has_words else "")
    return Fault(500)


def data_answer(fault: Fault, path: str) -> Any:
    """The answer to an address of data: JSON as Datasette gives it, or a line of text for the others."""
    if path.endswith(".json"):
        body = {"ok": False, "error": fault.message, "status": fault.status, "title": fault.title}
        return Response.json(body, status=fault.status)
    return Response.text(f"{fault.status} {fault.message or fault.title or ''}".strip(), status=fault.status)
