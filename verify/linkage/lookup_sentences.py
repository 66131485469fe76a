"""Headings and sentences of answers. They say "found" and "fit", never the words of a verdict on an entry."""

from __future__ import annotations

from collections.abc import Sequence

from verify.linkage.lookup_decide import Result
from verify.linkage.lookup_lists import LISTED_PROFESSIONS, Board, Listing
from verify.linkage.lookup_question import Question
from verify.linkage.lookup_rows import Candidate
from verify.linkage.lookup_standing import Standing
from verify.linkage.lookup_words import (
    ASK_THE_BOARD,
    NAME_ALONE,
    NO_END_DATE,
    NOT_A_JUDGMENT,
    NOT_UNLICENSED,
    long_day,
    name_of,
    state_name,
)


def sentences(
    result: Result,
    question: Question,
    chosen: Sequence[Candidate],
    standing: Standing | None,
    listings: Sequence[Listing],
    boards: Sequence[Board],
) -> tuple[str, ...]:
    """What the answer means, in sentences; the first says it all."""
    if result in (Result.FOUND, Result.FOUND_NOT_ACTIVE, Result.NO_LONGER_LISTED):
        found = _found(chosen[0], standing, listings)
    elif result is Result.NEEDS_MORE:
        found = _needs_more(question)
    elif result is Result.SEVERAL:
        found = [
            "We will not guess. Which one do you mean? The license number and the name together settle it."
        ]
    elif result is Result.NOT_FOUND:
        found = _not_found(question, listings)
    elif result is Result.NOT_COVERED:
        found = _not_covered(question, chosen, boards)
    else:
        found = [
            "A last name of two letters or more, or three digits of a license number, is the least we need."
        ]
    return (*found, *question.unread)


def _found(one: Candidate, standing: Standing | None, listings: Sequence[Listing]) -> list[str]:
    listing = listings[0] if listings else None
    when = long_day((listing.listing_as_of or listing.fetched_at) if listing else "")
    if standing is Standing.GONE:
        since = long_day(one.missing_since)
        words = f"License {one.license_number} of {one.name} is no longer listed by the board since {since}."
        return [words, "The list does not say why. It is not a finding against anybody.", *_alone(one)]
    agreed = " for a name that matches what you typed" if one.is_identified or _has_name(one) else ""
    lead = (
        f"On {when}, the {one.agency} listing for license {one.license_number} "
        f"showed status “{one.status_printed}”{agreed}{_until(one, listing)}."
    )
    meaning = [f"What the board’s word means: {one.meaning}"] if one.meaning else []
    extra = {
        Standing.ENDED: [
            "That end date has passed since. We cannot tell whether the license was renewed; ask the board."
        ],
        Standing.NOTICE: [
            "The board’s list states more about this license; read it below in the board’s own words."
        ],
    }.get(standing or Standing.ACTIVE, [])
    if standing is Standing.NOT_ACTIVE and one.status == "active" and not one.is_superseded:
        extra = ["Its end date had passed on the day of the list."]
    if one.lacks_end_date:
        extra = [*extra, NO_END_DATE]
    if one.is_superseded:
        extra = ["The board says that another row of the same person replaced this one."]
    return [f"{lead} {NOT_A_JUDGMENT}", *meaning, *extra, *_alone(one)]


def _until(one: Candidate, listing: Listing | None) -> str:
    if not one.expires_on:
        return ""
    as_of = ((listing.listing_as_of or listing.fetched_at or "") if listing else "")[:10]
    return f", {'until' if one.expires_on >= as_of else 'with the end date'} {long_day(one.expires_on)}"


def _has_name(one: Candidate) -> bool:
    return any(each.field == "last name" and each.typed for each in one.fields)


def _alone(one: Candidate) -> list[str]:
    if one.is_identified:
        return []
    return [
        NAME_ALONE
        if _has_name(one)
        else "Only the number was compared. Compare the name on the list with the one you know."
    ]


def _needs_more(question: Question) -> list[str]:
    missing = "name" if not question.names else "license number"
    return [
        f"What the list says about the license is shown when the {missing} is typed as well, and agrees.",
        "Two people can share a name, and other boards use the same numbers. " + ASK_THE_BOARD,
    ]


def _not_found(question: Question, listings: Sequence[Listing]) -> list[str]:
    usable = [each for each in listings if each.is_usable]
    whose = f"the {usable[0].agency}" if len(usable) == 1 else f"{len(usable)} boards"
    lists = "list" if len(usable) == 1 else "lists"
    dated = f" of {long_day(usable[0].listing_as_of or usable[0].fetched_at)}" if len(usable) == 1 else ""
    who = (
        f"no {name_of(question.profession, 1)} who fits what you typed"
        if question.names
        else "no such license"
    )
    words = [f"We looked through the {lists} of {whose}{dated} and found {who}. {NOT_UNLICENSED}"]
    words += [_omits(each) for each in usable if each.omits and len(usable) <= 3]
    if not question.state:
        words.append("We read the lists of some states only, so say which state you mean.")
    elif not question.profession:
        words += _unread_professions(question, usable)
    if len("".join(c for c in question.number if c.isdigit())) == 10:
        words.append("A number of ten digits may be an NPI. An NPI is not a license number.")
    return words


def _omits(listing: Listing) -> str:
    return f"The list of the {listing.agency} leaves out: {listing.omits.rstrip('.')}."


def _unread_professions(question: Question, usable: Sequence[Listing]) -> list[str]:
    read = {profession for each in usable for profession in each.professions}
    missing = [name_of(each) for each in LISTED_PROFESSIONS if each not in read]
    return [f"In {state_name(question.state)} we read no list of {' or '.join(missing)}."] if missing else []


def _not_covered(question: Question, chosen: Sequence[Candidate], boards: Sequence[Board]) -> list[str]:
    if chosen:
        return ["What we have is more than 90 days old, so we say nothing about this license. Ask the board."]
    if question.profession and question.profession not in LISTED_PROFESSIONS:
        return [
            f"We read lists of {name_of(question.profession)} only to check the people of clinics, "
            "and publish only licenses that an entry is linked to.",
            f"That we have none says nothing. {NOT_UNLICENSED}",
        ]
    notes = [each.note for each in boards if not each.is_licensing]
    first = (
        "We cannot say anything about this person." if notes else "We cannot say anything about this license."
    )
    return [first, *notes]
