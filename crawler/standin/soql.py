"""The part of Socrata's query language that a listing reader needs: where, select, order, paging."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from crawler.standin.soql_tokens import QueryError
from crawler.standin.soql_where import Row, known_column, parse_where

DEFAULT_LIMIT = 1000


def query(
    rows: list[Row], columns: list[str], asked: Mapping[str, str], largest: int | None = None
) -> list[Row]:
    """The rows that the parameters ($where, $select, $group, $order, $limit, $offset) ask for.

    A page has `largest` rows at most, where that is given.

    Raises:
        QueryError: a parameter is malformed or names an unknown column.
    """
    if where := asked.get("$where"):
        rows = list(filter(parse_where(where, columns), rows))
    selected = [part.strip() for part in asked.get("$select", "*").split(",")]
    if any(part.lower().startswith("count(") for part in selected):
        return _counted(rows, columns, selected, asked.get("$group", ""))
    rows = _ordered(rows, columns, asked.get("$order", ":id"))
    start, limit = _whole(asked, "$offset", 0), _whole(asked, "$limit", DEFAULT_LIMIT)
    page = rows[start : start + (limit if largest is None else min(limit, largest))]
    if "*" in selected:
        return page
    for name in selected:
        known_column(name, columns)
    return [{name: row[name] for name in selected if name in row} for row in page]


def _whole(asked: Mapping[str, str], name: str, default: int) -> int:
    text = asked.get(name, str(default))
    if not text.isdigit():
        raise QueryError(f"{name}: {text!r} is no whole number")
    return int(text)


def _counted(rows: list[Row], columns: list[str], selected: list[str], group: str) -> list[Row]:
    name = "count"
    for part in selected:
        if found := re.fullmatch(r"(?i)count\(.*\)(?:\s+as\s+(\w+))?", part):
            name = found[1] or "count"
    keys = [known_column(part.strip(), columns) for part in group.split(",") if part.strip()]
    if not keys:
        return [{name: str(len(rows))}]
    counts = Counter(tuple(row.get(key, "") for key in keys) for row in rows)
    return [
        {**{key: text for key, text in zip(keys, values, strict=True) if text}, name: str(count)}
        for values, count in sorted(counts.items())
    ]


def _ordered(rows: list[Row], columns: list[str], order: str) -> list[Row]:
    for part in reversed(order.split(",")):
        name, _, direction = part.strip().partition(" ")
        if name != ":id":
            key = known_column(name, columns)
            rows = sorted(
                rows, key=lambda row: str(row.get(key, "")), reverse=direction.strip().lower() == "desc"
            )
    return rows
