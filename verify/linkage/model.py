"""THE POLICY of linking: comparison levels with their m-probabilities, the cuts, the vetoes.

m is the probability of a level among pairs of one person. The defaults were measured on 171,000
pairs of generated rolls and entries that agree in state, number, profession and a part of the
name; `learn` replaces them by those of the data at hand, leaning on the defaults by
`LEARNING_WEIGHT` pairs. u (chance agreement) comes from `frequencies`. Weights are log2(m/u).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

M_DEFAULTS: Mapping[str, Mapping[str, float]] = {
    "scope": {"own": 1.0, "elsewhere": 0.05, "other_profession": 0.015},
    "surname": {
        "missing": 1.0, "different": 0.023, "close": 0.014, "romanized": 0.001, "compound": 0.024,
        "swapped": 0.004, "other_name": 0.009, "exact": 0.925,
    },
    "given name": {
        "missing": 1.0, "different": 0.021, "initial": 0.015, "close": 0.015, "middle_as_given": 0.011,
        "part": 0.010, "nickname": 0.048, "exact": 0.880,
    },
    "middle name": {"missing": 1.0, "conflict": 0.01, "close": 1.0, "initial": 0.68, "full": 0.31},
    "place": {"missing": 1.0, "elsewhere": 0.04, "state": 0.29, "area": 0.10, "city": 0.17, "zip5": 0.40},
}  # fmt: skip
"""Comparison -> level -> m, in the order of the levels. A level that says nothing stands at 1."""

LEARNED = ("surname", "given name", "middle name", "place")
SAYS_NOTHING = {
    "surname": {"missing"},
    "given name": {"missing"},
    "middle name": {"missing", "close"},
    "place": {"missing"},
}

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
    "romanized": 0.002,
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

ACCEPT_ODD = 0.99
"""Least probability where the surname is misspelled, or the entry names no place in the roll's state."""

ACCEPT_OTHER_NUMBER = 0.999
"""Least probability where the entry claims another number; middle name and place must agree as well.

Numbers change when a license is issued anew, and father and son differ in theirs too.
"""

SECOND_BITS = 3
"""Least weight of a further row on a roll where one was accepted that is worth a person's time."""

STEPS = (0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999)
"""Cuts that calibration may choose."""

MOST_WRONG = 0.001
"""Largest expected share of wrong links among those by name; those by number are wrong far less often."""

REVIEW = 0.05
"""Least probability that is worth a person's time."""

REVIEW_MOST = 5
"""Most people shown as candidates for one entry on one roll."""

LEAST_BITS = -7
"""Pairs below this weight are dropped at once: they could neither be reviewed nor be rivals."""

POLICY = (
    NUMBER_CLOSE, LEAST_DIGITS, MOST_NUMBER_ODDS, NUMBER_EQUAL, ON_ROLL, CLOSE_SIMILARITY, LEAST_SHARE,
    ACCEPT_NUMBER, ACCEPT_NAME_ALONE, REVIEW, REVIEW_MOST, LEAST_BITS,
    ACCEPT_ODD, ACCEPT_OTHER_NUMBER, SECOND_BITS, STEPS, MOST_WRONG,
)  # fmt: skip
"""Everything above that no data change; part of the version of every model."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Least probability of a link by name: where something supports the name, and where nothing does."""

    supported: float
    alone: float


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned from the data at hand. `number_odds`: true to false among equal numbers."""

    m: Mapping[str, Mapping[str, float]]
    number_odds: float
    on_roll: float
    cuts: Cuts

    @property
    def version(self) -> str:
        """A short name that changes whenever a parameter does."""
        text = json.dumps(
            [self.m, self.number_odds, self.on_roll, self.cuts.supported, self.cuts.alone, POLICY],
            sort_keys=True,
        )
        return "2-" + hashlib.sha256(text.encode()).hexdigest()[:8]

    def facts(self) -> dict[str, object]:
        """Every parameter, as it can be written down."""
        return {
            "version": self.version,
            "m": self.m,
            "number_odds": self.number_odds,
            "on_roll": self.on_roll,
            "cuts": {"supported": self.cuts.supported, "alone": self.cuts.alone},
        }

    def with_cuts(self, cuts: Cuts) -> Model:
        """The same model with other cuts for links by name."""
        return replace(self, cuts=cuts)

    def levels(self, comparison: str) -> npt.NDArray[np.float64]:
        """The m of each level, at its place."""
        return np.array(list(self.m[comparison].values()))

    def place_m(
        self, has_zip: npt.NDArray[np.bool_], has_city: npt.NDArray[np.bool_]
    ) -> npt.NDArray[np.float64]:
        """m of each place level by row: what a row can't show counts as the next coarser level."""
        m = np.tile(self.levels("place"), (len(has_zip), 1))
        state, area, city, zip5 = range(2, 6)
        m[~has_zip, state] += m[~has_zip, area]
        m[~has_zip, city] += m[~has_zip, zip5]
        lost = ~has_city & has_zip
        m[lost, area] += m[lost, city] / 2
        m[lost, state] += m[lost, city] / 2
        return m


def default_model() -> Model:
    """The model before it has seen any data: one equal number in twenty misleads."""
    return Model(m=M_DEFAULTS, number_odds=20.0, on_roll=ON_ROLL, cuts=Cuts(ACCEPT_NAME, ACCEPT_NAME_ALONE))


def learn(counts: Mapping[str, Mapping[str, int]], anchors: int, misleading: int) -> Model:
    """The model of anchor pairs: their levels by comparison, and how many equal numbers misled.

    `misleading` counts pairs whose numbers are equal while no part of the name agrees.
    """
    m = {
        comparison: _smoothed(comparison, counts.get(comparison, {})) if comparison in LEARNED else levels
        for comparison, levels in M_DEFAULTS.items()
    }
    odds = min(MOST_NUMBER_ODDS, (anchors + 20.0) / (misleading + 1.0))
    return Model(m=m, number_odds=odds, on_roll=ON_ROLL, cuts=Cuts(ACCEPT_NAME, ACCEPT_NAME_ALONE))


def _smoothed(comparison: str, seen: Mapping[str, int]) -> dict[str, float]:
    silent, defaults = SAYS_NOTHING[comparison], M_DEFAULTS[comparison]
    told = {level: count for level, count in seen.items() if level not in silent}
    total = sum(told.values()) + LEARNING_WEIGHT
    return {
        level: m if level in silent else (told.get(level, 0) + LEARNING_WEIGHT * m) / total
        for level, m in defaults.items()
    }
