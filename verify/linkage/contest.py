"""How the candidates of an entry compete on a roll, and how entries compete for a row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from verify.linkage.candidates import Candidates
from verify.linkage.joins import openings
from verify.linkage.vocabulary import Codes, Shares, Wide

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
    opens = openings(compared.entry[order], candidates.roll[order])
    begin, group_sorted = np.flatnonzero(opens), np.cumsum(opens) - 1
    group = _put_back(group_sorted, order)
    rank = _put_back(np.arange(count) - begin[group_sorted], order)
    best, lead = _best_rows((group << 32) | candidates.person, rank)
    best_odds = np.zeros(count)
    best_odds[best] = odds[best]
    whole = 1.0 + np.bincount(group, best_odds, minlength=len(begin))
    fit = np.where(total > 0, odds[lead], odds) / whole[group]
    rival = _rivals(order, group_sorted, begin, candidates.person[order])
    return Contest(fit, rival, group, rank, lead, len(begin))


def _put_back(values: Wide, order: Wide) -> Wide:
    """The values of sorted lines, at the places from which the order took these lines."""
    found = np.empty(len(order), dtype=np.int64)
    found[order] = values
    return found


def _best_rows(packed: Wide, rank: Wide) -> tuple[Wide, Wide]:
    """The best row of each person of a contest, who competes with it alone; for each line that of its own."""
    order = np.lexsort((rank, packed))
    first = openings(packed[order])
    best = order[first]
    lead = np.repeat(best, np.diff(np.append(np.flatnonzero(first), len(order))))
    return best, _put_back(lead, order)


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
    opens = openings(packed[order])
    best = order[opens]
    sums = 1.0 + np.bincount(person[best], odds[best], minlength=int(person.max(initial=-1)) + 1)
    lead = np.repeat(odds[best], np.diff(np.append(np.flatnonzero(opens), len(order))))
    own = np.empty(len(order))
    own[order] = lead
    return odds / (sums[person] - own + odds)
