"""Why an entry stands among the results, where its name alone does not tell."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from .question import words_of
from .spelling import fold


async def name_reasons(db: Any, words: tuple[str, ...], rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Entry to the other name it states that holds typed words which its own name does not hold."""
    wanted = {row["entry_id"]: _missing(words, row["name"]) for row in rows}
    ids = json.dumps([entry_id for entry_id, missing in wanted.items() if missing])
    if ids == "[]":
        return {}
    sql = "select entry_id, name from entry_names where entry_id in (select value from json_each(?))"
    found: dict[str, str] = {}
    for entry_id, name in (await db.execute(sql + " order by entry_id, position", [ids])).rows:
        if len(_missing(wanted[entry_id], name)) < len(wanted[entry_id]):
            found.setdefault(entry_id, f"it also states the name “{name}”.")
    return found


def _missing(words: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The words with which no part of the name begins."""
    parts = words_of(fold(name))
    return tuple(word for word in words if not any(part.startswith(fold(word)) for part in parts))
