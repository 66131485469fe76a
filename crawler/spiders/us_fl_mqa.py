"""Florida Department of Health: the export of each profession, or the Licensure files of an operator.

The codes of the professions are read from the search page. The export states no end date, so that a license
in it can't be verified; files that an operator lays into the inbox state it and are read instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response

from crawler.batch import Batch
from crawler.challenge import page_reason
from crawler.clean import us_state, zip5
from crawler.errors import ListingError
from crawler.inbox import file_day, inbox_lines
from crawler.listed_file import last_modified_day
from crawler.person_names import SplitName, split_name
from crawler.platforms.aspnet_form import page_selector, select_choices
from crawler.platforms.mqa_files import (
    is_pipe_file,
    read_export,
    read_licensure,
    two_part_status,
    with_whole_status,
)
from crawler.platforms.mqa_status import is_status_file, read_status_rows, stated_actions
from crawler.records import Discipline, Evidence, LicenseRecord, Profession
from crawler.rows import Row, read_batches
from crawler.source import Source

DATE_FORMATS = ("%m/%d/%Y", "%Y-%m-%d")
RANKS = {
    Profession.ACUPUNCTURIST: "AP",
    Profession.PHYSICAL_THERAPIST: "PT",
    Profession.PT_ASSISTANT: "PTA",
}
NO_LICENSE_WORDS = re.compile(r"TEMPORARY|STUDENT|TRAINEE|PERMIT|APPLICANT|COMPACT|SCHOOL|PROVIDER")
DISCIPLINE = {"Y": Discipline.YES, "N": Discipline.NONE}
_PLACE = "Practice-Location-Address"


class FloridaQualityAssurance(Source):
    """Licenses of acupuncturists, physical therapists and their assistants."""

    name = "us_fl_mqa"
    title = "Medical Quality Assurance license search, export by profession"
    agency = "Florida Department of Health, Medical Quality Assurance"
    jurisdiction = "FL"
    professions = (Profession.ACUPUNCTURIST, Profession.PHYSICAL_THERAPIST, Profession.PT_ASSISTANT)
    homepage_url = "https://mqa-internet.doh.state.fl.us/MQASearchServices/HealthCareProviders"
    lookup_url = homepage_url
    protocol = "profession codes from a page, CSV export of each; or pipe-delimited files from the inbox"
    states_discipline = False
    is_complete = True
    omits = "end dates and disciplinary actions, unless an operator supplied the Licensure file"
    refresh_days = 7
    terms = "Public record, chapter 119, Florida Statutes. Mailing address and e-mail are dropped."
    attribution = "Florida Department of Health, Division of Medical Quality Assurance"
    permission = "Public records, offered for export without login."
    hosts = ("mqa-internet.doh.state.fl.us",)
    delay_seconds = 2.0

    async def start(self) -> AsyncIterator[Any]:
        """The batches of the inbox where it holds files, unless another file was given; else the export."""
        try:
            lines = () if getattr(self, "file", None) else inbox_lines(self.context, (".txt", ".csv"))
            for line in lines:
                async for batch in self.read_kept(line, file_day(line, self.context.clock.now())):
                    yield batch
        except (ListingError, ValueError) as error:
            self.tally.fail_with(error)
            return
        if not lines:
            async for each in super().start():
                yield each

    def first_requests(self) -> Iterable[Request]:
        """The page that lists the professions."""
        yield self.ask(self.homepage_url, self.parse_professions)

    def parse_professions(self, response: Response) -> Iterable[Request]:
        """The export of the first of our professions is asked for; the others follow one by one."""
        self.received(response)
        choices = select_choices(page_selector(response.body), "ProfessionDD")
        if not choices:
            reason = page_reason(response.body, "list of professions") or "the answer is no page"
            raise ListingError(self.name, f"{response.url}: {reason}; it lacks the select 'ProfessionDD'")
        found = [(choice.value, profession_of(choice.label)) for choice in choices if choice.value]
        there = {profession for _, profession in found}
        lacking = [each.value for each in self.professions if each not in there]
        if lacking:
            offered = ", ".join(repr(choice.label) for choice in choices if choice.value)
            raise ListingError(
                self.name,
                f"no profession of the page is for {', '.join(lacking)}; it offers {offered}: renamed?",
            )
        yield self._export_request([code for code, profession in found if profession])

    async def parse_export(self, response: Response, others: list[str]) -> AsyncIterator[Batch | Request]:
        """The batches of the export, then the next one."""
        day = last_modified_day(response)
        async for batch in self.read_response(response, day, is_last=not others):
            yield batch
        if others:
            yield self._export_request(others)

    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """An export, a Licensure file, or a status file."""
        if is_status_file(path):
            rows = map(with_whole_status, read_status_rows(path, evidence))
            yield from read_batches(rows, self.parse_status_row)
        elif is_pipe_file(path):
            yield from read_licensure(path, evidence, self.parse_licensure_row)
        else:
            yield from self._read_export(path, evidence)

    def parse_row(self, row: Row) -> LicenseRecord | None:
        """The license of a row of the export; None for other professions."""
        profession = profession_of(row.text("Profession"))
        if profession is None:
            return None
        name = split_name(row.needed("Name"))
        return self._record(row, profession, row.needed("License Number"), name)

    def parse_licensure_row(self, row: Row) -> LicenseRecord | None:
        """The license of a row of a Licensure file; None for other professions and for applicants."""
        profession = profession_of(row.text("Profession-Name"))
        if profession is None:
            return None
        number, rank = row.text("License-Number"), row.text("Rank-Code")
        if not number:
            return None
        parts = ("First-Name", "Middle-Name", "Last-Name", "Name-Suffix")
        return self._record(
            row,
            profession,
            f"{rank}{number}" if number.isdigit() else number,
            SplitName(*map(row.text, parts)),
        )

    def parse_status_row(self, row: Row) -> LicenseRecord | None:
        """The license of a row of a status file; None for other professions and for applicants."""
        rank, number = row.text("Rank-Code").upper(), row.text("License-Number")
        profession = next((each for each, code in RANKS.items() if code == rank), None)
        if profession is None or not number:
            return None
        name = SplitName(row.text("First-Name"), row.text("Middle-Name"), row.text("Last-Name"), "")
        record = self._record(row, profession, f"{rank}{number}" if number.isdigit() else number, name)
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

    def _read_export(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        rows = 0
        for batch in read_export(path, evidence, self.parse_row):
            rows += batch.rows_count
            yield batch
        if not rows:
            raise ListingError(
                self.name, f"the export {evidence.source_url} holds no row; the code may have changed"
            )

    def _export_request(self, codes: list[str]) -> Request:
        asked = {
            "Id": 0,
            "Board": None,
            "Profession": codes[0],
            "SpecialtyOrCertification": None,
            "OtherSpecialtyOrCertification": None,
            "LicenseNumber": None,
            "FirstName": None,
            "LastName": None,
            "BusinessName": None,
            "City": None,
            "County": "",
            "ZipCode": None,
            "LicenseStatus": "ALL",
            "IsAuthorizedToOrderCannabis": None,
        }
        query = urlencode({"jsonModel": json.dumps(asked, separators=(",", ":"))})
        url = f"{self.homepage_url}/ExportToCsvLVP?{query}"
        return self.ask(url, self.parse_export, cb_kwargs={"others": codes[1:]}, meta={"stream": True})


def profession_of(title: str) -> Profession | None:
    """The profession by the words of its title; None for other professions and for what is no license."""
    text = title.upper()
    if NO_LICENSE_WORDS.search(text):
        return None
    if "ACUPUNCT" in text:
        return Profession.ACUPUNCTURIST
    if re.search(r"PHYSICAL THERAP(IST|Y) ASSISTANT", text):
        return Profession.PT_ASSISTANT
    return Profession.PHYSICAL_THERAPIST if re.search(r"PHYSICAL THERAP(IST|Y)\b", text) else None


def number_id(number: str, profession: Profession) -> str:
    """Rank letters and digits without blanks: `AP1234`; bare digits get the letters of the profession."""
    plain = re.sub(r"[\s-]", "", number).upper()
    return f"{RANKS[profession]}{plain}" if plain.isdigit() else plain
