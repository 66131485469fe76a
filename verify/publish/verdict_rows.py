"""What verdicts rest on, as rows: checks, and the letters behind names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verify.checks.judgment import Judgment
from verify.publish.cells import Row, text


def check_rows(judgments: Iterable[Judgment]) -> Iterator[Row]:
    """Rows of `checks`, sorted by entry, in the order in which the checks were made."""
    for judgment in sorted(judgments, key=lambda judgment: judgment.entry_id):
        for position, check in enumerate(judgment.checks, start=1):
            yield (
                judgment.entry_id,
                position,
                check.check_name,
                str(check.outcome),
                str(check.strength),
                str(check.bearing),
                check.sentence,
                check.license_id,
                check.exclusion_id,
                check.certification_id,
                check.accreditation_id,
                check.statement_id,
                text(check.source),
                text(check.source_url),
                text(check.fetched_at),
                text(check.source_as_of),
                check.checked_by,
            )


def credential_rows(judgments: Iterable[Judgment]) -> Iterator[Row]:
    """Rows of `entry_credentials`, sorted by entry, in the order in which the entry writes them."""
    for judgment in sorted(judgments, key=lambda judgment: judgment.entry_id):
        for position, each in enumerate(judgment.credentials, start=1):
            yield (
                judgment.entry_id,
                position,
                each.printed,
                text(each.credential),
                each.kind,
                text(each.issuer),
                str(each.outcome),
                each.answer,
            )
