"""Surnames and given names with the shares that the US census of 1990 counted.

The lists ship with the package `names`. The tail of surnames is twofold: names that the census lists
with few bearers, and names that fewer than one person in a million bears, made here from syllables.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from crawler.standin.chance import Chance, Weighted
from crawler.standin.name_pools import RARE_HEADS, RARE_TAILS

USUAL_SURNAMES = 8_000
SHARE_USUAL = 0.94
SHARE_LISTED = 0.5
_MIDDLES = ("", "", "", "a", "e", "er", "en", "i", "el", "an", "le", "ing", "ers", "in", "ow", "es")


@cache
def _listed(name: str) -> Weighted[str]:
    """The table of one list: lines of name, share in percent, running total and rank."""
    lines = (files("names") / name).read_text(encoding="ascii").splitlines()
    cells = (line.split() for line in lines)
    # Shares below .0005 are printed as 0.000 and still mean somebody.
    return Weighted.of([(_cased(name), max(float(share), 0.0003)) for name, share, *_ in cells])


@cache
def _usual() -> Weighted[str]:
    surnames = _listed("dist.all.last")
    return Weighted(surnames.values[:USUAL_SURNAMES], surnames.totals[:USUAL_SURNAMES])


@cache
def _rare() -> tuple[str, ...]:
    return _listed("dist.all.last").values[USUAL_SURNAMES:]


def _cased(name: str) -> str:
    if name.startswith("MC") and len(name) > 4:
        return f"Mc{name[2:].capitalize()}"
    return name.capitalize()


def surname(chance: Chance) -> str:
    """A surname of the census: mostly a usual one, or one of its tail, or one it does not list."""
    if chance.happens(SHARE_USUAL):
        return chance.weighted(_usual())
    if chance.happens(SHARE_LISTED):
        return chance.pick(_rare())
    head, tail = chance.pick(RARE_HEADS.values), chance.pick(RARE_TAILS.values)
    return f"{head}{chance.pick(_MIDDLES)}{tail}"


def given_name(chance: Chance, is_woman: bool) -> str:
    """A given name of the census."""
    return chance.weighted(_listed("dist.female.first" if is_woman else "dist.male.first"))
