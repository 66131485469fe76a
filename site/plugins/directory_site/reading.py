"""Rows of the database as plain values."""

from __future__ import annotations

from typing import Any


async def read_rows(db: Any, sql: str, *values: Any) -> list[dict[str, Any]]:
    """Every row that a query finds, by the names of its columns."""
    return [dict(row) for row in (await db.execute(sql, list(values))).rows]
