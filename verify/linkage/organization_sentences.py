"""Factors of links of organizations in words: one sentence for each level of a comparison."""

from __future__ import annotations

from collections.abc import Mapping

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
