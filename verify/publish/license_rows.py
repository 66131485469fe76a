"""License rows with the board's actions on them: pure, sorted, missing text as None."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crawler.records import Discipline, LicenseRecord
from verify.checks.encumbrance import listed_on
from verify.publish.cells import Row, evidence_cells, text
from verify.publish.codes import flag_columns
from verify.publish.withhold import is_alleged


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
