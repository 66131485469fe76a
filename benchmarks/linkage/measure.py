"""How good links are, against a truth: of a linker's own decisions, or of scores under a cut.

A link is right if (entry, row) stands in the truth. A cut comes from another population, never from the
one that is measured; figures that choose it with the truth at hand are called by their precision,
`R@P.999`, and flatter everyone alike.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks.linkage.tables import Pair, Row, Stratum, read_rows, read_truth, stratum

ACCEPT, REVIEW = "accept", "review"
QUEUE_PRECISION = 0.5


@dataclass(frozen=True, slots=True)
class Scored:
    """One pair with a score, higher for likelier; `decision` is empty where the linker makes none."""

    entry_id: str
    rec_id: str
    score: float
    decision: str = ""

    @property
    def pair(self) -> Pair:
        """The pair (entry_id, rec_id)."""
        return self.entry_id, self.rec_id


@dataclass(frozen=True)
class Data:
    """A population as measures need it."""

    entries: dict[str, Row]
    rows: dict[str, Row]
    truth: frozenset[Pair]

    @classmethod
    def read(cls, folder: Path) -> Data:
        """The population of D.csv, R.csv and TRUTH.csv in `folder`."""
        entries = read_rows(folder / "D.csv", "entry_id")
        return cls(
            entries, read_rows(folder / "R.csv", "rec_id"), frozenset(read_truth(folder / "TRUTH.csv"))
        )

    def stratum(self, pair: Pair) -> Stratum:
        """What a link of this pair could rest on."""
        return stratum(self.entries[pair[0]], self.rows[pair[1]])


def read_links(path: Path) -> list[Scored]:
    """The pairs of a CSV file with entry_id, rec_id, score and, where there is one, a decision.

    Raises:
        ValueError: a score is no number; line and value are named.
    """
    found = []
    with path.open(newline="", encoding="utf-8") as handle:
        for line, row in enumerate(csv.DictReader(handle), 2):
            try:
                score = float(row["score"])
            except ValueError as error:
                raise ValueError(f"{path}, line {line}: score {row['score']!r} is no number") from error
            found.append(Scored(row["entry_id"], row["rec_id"], score, row.get("decision") or ""))
    return found


def curve(found: Sequence[Scored], truth: frozenset[Pair]) -> Iterator[tuple[float, float, float]]:
    """(score, precision, recall) of accepting all pairs from each score upwards; ties come together."""
    right = seen = 0
    ordered = sorted(found, key=lambda each: -each.score)
    for score, group in groupby(ordered, key=lambda each: each.score):
        pairs = [each.pair for each in group]
        seen += len(pairs)
        right += sum(pair in truth for pair in pairs)
        yield score, right / seen, right / max(1, len(truth))


def cut_at(found: Sequence[Scored], truth: frozenset[Pair], precision: float) -> float:
    """The lowest score from which upwards precision is at least `precision`; infinite where none is."""
    return min(
        (score for score, reached, _ in curve(found, truth) if reached >= precision), default=float("inf")
    )


def recall_at(found: Sequence[Scored], truth: frozenset[Pair], precision: float) -> float:
    """The recall at the lowest cut that keeps `precision`, chosen with the truth at hand; 0 for none."""
    return max((recall for _, reached, recall in curve(found, truth) if reached >= precision), default=0.0)


def decided(found: Sequence[Scored], cut: float, truth: frozenset[Pair]) -> list[Scored]:
    """Scores turned into decisions: accepted from `cut` upwards, and a queue for a person.

    The queue holds the best pair of each entry without accepted link, from the highest score down to where
    half of it is right; to end it there takes the truth, which flatters linkers that decide nothing.
    """
    accepted = [Scored(*each.pair, each.score, ACCEPT) for each in found if each.score >= cut]
    served = {each.entry_id for each in accepted}
    best: dict[str, Scored] = {}
    for each in found:
        if each.entry_id not in served and each.score > best.get(each.entry_id, _WORST).score:
            best[each.entry_id] = each
    end = cut_at(list(best.values()), truth, QUEUE_PRECISION)
    return accepted + [Scored(*each.pair, each.score, REVIEW) for each in best.values() if each.score >= end]


_WORST = Scored("", "", float("-inf"))


def quality(pairs: set[Pair], truth: set[Pair] | frozenset[Pair]) -> dict[str, float]:
    """Number, errors, precision and recall of a set of links."""
    right = len(pairs & truth)
    return {
        "links": len(pairs),
        "wrong": len(pairs) - right,
        "precision": right / len(pairs) if pairs else 1.0,
        "recall": right / len(truth) if truth else 0.0,
    }


def measure(found: Sequence[Scored], data: Data) -> dict[str, object]:
    """All figures of a linker's decisions on a population."""
    accepted = {each.pair for each in found if each.decision == ACCEPT}
    shown = {each.pair for each in found if each.decision}
    served, matched = {e for e, _ in accepted}, {e for e, _ in data.truth}
    waiting = {each.entry_id for each in found if each.decision == REVIEW} - served
    verified = {e for e, _ in accepted & data.truth}
    disciplined = {(e, r) for e, r in accepted if data.rows[r].get("discipline")}
    return {
        "all": quality(accepted, data.truth),
        "strata": {str(name): quality(*pairs) for name, pairs in _by_stratum(accepted, data).items()},
        "matched entries accepted": len(verified) / max(1, len(matched)),
        "entries in review": len(waiting) / max(1, len(data.entries)),
        "found with review": len(shown & data.truth) / max(1, len(data.truth)),
        "discipline": quality(disciplined, {(e, r) for e, r in data.truth if data.rows[r].get("discipline")}),
    }


def _by_stratum(accepted: set[Pair], data: Data) -> dict[Stratum, tuple[set[Pair], set[Pair]]]:
    strata = {pair: data.stratum(pair) for pair in accepted | data.truth}
    return {
        each: ({p for p in accepted if strata[p] is each}, {p for p in data.truth if strata[p] is each})
        for each in Stratum
    }


def score_figures(found: Sequence[Scored], data: Data) -> dict[str, float]:
    """Recall at fixed precisions, and of everything scored."""
    people = [each for each in found if data.stratum(each.pair) is not Stratum.ORGANIZATION]
    truth = frozenset(pair for pair in data.truth if data.stratum(pair) is not Stratum.ORGANIZATION)
    return {
        "R@P.99": recall_at(found, data.truth, 0.99),
        "R@P.999": recall_at(found, data.truth, 0.999),
        "R@P.9995": recall_at(found, data.truth, 0.9995),
        "individuals R@P.999": recall_at(people, truth, 0.999),
        "scored": len({each.pair for each in found} & data.truth) / max(1, len(data.truth)),
    }


def reliability(found: Sequence[Scored], truth: frozenset[Pair]) -> list[dict[str, float]]:
    """For bins of a probability: how many pairs, their mean score, and the share that is right."""
    edges = (0.0, 0.05, 0.2, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 1.01)
    counts, right, sums = Counter[int](), Counter[int](), Counter[int]()
    for each in found:
        at = sum(each.score >= edge for edge in edges) - 1
        counts[at] += 1
        right[at] += each.pair in truth
        sums[at] += each.score  # type: ignore[assignment]
    return [
        {
            "from": edges[at],
            "pairs": counts[at],
            "score": sums[at] / counts[at],
            "right": right[at] / counts[at],
        }
        for at in sorted(counts)
    ]
