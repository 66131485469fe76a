"""Cases of a board as a listing prints them: how far each has come, and what they say together.

The stage is read from the printed words alone. A word that says neither "alleged" nor "final" leaves
the stage unknown, and a case that was dropped says nothing against its holder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from crawler.records import ActionStage, BoardAction, Discipline, says_dropped
from crawler.rows import Row, RowRejectedError

LONG_CHARACTERS = 5000
"""The words of an order are longer than any other cell."""

_ALLEGED = re.compile(
    r"\b(ALLEG\w*|ACCUS\w+|PENDING|NOTICE OF (HEARING|CHARGES?)|STATEMENT OF CHARGES?|FORMAL COMPLAINT"
    r"|COMPLAINT FILED|CHARGES? FILED)\b"
)
_FINAL = re.compile(r"\bFINAL\b")
_NOT_FINAL = re.compile(r"\b(NOT|NON|PROPOSED|TENTATIVE|STAYED|VACATED|INTERIM)\b")


def stage_of(*printed: str) -> ActionStage:
    """How far a case has come by its printed words; unknown unless they say so."""
    words = " ".join(printed).upper()
    is_alleged, is_final = bool(_ALLEGED.search(words)), bool(_FINAL.search(words))
    if is_alleged and not is_final and not says_dropped(words):
        return ActionStage.ALLEGED
    if is_final and not is_alleged and not _NOT_FINAL.search(words):
        return ActionStage.FINAL
    return ActionStage.UNKNOWN


def discipline_of(actions: Sequence[BoardAction], otherwise: Discipline) -> Discipline:
    """What the cases say: yes for any that stands; cases alleged or dropped are neither yes nor none.

    Without a case the listing's own statement `otherwise` holds; with one it can't be `none`.
    """
    if any(action.stage is not ActionStage.ALLEGED and not action.is_dropped for action in actions):
        return Discipline.YES
    if actions and otherwise is Discipline.NONE:
        return Discipline.NOT_STATED
    return otherwise


def unite(groups: Iterable[Iterable[BoardAction]]) -> tuple[BoardAction, ...]:
    """Every different case once, oldest first, whatever the order they came in."""
    return tuple(sorted({action for group in groups for action in group}, key=_order))


def words(row: Row, column: str) -> str:
    """The board's words in a long column; empty, with a note, where they can't be shown safely.

    A case must not vanish because its description is hostile or too long.
    """
    try:
        return row.text(column, LONG_CHARACTERS)
    except RowRejectedError as error:
        row.note(column, error.quarantined.value, "unreadable_case", "is kept as a case without these words")
        return ""


def case_day(row: Row, column: str, formats: Sequence[str], characters: int | None = None) -> str | None:
    """The day in a column of a case; None, with a note, where it can't be read, for the case counts."""
    try:
        return row.day(column, formats, characters)
    except RowRejectedError as error:
        row.note(column, error.quarantined.value, "unreadable_case", "is no date; the case is kept")
        return None


def _order(action: BoardAction) -> tuple[str, ...]:
    return (
        action.acted_on or "",
        action.docket,
        action.action_printed,
        action.reason_printed,
        action.ended_on or "",
        action.stage.value,
        action.order_url,
    )
