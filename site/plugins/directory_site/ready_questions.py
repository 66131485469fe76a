"""The ready questions that a request is answered by: those of this software, or of the release that it names.

Questions are put better over the years. A link to a release is answered by the question as it stood when the
release was built, which the release holds itself.
"""

from __future__ import annotations

import json
from typing import Any

from .frame import DATABASE
from .reading import Build, read_for_build
from .swap_database import SwapDatabase

TABLE = "ready_questions"
QUESTIONS = f"select * from {TABLE} order by position"  # noqa: S608


def install(datasette: Any) -> None:
    """Datasette's own list of questions gives way to that of the release on a link to one; once is enough."""
    ours = datasette.get_canned_queries
    if getattr(ours, "is_of_release", False):
        return

    async def questions(database_name: str, actor: Any) -> dict[str, Any]:
        database = datasette.databases.get(database_name)
        is_pinned = isinstance(database, SwapDatabase) and bool(database.generation.day)
        is_asked = database_name == DATABASE and is_pinned
        found = await read_for_build(database, TABLE, _of_release) if is_asked else {}
        return found or await ours(database_name, actor)

    questions.is_of_release = True  # type: ignore[attr-defined]
    datasette.get_canned_queries = questions


def _of_release(build: Build) -> dict[str, Any]:
    """The questions that a release holds, by name; none where it was built before they were kept."""
    rows = build.rows(QUESTIONS) if build.has_table(TABLE) else []
    return {row["question"]: _as_described(row) for row in rows}


def _as_described(row: dict[str, Any]) -> dict[str, Any]:
    """A question as `metadata.yml` has it."""
    parts = {key: row[key] for key in ("title", "description", "cannot_say", "sql")}
    return {"name": row["question"], **parts, "inputs": json.loads(row["inputs"])}
