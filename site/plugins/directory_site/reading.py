"""Rows of the database as plain values; what is the same for every page is read once for each build."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any, TypeVar

Made = TypeVar("Made")

_TABLES = "select name from sqlite_master where type = 'table'"


@dataclass(frozen=True, slots=True)
class Build:
    """The build that a request reads: a connection to it, and what was computed of it before."""

    connection: Connection
    remembered: dict[Any, Any]

    def rows(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """Every row that a query finds, by the names of its columns."""
        return [dict(row) for row in self.connection.execute(sql, values)]

    def row(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> dict[str, Any] | None:
        """The first row that a query finds, or None."""
        found = self.connection.execute(sql, values).fetchone()
        return None if found is None else dict(found)

    def once(self, key: str, make: Callable[[], Made]) -> Made:
        """What `make` gives, made once for each build; whoever is given it leaves it as it is."""
        if key not in self.remembered:
            self.remembered[key] = make()
        made: Made = self.remembered[key]
        return made

    def has_table(self, name: str) -> bool:
        """Whether the build has a table of this name."""
        return name in self.once("names of tables", self._table_names)

    def _table_names(self) -> frozenset[str]:
        return frozenset(row["name"] for row in self.rows(_TABLES))


async def read(db: Any, reader: Callable[[Build], Made]) -> Made:
    """What `reader` makes of the build that this request reads, in one piece of work of one thread."""
    kept = _remembered(db)
    made: Made = await db.execute_fn(lambda connection: reader(Build(connection, kept)))
    return made


async def read_for_build(db: Any, key: str, reader: Callable[[Build], Made]) -> Made:
    """What `reader` makes, made once for each build; whoever is given it leaves it as it is."""
    kept = _remembered(db)
    made: Made = (
        kept[key] if key in kept else await read(db, lambda build: build.once(key, lambda: reader(build)))
    )
    return made


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
    rows = await read_once(db, _TABLES)
    return any(row["name"] == name for row in rows)


def _remembered(db: Any) -> dict[Any, Any]:
    """What is remembered of the build that this request reads; the next build begins with nothing."""
    generation = getattr(db, "generation", None)
    return generation.remembered if generation is not None else {}
