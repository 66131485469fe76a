"""Texas Medical Board: all its licenses, of which the acupuncturists are read.

A row speaks of its status in four columns. Each exact word is looked up, and the worst meaning holds; a
matter that ends in CLEARED or COMPLAINT DISMISSED says nothing against the license. The practice street
is never asked for. Physical therapists have another board.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from crawler.actions import case_day, discipline_of, stage_of, words
from crawler.clean import us_state
from crawler.columns import Columns
from crawler.license_types import profession_of
from crawler.platforms.socrata import CALENDAR_DATE, SocrataSource
from crawler.records import BoardAction, Discipline, LicenseRecord, Profession, Status
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


class TexasMedicalBoard(SocrataSource):
    """Licenses of acupuncturists, with the board action that is in force."""

    name = "us_tx_tmb"
    title = "Texas Medical Board, All Licenses"
    agency = "Texas Medical Board"
    jurisdiction = "TX"
    professions = (Profession.ACUPUNCTURIST,)
    homepage_url = "https://data.texas.gov/d/tm3v-pfq9"
    lookup_url = "https://profile.tmb.state.tx.us/"
    states_discipline = True
    is_complete = True
    omits = "middle names; streets; board actions before the current one"
    refresh_days = 7
    terms = "None recorded."
    attribution = "Texas Medical Board, All Licenses (data.texas.gov)"
    permission = "Open data of the state, offered through its API; no terms recorded, so off by default."
    is_off_by_default = True
    hosts = ("data.texas.gov",)
    dataset_id = "tm3v-pfq9"
    where = "upper(license_type) like '%ACUPUNCT%'"
    type_columns = ("license_type",)
    columns = Columns(
        required=(
            *("license_number", "last_name", "first_name", "license_type", "disciplinary_status"),
            *("license_expiration_date", "license_status", "currently_licensed"),
        ),
        optional=(
            *("registration_status", "practice_city", "practice_state", "practice_zip"),
            *("current_board_action_date", "current_board_action_description"),
        ),
        dropped=("degree", "specialties", "practice_address"),
    )

    def parse_row(self, row: Row) -> LicenseRecord | None:
        """The license of the row; None for every profession but acupuncturists."""
        kind = row.text("license_type")
        if profession_of(kind) is not Profession.ACUPUNCTURIST:
            return None
        number, state = row.needed("license_number"), us_state(row.text("practice_state"))
        disciplinary, word = _disciplinary_word(row)
        printed, status = _status(row, disciplinary, word)
        actions = _actions(row, disciplinary, word)
        return LicenseRecord(
            license_id=f"{self.name}:{number}",
            jurisdiction=self.jurisdiction,
            profession=Profession.ACUPUNCTURIST,
            license_number=number,
            license_type_printed=kind,
            first_name=row.text("first_name"),
            middle_name="",
            last_name=row.text("last_name"),
            suffix="",
            organization_name="",
            status_printed=printed,
            status=status.status,
            is_disciplinary_status=status.is_disciplinary,
            is_superseded=False,
            issued_on=None,
            renewed_on=None,
            expires_on=row.day("license_expiration_date", CALENDAR_DATE),
            discipline=discipline_of(actions, _stated(disciplinary, word)),
            discipline_printed=disciplinary,
            city=row.text("practice_city"),
            state=state,
            zip5=row.zip5("practice_zip") if state else "",
            evidence=row.evidence,
            actions=actions,
        )


def _disciplinary_word(row: Row) -> tuple[str, Word]:
    """The word as printed with its kind. `NONE` is a statement here, and an empty cell is not."""
    text = row.text("disciplinary_status")
    if row.cells.get("disciplinary_status", "").strip().upper() == NOTHING:
        return NOTHING, Word.NONE
    if not text:
        return "", Word.MISSING
    if _CLEARED.fullmatch(text.upper()):
        return text, Word.CLEARED
    return text, Word.DISMISSED if _DISMISSED.fullmatch(text.upper()) else Word.STANDING


def _status(row: Row, disciplinary: str, word: Word) -> tuple[str, StatusMeaning]:
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


def _stated(disciplinary: str, word: Word) -> Discipline:
    """What the word says of discipline; a matter that was cleared is neither an action nor none."""
    if word in (Word.NONE, Word.DISMISSED):
        return Discipline.NONE
    known = meaning(disciplinary, vocabulary("TX", "disciplinary_status"))
    is_action = word is Word.STANDING and (known.is_disciplinary or disciplinary.upper() == UNDER_ORDER)
    return Discipline.YES if is_action else Discipline.NOT_STATED


def _actions(row: Row, disciplinary: str, word: Word) -> tuple[BoardAction, ...]:
    """The current board action; what became of it stands behind its words."""
    action = words(row, "current_board_action_description")
    acted_on = case_day(row, "current_board_action_date", CALENDAR_DATE)
    if not (action or acted_on):
        return ()
    is_over = word in (Word.CLEARED, Word.DISMISSED)
    printed = " | ".join(filter(None, [action, disciplinary if is_over or not action else ""]))
    return (BoardAction("", printed, "", stage_of(printed), acted_on, None, ""),)
