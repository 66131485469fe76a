"""THE POLICY of linking: comparison levels with their m-probabilities, the cuts, the vetoes.

m is the probability of a level among pairs of one person. The defaults were measured on 171,000
pairs of generated rolls and entries that agree in state, number, profession and a part of the
name; `learn` replaces them by those of the data at hand, leaning on the defaults by
`LEARNING_WEIGHT` pairs. u (chance agreement) comes from `frequencies`. Weights are log2(m/u).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

M_DEFAULTS: Mapping[str, Mapping[str, float]] = {
    "surname": {
        "exact": 0.925, "other_name": 0.009, "compound": 0.024, "swapped": 0.004,
        "close": 0.015, "different": 0.023,
    },
    "given": {
        "exact": 0.880, "nickname": 0.048, "part": 0.010, "middle_as_given": 0.011,
        "initial": 0.015, "close": 0.015, "different": 0.021,
    },
    "middle": {"full": 0.31, "initial": 0.68, "conflict": 0.01},
    "place": {"zip5": 0.40, "city": 0.17, "area": 0.10, "state": 0.29, "elsewhere": 0.04},
}  # fmt: skip
"""Comparison -> level -> m. Levels of one comparison sum to 1. A missing value weighs nothing."""

LEARNING_WEIGHT = 300
"""How many anchor pairs the defaults are worth."""

NUMBER_EQUAL = 0.92
"""m of an equal number where the entry lists one for this roll; the rest are stale or mistyped."""

NUMBER_CLOSE = (0.03, 0.005)
"""m and u of a number one typing error away: it supports a name and proves nothing by itself."""

LEAST_DIGITS = 5
"""Shorter numbers lie too close together for one typing error to mean anything."""

MOST_NUMBER_ODDS = 200.0
"""An equal number alone is never worth more than 200 to 1, however well the data behave."""

ON_ROLL = 0.70
"""Share of entries whose license stands on the roll looked at (a quarter have none anywhere)."""

CLOSE_SIMILARITY = 0.90
"""Least Jaro-Winkler similarity of names of four letters or more that count as a misspelling."""

LEAST_SHARE = {
    "close": 0.004,
    "nickname": 0.001,
    "compound": 0.001,
    "part": 0.002,
    "middle_as_given": 0.001,
    "swapped": 0.001,
}
"""Least u of an inexact level: many different values would have counted as well."""

ACCEPT_NUMBER = 0.995
ACCEPT_NAME = 0.995
"""Least probability of an accepted link with, and without, an agreeing license number.

Set on generated populations other than the bundled sample so that measured precision is at
least .9995; see `docs/methodology.md`. `calibrate` may only raise the second.
"""

ACCEPT_NAME_ALONE = 0.999
"""Least probability where surname and given name agree and nothing else does: no place, no middle name.

Such a pair stands or falls with how rare the name is, and a stranger of the same name who is on no
roll leaves no trace in the figures. Of the wrong links that were seen while the cuts were set, the
two highest were of this kind, at .9983 and .9989.
"""

REVIEW = 0.05
"""Least probability that is worth a person's time."""

REVIEW_MOST = 5
"""Most candidates shown for one entry on one roll."""


POLICY = (
    NUMBER_CLOSE, LEAST_DIGITS, MOST_NUMBER_ODDS, NUMBER_EQUAL, ON_ROLL, CLOSE_SIMILARITY, LEAST_SHARE,
    ACCEPT_NUMBER, ACCEPT_NAME_ALONE, REVIEW, REVIEW_MOST,
)  # fmt: skip
"""Everything above that no data change; part of the version of every model."""


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned from the data at hand. `number_odds`: true to false among equal numbers."""

    m: Mapping[str, Mapping[str, float]]
    number_odds: float
    accept_name: float

    @property
    def version(self) -> str:
        """A short name that changes whenever a parameter does."""
        text = json.dumps([self.m, self.number_odds, self.accept_name, POLICY], sort_keys=True)
        return "1-" + hashlib.sha256(text.encode()).hexdigest()[:8]

    def with_cut(self, accept_name: float) -> Model:
        """The same model with another cut for links by name."""
        return replace(self, accept_name=accept_name)


def default_model() -> Model:
    """The model before it has seen any data: one equal number in twenty misleads."""
    return Model(m=M_DEFAULTS, number_odds=20.0, accept_name=ACCEPT_NAME)


def learn(levels: Iterable[Mapping[str, str]], misleading: int) -> Model:
    """The model of anchor pairs: their levels by comparison, and how many equal numbers misled.

    `misleading` counts pairs whose numbers are equal while no part of the name agrees.
    """
    counts: dict[str, Counter[str]] = {comparison: Counter() for comparison in M_DEFAULTS}
    anchors = 0
    for pair in levels:
        anchors += 1
        for comparison, level in pair.items():
            if level in M_DEFAULTS.get(comparison, {}):
                counts[comparison][level] += 1
    m = {comparison: _smoothed(M_DEFAULTS[comparison], seen) for comparison, seen in counts.items()}
    return Model(
        m=m, number_odds=min(MOST_NUMBER_ODDS, (anchors + 20.0) / (misleading + 1.0)), accept_name=ACCEPT_NAME
    )


def _smoothed(defaults: Mapping[str, float], seen: Counter[str]) -> dict[str, float]:
    total = sum(seen.values()) + LEARNING_WEIGHT
    return {level: (seen[level] + LEARNING_WEIGHT * m) / total for level, m in defaults.items()}
