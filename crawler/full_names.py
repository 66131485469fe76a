"""A person's name in one cell, taken apart by its comma or its blanks. Pure."""

from __future__ import annotations

from dataclasses import dataclass

SUFFIXES = frozenset({"JR", "SR", "II", "III", "IV"})


@dataclass(frozen=True, slots=True)
class FullName:
    """The parts of a name as printed; missing parts are empty."""

    first: str
    middle: str
    last: str
    suffix: str


def split_name(text: str) -> FullName:
    """The parts of `LAST, FIRST MIDDLE`, or of `FIRST MIDDLE LAST` where there is no comma.

    A generation suffix (`JR`, `III`) may end either side of the comma or stand between two commas.
    A single word is a last name.
    """
    head, comma, rest = text.partition(",")
    if not comma:
        words, suffix = _without_suffix(text.split())
        return FullName(
            " ".join(words[:1]) if len(words) > 1 else "", " ".join(words[1:-1]), _last(words), suffix
        )
    last, suffix = _without_suffix(head.split())
    given, other = _without_suffix(rest.replace(",", " ").split())
    if given and not other and _is_suffix(given[0]) and len(given) > 1:
        given, other = given[1:], given[0]
    return FullName(" ".join(given[:1]), " ".join(given[1:]), " ".join(last), suffix or other)


def _last(words: list[str]) -> str:
    return words[-1] if words else ""


def _without_suffix(words: list[str]) -> tuple[list[str], str]:
    if len(words) > 1 and _is_suffix(words[-1]):
        return words[:-1], words[-1]
    return words, ""


def _is_suffix(word: str) -> bool:
    return word.strip(".,").upper() in SUFFIXES
