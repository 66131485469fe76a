"""Entries that filters cannot tell apart, as groups, and how many of a search are in each.

A directory of half a million has some thousand groups, so that counting all choices of a page of results is
counting groups once and adding them up by their labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from verify.linkage.search_bits import MARK_BITS, PROFESSION_BITS
from verify.linkage.search_sets import Ids, Mask

INDIVIDUAL = "individual"
NOT_COVERED, NEEDS_REVIEW = "not_covered", "needs_review"


@dataclass(frozen=True, slots=True)
class Labels:
    """Which groups bear which labels: `group[i]` bears `names[label[i]]`; a group may bear several."""

    names: tuple[str, ...]
    group: Ids
    label: Ids
    groups_count: int

    def counts(self, counted: Ids) -> dict[str, int]:
        """How many entries bear each label that occurs, given how many are in each group."""
        sums = np.zeros(len(self.names), dtype=np.int64)
        np.add.at(sums, self.label, counted[self.group])
        return {name: count for name, count in zip(self.names, sums.tolist(), strict=True) if count}

    def bearers(self, name: str) -> Mask:
        """The groups that bear a label; none where nobody does."""
        mask = np.zeros(self.groups_count, dtype=np.bool_)
        if name in self.names:
            mask[self.group[self.label == self.names.index(name)]] = True
        return mask


def labels_of(each: Sequence[Iterable[str]]) -> Labels:
    """The labels of the groups, given those of each one."""
    names = tuple(sorted({name for its in each for name in its}))
    number = {name: place for place, name in enumerate(names)}
    pairs = [(group, number[name]) for group, its in enumerate(each) for name in sorted(set(its))]
    array = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Labels(names, array[:, 0], array[:, 1], len(each))


class Groups:
    """The groups of a directory, with the one that each entry is in."""

    def __init__(self, rows: Sequence[Sequence[Any]], of_entry: Ids) -> None:
        """Nobody is counted yet.

        `rows` are kind, professions, verdict, shown_until, marks, license_states, languages and the checked
        profession of each group; `of_entry` holds the number of the group of each entry in the order of
        `search_id`.
        """
        self._rows = rows
        self._of_entry = np.concatenate([np.zeros(1, dtype=of_entry.dtype), of_entry])  # there is no entry 0
        self.professions = labels_of([_names(row[1], PROFESSION_BITS) for row in rows])
        self.marks = labels_of([_names(row[4], MARK_BITS) for row in rows])
        self.licensed = labels_of([_parts(row[5], ",") for row in rows])
        self.languages = labels_of([_parts(row[6], ";") for row in rows])
        self.everyone: Ids = np.arange(1, len(of_entry) + 1, dtype=np.int32)
        self._of_everyone = self._of_entry[1:]
        self._counts_of_everyone = np.bincount(of_entry, minlength=len(rows))
        self._day = ""
        self._verdicts: dict[str, Labels] = {}
        self._about_others: dict[str, Mask] = {}

    @property
    def size(self) -> int:
        """How many entries the directory has."""
        return len(self.everyone)

    def all_groups(self) -> Mask:
        """Every group, as a mask of its own."""
        return np.ones(len(self._rows), dtype=np.bool_)

    def of(self, ids: Ids) -> Ids:
        """The group of each of these entries."""
        return self._of_everyone if ids is self.everyone else self._of_entry[ids]

    def counted(self, groups: Ids) -> Ids:
        """How many entries are in each group, given the groups of the entries."""
        if groups is self._of_everyone:
            return self._counts_of_everyone
        return np.bincount(groups, minlength=len(self._rows))

    def verdicts(self, today: str, profession: str = "") -> Labels:
        """The verdicts of people as they may be shown on a day (ISO date); those of one day are kept.

        Where a profession is asked for, nobody is checked as one of it whose verdict speaks of another.
        """
        if self._day != today:
            self._day, self._verdicts = today, {}
        if profession not in self._verdicts:
            self._verdicts[profession] = labels_of(
                [_verdict_of(row, today, profession) for row in self._rows]
            )
        return self._verdicts[profession]

    def about_others(self, profession: str) -> Mask:
        """The groups of people whose verdict speaks of another profession than this; empty asks for none."""
        if profession not in self._about_others:
            told = [_is_about_other(row, profession) for row in self._rows]
            self._about_others[profession] = np.array(told, dtype=np.bool_)
        return self._about_others[profession]


def effective(verdict: str, shown_until: str | None, today: str) -> str:
    """The verdict that may be shown on a day: one without a last day is over unless a person looks at it."""
    has_ended = verdict != NEEDS_REVIEW if shown_until is None else shown_until < today
    return NOT_COVERED if has_ended else verdict


def _is_about_other(row: Sequence[Any], profession: str) -> bool:
    return row[0] == INDIVIDUAL and profession not in ("", row[7])


def _verdict_of(row: Sequence[Any], today: str, profession: str) -> list[str]:
    if row[0] != INDIVIDUAL:
        return []
    return [NOT_COVERED if _is_about_other(row, profession) else effective(row[2], row[3], today)]


def _names(bits: int, names: dict[str, int]) -> list[str]:
    return [name for name, bit in names.items() if bits & bit]


def _parts(text: str, mark: str) -> list[str]:
    return text.split(mark) if text else []
