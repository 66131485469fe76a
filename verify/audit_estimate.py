"""The share of answers that is right, from a stratified sample: the estimator and its interval. Pure.

Share: the mean of the shares of the strata, weighted by their answers (Cochran 1977, section 5.3). Interval:
Wilson's with an effective sample size, the smaller one of two: that of the weights alone (Kish 1965) and that
of the variance of the estimator. The first keeps the interval honest where all are right and the variance is
zero. It is not made narrower for strata that were looked at whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verify.linkage.strata import wilson


@dataclass(frozen=True, slots=True)
class Judged:
    """What a person found in one stratum of `answers_count` answers; who could not tell counts apart."""

    answers_count: int
    right_count: int
    wrong_count: int
    cant_tell_count: int = 0

    @property
    def told_count(self) -> int:
        """Answers of which the person could tell."""
        return self.right_count + self.wrong_count


@dataclass(frozen=True, slots=True)
class Estimate:
    """The weighted share that is right, with its 95 % interval."""

    share: float
    low: float
    high: float


def estimate(strata: Iterable[Judged]) -> Estimate | None:
    """The estimate over the strata of which anything could be told; None where that is none of them."""
    told = [each for each in strata if each.told_count]
    total = sum(each.answers_count for each in told)
    if not total:
        return None
    parts = [
        (each.answers_count / total, each.right_count / each.told_count, each.told_count) for each in told
    ]
    share = min(1.0, sum(weight * right for weight, right, _ in parts))
    count = 1 / sum(weight * weight / told_count for weight, _, told_count in parts)
    variance = sum(weight * weight * right * (1 - right) / told_count for weight, right, told_count in parts)
    if variance > 0:
        count = min(count, share * (1 - share) / variance)
    low, high = wilson(share * count, count)
    return Estimate(share, min(low, share), max(high, share))
