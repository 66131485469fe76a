"""License numbers as practitioners write them into the registry: a claim, never a proof."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.standin.chance import Chance
from crawler.standin.license import License
from crawler.standin.number_forms import forms_of

LONGEST_NUMBER = 20
MASKED = ("$$$$$$$$$", "*********", "_________")


@dataclass(frozen=True, slots=True)
class Claimed:
    """One profession that an entry states, with the state and number it claims, or nothing."""

    profession: str
    state: str
    number: str


def claims_of(chance: Chance, licenses: list[License], strangers: list[License]) -> list[Claimed]:
    """What an entry with these licenses claims; a number is listed by about 55 % of them.

    Of the listed ones about 5 % are somebody else's or out of date and 3 % mistyped.
    """
    lists_numbers = chance.happens(0.58)
    claims = []
    for each in licenses:
        if not lists_numbers or chance.happens(0.05):
            claims.append(Claimed(each.profession, each.state if chance.happens(0.5) else "", ""))
            continue
        shown = chance.pick(strangers) if strangers and chance.happens(0.05) else each
        number = mistyped(chance, written(chance, shown)) if chance.happens(0.03) else written(chance, shown)
        if chance.happens(0.004):
            number = chance.pick(MASKED)
        claims.append(Claimed(each.profession, each.state, number[:LONGEST_NUMBER]))
    return claims


def written(chance: Chance, shown: License) -> str:
    """The number of a license in one of the forms seen on forms and web pages."""
    digits = _telling_digits(shown)
    return chance.pick(forms_of(shown.state, shown.profession)).format(d=digits, n=digits.lstrip("0"))


def _telling_digits(shown: License) -> str:
    """The digits that tell the license within its state and profession."""
    if shown.state == "WA" and "." not in shown.number:
        return re.sub(r"\D", "", shown.number[2:])  # `P100081234`: the segment ends in a digit
    if shown.state == "IL":
        return shown.number[3:]
    found = re.search(r"\d+$", shown.number)
    return found[0] if found else re.sub(r"\D", "", shown.number)


def written_elsewhere(chance: Chance, state: str, profession: str) -> str:
    """A number that no listing holds for this person, in the form of its state."""
    number = str(chance.between(80000, 99999))
    return chance.pick(forms_of(state, profession)).format(d=f"{number:0>6}", n=number)


def mistyped(chance: Chance, number: str) -> str:
    """The number with one digit changed, dropped, doubled or swapped with the next."""
    places = [at for at, sign in enumerate(number) if sign.isdigit()]
    at = chance.pick(places)
    digit, before, after = number[at], number[:at], number[at + 1 :]
    return chance.pick(
        (
            f"{before}{(int(digit) + chance.between(1, 9)) % 10}{after}",
            f"{before}{after}",
            f"{before}{digit}{digit}{after}",
            f"{before}{after[:1]}{digit}{after[1:]}" if after[:1] not in ("", digit) else f"{before}{after}",
        )
    )
