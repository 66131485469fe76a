"""The one sentence that is said of a person with the verdict."""

from __future__ import annotations

from datetime import date

from crawler.records import EntryRecord, LicenseRecord
from verify.checks.coverage import SourceState
from verify.checks.decision import ACTIVE_IN_A_WAY
from verify.checks.found_at_board import former_here, gone_words
from verify.checks.judgment import Verdict
from verify.checks.known import Known
from verify.checks.standing import Standing, has_run_out
from verify.checks.whom_to_ask import unread_words
from verify.checks.words import PROFESSIONS, day

VERIFIED = (
    "Verified means: on {day}, the {board} listing for license {number} showed status “{status}” for a"
    " name that matches this entry. It is not a judgment of skill, safety or quality, and it may have"
    " changed since."
)
"""The one sentence of the publication rules; nothing else may be said of `verified`."""


def verdict_sentence(verdict: Verdict, entry: EntryRecord, standing: Standing, known: Known) -> str:
    """The one sentence of a person's verdict, with the board, its word and the date of its listing."""
    listing = standing.listing
    if listing is None:
        if standing.profession is None:
            return f"No board listing of {PROFESSIONS[entry.profession]} is read."
        return unread_words(standing.profession, standing.state, known)
    as_of = day(listing.as_of or known.today)
    if verdict is Verdict.NOT_COVERED:
        return _run_out(standing, known.today, as_of) or _too_old(listing, as_of)
    if verdict is Verdict.NOT_FOUND:
        return _not_found(standing)
    if verdict is Verdict.NEEDS_REVIEW:
        return _in_review(standing, listing, as_of)
    if verdict is Verdict.NO_END_DATE:
        return _without_end(standing.here[0].license, listing, as_of)
    return _of_license(verdict, standing.here[0].license, listing.info.agency, as_of)


def _of_license(verdict: Verdict, row: LicenseRecord, board: str, as_of: str) -> str:
    if verdict is Verdict.VERIFIED:
        return VERIFIED.format(day=as_of, board=board, number=row.license_number, status=row.status_printed)
    status = f"showed status “{row.status_printed}”"
    shown = f"On {as_of}, the {board} listing for license {row.license_number} {status}"
    if verdict is Verdict.LICENSE_NOT_ACTIVE:
        return f"{shown}, with the end date {day(row.expires_on)}." if row.expires_on else f"{shown}."
    return f"{shown}. There is a notice: read the lines below, in the words of those who state it."


def _run_out(standing: Standing, today: date, as_of: str) -> str:
    """That the license has reached its end date since the listing; empty where that is not why."""
    first, listing = standing.here[:1], standing.listing
    if (
        listing is None
        or not listing.is_current(today)
        or not any(has_run_out(each, today) for each in first)
    ):
        return ""
    row = first[0].license
    words = (
        f"On {as_of}, the {listing.info.agency} listing for license {row.license_number} gave the end date"
        f" {day(row.expires_on or '')}. That day has passed, and we hold no newer listing."
    )
    where = listing.info.lookup_url or listing.info.homepage_url
    return f"{words} Look the license up at the board: {where}" if where else words


def _too_old(listing: SourceState, as_of: str) -> str:
    words = f"The newest {listing.info.agency} listing that we hold is of {as_of}. That is too old to use."
    where = listing.info.lookup_url or listing.info.homepage_url
    return f"{words} Look the license up at the board: {where}" if where else words


def _in_review(standing: Standing, listing: SourceState, as_of: str) -> str:
    board = listing.info.agency
    if standing.is_better_waiting:
        what = "gives no end date" if _lacks_end_date(standing.here[0].license) else "is not active"
        words = f"The {board} listing of {as_of} shows a license that {what}, and another row that may"
        return f"{words} be this person’s present license. A person decides. We will not guess."
    if standing.here and standing.here[0].license.is_superseded:
        words = f"The {board} listing of {as_of} says that another license replaced the one that we found,"
        return f"{words} and we did not find that other one. We will not guess."
    return f"What the {board} listing of {as_of} shows needs a person’s eye. We will not guess."


def _without_end(row: LicenseRecord, listing: SourceState, as_of: str) -> str:
    """What the board says of the license, and that its listing leaves out until when it runs."""
    return (
        f"On {as_of}, the {listing.info.agency} listing for license {row.license_number} showed status"
        f" “{row.status_printed}” for a name that matches this entry. The listing does not say until when the"
        " license runs, so we do not call it verified. Ask the board with this number."
    )


def _not_found(standing: Standing) -> str:
    """Which listings were read in vain; that the license was listed before, where it was."""
    for listing in standing.listings:
        gone = former_here(listing, standing)
        if gone is not None:
            return gone_words(listing, gone)
    words = " ".join(map(_was_read, standing.listings))
    return f"{words} This does not mean “unlicensed”."


def _was_read(listing: SourceState) -> str:
    """That the listing was read in vain, and of when it is."""
    of = f" of {day(listing.as_of)}" if listing.as_of else ""
    return f"The {listing.info.agency} listing{of} was read and holds no matching record."


def _lacks_end_date(row: LicenseRecord) -> bool:
    """Whether nothing but the end date is missing: some listings never state one."""
    return row.expires_on is None and row.status in ACTIVE_IN_A_WAY and not row.is_superseded
