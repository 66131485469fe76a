"""What a check asks a Socrata dataset: how many rows there are of each type and of each status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.platforms.socrata_answers import read_json_rows

GROUPS_MAX = 5000
"""More different types or statuses than any listing has; the default of the server is 1,000."""

SAMPLE_ROWS = 200
"""Rows that the parser is tried on."""


@dataclass(frozen=True, slots=True)
class GroupQuestion:
    """How many rows there are for each value of `columns`. With `is_status` the values are status words."""

    columns: tuple[str, ...]
    is_status: bool

    @property
    def asked(self) -> dict[str, str]:
        """The parameters of the question."""
        names = ",".join(self.columns)
        return {"$select": f"{names},count(*)", "$group": names, "$limit": str(GROUPS_MAX)}


def group_questions(types: Sequence[str], statuses: Sequence[str]) -> tuple[GroupQuestion, ...]:
    """One question for the type columns together, one for each status column."""
    asked = [GroupQuestion((column,), is_status=True) for column in statuses]
    return (*([GroupQuestion(tuple(types), is_status=False)] if types else []), *asked)


def read_groups(body: bytes, columns: Sequence[str], source: str) -> tuple[tuple[str, int], ...]:
    """The values of the columns, joined by ` / `, with their numbers of rows.

    Raises:
        ListingError: the answer is no list of rows.
    """
    return tuple(
        (" / ".join(str(row.get(column) or "") for column in columns), _count(row, columns))
        for row in read_json_rows(body, source)
    )


def _count(row: dict[str, object], columns: Sequence[str]) -> int:
    """The only number beside the columns; hosts call it `count`, `count_1` or the like."""
    numbers = [str(value) for name, value in row.items() if name not in columns]
    return int(numbers[0]) if len(numbers) == 1 and numbers[0].isdigit() else 0
