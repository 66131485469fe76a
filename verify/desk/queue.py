"""The pairs that wait, with what was said of them, the most valuable first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log2
from pathlib import Path

from verify.publish import decisions
from verify.publish.decisions import ClericalDecision, Pair, Word, read_decisions
from verify.review_pairs import PAIRS, WaitingPair, read_pairs

LEAST_DOUBT = 1e-12
"""Probabilities nearer to 0 or 1 than this count as this far from them: their odds are still finite."""

Signature = tuple[tuple[int, int, int] | None, ...]


class State(StrEnum):
    """Where a pair stands: `open` and `stale` are to be decided, `unsure` and `decided` were."""

    OPEN = "open"
    STALE = "stale"
    UNSURE = "unsure"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair and what was said of it last."""

    pair: WaitingPair
    said: ClericalDecision | None
    state: State

    @property
    def is_left(self) -> bool:
        """Whether somebody has yet to decide."""
        return self.state in (State.OPEN, State.STALE)

    @property
    def seen(self) -> tuple[str, str]:
        """The fingerprints of what is shown: entry and license."""
        return self.pair.link.entry_hash, self.pair.link.license_hash

    @property
    def changed_sides(self) -> tuple[bool, bool]:
        """Whether the entry, and whether the license, is another than when it was decided."""
        if self.said is None:
            return False, False
        entry_hash, license_hash = self.seen
        return self.said.entry_hash != entry_hash, self.said.license_hash != license_hash


def candidate(pair: WaitingPair, said: ClericalDecision | None) -> Candidate:
    """The pair with its state. A decision holds while both fingerprints are those that it was made on."""
    if said is None:
        return Candidate(pair, None, State.OPEN)
    if (said.entry_hash, said.license_hash) != (pair.link.entry_hash, pair.link.license_hash):
        return Candidate(pair, said, State.STALE)
    return Candidate(pair, said, State.UNSURE if said.word is Word.UNSURE else State.DECIDED)


def distance_bits(pair: WaitingPair) -> float:
    """How far the probability is from the cut, in bits of odds; never negative."""
    return abs(_odds_bits(pair.link.probability) - _odds_bits(pair.link.cut))


def _odds_bits(probability: float) -> float:
    bounded = min(max(probability, LEAST_DOUBT), 1 - LEAST_DOUBT)
    return log2(bounded / (1 - bounded))


def in_order(pairs: Sequence[WaitingPair], said: Mapping[Pair, ClericalDecision]) -> tuple[Candidate, ...]:
    """The candidates, the most valuable first.

    First what an accept changes in public, then what a reject alone changes; within each the stale ones, and
    then those whose probability is nearest to the cut.
    """
    found = [candidate(pair, said.get(pair.key)) for pair in pairs]
    return tuple(sorted(found, key=_value))


def _value(each: Candidate) -> tuple[int, bool, float, Pair]:
    return each.pair.effect.rank, each.state is not State.STALE, distance_bits(each.pair), each.pair.key


class Queue:
    """The candidates of a data folder; read anew whenever a build or a decision has changed their files."""

    def __init__(self, data: Path) -> None:
        """Nothing is read yet."""
        self._data = data
        self._pairs: list[WaitingPair] = []
        self._candidates: tuple[Candidate, ...] = ()
        self._signatures: list[Signature] = [(), ()]

    def candidates(self) -> tuple[Candidate, ...]:
        """All candidates as they stand on disk now, in order.

        Raises:
            CannotRunError: a file is missing or can't be read.
        """
        seen = [_signature(self._data / PAIRS), _signature(self._data / decisions.FILE)]
        if seen != self._signatures:
            if seen[0] != self._signatures[0]:
                self._pairs = read_pairs(self._data / PAIRS)
            said = {each.pair: each for each in read_decisions(self._data)}
            self._candidates = in_order(self._pairs, said)
            self._signatures = seen
        return self._candidates

    def find(self, entry_id: str, license_id: str) -> Candidate | None:
        """The candidate of this pair, where it waits."""
        key = entry_id, license_id
        return next((each for each in self.candidates() if each.pair.key == key), None)

    def left(self) -> list[Candidate]:
        """The candidates that somebody has yet to decide, in order."""
        return [each for each in self.candidates() if each.is_left]


def _signature(path: Path) -> Signature:
    try:
        found = path.stat()
    except FileNotFoundError:
        return (None,)
    return ((found.st_ino, found.st_mtime_ns, found.st_size),)
