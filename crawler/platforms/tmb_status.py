"""What the four columns of the Texas Medical Board say of a license and of discipline.

Each exact word is looked up, and the worst meaning holds; a matter that ends in CLEARED or COMPLAINT
DISMISSED says nothing against the license.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from crawler.records import Discipline, Status
from crawler.rows import Row
from crawler.statuses import StatusMeaning, meaning, vocabulary

STATUS_COLUMNS = ("registration_status", "license_status")
UNDER_ORDER = "UNDER BOARD ORDER"
NOTHING = "NONE"
# A half-status: the words before it vary, and "NOT CLEARED" must not pass for it.
_CLEARED = re.compile(r"(?!.*\bNOT\b)(?:.* )?CLEARED")
_DISMISSED = re.compile(r"(?!.*\bNOT\b)(?:.* )?(?:COMPLAINT )DISMISSED")
# From the best to the worst; a word never seen outweighs what allows practice and yields to what ends it.
_ORDER = (
    *(Status.ACTIVE, Status.ACTIVE_RESTRICTED, Status.PROBATION, Status.UNKNOWN, Status.PENDING),
    *(Status.INACTIVE, Status.EXPIRED, Status.ENDED_OTHER, Status.SURRENDERED, Status.SUSPENDED),
    *(Status.REVOKED, Status.DECEASED),
)


class Word(Enum):
    """What kind of word stands in `disciplinary_status`."""

    MISSING = "missing"
    NONE = "none"
    CLEARED = "cleared"
    DISMISSED = "dismissed"
    STANDING = "standing"


def disciplinary_word(row: Row) -> tuple[str, Word]:
    """The word as printed with its kind. `NONE` is a statement here, and an empty cell is not."""
    text = row.text("disciplinary_status")
    if row.cells.get("disciplinary_status", "").strip().upper() == NOTHING:
        return NOTHING, Word.NONE
    if not text:
        return "", Word.MISSING
    if _CLEARED.fullmatch(text.upper()):
        return text, Word.CLEARED
    return text, Word.DISMISSED if _DISMISSED.fullmatch(text.upper()) else Word.STANDING


def whole_status(row: Row, disciplinary: str, word: Word) -> tuple[str, StatusMeaning]:
    """The printed words that say something of the status, and the worst of their meanings.

    Raises:
        RowRejectedError: no column says anything of the status.
    """
    said = {row.text(column): _meaning(row, column, _plain_words()) for column in STATUS_COLUMNS}
    if word is Word.STANDING:
        said[disciplinary] = _meaning(row, "disciplinary_status", vocabulary("TX", "disciplinary_status"))
    said.pop("", None)
    flag = row.text("currently_licensed")
    flags = [meaning(flag, vocabulary("TX", "currently_licensed"))] if flag else []
    found = [*said.values(), *flags]
    if not found:
        raise row.rejected("license_status", "", "missing_value", "is empty, and so are the other statuses")
    worst = max(found, key=lambda each: _ORDER.index(each.status))
    is_disciplinary = any(each.is_disciplinary for each in found)
    printed = " | ".join(said) or f"currently_licensed: {flag}"
    return printed, StatusMeaning(worst.status, is_disciplinary, worst.is_known)


def _plain_words() -> Mapping[str, StatusMeaning]:
    """The words of both plain columns; each column is known to borrow from the other."""
    return {**vocabulary("TX", "license_status"), **vocabulary("TX", "registration_status")}


def _meaning(row: Row, column: str, known: Mapping[str, StatusMeaning]) -> StatusMeaning:
    printed = row.text(column)
    found = meaning(printed, known)
    if printed and not found.is_known:
        why = "is a status word never seen; the license is kept as unknown: add the word to the vocabulary"
        row.note(column, printed, "unknown_status", why)
    return found


def stated_discipline(disciplinary: str, word: Word) -> Discipline:
    """What the word says of discipline; a matter that was cleared is neither an action nor none."""
    if word in (Word.NONE, Word.DISMISSED):
        return Discipline.NONE
    known = meaning(disciplinary, vocabulary("TX", "disciplinary_status"))
    is_action = word is Word.STANDING and (known.is_disciplinary or disciplinary.upper() == UNDER_ORDER)
    return Discipline.YES if is_action else Discipline.NOT_STATED
