"""The answer on a page as lines to print."""

from __future__ import annotations

from collections.abc import Iterator

from verify.linkage.lookup_words import PROFESSION_NAMES, state_name
from verify.page.answer import NO_SCORE, PageAnswer, was_looked_for
from verify.page.claims import Checked, Elsewhere, LookedUp
from verify.page.document import Passage
from verify.page.next_steps import QUESTIONS
from verify.page.outcomes import Outcome
from verify.page.points import POINTS, Group

NOT_FOUND = "not found on the page"
SHOWN = 6
"""Passages of a point that are printed; JSON has all."""

HEADINGS = {
    Group.STANDS_ON: "2. What it stands on",
    Group.PROMISES: "3. What it promises",
    Group.NEEDS: "4. What a reader needs",
}
OUTCOMES = {
    Outcome.VERIFIED: "verified: number and name are on the board’s list, and the license is active",
    Outcome.VERIFIED_WITH_NOTICE: "verified, and the board’s list states more: read it",
    Outcome.NO_END_DATE: "number and name are on the board’s list, "
    "which does not say until when the license runs: ask the board",
    Outcome.LISTED_UNDER_NAME: "an active license is listed under this name; no number tells whose it is",
    Outcome.NOT_ACTIVE: "license not active",
    Outcome.NO_LONGER_LISTED: "no longer listed by the board",
    Outcome.NEEDS_MORE: "the page says too little to tell",
    Outcome.NOT_FOUND: "not found on the lists that we read; this does not mean “unlicensed”",
    Outcome.NOT_COVERED: "not covered: we read no list of it",
    Outcome.CERTIFICATE: "in its certifier’s directory; a certificate is no license",
    Outcome.NO_LICENSE: "a degree or title, which a school awards; it is no license",
    Outcome.UNKNOWN: "letters that we do not know",
}
"""What each outcome means, in plain words."""

KINGDOM = (
    "In the United Kingdom physiotherapists are on the statutory register of the HCPC. "
    "Acupuncturists have no "
    "statutory register; an accredited voluntary one, such as that of the BAcC, is the next best evidence."
)


def answer_lines(answer: PageAnswer) -> list[str]:
    """The five parts of the answer, in plain words, with the quoted passages."""
    return [
        *_opening(answer),
        "1. Who speaks",
        *_who(answer),
        *[line for group, heading in HEADINGS.items() for line in ("", heading, *_group(answer, group))],
        "",
        "5. What to do next",
        *_next(answer),
        "",
        f"{NO_SCORE} Phrases of {answer.reading.version}.",
    ]


def _opening(answer: PageAnswer) -> Iterator[str]:
    language = answer.reading.language
    if not language.is_read:
        yield f"This page is in {language.name}. Points of words are looked for in English alone;"
        yield "here are names and references."
    if answer.reading.document.is_cut:
        yield "The page is longer than what is read; the rest was left."
    if not answer.is_looked_up:
        yield "There is no directory here to ask, so no credential was looked up."


def _who(answer: PageAnswer) -> Iterator[str]:
    for name, passage in answer.reading.authors:
        yield f"  Author: {name} {_quote(passage)}"
    if not answer.reading.authors:
        yield f"  Author: {NOT_FOUND}"
    practice = answer.reading.practice
    yield (
        f"  Practice or publisher: {practice[0]} {_quote(practice[1])}"
        if practice
        else f"  Practice or publisher: {NOT_FOUND}"
    )
    for person in answer.people:
        yield from _person(person)
    if not answer.people:
        yield f"  Credentials of a person: {NOT_FOUND}"
    if answer.has_more_people:
        yield "  The page names more people; the others were not looked up."
    if any(person.state == "UK" for person in answer.people):
        yield f"  {KINGDOM}"


def _person(person: Checked) -> Iterator[str]:
    where = f", {state_name(person.state)}" if person.state else ""
    claimed = ", ".join(claim.printed for claim in person.claims) or "no letters or title"
    number = f", number {', '.join(person.numbers)}" if person.numbers else ""
    yield f"  {person.name}{where}: {claimed}{number}"
    for passage in dict.fromkeys(claim.passage for claim in person.claims):
        yield f"    {_quote(passage)}"
    for each in person.looked_up:
        yield from _looked_up(each)
    for other in person.elsewhere:
        yield from _elsewhere(other)


def _looked_up(each: LookedUp) -> Iterator[str]:
    yield f"    As {PROFESSION_NAMES[each.profession]}: {OUTCOMES[each.outcome]}"
    yield f"      {each.answer.heading}"
    if each.sentence:
        yield f"      {each.sentence}"
    for board in each.answer.boards:
        yield f"      Look it up: {board.board} {board.register_url}".rstrip()


def _elsewhere(each: Elsewhere) -> Iterator[str]:
    yield f"    {each.claim.printed}: {OUTCOMES[each.outcome]}"
    if each.sentence:
        yield f"      {each.sentence}"
    if each.register:
        where = (each.register[column] for column in ("register", "register_url", "how_to_look"))
        yield f"      Look it up: {' '.join(where)}"


def _group(answer: PageAnswer, group: Group) -> Iterator[str]:
    for point in POINTS:
        if point.group is not group:
            continue
        passages = answer.reading.passages[point.key]
        if not was_looked_for(answer.reading, point.key):
            yield f"  {point.name}: not looked for in this language"
        elif not passages:
            yield f"  {point.name}: {NOT_FOUND}"
        else:
            yield f"  {point.name}. {point.meaning}"
            yield from (f"    {_quote(passage)}" for passage in passages[:SHOWN])
            if len(passages) > SHOWN:
                yield f"    and {len(passages) - SHOWN} more"


def _next(answer: PageAnswer) -> Iterator[str]:
    for number, key in enumerate(answer.questions):
        yield f"  {'Ask: ' if number == 0 else '     '}{QUESTIONS[key]}"
    if answer.search.words:
        yield f"  Search the directory for somebody verified: {answer.search.words}"


def _quote(passage: Passage) -> str:
    return f"“{passage.quote.strip('“”')}”"
