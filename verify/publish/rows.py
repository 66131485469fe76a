"""Records as rows of the tables of `schema.py`: pure, sorted, missing text as None."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from crawler.records import (
    AccreditationRecord,
    CrawlReport,
    Discipline,
    EntryRecord,
    Evidence,
    ExclusionRecord,
    LicenseRecord,
    Outcome,
    Place,
    PlacePurpose,
    QuarantinedRow,
)
from verify.checks.coverage import SourceState
from verify.checks.encumbrance import listed_on
from verify.checks.known import Statement
from verify.publish.codes import flag_columns
from verify.publish.display import other_name
from verify.publish.withhold import is_alleged

Cell = str | int | float | None
Row = tuple[Cell, ...]


def text(value: str | None) -> str | None:
    """A text cell: missing text is None."""
    return str(value) if value else None


def evidence_cells(evidence: Evidence) -> Row:
    """The columns `EVIDENCE` of the schema."""
    return (
        evidence.source_url,
        evidence.fetched_at,
        evidence.source_as_of,
        evidence.raw_sha256,
        evidence.row_number,
        evidence.parser_version,
    )


def source_rows(states: Iterable[SourceState], counts: dict[str, int]) -> Iterator[Row]:
    """Rows of `sources`; `counts` holds the records of each source, published or not."""
    for state in sorted(states, key=lambda state: state.info.source):
        info, report, last = state.info, state.report, state.last
        yield (
            info.source,
            info.title,
            info.agency,
            info.jurisdiction,
            str(info.kind),
            ", ".join(info.professions),
            info.homepage_url,
            info.lookup_url,
            info.protocol,
            int(info.states_discipline),
            int(info.is_complete),
            info.omits,
            info.refresh_days,
            info.terms,
            info.attribution,
            info.permission,
            counts.get(info.source, 0),
            crawl_key(report) if report else None,
            crawl_key(last) if last else None,
            report.started_at if report else None,
            report.source_as_of if report else None,
            report.parser_version if report else info.parser_version,
        )


def crawl_key(report: CrawlReport) -> str:
    """The key of a crawl: its id, which begins with its source, with `:failed` where it failed.

    A failed replay has the id of the good crawl that it replays; the ending keeps them apart.
    """
    return f"{report.crawl_id}:failed" if report.outcome is Outcome.FAILED else report.crawl_id


def crawl_rows(states: Iterable[SourceState]) -> list[Row]:
    """Rows of `crawls`: of each source the crawl that made its records, and its newest one."""
    reports = {
        crawl_key(report): report
        for state in states
        for report in (state.report, state.last)
        if report is not None
    }
    return [_crawl_row(key, reports[key]) for key in sorted(reports)]


def _crawl_row(key: str, report: CrawlReport) -> Row:
    return (
        key,
        report.source,
        str(report.outcome),
        report.reason,
        report.started_at,
        report.finished_at,
        report.source_as_of,
        report.served_from,
        report.responses_count,
        report.rows_count,
        report.records_count,
        report.quarantined_count,
        report.skipped_count,
        json.dumps(report.new_columns, ensure_ascii=False),
        json.dumps(report.unknown_statuses, ensure_ascii=False),
        report.parser_version,
    )


def license_rows(licenses: Iterable[LicenseRecord]) -> Iterator[Row]:
    """Rows of `licenses`."""
    for record in licenses:
        yield (
            record.license_id,
            record.evidence.source,
            record.jurisdiction,
            str(record.profession),
            record.license_number,
            text(record.license_type_printed),
            text(record.first_name),
            text(record.middle_name),
            text(record.last_name),
            text(record.suffix),
            text(record.organization_name),
            record.status_printed,
            str(record.status),
            int(record.is_disciplinary_status),
            int(record.is_superseded),
            record.issued_on,
            record.renewed_on,
            record.expires_on,
            str(record.discipline),
            text(record.discipline_printed),
            text(record.city),
            text(record.state),
            text(record.zip5),
            int(record.is_in_renewal),
            text(record.board_url),
            text(record.school_printed),
            text(record.graduated_printed),
            *evidence_cells(record.evidence),
        )


def board_action_rows(licenses: Iterable[LicenseRecord]) -> Iterator[Row]:
    """Rows of `board_actions`: every case that a listing prints, else what it says by a flag alone.

    A flag does not say what was ordered or whether it is final, so its stage is `unknown`; a
    flag that says "pending" is `alleged` and proves nothing.
    """
    for record in licenses:
        yield from _case_rows(record)
        if record.actions:
            continue
        has_action = record.discipline is Discipline.YES
        if has_action or is_alleged(record):
            stage = "unknown" if has_action else "alleged"
            key = f"{record.license_id}:1"
            yield key, record.license_id, _printed(record), None, stage, None, None, 0, None, None


def _case_rows(record: LicenseRecord) -> Iterator[Row]:
    for position, action in enumerate(record.actions, start=1):
        yield (
            f"{record.license_id}:{position}",
            record.license_id,
            action.action_printed or action.reason_printed or action.docket or record.status_printed,
            text(action.reason_printed),
            str(action.stage),
            action.acted_on,
            action.ended_on,
            int(action.is_over(listed_on(record))),
            text(action.docket),
            text(action.order_url),
        )


def _printed(record: LicenseRecord) -> str:
    flag = record.discipline_printed
    if not flag:
        return record.status_printed
    column = flag_columns().get((record.jurisdiction, flag.casefold()))
    return f"{column}: {flag}" if column else flag


def exclusion_rows(exclusions: Iterable[ExclusionRecord]) -> Iterator[Row]:
    """Rows of `exclusions`, as listed; a row without an NPI is tied to nobody.

    A row that a reinstatement may have ended is left out: its party may be excluded no longer.
    """
    for record in exclusions:
        if record.has_unsettled_reinstatement:
            continue
        yield (
            record.exclusion_id,
            record.evidence.source,
            text(record.npi),
            text(record.last_name),
            text(record.first_name),
            text(record.middle_name),
            text(record.business_name),
            text(record.general),
            text(record.specialty),
            text(record.city),
            text(record.state),
            text(record.zip5),
            record.exclusion_type,
            record.excluded_on,
            record.reinstated_on,
            record.waiver_on,
            text(record.waiver_state),
            *evidence_cells(record.evidence),
        )


def accreditation_rows(accreditations: Iterable[AccreditationRecord]) -> Iterator[Row]:
    """Rows of `accreditations`."""
    for record in accreditations:
        yield (
            record.accreditation_id,
            record.evidence.source,
            record.agency,
            record.institution_name,
            text(record.city),
            text(record.state),
            text(record.program_name),
            record.status_printed,
            int(record.is_preaccredited),
            record.accredited_from,
            record.accredited_to,
            *evidence_cells(record.evidence),
        )


def statement_rows(statements: Iterable[Statement]) -> Iterator[Row]:
    """Rows of `statements`, sorted by their ids."""
    for each in sorted(statements, key=lambda each: each.statement_id):
        yield (
            each.statement_id,
            each.evidence.source,
            each.entry_id,
            each.topic,
            each.statement_printed,
            text(each.issuer),
            each.stated_on,
            each.basis,
            text(each.other_entry_id),
            each.seen_by,
            *evidence_cells(each.evidence),
        )


def public_places(entry: EntryRecord) -> list[Place]:
    """The places to go of an entry: practice first, then secondary, never the mailing address."""
    order = (PlacePurpose.PRACTICE, PlacePurpose.SECONDARY)
    return [place for purpose in order for place in entry.places if place.purpose is purpose]


def entry_name_rows(entries: Iterable[EntryRecord]) -> Iterator[Row]:
    """Rows of `entry_names`: former, professional and trade names, as the entry states them."""
    for entry in entries:
        names = ((name.kind or "other", other_name(name)) for name in entry.other_names)
        for position, (kind, name) in enumerate((pair for pair in names if pair[1]), start=1):
            yield entry.entry_id, position, kind, name


def entry_place_rows(entries: Iterable[EntryRecord]) -> Iterator[Row]:
    """Rows of `entry_places`: city, state and ZIP, never a street, never the mailing address."""
    for entry in entries:
        for position, place in enumerate(public_places(entry), start=1):
            cells = (text(place.city), text(place.state), text(place.zip5), text(place.phone))
            yield entry.entry_id, position, str(place.purpose), *cells


def entry_claim_rows(entries: Iterable[EntryRecord]) -> Iterator[Row]:
    """Rows of `entry_claims`: what an entry says of itself; never proof."""
    for entry in entries:
        for position, claim in enumerate(entry.claims, start=1):
            yield (
                entry.entry_id,
                position,
                claim.taxonomy_code,
                str(claim.profession),
                text(claim.state),
                text(claim.license_number),
                int(claim.is_primary),
            )


def quarantine_rows(quarantine: Iterable[QuarantinedRow]) -> Iterator[Row]:
    """Rows of `quarantine`, numbered from 1 in the order of source, row and column."""
    ordered = sorted(
        quarantine, key=lambda row: (row.source, row.row_number, row.column, row.reason, row.value)
    )
    for number, row in enumerate(ordered, start=1):
        cells = (row.source, row.raw_sha256, row.row_number, row.column, text(row.value))
        yield number, *cells, row.reason, row.message
