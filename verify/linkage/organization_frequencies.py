"""How often chance alone agrees in a name: by the words that follow each other, and by namesakes seen.

A name's chance is that of its words following each other (`P(LOTUS | start) P(ACUPUNCTURE | LOTUS) ...`),
so that usual turns (PHYSICAL THERAPY) count once. A name that holds its own town (`Salem Acupuncture`
in Salem) is judged with the town as one word that any clinic may use: there, name and place are one fact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from verify.linkage.joins import equal_pairs
from verify.linkage.organization_blocking import word_counts
from verify.linkage.organization_model import LEAST_BRANCHES
from verify.linkage.organization_names import core_words
from verify.linkage.organization_sides import OrganizationSides, Side, boards_of, distinct_members
from verify.linkage.vocabulary import Codes, Flags, Shares, Wide

Words = tuple[str, ...]

TOWN, END = "(town)", "(end)"

_FROM_ALL = 4.0
"""How many sightings of a word's followers the frequency of the followers at large is worth."""

_MOST_BRANCHES = 3
"""What one name counts at most for: a single large chain says little of the others."""

_BRANCHES_WEIGHT = 200
"""How many rows the default of the model is worth."""


class NameChances:
    """The chance of a name, learned from names: each word given the one before it."""

    def __init__(self, names: Mapping[Words, int]) -> None:
        """Count the words of the names and what follows each; `names` says how often each occurs."""
        self._followers: Counter[tuple[str, str]] = Counter()
        self._before: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        for words, count in names.items():
            for pair in zip(("", *words), (*words, END), strict=True):
                self._followers[pair] += count
        for (before, word), count in self._followers.items():
            self._before[before] += count
            self._words[word] += count
        self._total = max(1, self._words.total())

    def of(self, words: Words) -> tuple[float, float]:
        """The chance of the whole name, and that of a name that begins so."""
        chance, before = 1.0, ""
        for word in words:
            chance *= self._step(before, word)
            before = word
        return chance * self._step(before, END), chance

    def _step(self, before: str, word: str) -> float:
        at_large = (self._words[word] + 0.5) / (self._total + 1)
        return (self._followers[before, word] + _FROM_ALL * at_large) / (self._before[before] + _FROM_ALL)


@dataclass(frozen=True, slots=True)
class OrganizationFrequencies:
    """Chances by line and board.

    `roll_chance`, `directory_chance`: for each line of names the chance of the name and of a name that
    begins so. `others`: for each line of the roll's names how many more holders on the board (or entries
    claiming to be there, whichever are more) bear it. `holders`: by row, holders on its board.
    """

    roll_chance: Shares
    directory_chance: Shares
    others: Shares
    holders: Wide
    branches: float


def frequencies_of(sides: OrganizationSides) -> OrganizationFrequencies:
    """The frequencies of both sides together."""
    towned = [_towned(sides, side) for side in (sides.roll, sides.directory)]
    counts = Counter(name for names in towned for name in names)
    known = NameChances(counts)
    chance = {name: known.of(name) for name in counts}
    chances = [np.array([chance[name] for name in names]).reshape(-1, 2) for names in towned]
    board = boards_of(sides.roll)
    holders = distinct_members(board, sides.roll.holder)[board] if len(board) else board.astype(np.int64)
    others = _others(sides, board)
    branches = _branches(others[_has_own_word(sides)])
    return OrganizationFrequencies(chances[0], chances[1], others, holders, branches)


def _towned(sides: OrganizationSides, side: Side) -> list[Words]:
    """The names with their own town as one word."""
    texts = sides.vocabulary.strings()
    towns = {city: core_words(texts[city]) for city in np.unique(side.places.city).tolist() if city}
    own: dict[int, list[Words]] = {}
    for owner, city in zip(side.places.owner.tolist(), side.places.city.tolist(), strict=True):
        if city:
            own.setdefault(owner, []).append(towns[city])
    return [
        _without_town(sides.words[core], own.get(owner, []))
        for core, owner in zip(side.names.core.tolist(), side.names.owner.tolist(), strict=True)
    ]


def _without_town(name: Words, towns: list[Words]) -> Words:
    for town in towns:
        if not town or town[0] not in name:
            continue
        for at in range(len(name) - len(town) + 1):
            if name[at : at + len(town)] == town:
                return (*name[:at], TOWN, *name[at + len(town) :])
    return name


def _others(sides: OrganizationSides, board: Codes) -> Shares:
    """Namesakes on the board of each line of the roll's names, itself not counted."""
    rows, entries = sides.roll.names, sides.directory.names
    line, at = equal_pairs(entries.owner, sides.directory.board_owner)
    claimed = (sides.directory.board[at].astype(np.int64) << 32) | entries.core[line]
    listed = (board[rows.owner].astype(np.int64) << 32) | rows.core
    keys, group = np.unique(np.concatenate([listed, claimed]), return_inverse=True)
    on_roll = distinct_members(group[: len(listed)], sides.roll.holder[rows.owner])
    in_directory = distinct_members(group[len(listed) :], entries.owner[line])
    counts = np.zeros(len(keys), dtype=np.int64)
    counts[: len(on_roll)] = on_roll
    counts[: len(in_directory)] = np.maximum(counts[: len(in_directory)], in_directory)
    return np.maximum(0, counts[group[: len(listed)]] - 1).astype(np.float64)


def _has_own_word(sides: OrganizationSides) -> Flags:
    """Which lines of the roll's names have a word that no other name has: chance does not repeat those."""
    counts = word_counts(sides)
    lines = Counter([*sides.roll.names.core.tolist(), *sides.directory.names.core.tolist()])
    own = {core for core, count in lines.items() if any(counts[word] == count for word in sides.words[core])}
    return np.array([core in own for core in sides.roll.names.core.tolist()], dtype=np.bool_)


def _branches(others: Shares) -> float:
    """Mean number of further organizations under a name that chance does not repeat."""
    seen = float(np.minimum(others, _MOST_BRANCHES).sum()) + _BRANCHES_WEIGHT * LEAST_BRANCHES
    return round(max(LEAST_BRANCHES, seen / (len(others) + _BRANCHES_WEIGHT)), 6)
