"""Candidate pairs of organizations: what shares a number, a name, or an uncommon word and a place.

Each blocking rule is a column of 64-bit keys on both sides; a key that too many rows share is
dropped, because what everybody has tells nobody apart and costs most.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verify.linkage.joins import equal_pairs
from verify.linkage.organization_sides import OrganizationSides, Side
from verify.linkage.vocabulary import Codes, Keys, mixed

MOST_ROWS = {"number": 200, "name": 400, "words": 400, "two": 80, "rarest": 30, "near": 120, "start": 80}
"""Blocking rule -> most rows that may share a key."""


@dataclass(frozen=True, slots=True)
class Cores:
    """Of each core, at its code: its rarest word, its second rarest, and how both words begin."""

    rarest: Codes
    second: Codes
    start: Codes
    first_start: Codes


def cores_of(sides: OrganizationSides) -> Cores:
    """The blocking words of every core; rarity is that of the data at hand."""
    size = len(sides.vocabulary)
    counts = word_counts(sides)
    columns = [np.zeros(size, dtype=np.int32) for _ in range(4)]
    code = sides.vocabulary.code
    for core, words in sides.words.items():
        ranked = sorted(dict.fromkeys(words), key=lambda word: (counts[word], word))
        if ranked:
            columns[0][core] = code(ranked[0])
            columns[1][core] = code(ranked[1]) if len(ranked) > 1 else 0
            columns[2][core] = code(f"{ranked[0][:4]}^")
            columns[3][core] = code(f"{words[0][:4]}^")
    return Cores(*columns)


def word_counts(sides: OrganizationSides) -> Counter[str]:
    """How many names have each word, on both sides together."""
    names = np.concatenate([sides.roll.names.core, sides.directory.names.core])
    cores, times = np.unique(names, return_counts=True)
    counts: Counter[str] = Counter()
    for core, count in zip(cores.tolist(), times.tolist(), strict=True):
        for word in set(sides.words[core]):
            counts[word] += count
    return counts


def candidate_pairs(sides: OrganizationSides) -> tuple[Codes, Codes]:
    """Entries and rows of all candidate pairs, each pair once, sorted by entry and row."""
    cores = cores_of(sides)
    ours, theirs = _keys(sides.directory, cores), _keys(sides.roll, cores)
    packed = []
    for rule, (owners, keys) in ours.items():
        row_owners, row_keys = theirs[rule]
        entry, row = equal_pairs(keys, row_keys, MOST_ROWS[rule.partition(" ")[0]])
        packed.append((owners[entry].astype(np.int64) << 32) | row_owners[row])
    pairs = np.unique(np.concatenate(packed))
    return (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)


def _keys(side: Side, cores: Cores) -> dict[str, tuple[Codes, Keys]]:
    """Owners and keys by blocking rule."""
    names = side.names
    line, at = equal_pairs(names.owner, side.board_owner)
    owner, core, board = names.owner[line], names.core[line], side.board[at]
    one, two = cores.rarest[core], cores.second[core]
    keys = {
        "number": (side.number_owner, mixed(1, side.number_board, side.reading)),
        "name": (owner, mixed(2, board, core)),
        "words": (owner, mixed(3, board, names.sorted_words[line])),
        "two": _where(two > 0, owner, mixed(4, board, np.minimum(one, two), np.maximum(one, two))),
        "rarest": (owner, mixed(5, board, one)),
    }
    places = side.places
    line, at = equal_pairs(names.owner, places.owner)
    owner, core, zip5, city = names.owner[line], names.core[line], places.zip5[at], places.city[at]
    state = places.state[at]
    for kind, name, column in ((10, "rarest", cores.rarest), (11, "second", cores.second)):
        word = column[core]
        keys[f"near zip5 {name}"] = _where((zip5 > 0) & (word > 0), owner, mixed(kind, zip5, word))
        keys[f"near city {name}"] = _where((city > 0) & (word > 0), owner, mixed(kind + 2, state, city, word))
    for kind, name, column in ((14, "rarest", cores.start), (15, "first", cores.first_start)):
        keys[f"start zip5 {name}"] = _where(zip5 > 0, owner, mixed(kind, zip5, column[core]))
        keys[f"start city {name}"] = _where(city > 0, owner, mixed(kind + 2, state, city, column[core]))
    return keys


def _where(kept: npt.NDArray[np.bool_], owner: Codes, keys: Keys) -> tuple[Codes, Keys]:
    return owner[kept], keys[kept]
