"""An answer about a credential as lines to print."""

from __future__ import annotations

from collections.abc import Iterator

from verify.linkage.lookup import Answer
from verify.linkage.lookup_rows import Candidate
from verify.linkage.lookup_words import PROFESSION_NAMES, age_words, long_day, state_name


def answer_lines(answer: Answer) -> list[str]:
    """The heading, what it means, what was compared, the lists, and whom to ask."""
    lines = [answer.heading, *(f"  {sentence}" for sentence in answer.sentences)]
    if answer.reasons:
        lines += ["  It happens when a person", *(f"    - {reason}" for reason in answer.reasons)]
    for one in answer.candidates:
        lines += ["", *_candidate_lines(one)]
    if answer.has_more:
        lines += ["", "There are more. Give the state, the profession or the number."]
    for number, near in enumerate(answer.near_misses):
        lines += ["", "Near, and not the same" if number == 0 else "", *_candidate_lines(near)]
    lines += ["", *_list_lines(answer)] if answer.listings else []
    for board in answer.boards:
        lines += ["", f"Ask: {board.board}", *_indented(board.register_url, board.how_to_look, board.note)]
    return lines


def _candidate_lines(one: Candidate) -> Iterator[str]:
    calling = PROFESSION_NAMES.get(one.profession, one.profession)
    yield f"{one.name}, {calling}, {state_name(one.jurisdiction)}, license {one.license_number}"
    if one.is_status_shown:
        end = f", end date {one.expires_on}" if one.expires_on else ""
        yield f"  The board's word: “{one.status_printed}”{end}. {one.meaning}"
    if one.missing_since:
        yield f"  No longer listed since {long_day(one.missing_since)}."
    if one.discipline:
        yield f"  Board actions: {one.discipline}"
    for action in one.actions:
        when = f", {action.acted_on}" if action.acted_on else ""
        yield f"    {action.stage}{when}: “{action.words}” {action.docket} {action.order_url}".rstrip()
    for each in one.fields:
        if each.typed:
            yield f"  {each.level:<8} {each.field:<15} “{each.typed}” / “{each.listed}”: {each.words}"
    if one.board_url:
        yield f"  The board's own page: {one.board_url}"


def _list_lines(answer: Answer) -> Iterator[str]:
    yield "Lists"
    for each in answer.listings:
        age = "never read" if each.age_days is None else age_words(each.age_days)
        dated = f"dated {each.listing_as_of or 'not stated'}, read {each.fetched_at or 'never'}, {age}"
        yield f"  {each.agency}: {each.title}, {dated}, next check {each.next_check_on or '-'}"


def _indented(*lines: str) -> list[str]:
    return [f"  {line}" for line in lines if line]
