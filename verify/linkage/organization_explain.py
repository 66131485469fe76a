"""Links of organizations in words: one sentence for each factor; their weights sum to that of the link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from verify.linkage.levels import GRAIN
from verify.linkage.links import Comparison, Decision, IdentityClass, Link
from verify.linkage.near_misses import best_of_each
from verify.linkage.organization_comparisons import LEVEL, LEVELS
from verify.linkage.organization_decide import (
    ACCEPTED,
    IN_REVIEW,
    NOTHING,
    REASONS,
    DecidedOrganizations,
    OrganizationCandidates,
)
from verify.linkage.organization_fingerprints import OrganizationFingerprints
from verify.linkage.organization_frequencies import OrganizationFrequencies
from verify.linkage.organization_model import ACCEPT_NUMBER, OrganizationModel
from verify.linkage.organization_sides import OrganizationSides, Places, Side
from verify.linkage.vocabulary import Codes, Wide

_WORDS: Mapping[tuple[str, str], str] = {
    ("prior", "listing"): "Start: one of {row} organizations on this listing, and not everyone is on it",
    ("name", "exact"): "Name: {entry} = {row}. Same; {others} others of this name expected",
    (
        "name",
        "same_words",
    ): "Name: {entry} and {row} are the same words; {others} others expected",
    (
        "name",
        "contained",
    ): "Name: {entry} and {row} differ in usual words; {others} others expected",
    ("name", "alike"): "Name: {entry} and {row} differ by a letter; {others} others expected",
    ("name", "related"): "Name: {entry} and {row} share telling words; {others} others expected",
    ("name", "different"): "Name: {entry} and {row} differ",
    ("license number", "missing"): "License number: missing on one side",
    ("license number", "same"): "License number: {entry} = {row}. Same",
    ("license number", "close"): "License number: {entry} and {row} are one typing error apart",
    ("license number", "different"): "License number: the entry claims {entry}, the row has {row}",
    ("place", "missing"): "Place: missing on one side",
    ("place", "zip5"): "Place: {entry} and {row}. Same ZIP",
    ("place", "city"): "Place: {entry} and {row}. Same city",
    ("place", "area"): "Place: {entry} and {row}. Same ZIP area",
    ("place", "state"): "Place: {entry} and {row}. Same state only",
    ("place", "elsewhere"): "Place: {entry} and {row}. Different states",
}
"""Sentence of each (comparison, level)."""


def organization_sentence(comparison: str, level: str, entry: str, row: str, others: float = 0.0) -> str:
    """The factor in words; `others` is how many further organizations of such a name are expected.

    Raises:
        KeyError: the level has no sentence.
    """
    text = _WORDS[comparison, level]
    return text.format(entry=entry or "nothing", row=row or "nothing", others=f"{others:.1f}")


def organization_links(
    sides: OrganizationSides,
    frequencies: OrganizationFrequencies,
    candidates: OrganizationCandidates,
    decided: DecidedOrganizations,
    model: OrganizationModel,
    *,
    near_misses: bool = False,
) -> list[Link]:
    """The accepted and reviewed links, sorted by entry and row, each with all of its factors.

    With `near_misses` the best rejected candidate of each entry and board is among them.
    """
    told = np.flatnonzero(decided.decision != NOTHING)
    if near_misses:
        told = np.concatenate([told, _nearest(candidates, decided)])
    compared, total = candidates.compared, candidates.compared.total
    told = told[np.lexsort((compared.row[told], compared.entry[told]))]
    rivals = decided.rival[told]
    rows = sides.roll.ids
    hashes = OrganizationFingerprints(sides)
    columns = zip(
        _factors(sides, frequencies, candidates.at(told)),
        compared.entry[told].tolist(),
        compared.row[told].tolist(),
        total[told].tolist(),
        [_DECISIONS[decision] for decision in decided.decision[told].tolist()],
        decided.by_number[told].tolist(),
        decided.probability[told].tolist(),
        [REASONS[reason] for reason in decided.reason[told].tolist()],
        np.where(rivals >= 0, compared.row[rivals], -1).tolist(),
        total[rivals].tolist(),
        compared.others[told].tolist(),
        strict=True,
    )
    return [
        Link(
            entry_id=sides.directory.ids[entry],
            license_id=rows[row],
            decision=decision,
            probability=round(probability, 6),
            cut=ACCEPT_NUMBER if by_number else model.accept_name,
            weight_bits=bits / GRAIN,
            rule="organization_number" if by_number else "organization_name",
            identity_class=_identity(decision, by_number),
            reason=reason.format(probability=probability, others=others),
            rival_license_id=rows[rival] if rival >= 0 else None,
            rival_weight_bits=rival_bits / GRAIN if rival >= 0 else None,
            entry_hash=hashes.of_entry(entry),
            license_hash=hashes.of_row(row),
            comparisons=factors,
        )
        for (
            factors,
            entry,
            row,
            bits,
            decision,
            by_number,
            probability,
            reason,
            rival,
            rival_bits,
            others,
        ) in columns
    ]


_DECISIONS = {NOTHING: Decision.NONE, IN_REVIEW: Decision.REVIEW, ACCEPTED: Decision.ACCEPT}


def _nearest(candidates: OrganizationCandidates, decided: DecidedOrganizations) -> Wide:
    """The best rejected candidate of each entry and board."""
    missed = np.flatnonzero(decided.decision == NOTHING)
    at = candidates.at(missed)
    return best_of_each(at.compared.entry, at.board, at.compared.total, at.compared.row, missed)


def _identity(decision: Decision, by_number: bool) -> IdentityClass:
    if decision is not Decision.ACCEPT:
        return IdentityClass.NONE
    return IdentityClass.NUMBER_AND_NAME if by_number else IdentityClass.NAME_AND_PLACE


def _factors(
    sides: OrganizationSides, frequencies: OrganizationFrequencies, told: OrganizationCandidates
) -> Iterator[tuple[Comparison, ...]]:
    """The factors of each pair in turn."""
    compared, values = told.compared, _Values(sides, frequencies)
    columns = [(name, compared.levels[name].tolist(), compared.weights[name].tolist()) for name in LEVELS]
    others = compared.others.tolist()
    names = zip(compared.our_name.tolist(), compared.their_name.tolist(), strict=True)
    pairs = zip(compared.entry.tolist(), compared.row.tolist(), names, told.board.tolist(), strict=True)
    for line, pair in enumerate(pairs):
        factors = []
        for name, levels, weights in columns:
            level, bits = LEVELS[name][levels[line]], weights[line]
            if level == "missing":
                continue
            ours, theirs = values.of(name, *pair, levels[line])
            words = organization_sentence(name, level, ours, theirs, others[line])
            factors.append(Comparison(name, level, ours, theirs, bits / GRAIN, words))
        yield tuple(factors)


class _Values:
    """The values on both sides that each comparison compared."""

    def __init__(self, sides: OrganizationSides, frequencies: OrganizationFrequencies) -> None:
        self._sides, self._frequencies = sides, frequencies
        self._texts = sides.vocabulary.strings()
        directory, roll = sides.directory, sides.roll
        self._claims = _starts(directory.number_owner, len(directory.ids))
        self._printed = _starts(roll.number_owner, len(roll.ids))
        self._here = _starts(directory.places.owner, len(directory.ids))
        self._there = _starts(roll.places.owner, len(roll.ids))

    def of(
        self, comparison: str, entry: int, row: int, names: tuple[int, int], board: int, level: int
    ) -> tuple[str, str]:
        """Both values, as words."""
        directory, roll = self._sides.directory, self._sides.roll
        if comparison == "prior":
            return "", str(self._frequencies.holders[row])
        if comparison == "name":
            return directory.names.printed[names[0]], roll.names.printed[names[1]]
        if comparison == "license number":
            ours = range(self._claims[entry], self._claims[entry + 1])
            theirs = range(self._printed[row], self._printed[row + 1])
            return _numbers(directory, ours, board), _numbers(roll, theirs, board)
        return self._both_places(entry, row, level)

    def _both_places(self, entry: int, row: int, level: int) -> tuple[str, str]:
        ours, theirs = self._sides.directory.places, self._sides.roll.places
        there = self._there[row]
        for here in range(self._here[entry], self._here[entry + 1]):
            if _place_level(ours, here, theirs, there) == level:
                return self._spot(ours, here), self._spot(theirs, there)
        return "", self._spot(theirs, there)

    def _spot(self, places: Places, line: int) -> str:
        parts = (places.city[line], places.state[line], places.zip5[line])
        city, *rest = (self._texts[code] for code in parts)
        return " ".join(part for part in (city.title(), *rest) if part)


def _starts(owner: Codes, owners: int) -> list[int]:
    """Where the lines of each owner begin, with the end of the last."""
    starts: list[int] = np.searchsorted(owner, np.arange(owners + 1, dtype=np.int32)).tolist()
    return starts


def _numbers(side: Side, lines: range, board: int) -> str:
    readings = {str(side.reading[i]) for i in lines if side.number_board[i] == board}
    return " or ".join(sorted(readings))


def _place_level(ours: Places, here: int, theirs: Places, there: int) -> int:
    levels, same_state = LEVEL["place"], ours.state[here] == theirs.state[there]
    if ours.zip5[here] and ours.zip5[here] == theirs.zip5[there]:
        return levels["zip5"]
    if ours.city[here] and ours.city[here] == theirs.city[there] and same_state:
        return levels["city"]
    if ours.area[here] and ours.area[here] == theirs.area[there]:
        return levels["area"]
    return levels["state" if same_state else "elsewhere"]
