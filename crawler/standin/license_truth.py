"""The truth about a person's licenses: in the entry's state and profession, and elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from crawler.standin.license import License
from crawler.standin.people import ACUPUNCTURIST, PHYSICIAN
from crawler.standin.places import ACUPUNCTURE_ONLY, COVERED_STATES
from crawler.standin.standing import Force, best, is_cleared, is_limited_kind, standing_of
from crawler.standin.subjects import Subject


def license_facts(subject: Subject, held: Sequence[License], as_of: date) -> Iterator[tuple[str, str]]:
    """Check name and fact. `held` are all licenses of the person in any listing."""
    state = subject.site.spot.city.state
    here = [each for each in held if each.state == state and each.profession == subject.profession]
    elsewhere = [each for each in held if each not in here]
    if not is_covered(state, subject.profession):
        yield "license_found", "no_listing"
    else:
        yield "license_found", "listed" if here else "not_listed"
        yield from _facts_here(here, as_of)
    yield from _facts_elsewhere(here, elsewhere, as_of)


def is_covered(state: str, profession: str) -> bool:
    """Whether a listing of the sample covers the profession in the state."""
    if profession == PHYSICIAN:
        return state == "CA"
    return state in COVERED_STATES and (profession == ACUPUNCTURIST or state not in ACUPUNCTURE_ONLY)


def _facts_here(here: Sequence[License], as_of: date) -> Iterator[tuple[str, str]]:
    chosen = best(here, as_of)
    if chosen is None:
        return
    yield "license_active", chosen.force
    runs = "runs" if chosen.runs else "renewing" if chosen.is_renewing else "ended"
    yield "license_unexpired", runs
    all_here = [standing_of(each, as_of) for each in here]
    if any(each.is_encumbered for each in all_here):
        yield "license_unencumbered", "encumbered"
    elif any(each.is_alleged for each in all_here):
        yield "license_unencumbered", "alleged"
    elif any(is_cleared(each) for each in here):
        yield "license_unencumbered", "cleared"
    elif any(each.force is Force.UNCLEAR for each in all_here) or any(map(is_limited_kind, here)):
        yield "license_unencumbered", "unclear"
    else:
        yield "license_unencumbered", "nothing_filed"


def _facts_elsewhere(
    here: Sequence[License], elsewhere: Sequence[License], as_of: date
) -> Iterator[tuple[str, str]]:
    others = elsewhere if len(here) < 2 else [*elsewhere, *here]
    if not others:
        yield "other_license", "none"
    for each in others:
        found = standing_of(each, as_of)
        is_plain = found.force is Force.FULL and not found.is_encumbered and not found.is_alleged
        is_open = found.force is Force.UNCLEAR
        yield "other_license", "unclear" if is_open else "full" if is_plain else "not_full"
