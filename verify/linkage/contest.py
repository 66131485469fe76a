"""How the candidates of an entry compete on a roll, and how entries compete for a row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verify.linkage.candidates import Candidates
from verify.linkage.vocabulary import Codes, Flags, Shares, Wide

MOST_BITS = 60.0
"""Beyond this a weight adds nothing to a probability; keeps the arithmetic in range."""


@dataclass(frozen=True, slots=True)
class Contest:
    """Where the candidates of each entry and roll stand.

    `group` is the contest and `rank` the place in it by weight; `lead` is the best line of the same
    person, the line itself where it is that.
    """

    fit: Shares
    rival: Wide
    group: Wide
    rank: Wide
    lead: Wide
    groups: int


def contest_of(candidates: Candidates, total: npt.NDArray[np.int32], odds: Shares) -> Contest:
    """Divide the weight among the persons of each roll that compete for an entry."""
    compared, count = candidates.compared, len(total)
    order = np.lexsort((compared.row, -total, candidates.roll, compared.entry))
    e, roll, person = compared.entry[order], candidates.roll[order], candidates.person[order]
    opens = (
        np.concatenate([[True], (e[1:] != e[:-1]) | (roll[1:] != roll[:-1])]) if count else np.zeros(0, bool)
    )
    group_sorted = np.cumsum(opens) - 1
    begin = np.flatnonzero(opens)
    groups = len(begin)
    group = np.empty(count, dtype=np.int64)
    group[order] = group_sorted
    rank = np.empty(count, dtype=np.int64)
    rank[order] = np.arange(count) - begin[group_sorted] if count else 0
    # The best row of each person competes for it: the first of its person in the order.
    packed = (group << 32) | candidates.person
    by_person = np.lexsort((rank, packed))
    first = (
        np.concatenate([[True], packed[by_person][1:] != packed[by_person][:-1]])
        if count
        else first_of_none()
    )
    best = by_person[first]
    best_odds = np.zeros(count)
    best_odds[best] = odds[best]
    whole = 1.0 + np.bincount(group, best_odds, minlength=groups)
    lead = np.repeat(best, np.diff(np.append(np.flatnonzero(first), count)))
    leads = np.empty(count, dtype=np.int64)
    leads[by_person] = lead
    fit = np.where(total > 0, odds[leads], odds) / whole[group]
    return Contest(fit, _rivals(order, group_sorted, begin, person), group, rank, leads, groups)


def first_of_none() -> Flags:
    """No flags at all."""
    return np.zeros(0, dtype=np.bool_)


def _rivals(order: Wide, group: Wide, begin: Wide, person: Codes) -> Wide:
    """For each candidate the best one of another person of its group, or -1."""
    count = len(order)
    rival = np.full(count, -1, dtype=np.int64)
    if not count:
        return rival
    leader = person[begin][group]
    others = np.flatnonzero(person != leader)
    second = np.full(len(begin), -1, dtype=np.int64)
    groups, first = np.unique(group[others], return_index=True)
    second[groups] = order[others[first]]
    rival[order] = np.where(person == leader, second[group], order[begin][group])
    return rival


def claims_of(candidates: Candidates, odds: Shares) -> Shares:
    """The share of each pair among all people with entries who claim the row; 1 stands for nobody listed.

    Entries of one person do not compete for a row, and a claim to one row of a person is a claim to all.
    """
    person, who = candidates.person, candidates.entry_person
    packed = (person.astype(np.int64) << 32) | who
    order = np.lexsort((-odds, packed))
    opens = (
        np.concatenate([[True], packed[order][1:] != packed[order][:-1]]) if len(order) else first_of_none()
    )
    best = order[opens]
    sums = 1.0 + np.bincount(person[best], odds[best], minlength=int(person.max(initial=-1)) + 1)
    lead = np.repeat(odds[best], np.diff(np.append(np.flatnonzero(opens), len(order))))
    own = np.empty(len(order))
    own[order] = lead
    return odds / (sums[person] - own + odds)
