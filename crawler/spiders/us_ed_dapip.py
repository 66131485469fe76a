"""U.S. Department of Education, DAPIP: which acupuncture schools and programs were accredited, and when.

A person fetches the files of the database and lays them into the inbox; nothing is asked of the service.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from scrapy import Request

from crawler.batch import Batch
from crawler.errors import ListingError
from crawler.inbox import added_lines, day_of, inbox_lines
from crawler.manifest import ManifestLine
from crawler.platforms.dapip_files import (
    DATE_FORMATS,
    Campus,
    first_day,
    is_campus_file,
    is_preaccreditation,
    is_records_file,
    program_of,
    read_campuses,
    read_records,
)
from crawler.records import AccreditationRecord, Evidence, Profession, RecordKind
from crawler.row_batches import read_batches
from crawler.rows import Row
from crawler.source import Source


class Accreditations(Source):
    """Spans of accreditation by ACAHM and its former names, from the inbox."""

    name = "us_ed_dapip"
    parser_version = "2"
    title = "Database of Accredited Postsecondary Institutions and Programs"
    agency = "U.S. Department of Education"
    jurisdiction = "US"
    kind = RecordKind.ACCREDITATION
    professions = (Profession.ACUPUNCTURIST,)
    homepage_url = "https://ope.ed.gov/dapip/"
    lookup_url = homepage_url
    protocol = "CSV files that a person fetched, from the inbox"
    omits = "schools of other countries, and whatever agencies did not report"
    refresh_days = 60
    terms = "A publication of the federal government; public domain."
    attribution = (
        "U.S. Department of Education, Database of Accredited Postsecondary Institutions and Programs"
    )
    permission = "Offered for download by the department; a person fetches the files."
    inbox_folder = "us_ed_dapip"
    _campuses: Mapping[str, Campus]

    def first_requests(self) -> Iterable[Request]:
        """None: the service is never asked."""
        return ()

    async def start(self) -> AsyncIterator[Any]:
        """The batches of the newest records in the inbox, or of the file or zip that was given."""
        self._campuses = {}
        try:
            lines = self._lines()
            if not lines:
                async for each in super().start():
                    yield each
                return
            day, records = self._take(lines)
            async for batch in self.read_kept(records, day):
                yield batch
        except (ListingError, ValueError) as error:
            self.tally.fail_with(error)

    def read_side_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """The places of the schools are known; they are no records of their own."""
        self._campuses = read_campuses(path, evidence)
        yield Batch()

    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """The batches of `AccreditationRecords.csv`."""
        table = read_records(path, evidence)
        yield from read_batches(table.rows, self.parse_row, table.new_columns)

    def parse_row(self, row: Row) -> AccreditationRecord | None:
        """The span of the row; None for other agencies."""
        agency = row.text("AgencyName")
        if "acupuncture" not in agency.casefold():
            return None
        dapip_id, printed = row.needed("DapipId"), row.needed("AccreditationStatus")
        campus = self._campuses.get(dapip_id) or Campus(row.text("InstitutionName"), "", "", dapip_id)
        if not campus.name:
            why = "is of no school in InstitutionCampus.csv"
            raise row.rejected("DapipId", dapip_id, "missing_value", why)
        keys = [row.text(key) for key in ("AgencyId", "ProgramId", "SequentialId")]
        stated = row.day("AccreditationDate", DATE_FORMATS) or ""
        return AccreditationRecord(
            accreditation_id=":".join([self.name, dapip_id, *keys, stated]),
            agency=agency,
            institution_name=campus.name,
            city=campus.city,
            state=campus.state,
            program_name=program_of(row.text("ProgramName")),
            status_printed=printed,
            is_preaccredited=is_preaccreditation(row, printed),
            accredited_from=first_day(row),
            accredited_to=row.day("AccreditationEndDate", DATE_FORMATS),
            evidence=row.evidence,
            institution_id=campus.institution_id,
        )

    def _lines(self) -> tuple[ManifestLine, ...]:
        given = Path(getattr(self, "file", None) or "")
        if given.suffix.lower() == ".zip" and not self.context.is_replay:
            return added_lines(self.context, given, (".csv",))
        return () if given.name else inbox_lines(self.context, (".csv",), self.inbox_folder)

    def _take(self, lines: Iterable[ManifestLine]) -> tuple[str, ManifestLine]:
        """The newest records with their day; the newest places are known."""
        dated = sorted(
            ((day_of(line, self.context.clock.now()), line.url, line) for line in lines), reverse=True
        )
        records = [(day, line) for day, url, line in dated if is_records_file(url)]
        places = [line for _, url, line in dated if is_campus_file(url)]
        if not records or not places:
            lacking = "AccreditationRecords.csv" if not records else "InstitutionCampus.csv"
            raise ListingError(
                self.name, f"no {lacking} among the files: lay both files of {self.homepage_url} down"
            )
        place = places[0]
        path = self.context.store.checked_path(place.sha256)
        self._campuses = read_campuses(path, self.evidence_of(place))
        return records[0]
