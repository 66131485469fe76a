"""Check a credential: a name, a license number or both, answered from the published database.

The same code answers the page, its JSON and the command. Nothing that is asked is kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from verify.linkage.lookup_decide import Decision, Result, decide, named_near, settles
from verify.linkage.lookup_headings import heading
from verify.linkage.lookup_lists import (
    LISTED_PROFESSIONS,
    Board,
    Listing,
    listings_for,
    read_boards,
    read_listings,
)
from verify.linkage.lookup_question import Question
from verify.linkage.lookup_rows import Candidate, candidate, entries_of, without_status
from verify.linkage.lookup_search import find_rows
from verify.linkage.lookup_sentences import sentences
from verify.linkage.lookup_weighing import Comparisons, weigh
from verify.linkage.lookup_words import REASONS_FOR_ABSENCE

IsWithheld = Callable[[str], bool]
"""Whether an entry, by its id, is withheld on request."""

MOST_CANDIDATES = 20
"""Candidates that an answer names; more are said to be more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question about a credential; `match` only where number, name and state agree.

    `near_misses` never carry a status. `reasons` say why a licensed person may be missing.
    """

    result: Result
    match: bool
    heading: str
    sentences: tuple[str, ...]
    reasons: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    near_misses: tuple[Candidate, ...]
    has_more: bool
    listings: tuple[Listing, ...]
    boards: tuple[Board, ...]
    question: Question


class Looker:
    """Answers many questions of one database: its lists are read once. Keeps nothing that is asked."""

    def __init__(self, connection: sqlite3.Connection, today: date) -> None:
        """Read the lists of a published database, as old as they are on the day."""
        self._connection, self._today = connection, today
        self._listings = read_listings(connection, today)

    def look_up(self, question: Question) -> Answer:
        """The answer to one question."""
        return _look_up(self._connection, question, self._today, self._listings)


def look_up(
    connection: sqlite3.Connection,
    question: Question,
    today: date,
    is_withheld: IsWithheld | None = None,
    listings: Sequence[Listing] | None = None,
) -> Answer:
    """The answer to the question from a published database, as of the day. Reads only; keeps nothing.

    Licenses of an entry that is withheld since the database was made count as not there. `listings` are what
    `read_listings` gives for this database and day, where they were read before.
    """
    if listings is None:
        listings = read_listings(connection, today)
    return _look_up(connection, question, today, listings, is_withheld)


def _look_up(
    connection: sqlite3.Connection,
    question: Question,
    today: date,
    listings: Sequence[Listing],
    is_withheld: IsWithheld | None = None,
) -> Answer:
    if not question.has_enough:
        return _answer(
            connection, question, Result.TOO_LITTLE, Decision(None, (), ()), listings, has_more=False
        )
    compared = Comparisons(question)
    rows, has_more = find_rows(connection, question, lambda row: settles(compared.of(row)))
    if is_withheld:
        holders = entries_of(connection, [row["license_id"] for row in rows])
        rows = [row for row in rows if not any(map(is_withheld, holders.get(row["license_id"], ())))]
    weighed = weigh(connection, rows, compared, listings, today)
    decision = decide(question, weighed)
    result = decision.result or _uncovered(question, listings)
    return _answer(connection, question, result, decision, listings, has_more=has_more)


def as_facts(answer: Answer) -> dict[str, Any]:
    """The answer as plain values, for JSON."""
    facts = asdict(answer)
    asked = answer.question
    facts["question"] = {key: getattr(asked, key) for key in ("name", "number", "state", "profession")}
    return facts


def _uncovered(question: Question, listings: Sequence[Listing]) -> Result:
    """Not found where a list that would tell was read lately, else not covered."""
    if question.profession and question.profession not in LISTED_PROFESSIONS:
        return Result.NOT_COVERED
    asked = listings_for(listings, question.state, question.profession)
    return Result.NOT_FOUND if any(each.is_usable for each in asked) else Result.NOT_COVERED


def _answer(
    connection: sqlite3.Connection,
    question: Question,
    result: Result,
    decision: Decision,
    listings: Sequence[Listing],
    *,
    has_more: bool,
) -> Answer:
    chosen = tuple(candidate(connection, each) for each in decision.chosen[:MOST_CANDIDATES])
    near = tuple(without_status(candidate(connection, each)) for each in named_near(result, decision))
    asked = _asked(question, decision, listings, result)
    boards = _boards(connection, question, chosen)
    standing = decision.chosen[0].standing if decision.chosen else None
    is_more = len(decision.chosen) > MOST_CANDIDATES or (has_more and result is Result.SEVERAL)
    return Answer(
        result=result,
        match=len(chosen) == 1 and chosen[0].match,
        heading=heading(result, question, chosen, standing),
        sentences=sentences(result, question, chosen, standing, asked, boards),
        reasons=REASONS_FOR_ABSENCE if result is Result.NOT_FOUND else (),
        candidates=chosen,
        near_misses=near,
        has_more=is_more,
        listings=asked,
        boards=boards,
        question=question,
    )


def _asked(
    question: Question, decision: Decision, listings: Sequence[Listing], result: Result
) -> tuple[Listing, ...]:
    """The lists that the answer rests on, each once."""
    if decision.chosen:
        found = [each.listing for each in decision.chosen[:MOST_CANDIDATES] if each.listing]
        return tuple({each.source: each for each in found}.values())
    return () if result is Result.TOO_LITTLE else listings_for(listings, question.state, question.profession)


def _boards(
    connection: sqlite3.Connection, question: Question, chosen: Sequence[Candidate]
) -> tuple[Board, ...]:
    """Whom to ask: the board of the one license that was found, else that of the state asked for."""
    if len(chosen) == 1:
        return read_boards(connection, chosen[0].jurisdiction, chosen[0].profession)
    return read_boards(connection, question.state, question.profession) if question.state else ()
