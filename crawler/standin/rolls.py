"""Licenses of the boards beyond Washington and California: numbers, words, dates and cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from crawler.standin.board_rolls import ROLLS, Roll, Series
from crawler.standin.cases import cases_of, order_of
from crawler.standin.chance import Chance
from crawler.standin.license import License, Serials, issue_day
from crawler.standin.people import PHYSICAL_THERAPIST, Person
from crawler.standin.roll_words import WORDS, Outlook, Word
from crawler.standin.texas_words import TEXAS_DISCIPLINE, TEXAS_ORDERS, TEXAS_QUIET

PROVISIONAL = "PTLP"


def roll_licenses(
    chance: Chance, person: Person, profession: str, roll: Roll, as_of: date, serials: Serials
) -> list[License]:
    """The licenses of one profession on a roll: none where it does not list the profession.

    Colorado's therapists have at times an earlier provisional license under a prefix of its own.
    """
    series = roll.series.get(profession)
    if series is None:
        return []
    word = chance.weighted(WORDS[roll.state])
    main = _numbered(_blank(chance, person, profession, roll, as_of), series, serials)
    main = restated(chance, main, word, as_of)
    if roll.state == "CO" and profession == PHYSICAL_THERAPIST and chance.happens(0.04):
        earlier = _numbered(main, replace(series, code=PROVISIONAL), serials)
        ended = min(main.issued + timedelta(days=120), as_of - timedelta(days=1))
        return [replace(earlier, status="Grad to Higher Level", expires=ended, cases=()), main]
    return [main]


def restated(chance: Chance, found: License, word: Word, as_of: date, action: str = "") -> License:
    """The license with the status `word`, and with the dates, flag and cases that belong to it.

    In Texas `action` is what the column on discipline says; drawn where it is not given.
    """
    roll = ROLLS[found.state]
    issued = min(found.issued, as_of - timedelta(days=100))
    expires = _expiry(chance, word.outlook, issued, as_of, roll.term_days)
    renewed = max(issued, expires - timedelta(days=roll.term_days))
    if roll.state == "TX":
        action = action or _texas_action(chance, word)
        order = TEXAS_ORDERS.get(action)
        cases = order_of(chance, order, issued, as_of) if order else ()
    else:
        cases = cases_of(chance, roll.state, word.is_sanction, issued, as_of)
    if roll.state == "IL":  # the flag outlives cases that are no longer listed
        action = "Y" if cases or chance.happens(0.01) else "N"
    return replace(
        found,
        status=word.text,
        action=action,
        issued=issued,
        renewed=min(renewed, as_of - timedelta(days=1)),
        expires=expires,
        cases=cases,
    )


def _texas_action(chance: Chance, word: Word) -> str:
    known = TEXAS_DISCIPLINE.get(word.text)
    return chance.pick(known) if known else chance.weighted(TEXAS_QUIET)


def _expiry(chance: Chance, outlook: Outlook, issued: date, as_of: date, term: int) -> date:
    """A day ahead, a few weeks ago, or long ago; one in two hundred in force has ended by its date."""
    if outlook is Outlook.RENEWING:
        return as_of - timedelta(days=chance.between(3, 60))
    if outlook is Outlook.LASTS and not chance.happens(0.005):
        return as_of + timedelta(days=chance.between(5, term))
    past = as_of - timedelta(days=chance.between(10, 4000))
    return past if past > issued else issued + (as_of - issued) // 2


def _blank(chance: Chance, person: Person, profession: str, roll: Roll, as_of: date) -> License:
    issued = issue_day(chance, person, as_of)
    return License(
        license_id="",
        source=roll.source,
        state=roll.state,
        profession=profession,
        number="",
        status="",
        action="",
        issued=issued,
        renewed=issued,
        expires=issued,
        is_old_style=False,
        is_temporary=False,
        person=person,
    )


def _numbered(found: License, series: Series, serials: Serials) -> License:
    serial = serials.next(f"{found.state}-{series.template}-{series.code}", series.low, series.high)
    number = series.template.format(serial)
    shown = f"{series.code}-{number}" if series.code else number
    return replace(found, license_id=f"{found.source}:{shown}", number=number, type_code=series.code)
