"""What the Socrata datasets of the sample have in common: columns, metadata, rows without nulls."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from crawler.standin import names
from crawler.standin.chance import Chance
from crawler.standin.license import License
from crawler.standin.origins import ORIGINS_THERAPY
from crawler.standin.population import Population

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset of an open-data host; `columns` are (field name, display name) in their order."""

    host: str
    dataset_id: str
    title: str
    agency: str
    columns: tuple[tuple[str, str], ...]

    @property
    def fields(self) -> list[str]:
        """The field names in their order."""
        return [field for field, _ in self.columns]

    def metadata(self, as_of: date, rows_count: int) -> Row:
        """What `/api/views/{id}.json` says: name, columns, and when the rows were updated."""
        columns = [
            {
                "id": 900000 + position,
                "name": name,
                "fieldName": field,
                "dataTypeName": "text",
                "position": position,
            }
            for position, (field, name) in enumerate(self.columns, start=1)
        ]
        return {
            "id": self.dataset_id,
            "name": self.title,
            "attribution": f"Fictional stand-in for the {self.agency}",
            "description": "Fiction. Nobody in these rows exists.",
            "rowsUpdatedAt": int(datetime.combine(as_of, time(18), UTC).timestamp()),
            "columns": columns,
            "cachedContents": {"count": str(rows_count)},
        }


def same_names(fields: str) -> tuple[tuple[str, str], ...]:
    """Columns from field names with blanks between them; the display names are made from them."""
    return tuple((field, field.replace("_", " ").title()) for field in fields.split())


def without_nulls(cells: Mapping[str, Any]) -> Row:
    """The row as Socrata sends it: columns without a value are left out."""
    return {column: value for column, value in cells.items() if value not in ("", None)}


def own_licenses(people: Population, source: str) -> Iterator[License]:
    """The licenses of one listing in the order of the population."""
    return (each for each in people.licenses if each.source == source)


def timestamp(day: date | None) -> str:
    """The day as Socrata prints a calendar date, or nothing."""
    return f"{day.isoformat()}T00:00:00.000" if day else ""


def stranger(chance: Chance) -> names.Name:
    """The name of somebody of another profession."""
    return names.identity(chance, ORIGINS_THERAPY).name


def json_lines(rows: Iterable[Row]) -> str:
    """A JSON array with one row a line, as Socrata prints it."""
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return "[" + "\n,".join(lines) + "]\n"
