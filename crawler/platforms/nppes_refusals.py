"""Why a row of NPPES, or a cell of it, is kept out, and how that stands in the quarantine."""

from __future__ import annotations

from crawler.records import Evidence, QuarantinedRow

_REASONS = {
    "too_long": "The cell is longer than any field of this listing.",
    "control_character": "The cell holds control characters.",
    "markup": "The cell holds markup.",
    "formula": "The cell would run as a formula in a spreadsheet.",
    "private_number": "The license number reads like a social security number; it is withheld.",
    "private_text": "The cell holds what reads like a social security number; the value is withheld.",
    "date": "The cell is no date of the form MM/DD/YYYY.",
    "npi_check_digit": "The number is no NPI: ten digits with a right check digit are needed.",
    "entity_type": "The entity type is neither 1 (person) nor 2 (organization) nor blank.",
    "missing_name": "The row is of interest but names nobody.",
    "duplicate_entry": "An earlier row has the same NPI and says something else; the earlier one is kept.",
    "conflicting_rows": "Another row has the same NPI and another day; the later day counts.",
    "column_count": "The row has another number of columns than the header.",
    "unreadable_row": "The row breaks the rules of CSV.",
    "registry_shape": "The value has not the shape of API 2.1 of the registry.",
    "registry_kind": "The kind of the number is neither NPI-1 (person) nor NPI-2 (organization).",
    "registry_status": "The registry states another status than A (active); what it means is not known.",
    "registry_purpose": "The address serves a purpose that is not known.",
    "registry_day": "The value is neither a day of the form YYYY-MM-DD nor an epoch.",
}


class RefusedError(ValueError):
    """A row, or one cell of it, can't become a record. `value` is safe to print."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        """Keep the parts that a quarantine line needs; `message` is the sentence of the reason."""
        super().__init__(column, value, reason)
        self.column = column
        self.value = value
        self.reason = reason
        self.message = _REASONS[reason]


def quarantine(error: RefusedError, evidence: Evidence, member: str) -> QuarantinedRow:
    """The quarantine line of a refused row; `evidence` carries the number of the row in `member`."""
    cell = f", column {error.column!r}, value {error.value!r}" if error.column else ""
    return QuarantinedRow(
        source=evidence.source,
        raw_sha256=evidence.raw_sha256,
        row_number=evidence.row_number,
        column=error.column,
        value=error.value,
        reason=error.reason,
        message=f"{evidence.source}, {member} row {evidence.row_number}{cell}: {error.message}",
    )
