"""Headings of answers. They say "found" and "fit", never the words of a verdict on an entry."""

from __future__ import annotations

from collections.abc import Sequence

from verify.linkage.lookup_decide import Result
from verify.linkage.lookup_question import Question
from verify.linkage.lookup_rows import Candidate
from verify.linkage.lookup_standing import Standing
from verify.linkage.lookup_words import PROFESSION_NAMES, name_of, state_name


def _asked_words(question: Question) -> str:
    """As typed: `“J. Hanmar”, license “AC 1234”`."""
    parts = [f"“{question.name}”"] if question.name else []
    return ", ".join([*parts, f"license “{question.number}”"] if question.number else parts) or "nothing"


def heading(
    result: Result, question: Question, chosen: Sequence[Candidate], standing: Standing | None
) -> str:
    """The answer in a line."""
    who = _who(chosen[0]) if chosen else ""
    asked = _asked_words(question)
    if result is Result.FOUND:
        if not chosen[0].is_identified:
            return f"One {'license' if not question.names else 'person'} fits {asked}: {who}"
        notice = ", with a board notice" if standing is Standing.NOTICE else ""
        notice += ", no end date given" if chosen[0].lacks_end_date else ""
        return f"Found on the board’s list{notice}: {who}"
    if result is Result.FOUND_NOT_ACTIVE:
        unclear = standing in (Standing.UNKNOWN, Standing.ENDED)
        return f"Found, {'status unclear' if unclear else 'license not active'}: {who}"
    if result is Result.NO_LONGER_LISTED:
        return f"No longer listed by the board: {who}"
    if result is Result.NEEDS_MORE:
        return f"One {'license' if not question.names else 'person'} fits {asked}"
    if result is Result.SEVERAL:
        what = "licenses fit" if not question.names else "people fit"
        one = "license fits" if not question.names else "person comes close to"
        return f"Several {what} {asked}" if len(chosen) > 1 else f"One {one} {asked}"
    if result is Result.NOT_FOUND:
        return f"Not found on the lists that we read: {asked}"
    if result is Result.TOO_LITTLE:
        return "Please type a name or a license number"
    return _heading_uncovered(question, chosen)


def _heading_uncovered(question: Question, chosen: Sequence[Candidate]) -> str:
    if chosen:
        return "Not checked: our copy of the list is too old"
    if question.state:
        return f"Not checked: we do not read {state_name(question.state)}’s list{_of_profession(question)}"
    return "Not checked: we read no list that would tell"


def _who(one: Candidate) -> str:
    return f"{one.name}, {PROFESSION_NAMES.get(one.profession, one.profession)}"


def _of_profession(question: Question) -> str:
    return f" of {name_of(question.profession)}" if question.profession else ""
