"""Two lists become sides: names taken apart, professions and places read, organizations set apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from verify.linkage.columns import DirectoryColumns, NameTexts, OwnedTexts, RollColumns
from verify.linkage.common_ground import CommonGround, common_ground
from verify.linkage.lists import Lines
from verify.linkage.name_order import Lexicon, NameOrder, find_order, lexicon_of, orders_by_board, taken_apart
from verify.linkage.names import fold
from verify.linkage.professions import ORGANIZATION, profession_of
from verify.linkage.sides import Sides
from verify.linkage.standardize import sides_of

_ORGANIZATION_WORDS = re.compile(
    r"\b(LLC|L L C|INC|PLLC|CORP|CORPORATION|LTD|LLP|CLINIC|CENTER|CENTRE|ACUPUNCTURE|THERAPY|WELLNESS|"
    r"HEALTHCARE|REHAB|REHABILITATION|CHIROPRACTIC|ASSOCIATES|HOSPITAL|INSTITUTE|SERVICES|GROUP|DBA)\b"
)
_NO_DISCIPLINE = frozenset({"", "N", "NO", "NONE", "0", "FALSE", "NONE ON FILE", "N A", "NOT STATED"})
_REPLACED = frozenset({"SUPERSEDED", "REPLACED", "CONVERTED"})
_ENDED = frozenset(
    {
        "EXPIRED",
        "INACTIVE",
        "LAPSED",
        "RETIRED",
        "CANCELLED",
        "CANCELED",
        "CLOSED",
        "DECEASED",
        "NULL AND VOID",
    }
)
_ADVERSE_STATUS = re.compile(r"\b(SUSPEN\w*|REVOK\w*|REVOCATION|PROBATION\w*|SURRENDER\w*|RESTRICT\w*)\b")


@dataclass(frozen=True, slots=True)
class ReadLists:
    """The sides of the persons, and which lines of both files are organizations."""

    sides: Sides
    entry_is_organization: tuple[bool, ...]
    row_is_organization: tuple[bool, ...]
    orders: Mapping[str, NameOrder]


def read_sides(directory: Lines, roll: Lines, given_orders: Mapping[str, NameOrder]) -> ReadLists:
    """Both files as sides. `given_orders` override the name orders that are found, by state."""
    row_is_organization = _organization_rows(roll)
    entry_is_organization = tuple(kind.casefold().startswith("org") for kind in directory["entity_type"])
    lexicon = _lexicon(directory, roll, row_is_organization)
    orders = orders_by_board(_displayed_by_board(roll, row_is_organization), lexicon, given_orders)
    ground = common_ground(
        chain(directory["state"], directory["licenses"]),
        roll["state"],
        directory["taxonomy"],
        roll["profession"],
    )
    rows = _rows(roll, row_is_organization, orders, lexicon, ground)
    sides = sides_of(rows, _entries(directory, entry_is_organization, lexicon, ground))
    return ReadLists(sides, entry_is_organization, row_is_organization, orders)


def _organization_rows(roll: Lines) -> tuple[bool, ...]:
    """Which rows are organizations: by their profession, or by the words of a name in one string."""
    professions = {text: profession_of(text) == ORGANIZATION for text in set(roll["profession"])}
    return tuple(
        professions[profession]
        or bool(name and not first and not last and _ORGANIZATION_WORDS.search(fold(name)))
        for profession, first, last, name in zip(
            roll["profession"], roll["first_name"], roll["last_name"], roll["name"], strict=True
        )
    )


def _lexicon(directory: Lines, roll: Lines, row_is_organization: Sequence[bool]) -> Lexicon:
    displayed = (name for name, other in zip(roll["name"], row_is_organization, strict=True) if not other)
    return lexicon_of(
        chain(directory["first_name"], roll["first_name"]),
        chain(directory["last_name"], roll["last_name"]),
        displayed,
    )


def _displayed_by_board(roll: Lines, row_is_organization: Sequence[bool]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for board, name, last, other in zip(
        roll["state"], roll["name"], roll["last_name"], row_is_organization, strict=True
    ):
        if name and not last and not other:
            names[board.upper()].append(name)
    return names


def _names(lines: Lines, kept: Sequence[int], orders: Sequence[NameOrder], lexicon: Lexicon) -> NameTexts:
    """The names of these lines in parts; a display string counts only where there are no parts."""
    columns = [lines[column] for column in ("first_name", "middle_name", "last_name", "suffix")]
    first, middle, last, suffix = (list(map(column.__getitem__, kept)) for column in columns)
    displayed = map(lines["name"].__getitem__, kept)
    for place, (display, order) in enumerate(zip(displayed, orders, strict=True)):
        if display and not last[place] and not first[place]:
            first[place], middle[place], last[place], found = taken_apart(display, order, lexicon)
            suffix[place] = suffix[place] or found
    return NameTexts(first, middle, last, suffix)


def _rows(
    roll: Lines,
    row_is_organization: Sequence[bool],
    orders: Mapping[str, NameOrder],
    lexicon: Lexicon,
    ground: CommonGround,
) -> RollColumns:
    kept = [i for i, other in enumerate(row_is_organization) if not other]

    def column(name: str, derive: Callable[[str], str] = str) -> list[str]:
        texts = list(map(roll[name].__getitem__, kept))
        return (
            texts
            if derive is str
            else list(map({text: derive(text) for text in set(texts)}.__getitem__, texts))
        )

    board, states = column("state", ground.board), column("state", str.upper)
    status, discipline = column("status", fold), column("discipline", fold)
    return RollColumns(
        ids=column("rec_id"),
        names=_names(roll, kept, [orders.get(state, NameOrder.FIRST_LAST) for state in states], lexicon),
        board=board,
        profession=column("profession", ground.row_profession),
        number=column("license_number"),
        city=column("city"),
        state=states,
        zip5=column("zip"),
        is_superseded=[text in _REPLACED for text in status],
        is_adverse=[is_adverse(text, said) for text, said in zip(status, discipline, strict=True)],
        is_current=[text not in _ENDED for text in status],
        holder=[""] * len(kept),
    )


@lru_cache(maxsize=10_000)
def is_adverse(status: str, discipline: str) -> bool:
    """Whether a row of a list says something disciplinary of its holder."""
    return fold(discipline) not in _NO_DISCIPLINE or bool(_ADVERSE_STATUS.search(fold(status)))


def _entries(
    directory: Lines, entry_is_organization: Sequence[bool], lexicon: Lexicon, ground: CommonGround
) -> DirectoryColumns:
    ids = directory["entry_id"]
    kept = sorted((i for i, other in enumerate(entry_is_organization) if not other), key=ids.__getitem__)
    last, name = directory["last_name"], directory["name"]
    order = find_order([name[i] for i in kept if name[i] and not last[i]], lexicon)
    others, spots, scopes, claims = OwnedTexts(), OwnedTexts(), OwnedTexts(), OwnedTexts()
    professions = {text: ground.scope_professions(text) for text in set(directory["taxonomy"])}
    columns = ("other_first", "other_last", "city", "state", "zip", "taxonomy", "licenses")
    cells = zip(*(map(directory[column].__getitem__, kept) for column in columns), strict=True)
    for owner, (other_first, other_last, city, state, zip_code, taxonomy, licenses) in enumerate(cells):
        state = state.upper()
        if other_first or other_last:
            others.add(owner, other_first, "", other_last, "")
        spots.add(owner, city, state, zip_code, "")
        boards = {ground.board(state): None}
        for stated, number in claimed_numbers(licenses):
            board = ground.board(stated)
            boards[board] = None
            claims.add(owner, board, "", number)
        for board in boards:
            for profession in professions[taxonomy]:
                scopes.add(owner, board, profession)
    names = _names(directory, kept, [order] * len(kept), lexicon)
    return DirectoryColumns([ids[i] for i in kept], names, others, spots, scopes, claims)


def claimed_numbers(licenses: str) -> list[tuple[str, str]]:
    """State and number of each part of a cell such as `WA:AC 1234|OR:AC99` that has both."""
    if not licenses:
        return []
    parts = (part.partition(":") for part in licenses.split("|"))
    return [
        (state.strip().upper(), number.strip())
        for state, _, number in parts
        if state.strip() and number.strip()
    ]
