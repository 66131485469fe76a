"""Rows and entries of organizations become columns, each name, place and number read once.

Sides are made of sorted records, so the order in which they come in is never seen again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from verify.linkage.names import fold
from verify.linkage.numbers import readings
from verify.linkage.organization_names import core_words, names_in
from verify.linkage.organization_records import OrganizationEntry, OrganizationRow, Spot
from verify.linkage.organization_sides import Names, OrganizationSides, Places, Side
from verify.linkage.vocabulary import Vocabulary

LONGEST_NAME = 12
"""Words of a name that are compared; what comes behind is an address or a slogan."""


def sides_of_organizations(
    rows: Iterable[OrganizationRow], entries: Iterable[OrganizationEntry]
) -> OrganizationSides:
    """Both sides, sorted by id; records without a name are left out.

    Raises:
        ValueError: two rows or two entries have the same id.
    """
    maker = _Maker()
    kept_rows = sorted((row for row in rows if row.name.strip()), key=lambda row: row.row_id)
    kept = sorted((e for e in entries if any(n.strip() for n in e.names)), key=lambda entry: entry.entry_id)
    ids, entry_ids = tuple(row.row_id for row in kept_rows), tuple(entry.entry_id for entry in kept)
    _check_ids("row_id", ids)
    _check_ids("entry_id", entry_ids)
    roll = maker.side(
        ids,
        [(row.name,) for row in kept_rows],
        [(Spot(row.city, row.state, row.zip5),) for row in kept_rows],
        [(row.board,) for row in kept_rows],
        [[(row.board, row.license_number)] for row in kept_rows],
        [_license_of(row) for row in kept_rows],
        [row.is_adverse for row in kept_rows],
    )
    directory = maker.side(
        entry_ids,
        [entry.names for entry in kept],
        [entry.spots for entry in kept],
        [tuple(sorted(set(entry.boards))) for entry in kept],
        [[(claim.board, claim.number) for claim in entry.claims] for entry in kept],
        [entry.entry_id for entry in kept],
        [False] * len(kept),
    )
    return OrganizationSides(maker.vocabulary, maker.words, roll, directory)


def _license_of(row: OrganizationRow) -> str:
    read = readings(row.license_number)
    return f"{row.board}|{row.profession}|{max(read, key=int)}" if read else f"#{row.row_id}"


def _check_ids(column: str, ids: Sequence[str]) -> None:
    for one, next_one in pairwise(ids):
        if one == next_one:
            raise ValueError(f"organizations: {column} {one[:40]!r} stands there twice; ids must differ")


class _Maker:
    """Makes both sides with one vocabulary."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.words: dict[int, tuple[str, ...]] = {0: ()}

    def side(
        self,
        ids: tuple[str, ...],
        names: Sequence[Sequence[str]],
        spots: Sequence[Sequence[Spot]],
        boards: Sequence[Sequence[str]],
        numbers: Sequence[Sequence[tuple[str, str]]],
        holders: Sequence[str],
        is_adverse: Sequence[bool],
    ) -> Side:
        code = self.vocabulary.codes
        board_lines = [(i, board) for i, own in enumerate(boards) for board in own if board]
        read = [
            (i, board, int(reading[-18:]))
            for i, own in enumerate(numbers)
            for board, number in dict.fromkeys(own)
            for reading in sorted(readings(number))
        ]
        return Side(
            ids,
            self._names(names),
            self._places(spots),
            np.array([i for i, _ in board_lines], np.int32),
            code(board for _, board in board_lines),
            np.array([i for i, _, _ in read], np.int32),
            code(board for _, board, _ in read),
            np.array([reading for _, _, reading in read], np.int64),
            Vocabulary().codes(holders) - 1,
            np.array(is_adverse, dtype=np.bool_),
        )

    def _names(self, names: Sequence[Sequence[str]]) -> Names:
        owner, core, ordered, printed = [], [], [], []
        for i, own in enumerate(names):
            seen = set()
            for name in (part for text in own for part in names_in(text)):
                words = core_words(name)[:LONGEST_NAME]
                code = self.vocabulary.code("".join(words))
                if not code or code in seen:
                    continue
                seen.add(code)
                self.words.setdefault(code, words)
                owner.append(i)
                core.append(code)
                ordered.append(self.vocabulary.code(" ".join(sorted(words))))
                printed.append(name)
        return Names(
            np.array(owner, np.int32), np.array(core, np.int32), np.array(ordered, np.int32), tuple(printed)
        )

    def _places(self, spots: Sequence[Sequence[Spot]]) -> Places:
        lines = [
            (i, fold(spot.city), spot.zip5.strip().upper(), spot.state)
            for i, own in enumerate(spots)
            for spot in dict.fromkeys(own)
            if spot.city or spot.zip5
        ]
        code = self.vocabulary.codes
        return Places(
            np.array([i for i, *_ in lines], np.int32),
            code(city for _, city, _, _ in lines),
            code(zip5[:5] for _, _, zip5, _ in lines),
            code(f"{zip5[:3]}*" if len(zip5) > 3 else "" for _, _, zip5, _ in lines),
            code(state for *_, state in lines),
        )
