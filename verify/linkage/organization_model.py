"""THE POLICY of linking organizations: comparison levels with their m-probabilities, and the cuts.

m is the probability of a level among pairs of one organization; the defaults stand for
`LEARNING_WEIGHT` pairs and are replaced by those of the data at hand, learned from pairs whose
license numbers agree. u, chance agreement, comes from `organization_frequencies`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from verify.linkage.vocabulary import Shares

M_DEFAULTS: Mapping[str, Mapping[str, float]] = {
    "name": {
        "different": 0.12, "related": 0.03, "alike": 0.03, "contained": 0.06, "same_words": 0.01,
        "exact": 0.75,
    },
    "place": {"missing": 1.0, "elsewhere": 0.04, "state": 0.26, "area": 0.10, "city": 0.20, "zip5": 0.40},
}  # fmt: skip
"""Comparison -> level -> m, in the order of the levels: better agreement stands later."""

NAME_LEVELS: Mapping[str, int] = {level: i for i, level in enumerate(M_DEFAULTS["name"])}
PLACE_LEVELS: Mapping[str, int] = {level: i for i, level in enumerate(M_DEFAULTS["place"])}
"""Level -> its place; levels are stored as places."""

LEARNING_WEIGHT = 200
"""How many anchor pairs the defaults are worth."""

ON_ROLL = 0.70
"""Share of entries whose license stands on the board's listing."""

MOST_NUMBER_ODDS = 200.0
"""An equal number alone is never worth more than 200 to 1, however well the data behave."""

NUMBER_CLOSE = (0.03, 0.005)
NUMBER_DIFFERENT = (0.08, 1.0)
"""m and u of a number one typing error away, and of another number."""

LEAST_BRANCHES = 0.10
"""Least expected number of unseen branches: organizations of the very same, however rare, name.

One clinic in ten has a sister of its name in the state; a rare name does not tell them apart.
"""

LEAST_SHARE = {"zip5": 0.001, "city": 0.003, "area": 0.01, "state": 0.05, "elsewhere": 0.05}
"""Least u of a place level: sisters stand nearer to each other than chance would have it."""

LEAST_NAME_SHARE = {
    "related": 0.001,
    "alike": 0.00003,
    "contained": 0.00003,
    "same_words": 0.00001,
}
"""Least u of a name level: many different names would have counted as well."""

COMMON_WORD = 0.01
"""Share of names from which on a word says what a place does rather than which place it is."""

RELATED = 0.6
"""Least share of the rarity of both names that their common words must carry to count as related."""

ACCEPT_NUMBER = 0.995
ACCEPT_NAME = 0.995
"""Least probability of an accepted link; `organization_calibrate` may only raise the second."""

MOST_WRONG = 0.0005
"""Largest share of wrong links by name that a cut may show on the hidden numbers."""

REVIEW = 0.10
"""Least probability that is worth a person's time."""

REVIEW_MOST = 3
"""Most candidates shown for one entry on one board."""

LEAST_BITS = -4
"""Pairs below this weight are dropped: they could neither be reviewed nor be rivals."""

POLICY = (
    ON_ROLL, MOST_NUMBER_ODDS, NUMBER_CLOSE, NUMBER_DIFFERENT, LEAST_BRANCHES, LEAST_SHARE, LEAST_NAME_SHARE,
    COMMON_WORD, RELATED, ACCEPT_NUMBER, REVIEW, REVIEW_MOST, LEAST_BITS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OrganizationModel:
    """What was learned from the data at hand. `number_odds`: true to false among equal numbers."""

    m: Mapping[str, Mapping[str, float]]
    number_odds: float
    branches: float
    accept_name: float

    @property
    def version(self) -> str:
        """A short name that changes whenever a parameter does."""
        text = json.dumps([self.m, self.number_odds, self.branches, self.accept_name, POLICY], sort_keys=True)
        return "organizations-1-" + hashlib.sha256(text.encode()).hexdigest()[:8]

    def facts(self) -> dict[str, object]:
        """Every parameter, as it can be written down."""
        return {
            "version": self.version,
            "m": self.m,
            "number_odds": self.number_odds,
            "branches": self.branches,
            "accept_name": self.accept_name,
        }

    def with_cut(self, accept_name: float) -> OrganizationModel:
        """The same model with another cut for links by name."""
        return replace(self, accept_name=accept_name)

    def levels(self, comparison: str) -> Shares:
        """The m of each level, at its place."""
        return np.array(list(self.m[comparison].values()))


def default_organization_model(branches: float = LEAST_BRANCHES) -> OrganizationModel:
    """The model before it has seen any anchor: one equal number in twenty misleads."""
    return OrganizationModel(M_DEFAULTS, 20.0, branches, ACCEPT_NAME)


def learn_organizations(
    counts: Mapping[str, Mapping[str, int]], anchors: int, misleading: int, branches: float
) -> OrganizationModel:
    """The model of anchor pairs: how often each level occurs, and how many equal numbers misled."""
    m = {name: _smoothed(levels, counts.get(name, {})) for name, levels in M_DEFAULTS.items()}
    odds = min(MOST_NUMBER_ODDS, (anchors + 20.0) / (misleading + 1.0))
    return OrganizationModel(m, odds, branches, ACCEPT_NAME)


def _smoothed(defaults: Mapping[str, float], seen: Mapping[str, int]) -> dict[str, float]:
    told = {level: count for level, count in seen.items() if level != "missing"}
    total = sum(told.values()) + LEARNING_WEIGHT
    return {
        level: m if level == "missing" else (told.get(level, 0) + LEARNING_WEIGHT * m) / total
        for level, m in defaults.items()
    }
