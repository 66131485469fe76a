"""Florida Department of Health: the export of each profession, or the Licensure files of an operator.

The export states no end date, so that a license in it can't be verified; files that an operator lays into
the inbox state it and are read instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from crawler.batch import Batch
from crawler.clean import us_state, zip5
from crawler.person_names import SplitName, split_name
from crawler.platforms.mqa_export import MqaExportSource
from crawler.platforms.mqa_files import (
    is_pipe_file,
    read_export,
    read_licensure,
    two_part_status,
    with_whole_status,
)
from crawler.platforms.mqa_status import is_status_file, read_status_rows, stated_actions
from crawler.records import Discipline, Evidence, LicenseRecord, Profession
from crawler.row_batches import read_batches
from crawler.rows import Row

DATE_FORMATS = ("%m/%d/%Y", "%Y-%m-%d")
RANKS = {
    Profession.ACUPUNCTURIST: "AP",
    Profession.PHYSICAL_THERAPIST: "PT",
    Profession.PT_ASSISTANT: "PTA",
}
NO_LICENSE_WORDS = re.compile(r"TEMPORARY|STUDENT|TRAINEE|PERMIT|APPLICANT|COMPACT|SCHOOL|PROVIDER")
DISCIPLINE = {"Y": Discipline.YES, "N": Discipline.NONE}
_PLACE = "Practice-Location-Address"


class FloridaQualityAssurance(MqaExportSource):
    """Licenses of acupuncturists, physical therapists and their assistants."""

    name = "us_fl_mqa"
    title = "Medical Quality Assurance license search, export by profession"
    agency = "Florida Department of Health, Medical Quality Assurance"
    jurisdiction = "FL"
    professions = (Profession.ACUPUNCTURIST, Profession.PHYSICAL_THERAPIST, Profession.PT_ASSISTANT)
    homepage_url = "https://mqa-internet.doh.state.fl.us/MQASearchServices/HealthCareProviders"
    lookup_url = homepage_url
    states_discipline = False
    is_complete = True
    omits = "end dates and disciplinary actions, unless an operator supplied the Licensure file"
    refresh_days = 7
    terms = "Public record, chapter 119, Florida Statutes. Mailing address and e-mail are dropped."
    attribution = "Florida Department of Health, Division of Medical Quality Assurance"
    permission = "Public records, offered for export without login."
    hosts = ("mqa-internet.doh.state.fl.us",)

    def profession_of_title(self, title: str) -> Profession | None:
        """The profession by the words of its title; None for other professions and for what is no license."""
        text = title.upper()
        if NO_LICENSE_WORDS.search(text):
            return None
        if "ACUPUNCT" in text:
            return Profession.ACUPUNCTURIST
        if re.search(r"PHYSICAL THERAP(IST|Y) ASSISTANT", text):
            return Profession.PT_ASSISTANT
        return Profession.PHYSICAL_THERAPIST if re.search(r"PHYSICAL THERAP(IST|Y)\b", text) else None

    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """An export, a Licensure file, or a status file."""
        if is_status_file(path):
            rows = map(with_whole_status, read_status_rows(path, evidence))
            yield from read_batches(rows, self.parse_status_row)
        elif is_pipe_file(path):
            yield from read_licensure(path, evidence, self.parse_licensure_row)
        else:
            yield from read_export(path, evidence, self.parse_row)

    def parse_row(self, row: Row) -> LicenseRecord | None:
        """The license of a row of the export; None for other professions."""
        profession = self.profession_of_title(row.text("Profession"))
        if profession is None:
            return None
        name = split_name(row.needed("Name"))
        return self._record(row, profession, row.needed("License Number"), name)

    def parse_licensure_row(self, row: Row) -> LicenseRecord | None:
        """The license of a row of a Licensure file; None for other professions and for applicants."""
        profession = self.profession_of_title(row.text("Profession-Name"))
        if profession is None:
            return None
        number, rank = row.text("License-Number"), row.text("Rank-Code")
        if not number:
            return None
        parts = ("First-Name", "Middle-Name", "Last-Name", "Name-Suffix")
        return self._record(row, profession, ranked(rank, number), SplitName(*map(row.text, parts)))

    def parse_status_row(self, row: Row) -> LicenseRecord | None:
        """The license of a row of a status file; None for other professions and for applicants."""
        rank, number = row.text("Rank-Code").upper(), row.text("License-Number")
        profession = next((each for each, code in RANKS.items() if code == rank), None)
        if profession is None or not number:
            return None
        name = SplitName(row.text("First-Name"), row.text("Middle-Name"), row.text("Last-Name"), "")
        record = self._record(row, profession, ranked(rank, number), name)
        actions, discipline, flags = stated_actions(row)
        return replace(
            record,
            license_type_printed=rank,
            discipline=discipline,
            discipline_printed=flags,
            actions=actions,
        )

    def _record(self, row: Row, profession: Profession, number: str, name: SplitName) -> LicenseRecord:
        printed, status = two_part_status(row)
        action, state = row.text("Board-Action-Indicator"), us_state(row.text(f"{_PLACE}-State"))
        return LicenseRecord(
            license_id=f"{self.name}:{number_id(number, profession)}",
            jurisdiction=self.jurisdiction,
            profession=profession,
            license_number=number,
            license_type_printed=row.text("Profession") or row.text("Profession-Name"),
            first_name=name.first,
            middle_name=name.middle,
            last_name=name.last,
            suffix=name.suffix,
            organization_name="" if name.last else row.text("Business-Name"),
            status_printed=printed,
            status=status.status,
            is_disciplinary_status=status.is_disciplinary,
            is_superseded=False,
            issued_on=row.day("Original-Date", DATE_FORMATS),
            renewed_on=None,
            expires_on=row.day("Expire-Date", DATE_FORMATS),
            discipline=DISCIPLINE.get(action.upper(), Discipline.NOT_STATED),
            discipline_printed=f"Board-Action-Indicator: {action}" if action else "",
            city=row.text("City") or row.text(f"{_PLACE}-City"),
            state=state,
            zip5=zip5(row.text(f"{_PLACE}-ZIPcode")) if state else "",
            evidence=row.evidence,
        )


def ranked(rank: str, number: str) -> str:
    """The number with its rank before it, unless it has letters of its own."""
    return f"{rank}{number}" if number.isdigit() else number


def number_id(number: str, profession: Profession) -> str:
    """Rank letters and digits without blanks: `AP1234`; bare digits get the letters of the profession."""
    plain = re.sub(r"[\s-]", "", number).upper()
    return f"{RANKS[profession]}{plain}" if plain.isdigit() else plain
