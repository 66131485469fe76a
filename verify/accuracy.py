"""How often published answers are right, measured where the truth is known: figures by source and kind.

Pure but for `published_answers`, which reads a published folder. Each figure is a share with its numerator,
its denominator and its 95 % interval (Wilson 1927).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from verify.linkage.evaluate import Pair
from verify.linkage.links import Decision
from verify.linkage.strata import Strata, wilson
from verify.published import all_links, open_published, published_strata

MEASURES = ("precision", "recall", "recall_with_review", "verified", "not_found")
DIMENSIONS = ("all", "kind", "number", "source")
COLUMNS = (
    "measure",
    "dimension",
    "stratum",
    "right_count",
    "of_count",
    "share",
    "share_low",
    "share_high",
    "as_of",
    "labels",
)
"""Columns of `data/codes/accuracy.csv` and of the table `accuracy`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that was said, or should have been: whether it is right, and what it counts under."""

    measure: str
    is_right: bool
    kind: str
    number: str
    source: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Of `of_count` answers of one stratum `right_count` are right; `of_count` is at least 1."""

    measure: str
    dimension: str
    stratum: str
    right_count: int
    of_count: int

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share."""
        return wilson(self.right_count, self.of_count)

    def cells(self, as_of: str, labels: str) -> tuple[str, ...]:
        """The row of the table, in the order of `COLUMNS`; shares with six decimals."""
        shares = (self.right_count / self.of_count, *self.interval)
        counts = (str(self.right_count), str(self.of_count))
        return (
            self.measure,
            self.dimension,
            self.stratum,
            *counts,
            *(f"{share:.6f}" for share in shares),
            as_of,
            labels,
        )


def figures(answers: Iterable[Answer]) -> list[Figure]:
    """A figure for each measure and stratum that has answers: in the order of `MEASURES` and `DIMENSIONS`."""
    right: Counter[tuple[str, str, str]] = Counter()
    told: Counter[tuple[str, str, str]] = Counter()
    for answer in answers:
        strata = ("all", answer.kind, answer.number, answer.source)
        for dimension, stratum in zip(DIMENSIONS, strata, strict=True):
            if stratum:
                told[answer.measure, dimension, stratum] += 1
                right[answer.measure, dimension, stratum] += answer.is_right
    keys = sorted(told, key=lambda key: (MEASURES.index(key[0]), DIMENSIONS.index(key[1]), key[2]))
    return [Figure(*key, right[key], told[key]) for key in keys]


def published_answers(data: Path, truth: Collection[Pair], listed: Mapping[str, str]) -> list[Answer]:
    """Every answer of the published folder `data` that the truth can judge.

    `truth` holds pairs of entry and license, the license empty where there is none; `listed` says for an
    entry whether its board lists it (`listed`, `not_listed`).

    Raises:
        CannotRunError: there is no published database, or it can't be read.
    """
    links, strata = all_links(data), published_strata(data)
    accepted = {(link.entry_id, link.license_id) for link in links if link.decision is Decision.ACCEPT}
    waiting = {(link.entry_id, link.license_id) for link in links} - accepted
    true = {pair for pair in truth if pair[1]}
    judged = (
        ("precision", accepted, true),
        ("recall", true, accepted),
        ("recall_with_review", true, accepted | waiting),
        ("verified", _verified(data), true),
    )
    answers = [
        _of_pair(measure, pair, pair in right, strata)
        for measure, pairs, right in judged
        for pair in sorted(pairs)
    ]
    return [*answers, *_not_found(data, listed, strata)]


def _of_pair(measure: str, pair: Pair, is_right: bool, strata: Strata) -> Answer:
    entry_id, license_id = pair
    entry = strata.entries[entry_id]
    number = "stated" if strata.states_number(entry, license_id) else "not_stated"
    source = license_id.partition(":")[0]
    return Answer(measure, is_right, _kind(strata, entry_id), "" if entry.is_organization else number, source)


def _kind(strata: Strata, entry_id: str) -> str:
    entry = strata.entries[entry_id]
    return "organization" if entry.is_organization else entry.profession


def _verified(data: Path) -> set[Pair]:
    with open_published(data) as connection:
        sql = (
            "SELECT entry_id, verdict_license_id FROM entries "
            "WHERE verdict IN ('verified', 'verified_with_notice')"
        )
        return {(entry_id, license_id) for entry_id, license_id in connection.execute(sql)}


def _not_found(data: Path, listed: Mapping[str, str], strata: Strata) -> Iterator[Answer]:
    sql = (
        "SELECT e.entry_id, min(c.source) FROM entries e JOIN checks c USING (entry_id) "
        "WHERE e.verdict = 'not_found' AND c.check_name = 'license_found' GROUP BY 1 ORDER BY 1"
    )
    with open_published(data) as connection:
        found = connection.execute(sql).fetchall()
    for entry_id, source in found:
        is_right = listed[entry_id] == "not_listed"
        yield Answer("not_found", is_right, _kind(strata, entry_id), "", source or "")
