"""License rows of one person, grouped before they can compete with each other.

Two rows of one roll are one person's when one of them is marked as replaced by another and
exactly one other row has the same full name, or when full name, middle name and ZIP are all
the same, or when the board gives both the same id of the holder, whatever their names: people marry.
Anything weaker could be two people.
"""

from __future__ import annotations

import numpy as np

from verify.linkage.sides import RollTable
from verify.linkage.vocabulary import Codes, Wide, mixed


def person_of(roll: RollTable) -> Codes:
    """For each row the place of the row that leads its person, its own where it stands alone."""
    count = len(roll.ids)
    lead = np.arange(count, dtype=np.int32)
    names = roll.names
    named = mixed(21, roll.roll, names.surname, names.given, names.middle, names.suffix).astype(np.int64)
    zip5 = np.zeros(count, dtype=np.int32)
    zip5[roll.spots.owner] = roll.spots.zip5
    at = mixed(22, named, zip5).astype(np.int64)
    lead = _led(lead, at, ~roll.is_superseded & (names.middle > 0) & (zip5 > 0))
    lead = _with_successor(lead, named, roll.is_superseded)
    return _with_holder(lead, mixed(23, roll.roll, roll.holder).astype(np.int64), roll.holder > 0)


def _led(lead: Codes, key: Wide, kept: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Codes:
    """Rows of one key are led by the first of them."""
    lines = np.flatnonzero(kept)
    _, first, places = np.unique(key[lines], return_index=True, return_inverse=True)
    out = lead.copy()
    out[lines] = lines[first[places]]
    return out


def _with_successor(lead: Codes, named: Wide, is_superseded: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Codes:
    """A replaced row is led by the one standing row of its name."""
    keys, places, counts = np.unique(named[~is_superseded], return_inverse=True, return_counts=True)
    if not len(keys):
        return lead
    standing = np.flatnonzero(~is_superseded)
    of_key = np.zeros(len(keys), dtype=np.int64)
    of_key[places] = standing
    replaced = np.flatnonzero(is_superseded)
    at = np.minimum(np.searchsorted(keys, named[replaced]), len(keys) - 1)
    has_one = (keys[at] == named[replaced]) & (counts[at] == 1)
    out = lead.copy()
    out[replaced[has_one]] = lead[of_key[at[has_one]]]
    return out


def _with_holder(lead: Codes, holder: Wide, known: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Codes:
    """Rows that share a holder on one roll are one person, with all that these rows lead."""
    root = lead.tolist()

    def lead_of(row: int) -> int:
        while root[row] != row:
            row = root[row]
        return int(row)

    first_of: dict[int, int] = {}
    for row in np.flatnonzero(known).tolist():
        first = first_of.setdefault(int(holder[row]), row)
        one, other = lead_of(first), lead_of(row)
        root[max(one, other)] = min(one, other)
    return np.array([lead_of(row) for row in range(len(root))], dtype=np.int32) if first_of else lead
