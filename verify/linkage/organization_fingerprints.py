"""Fingerprints of organizations: which values a link was made of, so that a change can't pass unseen."""

from __future__ import annotations

from functools import cache

import numpy as np

from verify.linkage.fingerprints import fingerprint
from verify.linkage.organization_sides import OrganizationSides, Side
from verify.linkage.vocabulary import Codes


class OrganizationFingerprints:
    """Fingerprints over all standardized values that linking reads of an entry or a row."""

    def __init__(self, sides: OrganizationSides) -> None:
        """Find where the lines of each entry and row begin."""
        texts = sides.vocabulary.strings().tolist()
        entries, rows = _SideValues(sides.directory, texts), _SideValues(sides.roll, texts)
        self.of_entry = cache(lambda entry: fingerprint(entries.of(entry)))
        self.of_row = cache(lambda row: fingerprint(rows.of(row)))


class _SideValues:
    """All values of any record of one side, in an order of their own."""

    def __init__(self, side: Side, texts: list[str]) -> None:
        count = len(side.ids)
        self._side, self._texts = side, texts
        self._names, self._places = _begins(side.names.owner, count), _begins(side.places.owner, count)
        self._boards, self._numbers = _begins(side.board_owner, count), _begins(side.number_owner, count)

    def of(self, record: int) -> list[object]:
        """Names as printed and as compared, places, boards, numbers, and whether the row is adverse."""
        side, texts = self._side, self._texts
        names, places = side.names, side.places
        return [
            sorted([names.printed[i], texts[names.core[i]]] for i in _lines(self._names, record)),
            sorted(
                [texts[places.city[i]], texts[places.state[i]], texts[places.zip5[i]]]
                for i in _lines(self._places, record)
            ),
            sorted(texts[side.board[i]] for i in _lines(self._boards, record)),
            sorted(
                [texts[side.number_board[i]], str(side.reading[i])] for i in _lines(self._numbers, record)
            ),
            bool(side.is_adverse[record]),
        ]


def _begins(owner: Codes, count: int) -> list[int]:
    begins: list[int] = np.searchsorted(owner, np.arange(count + 1, dtype=np.int32)).tolist()
    return begins


def _lines(begins: list[int], record: int) -> range:
    return range(begins[record], begins[record + 1])
