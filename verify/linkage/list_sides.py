"""Two lists become sides: names taken apart, professions and places read, organizations set apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from verify.linkage.lists import ListError, Lines
from verify.linkage.name_columns import NameReader
from verify.linkage.name_order import Lexicon, NameOrder, lexicon_of, orders_by_board, taken_apart
from verify.linkage.names import fold
from verify.linkage.professions import ORGANIZATION, profession_of, professions_of
from verify.linkage.sides import Sides
from verify.linkage.standardize import (
    ClaimedNumber,
    DirectoryEntry,
    Printed,
    RollRow,
    Spot,
    directory_table,
    roll_table,
)
from verify.linkage.vocabulary import Vocabulary

_ORGANIZATION_WORDS = re.compile(
    r"\b(LLC|L L C|INC|PLLC|CORP|CORPORATION|LTD|LLP|CLINIC|CENTER|CENTRE|ACUPUNCTURE|THERAPY|WELLNESS|HEALTHCARE|"
    r"REHAB|REHABILITATION|CHIROPRACTIC|ASSOCIATES|HOSPITAL|INSTITUTE|SERVICES|GROUP|DBA)\b"
)
_NO_DISCIPLINE = frozenset({"", "N", "NO", "NONE", "0", "FALSE", "NONE ON FILE", "N A", "NOT STATED"})
_REPLACED = frozenset({"SUPERSEDED", "REPLACED", "CONVERTED"})
_ENDED = frozenset({"EXPIRED", "INACTIVE", "LAPSED", "RETIRED", "CANCELLED", "CANCELED", "CLOSED", "DECEASED", "NULL AND VOID"})
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
    row_is_organization = tuple(
        profession_of(profession) == ORGANIZATION
        or bool(not first and name and _ORGANIZATION_WORDS.search(fold(name)))
        for profession, first, name in zip(roll["profession"], roll["first_name"], roll["name"], strict=True)
    )
    entry_is_organization = tuple(kind.casefold().startswith("org") for kind in directory["entity_type"])
    lexicon = _lexicon(directory, roll, row_is_organization)
    orders = orders_by_board(_displayed_by_board(roll, row_is_organization), lexicon, given_orders)
    people = _entries(directory, entry_is_organization, lexicon)
    rows = _rows(roll, row_is_organization, orders, lexicon)
    vocabulary = Vocabulary()
    reader = NameReader(vocabulary)
    sides = Sides(vocabulary, roll_table(rows, vocabulary, reader), directory_table(people, vocabulary, reader))
    return ReadLists(sides, entry_is_organization, row_is_organization, orders)


def _lexicon(directory: Lines, roll: Lines, row_is_organization: Sequence[bool]) -> Lexicon:
    parted = [
        (first, last)
        for lines in (directory, roll)
        for first, last in zip(lines["first_name"], lines["last_name"], strict=True)
    ]
    displayed = [
        name for name, other in zip(roll["name"], row_is_organization, strict=True) if name and not other
    ]
    return lexicon_of(parted, displayed)


def _displayed_by_board(roll: Lines, row_is_organization: Sequence[bool]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for board, name, last, other in zip(
        roll["state"], roll["name"], roll["last_name"], row_is_organization, strict=True
    ):
        if name and not last and not other:
            names[board.upper()].append(name)
    return names


def _rows(
    roll: Lines, row_is_organization: Sequence[bool], orders: Mapping[str, NameOrder], lexicon: Lexicon
) -> list[RollRow]:
    rows = []
    columns = (
        "rec_id", "name", "first_name", "middle_name", "last_name", "suffix", "license_number", "profession",
        "state", "city", "zip", "status", "discipline",
    )  # fmt: skip
    for is_organization, cells in zip(
        row_is_organization, zip(*(roll[c] for c in columns), strict=True), strict=True
    ):
        rec_id, name, first, middle, last, suffix, number, profession, state, city, zip_code, status, discipline = cells
        if is_organization:
            continue
        board = state.upper()
        if name and not last and not first:
            first, middle, last, found = taken_apart(name, orders[board], lexicon)
            suffix = suffix or found
        rows.append(
            RollRow(
                row_id=rec_id,
                board=board,
                profession=profession_of(profession),
                first_name=first,
                middle_name=middle,
                last_name=last,
                suffix=suffix,
                license_number=number,
                city=city,
                state=board,
                zip5=zip_code,
                is_superseded=fold(status) in _REPLACED,
                is_adverse=is_adverse(status, discipline),
                is_current=fold(status) not in _ENDED,
                holder_id="",
            )
        )
    return rows


def is_adverse(status: str, discipline: str) -> bool:
    """Whether a row of a list says something disciplinary of its holder."""
    return fold(discipline) not in _NO_DISCIPLINE or bool(_ADVERSE_STATUS.search(fold(status)))


def _entries(
    directory: Lines, entry_is_organization: Sequence[bool], lexicon: Lexicon
) -> list[DirectoryEntry]:
    order = orders_by_board(
        {
            "": [
                name
                for name, last, other in zip(
                    directory["name"], directory["last_name"], entry_is_organization, strict=True
                )
                if name and not last and not other
            ]
        },
        lexicon,
        {},
    )[""]
    columns = (
        "entry_id", "name", "first_name", "middle_name", "last_name", "suffix", "other_first", "other_last",
        "city", "state", "zip", "taxonomy", "licenses",
    )  # fmt: skip
    entries = []
    for number, is_organization, cells in zip(
        range(directory.count), entry_is_organization, zip(*(directory[c] for c in columns), strict=True), strict=True
    ):
        if is_organization:
            continue
        entry_id, name, first, middle, last, suffix, other_first, other_last, city, state, zip_code, taxonomy, licenses = cells
        own: Printed = (first, middle, last, suffix)
        if name and not last and not first:
            own = taken_apart(name, order, lexicon)
        claims = claimed_numbers(licenses)
        state = state.upper()
        boards = dict.fromkeys([state, *(claim.board for claim in claims)])
        professions = professions_of(taxonomy) or ("",)
        entries.append(
            DirectoryEntry(
                entry_id=entry_id,
                name=own,
                other_names=((other_first, "", other_last, ""),) if other_first or other_last else (),
                spots=(Spot(city, state, zip_code),),
                scopes=tuple((board, profession) for board in boards for profession in professions),
                claims=claims,
            )
        )
    return entries


def claimed_numbers(licenses: str) -> tuple[ClaimedNumber, ...]:
    """The numbers of a cell such as `WA:AC 1234|OR:AC99`; a part without a state is left out."""
    parts = (part.partition(":") for part in licenses.split("|"))
    return tuple(
        ClaimedNumber(state.strip().upper(), "", number.strip())
        for state, colon, number in parts
        if colon and state.strip() and number.strip()
    )
