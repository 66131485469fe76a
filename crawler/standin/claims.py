"""License numbers as practitioners write them into the registry: a claim, never a proof."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.standin.chance import Chance
from crawler.standin.licenses import License
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PT_ASSISTANT

LONGEST_NUMBER = 20
MASKED = ("$$$$$$$$$", "*********", "_________")

_WASHINGTON_FORMS = {
    ACUPUNCTURIST: ("AC{d}", "AC{d}", "AC {d}", "{d}", "ACUP.AC.{d}", "AC.{d}", "AC-{d}", "{n}"),
    PHYSICAL_THERAPIST: ("PT{d}", "PT{d}", "PT {d}", "{d}", "PT.PT.{d}", "PT-{d}", "{n}"),
    PT_ASSISTANT: ("P1{d}", "P1{d}", "P1 {d}", "{d}", "PTA{d}", "PTA.P1.{d}", "P1-{d}"),
}
_CALIFORNIA_FORMS = {
    ACUPUNCTURIST: (
        "{n}",
        "AC{n}",
        "AC{n}",
        "AC {n}",
        "L.AC. {n}",
        "AC0{n}",
        "LAC{n}",
        "AC-{n}",
        "CA AC {n}",
    ),
    PHYSICAL_THERAPIST: ("{n}", "{n}", "PT{n}", "PT {n}", "PT-{n}", "PT0{n}", "PT {n} "),
    PT_ASSISTANT: ("{n}", "AT{n}", "AT {n}", "PTA {n}", "PTA{n}", "AT-{n}"),
}
_ELSEWHERE_FORMS = {
    "CO": ("ACU.000{n}", "PTL.00{n}", "{n}"),
    "IL": ("198.00{n}", "07000{n}"),
    "NJ": ("25MZ000{n}", "40QA0{n}"),
    "NY": ("00{n}", "0{n}-1"),
}


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
    digits = re.sub(r"\D", "", shown.number.rpartition(".")[2]) or shown.number
    if shown.state == "WA":
        digits = re.sub(r"\D", "", shown.number[2:] if "." not in shown.number else digits)
        forms = _WASHINGTON_FORMS[shown.profession]
    else:
        forms = _CALIFORNIA_FORMS[shown.profession]
    return chance.pick(forms).format(d=digits, n=digits.lstrip("0"))


def written_elsewhere(chance: Chance, state: str, profession: str) -> str:
    """A number in the form of a state that no listing covers."""
    letters = {ACUPUNCTURIST: "AC", PHYSICAL_THERAPIST: "PT", PT_ASSISTANT: "PTA"}.get(profession, "MD")
    forms = _ELSEWHERE_FORMS.get(state, ("{n}", letters + "{n}", letters + " {n}"))
    return chance.pick(forms).format(n=chance.between(80000, 99999))


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
