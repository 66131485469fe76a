"""What a request costs: a page, a table, a question, a file, a batch, or a text to read."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any
from urllib.parse import parse_qsl

from .frame import DATABASE
from .questions import MOST_CELLS, MOST_CELLS_OF_PAGE, Question
from .security import DATA, PAGE, RECONCILE

_FREE = frozenset({"sql", "_where"})

_FILE_OF_RELEASE = re.compile(r"/release/[^/]+/.")


class Kind(Enum):
    """What a request costs."""

    PAGE = "page"
    TABLE = "table"
    QUESTION = "question"
    FILE = "file"
    BATCH = "batch"
    PASTED = "pasted"


SENT = frozenset({Kind.BATCH, Kind.PASTED})
"""What has a body, which is read before a slot is taken."""


def is_free_sql(scope: dict[str, Any]) -> bool:
    """Whether a request carries SQL of its own: a question, a condition of a table, raw words of a search.

    The path is not looked at, because there is more than one way to write it.
    """
    query = scope.get("query_string", b"").decode("latin-1")
    pairs = parse_qsl(query, keep_blank_values=True)
    is_raw = ("_searchmode", "raw") in pairs
    return is_raw or any(name in _FREE and value.strip() for name, value in pairs)


def kind_of(scope: dict[str, Any]) -> Kind:
    """What a request is: a question, a batch, a text to read, a file of a release, a table, or a page."""
    if scope["path"] == RECONCILE and (scope.get("method") == "POST" or scope.get("query_string")):
        return Kind.BATCH
    if scope["path"] in (PAGE, f"{PAGE}.json") and scope.get("method") == "POST":
        return Kind.PASTED
    if is_free_sql(scope):
        return Kind.QUESTION
    if _FILE_OF_RELEASE.match(scope["path"]):
        return Kind.FILE
    first = scope["path"].split("/")[1].partition(".")[0] if "/" in scope["path"] else ""
    return Kind.TABLE if first == DATABASE or "~" in first else Kind.PAGE


def question_of(scope: dict[str, Any]) -> Question:
    """How large the answer may be. Rows of a table are never left out: its pages follow each other."""
    names = {name for name, _ in parse_qsl(scope.get("query_string", b"").decode("latin-1"))}
    is_data = scope["path"].endswith(DATA)
    is_answer = "sql" in names
    return Question(MOST_CELLS if is_data or not is_answer else MOST_CELLS_OF_PAGE, may_truncate=is_answer)
