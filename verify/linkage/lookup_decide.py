"""Which answer a question gets: one license, several, or none, and which were near."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from verify.linkage.lookup_fields import Compared, Level
from verify.linkage.lookup_question import Question
from verify.linkage.lookup_standing import PLAIN, Standing
from verify.linkage.lookup_weighing import Weighed

MOST_NEAR_MISSES = 5


class Result(StrEnum):
    """The answers to a question about a credential; none of them is a verdict on an entry."""

    FOUND = "found"
    FOUND_NOT_ACTIVE = "found_not_active"
    NO_LONGER_LISTED = "no_longer_listed"
    NEEDS_MORE = "needs_more"
    SEVERAL = "several"
    NOT_FOUND = "not_found"
    NOT_COVERED = "not_covered"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer, the rows that it is about, and those that came near; best first. None: nothing fits."""

    result: Result | None
    chosen: tuple[Weighed, ...]
    near: tuple[Weighed, ...]


def decide(question: Question, rows: Iterable[Weighed]) -> Decision:
    """The answer from the rows that were found; their order does not matter.

    A row whose number and name agree settles it. Else one row that fits by name, or by number and state,
    is an answer as far as it is plainly active; every doubt asks for more.
    """
    ordered = sorted(rows, key=_rank)
    identified = _current([each for each in ordered if each.compared.is_identified])
    chosen = identified or _fitting(question, ordered)
    named = {each.row["license_id"] for each in chosen}
    near = [each for each in ordered if each.row["license_id"] not in named and _is_near(each.compared)]
    return Decision(_result(question, chosen), tuple(chosen), tuple(near[:MOST_NEAR_MISSES]))


def settles(compared: Compared) -> bool:
    """Whether rows whose names are merely near can change nothing any more."""
    if compared.is_identified:
        return True
    is_opposed = compared.is_contradicted or compared.level("license number") is Level.DIFFERS
    return compared.is_same_name and not is_opposed


def _rank(weighed: Weighed) -> tuple[object, ...]:
    row = weighed.row
    is_past = bool(row.get("is_superseded")) or weighed.standing is Standing.GONE
    return -weighed.compared.score, is_past, row["license_id"]


def _result(question: Question, chosen: Sequence[Weighed]) -> Result | None:
    if not chosen:
        return None
    if all(each.standing is Standing.TOO_OLD for each in chosen):
        return Result.NOT_COVERED
    if len(chosen) > 1 or not _is_single(question, chosen[0].compared):
        return Result.SEVERAL
    standing = chosen[0].standing
    if standing is Standing.GONE:
        return Result.NO_LONGER_LISTED
    if standing in PLAIN:
        return Result.FOUND
    if not chosen[0].compared.is_identified:
        return Result.NEEDS_MORE
    return Result.FOUND if standing is Standing.NOTICE else Result.FOUND_NOT_ACTIVE


def _is_single(question: Question, compared: Compared) -> bool:
    """Whether one row can answer by itself: not one that is merely close, nor a number on any list."""
    by_number = not question.names and compared.number_agrees and bool(question.state)
    return compared.is_identified or compared.is_same_name or by_number


def _fitting(question: Question, ordered: Sequence[Weighed]) -> list[Weighed]:
    """Rows that fit by name, or by number where no name was typed; the same before the close."""
    possible = [each for each in ordered if not each.compared.is_contradicted]
    if not question.names:
        return _current([each for each in possible if each.compared.number_agrees])
    unopposed = [each for each in possible if each.compared.level("license number") is not Level.DIFFERS]
    same = [each for each in unopposed if each.compared.is_same_name]
    if same:
        return _current(_undisputed(same))
    near = [each for each in unopposed if each.compared.is_near_name]
    alone = [each for each in unopposed if _is_surname_alone(question, each.compared)]
    return _current(_undisputed(near or alone))


def _is_surname_alone(question: Question, compared: Compared) -> bool:
    has_given = any(name.given for name in question.names)
    return not has_given and compared.level("last name") in (Level.AGREES, Level.CLOSE)


def _undisputed(rows: list[Weighed]) -> list[Weighed]:
    """The rows without those of another middle name or suffix, unless that leaves none."""
    kept = [
        each
        for each in rows
        if Level.DIFFERS not in (each.compared.level("middle name"), each.compared.level("suffix"))
    ]
    return kept or rows


def _current(rows: list[Weighed]) -> list[Weighed]:
    """The rows without those that the board replaced by another, unless that leaves none."""
    kept = [each for each in rows if not each.row.get("is_superseded")]
    return kept or rows[:1]


def _is_near(compared: Compared) -> bool:
    if compared.number_agrees:
        return True
    return compared.is_near_name


def named_near(result: Result, decision: Decision) -> Sequence[Weighed]:
    """Near misses are named where nothing was found; where no list is read, only with the same number."""
    if result is Result.NOT_FOUND:
        return decision.near
    if result is Result.NOT_COVERED:
        return [each for each in decision.near if each.compared.number_agrees and each.compared.is_near_name]
    return ()
