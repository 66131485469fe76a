"""Places of organizations: how near an entry and a row are, and how often chance puts two that near."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from verify.linkage.joins import equal_pairs
from verify.linkage.levels import weight
from verify.linkage.organization_model import LEAST_SHARE, PLACE_LEVELS
from verify.linkage.organization_name_levels import Levels
from verify.linkage.organization_sides import OrganizationSides, Places, Side, distinct_members
from verify.linkage.vocabulary import Codes, Shares, Weights, Wide


@dataclass(frozen=True, slots=True)
class PlaceLevels:
    """The best level of any place of each entry with that of the row, and u, the chance of it."""

    level: Levels
    chance: Shares

    def bits(self, m: Shares) -> Weights:
        """The weights of the levels; a missing place weighs nothing."""
        bits = weight(m[self.level], self.chance)
        bits[self.level == PLACE_LEVELS["missing"]] = 0
        return bits


def place_levels(sides: OrganizationSides, board: Codes, entry: Codes, row: Codes) -> PlaceLevels:
    """The places of the pairs; `board` is that of each row of the roll."""
    ours, theirs = sides.directory.places, sides.roll.places
    pair, here = equal_pairs(entry, ours.owner)
    line, there = equal_pairs(row[pair], theirs.owner)
    pair, here = pair[line], here[line]
    found, spot = np.zeros(len(row), dtype=np.int8), np.zeros(len(row), dtype=np.int64)
    np.maximum.at(found, pair, _levels(ours, here, theirs, there))
    spot[pair] = there
    tries = np.maximum(1, np.bincount(pair, minlength=len(row)))
    return PlaceLevels(found, np.minimum(1.0, _chances(sides.roll, board, found, row, spot) * tries))


def _levels(ours: Places, here: Wide, theirs: Places, there: Wide) -> Levels:
    same_state = ours.state[here] == theirs.state[there]
    level = np.where(same_state, PLACE_LEVELS["state"], PLACE_LEVELS["elsewhere"]).astype(np.int8)
    level[(ours.area[here] == theirs.area[there]) & (ours.area[here] > 0)] = PLACE_LEVELS["area"]
    same_city = (ours.city[here] == theirs.city[there]) & (ours.city[here] > 0) & same_state
    level[same_city] = PLACE_LEVELS["city"]
    level[(ours.zip5[here] == theirs.zip5[there]) & (ours.zip5[here] > 0)] = PLACE_LEVELS["zip5"]
    return level


def _chances(roll: Side, board: Codes, found: Levels, row: Codes, spot: Wide) -> Shares:
    """The share of the board's holders in the place that agrees; for `elsewhere`, in others."""
    places, holder = roll.places, roll.holder[roll.places.owner]
    u = np.ones(len(row))
    for name, least in LEAST_SHARE.items():
        at = np.flatnonzero(found == PLACE_LEVELS[name])
        if not len(at):
            continue
        values = places.state if name == "elsewhere" else getattr(places, name)
        where = board[places.owner].astype(np.int64)
        keys, group = np.unique((where << 32) | values, return_inverse=True)
        shares = distinct_members(group, holder) / distinct_members(where, holder)[keys >> 32]
        share = shares[np.searchsorted(keys, (board[row[at]].astype(np.int64) << 32) | values[spot[at]])]
        u[at] = np.maximum(least, 1.0 - share if name == "elsewhere" else share)
    return u
