"""Which boards are read in which state, how fresh, and whom to ask elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from verify.linkage.states import STATES

from .clock import as_day
from .reading import has_table, read_once
from .verdicts import FRESH_DAYS
from .wording import split_codes

FIRST_READ = (
    "select source, min(started_at) as first_read from crawls where outcome = 'succeeded' group by source"
)
"""Since when each list is read, as far as this database knows."""

NO_LICENSE = "select state from acupuncture_licensure where licensed = 'no'"
"""States that license no acupuncturists."""

BOARDS = """
select * from boards where profession in ('acupuncturist', 'physical_therapist')
order by state, profession, board
"""
"""Whom to ask in each state."""

CHECKED = ("acupuncturist", "physical_therapist")
"""The professions of the directory that a state may license."""

_MAP = """
AK .. .. .. .. .. .. .. .. .. ME
.. .. .. .. .. .. .. .. .. VT NH
WA ID MT ND MN IL WI MI NY RI MA
OR NV WY SD IA IN OH PA NJ CT ..
CA UT CO NE MO KY WV VA MD DE ..
.. AZ NM KS AR TN NC SC DC .. ..
.. .. .. OK LA MS AL GA .. .. ..
HI .. .. TX .. .. .. .. FL .. ..
"""
"""One tile for each state and the District of Columbia, roughly where it lies."""

TILE_WIDTH = 40


@dataclass(frozen=True, slots=True)
class Tile:
    """A state on the map: its code, where its tile stands (in units of the picture), how it is read."""

    state: str
    x: int
    y: int
    reading: str


@dataclass(frozen=True, slots=True)
class Board:
    """Whom to ask in a state: a board, the address of its register, and its professions."""

    name: str
    address: str
    professions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateCoverage:
    """A state: how it is read (`full`, `late`, `part`, `none`, `nolaw`), and how for each profession.

    `professions` maps a profession to `read`, `late`, `none` or `nolaw`. `dated` is the oldest date of a list
    that is read, `boards` are those to ask.
    """

    state: str
    reading: str
    professions: Mapping[str, str]
    dated: str
    boards: tuple[Board, ...]


async def read_coverage(db: Any, sources: Iterable[dict[str, Any]], today: date) -> list[StateCoverage]:
    """Every state by name, with what is read there and whom to ask. Tables that are missing say nothing."""
    boards = await read_once(db, BOARDS) if await has_table(db, "boards") else []
    lawless = set()
    if await has_table(db, "acupuncture_licensure"):
        lawless = {row["state"] for row in await read_once(db, NO_LICENSE)}
    lists = [row for row in sources if row["kind"] == "license" and row["records_crawl_id"]]
    return [
        state_coverage(
            state,
            [row for row in lists if row["jurisdiction"] == state],
            [row for row in boards if row["state"] == state],
            state in lawless,
            today,
        )
        for state in sorted(STATES, key=lambda code: STATES[code])
        if state in _POSITIONS
    ]


def state_coverage(
    state: str, lists: list[dict[str, Any]], boards: list[dict[str, Any]], is_lawless: bool, today: date
) -> StateCoverage:
    """How one state is read, from its lists."""
    professions = {}
    for profession in CHECKED:
        of_profession = [row for row in lists if profession in split_codes(row["professions"])]
        if of_profession:
            professions[profession] = "late" if any(is_late(row, today) for row in of_profession) else "read"
        else:
            professions[profession] = "nolaw" if is_lawless and profession == CHECKED[0] else "none"
    read = [row for row in lists if set(CHECKED) & set(split_codes(row["professions"]))]
    dates = [row["source_as_of"] or row["fetched_at"] for row in read]
    return StateCoverage(
        state,
        _reading(set(professions.values())),
        professions,
        min(dates, default=""),
        boards_of(boards),
    )


def boards_of(rows: Iterable[dict[str, Any]]) -> tuple[Board, ...]:
    """The boards to ask, each once with all its professions."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        found.setdefault((row["board"], row["register_url"] or ""), []).append(row["profession"])
    return tuple(Board(name, address, tuple(codes)) for (name, address), codes in found.items())


def _reading(kinds: set[str]) -> str:
    if "late" in kinds:
        return "late"
    if kinds == {"read"} or kinds == {"read", "nolaw"}:
        return "full"
    if "read" in kinds:
        return "part"
    return "nolaw" if "nolaw" in kinds else "none"


def is_late(source: Mapping[str, Any], today: date) -> bool:
    """Whether the newest reading of a list failed, or the last good one is no longer fresh."""
    read = as_day(source["fetched_at"])
    return bool(source["has_failed"]) or read is None or (today - read).days > FRESH_DAYS


def tiles(states: Iterable[StateCoverage]) -> list[Tile]:
    """The map of the states."""
    return [Tile(each.state, *_POSITIONS[each.state], each.reading) for each in states]


def map_of(states: Mapping[str, Mapping[str, str]]) -> list[Tile]:
    """The map of states by how each profession is read there, as in `StateCoverage.professions`."""
    return [
        Tile(state, *_POSITIONS[state], _reading(set(professions.values())))
        for state, professions in states.items()
        if state in _POSITIONS
    ]


def counts(states: Iterable[StateCoverage]) -> dict[str, int]:
    """How many states are read in which way."""
    found = dict.fromkeys(("full", "late", "part", "none", "nolaw"), 0)
    for each in states:
        found[each.reading] += 1
    return found


def _positions() -> dict[str, tuple[int, int]]:
    return {
        state: (2 + column * TILE_WIDTH, 2 + row * TILE_WIDTH)
        for row, line in enumerate(_MAP.strip().splitlines())
        for column, state in enumerate(line.split())
        if state != ".."
    }


_POSITIONS = _positions()
