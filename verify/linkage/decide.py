"""Weights become decisions: accept, review or nothing. Ties are never broken.

Links by number come first: state, license number and profession agree and so does a part of
the name. Links by name need a calibrated probability and no veto. A link to a row that says
something disciplinary is accepted by number and name only: a name alone never carries it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from verify.linkage.comparisons import Factors, level_of, total_bits
from verify.linkage.links import Decision, IdentityClass
from verify.linkage.model import ACCEPT_NAME_ALONE, ACCEPT_NUMBER, REVIEW, REVIEW_MOST, Model
from verify.linkage.sides import EntrySide, Roll, RowSide

MOST_BITS = 60.0
"""Beyond this a weight adds nothing to a probability; keeps the arithmetic in range."""

SUFFIX_CONFLICT = "suffix: Jr. on one side, Sr. on the other"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One compared pair. `person` is the lead of the row's person."""

    entry: EntrySide
    row: RowSide
    factors: Factors
    person: str

    @property
    def bits(self) -> float:
        """The match weight."""
        return total_bits(self.factors)

    @property
    def by_number(self) -> bool:
        """Whether the number rule holds: number, profession, state and a part of the name."""
        return level_of(self.factors, "license number") == "same" and self.agrees_in_name

    @property
    def agrees_in_name(self) -> bool:
        """Whether the surname or the given name agrees (an initial is no agreement)."""
        surname, given = level_of(self.factors, "surname"), level_of(self.factors, "given name")
        return surname != "different" or given not in ("different", "initial")

    @property
    def is_name_alone(self) -> bool:
        """Whether neither place nor middle name nor number says anything for this pair."""
        place, middle = level_of(self.factors, "place"), level_of(self.factors, "middle name")
        near = level_of(self.factors, "license number") in ("same", "close")
        return place not in ("zip5", "city", "area") and middle not in ("full", "initial") and not near


@dataclass(frozen=True, slots=True)
class Decided:
    """A candidate with its decision, the rule that made it, the reason in words, and its rival.

    `fit` is the probability before other entries that claim the row are looked at: a row that
    somebody else claims may still be this person's, who then was not "not found".
    """

    candidate: Candidate
    decision: Decision
    probability: float
    rule: str
    identity: IdentityClass
    reason: str
    rival: Candidate | None
    fit: float = 0.0


def decide(candidates: Sequence[Candidate], model: Model) -> list[Decided]:
    """The decisions on all candidates of a run; pairs worth nothing are left out."""
    shares_of_rows = _row_shares(candidates)
    by_roll: dict[tuple[str, Roll], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_roll[candidate.entry.entry_id, candidate.row.roll].append(candidate)
    decided = [d for group in by_roll.values() for d in _decide_roll(group, shares_of_rows, model)]
    return _one_person_per_row(decided)


def _decide_roll(
    group: Sequence[Candidate], row_shares: Mapping[tuple[str, str], float], model: Model
) -> list[Decided]:
    """Decide among the rows of one roll for one entry."""
    ranked = sorted(group, key=lambda c: (-c.bits, c.row.license_id))
    best_of_person = {c.person: c for c in reversed(ranked)}
    odds = {person: _odds(best.bits) for person, best in best_of_person.items()}
    whole = 1.0 + sum(odds.values())
    decided = []
    for candidate in ranked:
        fit = odds[candidate.person] / whole if candidate.bits > 0 else _odds(candidate.bits) / whole
        claimed = (
            1.0 if candidate.by_number else row_shares[candidate.entry.entry_id, candidate.row.license_id]
        )
        rival = next((c for c in ranked if c.person != candidate.person), None)
        decided.append(replace(_decide_one(candidate, min(fit, claimed), rival, model), fit=fit))
    return _settled(decided)


def _decide_one(candidate: Candidate, probability: float, rival: Candidate | None, model: Model) -> Decided:
    veto = _veto(candidate)
    if candidate.by_number:
        rule, identity, cut = "number_and_name", IdentityClass.NUMBER_AND_NAME, ACCEPT_NUMBER
        # Father and son share a name, never a license number; many sources leave a suffix out.
        veto = veto if veto == SUFFIX_CONFLICT else ""
    else:
        rule, identity, cut = "name_and_place", IdentityClass.NAME_AND_PLACE, _name_cut(candidate, model)
    if veto or probability < cut:
        reason = veto or _doubt(candidate, probability, rival)
        return Decided(candidate, Decision.REVIEW, probability, rule, IdentityClass.NONE, reason, rival)
    if candidate.row.is_adverse and identity is not IdentityClass.NUMBER_AND_NAME:
        reason = "the row is adverse and the license number does not confirm the person"
        return Decided(candidate, Decision.REVIEW, probability, rule, IdentityClass.NONE, reason, rival)
    return Decided(candidate, Decision.ACCEPT, probability, rule, identity, _ground(rule), rival)


def _name_cut(candidate: Candidate, model: Model) -> float:
    return max(model.accept_name, ACCEPT_NAME_ALONE) if candidate.is_name_alone else model.accept_name


def _veto(candidate: Candidate) -> str:
    """Why this pair may not be accepted whatever its weight, or the empty string."""
    if candidate.row.is_superseded:
        return "the board marks this row as replaced; only its number could tie it to a person"
    levels = {factor.comparison: factor.level for factor in candidate.factors}
    if levels.get("suffix") == "conflict":
        return SUFFIX_CONFLICT
    if levels.get("suffix") == "one side":
        return "suffix on one side only: it could be parent and child"
    if levels.get("license number") == "different":
        return "license number: the entry claims another one for this board"
    if levels.get("license number") == "same":
        return "license number agrees, but no part of the name does"
    if levels.get("middle name") == "conflict":
        return "middle names differ"
    if levels["surname"] in ("different", "close") or levels["given name"] in ("different", "initial"):
        return "the name agrees in part only, and no license number confirms it"
    return ""


def _doubt(candidate: Candidate, probability: float, rival: Candidate | None) -> str:
    if rival is not None and rival.bits > candidate.bits - 12 and rival.bits > -3:
        return "another row fits nearly as well"
    if candidate.is_name_alone:
        return f"only the name agrees, and probability {probability:.4f} is too low for that"
    return f"probability {probability:.4f} is below the cut"


def _ground(rule: str) -> str:
    if rule == "number_and_name":
        return "state, license number, profession and a part of the name agree"
    return "name and profession agree, nothing contradicts, and no other row comes near"


def _settled(decided: Sequence[Decided]) -> list[Decided]:
    """Nothing more to review on a roll where a standing row was accepted, save other equal numbers.

    Where only replaced rows were accepted, the standing row of that person waits for a person's
    eye: a namesake's replaced row looks just like one's own.
    """
    accepted = [d for d in decided if d.decision is Decision.ACCEPT]
    if not accepted:
        return _worth_review(decided)
    stands = any(not d.candidate.row.is_superseded for d in accepted)
    replaced = set() if stands else {d.candidate.person for d in accepted}
    return [
        replace(d, reason="the row with this number was replaced; this may be its successor")
        if d.decision is Decision.REVIEW and d.candidate.person in replaced
        else d
        for d in decided
        if d.decision is Decision.ACCEPT or _same_number(d) or d.candidate.person in replaced
    ]


def _worth_review(decided: Sequence[Decided]) -> list[Decided]:
    """The candidates worth a person's time; where many share the weight, at least the first.

    Thirty people of one common name are no proof that none of them is meant.
    """
    kept = [_claimed(d) for d in decided if d.fit >= REVIEW or _same_number(d)]
    if not kept and sum(d.fit for d in decided) >= REVIEW:
        kept = [replace(decided[0], reason="several rows fit, and none of them well")]
    return kept[:REVIEW_MOST]


def _claimed(d: Decided) -> Decided:
    if d.probability >= REVIEW or _same_number(d):
        return d
    return replace(d, reason="the row fits, but another entry has the better claim to it")


def _same_number(d: Decided) -> bool:
    return level_of(d.candidate.factors, "license number") == "same"


def _row_shares(candidates: Iterable[Candidate]) -> dict[tuple[str, str], float]:
    """For each pair, its share among all entries that claim the row; 1 is "no listed entry"."""
    sums: dict[str, float] = defaultdict(lambda: 1.0)
    items = list(candidates)
    for c in items:
        sums[c.row.license_id] += _odds(c.bits)
    return {(c.entry.entry_id, c.row.license_id): _odds(c.bits) / sums[c.row.license_id] for c in items}


def _odds(bits: float) -> float:
    return float(2.0 ** min(MOST_BITS, bits))


def _one_person_per_row(decided: Sequence[Decided]) -> list[Decided]:
    """A row accepted for entries with different people's names goes to review for the weaker ones.

    One person may have two entries, so entries that agree with the row in both parts of the
    name may share it.
    """
    best: dict[str, float] = defaultdict(lambda: float("-inf"))
    for d in decided:
        if d.decision is Decision.ACCEPT:
            best[d.candidate.row.license_id] = max(best[d.candidate.row.license_id], d.candidate.bits)
    return [_yield(d) if d.candidate.bits < best[d.candidate.row.license_id] else d for d in decided]


def _yield(d: Decided) -> Decided:
    names = {level_of(d.candidate.factors, "surname"), level_of(d.candidate.factors, "given name")}
    if d.decision is not Decision.ACCEPT or "different" not in names:
        return d
    reason = "another entry fits this row better"
    return replace(d, decision=Decision.REVIEW, identity=IdentityClass.NONE, reason=reason)
