"""The one sentence that is said of an entry with its verdict."""

from __future__ import annotations

from crawler.records import EntryRecord, LicenseRecord
from verify.checks import licensure
from verify.checks.coverage import SourceState
from verify.checks.judgment import Verdict
from verify.checks.known import Known
from verify.checks.professions import checked_profession, practice_state
from verify.checks.standing import Standing
from verify.checks.words import PROFESSIONS, day
from verify.linkage.states import STATES

VERIFIED = (
    "Verified means: on {day}, the {board} listing for license {number} showed status “{status}” for a"
    " name that matches this entry. It is not a judgment of skill, safety or quality, and it may have"
    " changed since."
)
"""The one sentence of the publication rules; nothing else may be said of `verified`."""


def verdict_sentence(verdict: Verdict, entry: EntryRecord, standing: Standing, known: Known) -> str:
    """The one sentence of a person's verdict, with the board, its word and the date of its listing."""
    here, listing, listings = standing.here, standing.listing, standing.listings
    if listing is None:
        return _uncovered(entry)
    board, as_of = listing.info.agency, day(listing.as_of or known.today)
    if verdict is Verdict.NOT_COVERED:
        return f"The newest {board} listing that we hold is of {as_of}. That is too old to use."
    if verdict is Verdict.NOT_FOUND:
        words = " ".join(map(_was_read, listings))
        return f"{words} This does not mean “unlicensed”."
    if verdict is Verdict.NEEDS_REVIEW and here and _lacks_end_date(here[0].license):
        words = f"The {board} listing of {as_of} gives no end date for the license that we found"
        return f"{words}, so we cannot tell whether it still runs. Look it up at the board."
    if verdict is Verdict.NEEDS_REVIEW:
        return f"What the {board} listing of {as_of} shows needs a person’s eye. We will not guess."
    row = here[0].license
    if verdict is Verdict.VERIFIED:
        return VERIFIED.format(day=as_of, board=board, number=row.license_number, status=row.status_printed)
    status = f"showed status “{row.status_printed}”"
    shown = f"On {as_of}, the {board} listing for license {row.license_number} {status}"
    if verdict is Verdict.LICENSE_NOT_ACTIVE:
        return f"{shown}, with the end date {day(row.expires_on)}." if row.expires_on else f"{shown}."
    return f"{shown}. There is a notice: read the lines below, in the words of those who state it."


def _was_read(listing: SourceState) -> str:
    """That the listing was read in vain, and of when it is."""
    of = f" of {day(listing.as_of)}" if listing.as_of else ""
    return f"The {listing.info.agency} listing{of} was read and holds no matching record."


def _lacks_end_date(row: LicenseRecord) -> bool:
    """Whether nothing but the end date is missing: some listings never state one."""
    return row.expires_on is None and row.status in licensure.ACTIVE_IN_A_WAY and not row.is_superseded


def _uncovered(entry: EntryRecord) -> str:
    profession, state = checked_profession(entry), practice_state(entry)
    if profession is None:
        return f"No board listing of {PROFESSIONS[entry.profession]} is read."
    if not state:
        return "The entry states no place of practice in the United States."
    return f"No board listing of {PROFESSIONS[profession]} is read for {STATES.get(state, state)}."
