"""Texas Medical Board: all its licenses, of which the acupuncturists are read.

A row speaks of its status in four columns (see `tmb_status`). The practice street is never asked for.
Physical therapists have another board.
"""

from __future__ import annotations

from crawler.actions import case_day, discipline_of, stage_of, words
from crawler.clean import us_state
from crawler.columns import Columns
from crawler.license_types import profession_of
from crawler.platforms.socrata import CALENDAR_DATE, SocrataSource
from crawler.platforms.tmb_status import Word, disciplinary_word, stated_discipline, whole_status
from crawler.records import BoardAction, LicenseRecord, Profession
from crawler.rows import Row


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
        disciplinary, word = disciplinary_word(row)
        printed, status = whole_status(row, disciplinary, word)
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
            discipline=discipline_of(actions, stated_discipline(disciplinary, word)),
            discipline_printed=disciplinary,
            city=row.text("practice_city"),
            state=state,
            zip5=row.zip5("practice_zip") if state else "",
            evidence=row.evidence,
            actions=actions,
        )


def _actions(row: Row, disciplinary: str, word: Word) -> tuple[BoardAction, ...]:
    """The current board action; what became of it stands behind its words."""
    action = words(row, "current_board_action_description")
    acted_on = case_day(row, "current_board_action_date", CALENDAR_DATE)
    if not (action or acted_on):
        return ()
    is_over = word in (Word.CLEARED, Word.DISMISSED)
    printed = " | ".join(filter(None, [action, disciplinary if is_over or not action else ""]))
    return (BoardAction("", printed, "", stage_of(printed), acted_on, None, ""),)
