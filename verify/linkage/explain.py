"""Links in words: one sentence for each factor, the same on the page and in `practitioners explain`."""

from __future__ import annotations

from collections.abc import Mapping

from verify.linkage.comparisons import Factor
from verify.linkage.decide import Decided
from verify.linkage.links import Comparison, Link

_WORDS: Mapping[tuple[str, str], str] = {
    ("prior", "listing"): "Start: one of {row} people on this listing, and not everyone is on it",
    ("surname", "exact"): "Last name: {entry} = {row}. Same",
    ("surname", "other_name"): "Last name: the entry also lists {entry} = {row}",
    ("surname", "compound"): "Last name: {entry} and {row} share a part",
    ("surname", "swapped"): "Names: given and family name stand in the other order",
    ("surname", "close"): "Last name: {entry} and {row} differ by a letter or two",
    ("surname", "different"): "Last name: {entry} and {row} differ",
    ("given name", "exact"): "First name: {entry} = {row}. Same",
    ("given name", "nickname"): "First name: {entry} is a usual form of {row}",
    ("given name", "part"): "First name: {entry} and {row} share a part",
    ("given name", "middle_as_given"): "First name: {entry} and {row}: one goes by the middle name",
    ("given name", "initial"): "First name: {entry} and {row}: only the initial can be compared",
    ("given name", "close"): "First name: {entry} and {row} differ by a letter or two",
    ("given name", "different"): "First name: {entry} and {row} differ",
    ("full name", "common together"): "Full name: more people bear it than its parts suggest",
    ("middle name", "full"): "Middle name: {entry} = {row}. Same",
    ("middle name", "initial"): "Middle initial: {entry} and {row} agree",
    ("middle name", "close"): "Middle name: {entry} and {row} are alike. Counts for nothing",
    ("middle name", "conflict"): "Middle name: {entry} and {row} differ",
    ("suffix", "same"): "Suffix: {row} on both sides",
    ("suffix", "one side"): "Suffix: on one side only",
    ("suffix", "conflict"): "Suffix: {entry} and {row} differ",
    ("license number", "same"): "License number: {entry} = {row}. Same",
    ("license number", "close"): "License number: {entry} and {row} are one typing error apart",
    ("license number", "different"): "License number: the entry claims {entry}, the row has {row}",
    ("place", "zip5"): "Place: {entry} and {row}. Same ZIP",
    ("place", "city"): "Place: {entry} and {row}. Same city",
    ("place", "area"): "Place: {entry} and {row}. Same ZIP area",
    ("place", "state"): "Place: {entry} and {row}. Same state only",
    ("place", "elsewhere"): "Place: {entry} and {row}. Different states",
}
"""Sentence of each (comparison, level); a level without one is an error, and a test looks for it."""


def sentence(factor: Factor) -> str:
    """The factor in words.

    Raises:
        KeyError: the level has no sentence.
    """
    words = _WORDS[factor.comparison, factor.level]
    return words.format(entry=factor.entry_value or "nothing", row=factor.row_value or "nothing")


def explained(decided: Decided) -> Link:
    """The link of a decision, with every factor in words; the bits sum exactly to the weight."""
    candidate, rival = decided.candidate, decided.rival
    return Link(
        entry_id=candidate.entry.entry_id,
        license_id=candidate.row.license_id,
        decision=decided.decision,
        probability=round(decided.probability, 6),
        weight_bits=candidate.bits,
        rule=decided.rule,
        identity_class=decided.identity,
        reason=decided.reason,
        rival_license_id=rival.row.license_id if rival else None,
        rival_weight_bits=rival.bits if rival else None,
        comparisons=tuple(
            Comparison(f.comparison, f.level, f.entry_value, f.row_value, f.bits, sentence(f))
            for f in candidate.factors
        ),
    )
