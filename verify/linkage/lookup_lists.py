"""Which lists were read for a question, how old they are, and whom to ask at the board itself."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from verify.linkage.lookup_question import UNITED_KINGDOM

FRESH_DAYS, AGEING_DAYS, STALE_DAYS = 14, 30, 90
"""Ages in days up to which a reading is fresh, ageing, and stale; an older one supports no answer."""

LISTED_PROFESSIONS = ("acupuncturist", "physical_therapist", "pt_assistant")
"""Professions whose lists are published whole; of others only licenses that an entry is linked to."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A board's list that is read. `age_days` is that of the older of its two dates; None if never read."""

    source: str
    title: str
    agency: str
    jurisdiction: str
    professions: tuple[str, ...]
    listing_as_of: str | None
    fetched_at: str | None
    next_check_on: str | None
    age_days: int | None
    freshness: str
    has_failed: bool
    omits: str
    states_discipline: bool
    lookup_url: str

    @property
    def is_usable(self) -> bool:
        """Whether it was read, and is young enough to say anything."""
        return self.freshness in ("fresh", "ageing", "stale")


@dataclass(frozen=True, slots=True)
class Board:
    """Whom to ask, and how to look there; `register_url` is empty where no address is recorded."""

    state: str
    profession: str
    board: str
    register_url: str
    how_to_look: str
    note: str
    as_of: str
    is_licensing: bool


_LISTINGS = """
select s.*, coalesce(c.outcome = 'failed', 0) as has_failed from sources s
left join crawls c on c.crawl_id = s.last_crawl_id
where s.kind = 'license' order by s.jurisdiction, s.source
"""


def read_listings(connection: sqlite3.Connection, today: date) -> tuple[Listing, ...]:
    """Every board list that the program can read, with its age on the day."""
    return tuple(_listing(row, today) for row in rows_of(connection, _LISTINGS))


def listings_for(listings: Iterable[Listing], state: str, profession: str) -> tuple[Listing, ...]:
    """The lists that speak for a state and a profession; an empty one stands for any of the directory's."""
    wanted = {profession} if profession else set(LISTED_PROFESSIONS)
    return tuple(
        each for each in listings if state in ("", each.jurisdiction) and wanted & set(each.professions)
    )


def read_boards(connection: sqlite3.Connection, state: str, profession: str) -> tuple[Board, ...]:
    """Whom to ask in a state; none where no state was named, or the table knows none."""
    sql = "select * from boards where state = ? order by profession"
    found = [row for row in rows_of(connection, sql, state) if profession in ("", row["profession"])]
    unlicensed = {
        row["state"]
        for row in rows_of(connection, "select state from acupuncture_licensure where licensed = 'no'")
    }
    return _without_twins(_board(row, unlicensed) for row in found)


def rows_of(connection: sqlite3.Connection, sql: str, *values: object) -> list[dict[str, Any]]:
    """The rows of a query as mappings."""
    cursor = connection.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _without_twins(boards: Iterable[Board]) -> tuple[Board, ...]:
    """Each board once: assistants usually have the board of the therapists."""
    return tuple({(board.board, board.note): board for board in reversed(list(boards))}.values())[::-1]


def _board(row: Mapping[str, Any], unlicensed: set[str]) -> Board:
    is_national = row["profession"] == "acupuncturist" and row["state"] in unlicensed
    return Board(
        state=row["state"],
        profession=row["profession"],
        board=row["board"],
        register_url=row["register_url"] or "",
        how_to_look=row["how_to_look"],
        note=row["note"] or "",
        as_of=row["as_of"],
        is_licensing=not is_national and row["state"] != UNITED_KINGDOM,
    )


def _listing(row: Mapping[str, Any], today: date) -> Listing:
    fetched, as_of = _day(row["fetched_at"]), _day(row["source_as_of"])
    oldest = min((day for day in (fetched, as_of) if day), default=None) if fetched else None
    age = (today - oldest).days if oldest else None
    following = fetched + timedelta(days=row["refresh_days"]) if fetched else None
    return Listing(
        source=row["source"],
        title=row["title"],
        agency=row["agency"],
        jurisdiction=row["jurisdiction"],
        professions=tuple(re.findall(r"[a-z_]+", row["professions"])),
        listing_as_of=row["source_as_of"],
        fetched_at=row["fetched_at"],
        next_check_on=following.isoformat() if following else None,
        age_days=age,
        freshness=freshness(age),
        has_failed=bool(row["has_failed"]),
        omits=row["omits"],
        states_discipline=bool(row["states_discipline"]),
        lookup_url=row["lookup_url"],
    )


def freshness(age_days: int | None) -> str:
    """`fresh`, `ageing`, `stale`, `too_old`, or `never_read`."""
    if age_days is None:
        return "never_read"
    limits = ((FRESH_DAYS, "fresh"), (AGEING_DAYS, "ageing"), (STALE_DAYS, "stale"))
    return next((word for days, word in limits if age_days <= days), "too_old")


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
