"""Rows of the database as plain values; what is the same for every page is read once for each build."""

from __future__ import annotations

from typing import Any


async def read_rows(db: Any, sql: str, *values: Any) -> list[dict[str, Any]]:
    """Every row that a query finds, by the names of its columns."""
    return [dict(row) for row in (await db.execute(sql, list(values))).rows]


async def read_once(db: Any, sql: str) -> list[dict[str, Any]]:
    """Every row of a query without values, read once for each build; the rows are copies."""
    kept = _remembered(db)
    if sql not in kept:
        kept[sql] = await read_rows(db, sql)
    return [dict(row) for row in kept[sql]]


async def has_table(db: Any, name: str) -> bool:
    """Whether the build has a table of this name."""
    rows = await read_once(db, "select name from sqlite_master where type = 'table'")
    return any(row["name"] == name for row in rows)


def _remembered(db: Any) -> dict[Any, Any]:
    """What is remembered of the build that this request reads; the next build begins with nothing."""
    generation = getattr(db, "generation", None)
    return generation.remembered if generation is not None else {}
