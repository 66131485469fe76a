"""Rows that were found, weighed against the question: each with its comparison, its list and its standing."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from verify.linkage.lookup_compare import compare
from verify.linkage.lookup_fields import Compared
from verify.linkage.lookup_lists import Listing
from verify.linkage.lookup_question import Question
from verify.linkage.lookup_search import Row
from verify.linkage.lookup_standing import Standing, standing_of, with_actions


class Comparisons:
    """The comparisons of one question, each row compared once. It goes with the answer."""

    def __init__(self, question: Question) -> None:
        """Compare with this question."""
        self._question = question
        self._known: dict[str, Compared] = {}

    def of(self, row: Row) -> Compared:
        """The comparison with a row."""
        license_id = row["license_id"]
        if license_id not in self._known:
            self._known[license_id] = compare(self._question, row)
        return self._known[license_id]


def weigh(
    connection: sqlite3.Connection,
    rows: Sequence[Row],
    compared: Comparisons,
    listings: Sequence[Listing],
    today: date,
) -> list[Weighed]:
    """The rows in their order, each with its comparison, its list and its standing on the day."""
    by_source = {each.source: each for each in listings}
    acted = with_actions(connection, [row["license_id"] for row in rows])
    weighed = []
    for row in rows:
        listing = by_source.get(row["source"])
        standing = standing_of(row, listing, row["license_id"] in acted, today)
        weighed.append(Weighed(row, compared.of(row), listing, standing))
    return weighed


@dataclass(frozen=True, slots=True)
class Weighed:
    """A row with its comparison and its list; what the answer is decided on, before anything is shown."""

    row: Mapping[str, Any]
    compared: Compared
    listing: Listing | None
    standing: Standing
