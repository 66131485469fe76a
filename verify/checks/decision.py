"""Checks become one verdict, with its dates.

The license that decides is the one for the entry's profession in the state where it practices.
A license elsewhere is shown and decides nothing: a patient in Oregon gains nothing from a badge
earned in Washington.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from crawler.records import LicenseRecord, Status
from verify.checks.coverage import STALE_DAYS
from verify.checks.encumbrance import is_encumbered
from verify.checks.judgment import Check, CheckOutcome, Verdict
from verify.checks.known import Known
from verify.checks.standing import Standing, has_run_out
from verify.checks.status_words import LIMITED

ACTIVE_IN_A_WAY = frozenset({Status.ACTIVE, *LIMITED})
"""Status classes in which the holder may practice, at least in part."""


def verdict_of(checks: Sequence[Check], standing: Standing, known: Known) -> Verdict:
    """The verdict that the checks of a person lead to, as it may be shown on the day of judging."""
    outcome = {check.check_name: check.outcome for check in checks}
    listing = standing.listing
    if listing is None or not listing.is_current(known.today):
        return Verdict.NOT_COVERED
    if not standing.here:
        return Verdict.NEEDS_REVIEW if standing.is_waiting else Verdict.NOT_FOUND
    if standing.here[0].license.is_superseded:
        return Verdict.NEEDS_REVIEW
    doubted = ("license_active", "license_unexpired", "not_excluded")
    if any(outcome[name] is CheckOutcome.REVIEW for name in doubted):
        return Verdict.NEEDS_REVIEW
    if CheckOutcome.FAIL in (outcome["license_active"], outcome["license_unexpired"]):
        return Verdict.LICENSE_NOT_ACTIVE
    if outcome["license_unexpired"] is CheckOutcome.NO_EVIDENCE:
        return _without_end(standing, known.today)
    encumbered = encumbered_ids(standing, known)
    is_told = any(earns_notice(check, encumbered) for check in checks)
    return Verdict.VERIFIED_WITH_NOTICE if is_told else Verdict.VERIFIED


def _without_end(standing: Standing, today: date) -> Verdict:
    """The verdict where nothing is lacking but an end date that holds today.

    One that has passed since makes the listing too old. One that the listing does not give can be settled by
    nobody here, unless another row that a person has yet to decide on gives it.
    """
    if has_run_out(standing.here[0], today):
        return Verdict.NOT_COVERED
    return Verdict.NEEDS_REVIEW if standing.is_better_waiting else Verdict.NO_END_DATE


def encumbered_ids(standing: Standing, known: Known) -> frozenset[str]:
    """The ids of the person's licenses, wherever they are, against which a board states something."""
    licenses = (found.license for found in standing.accepted)
    return frozenset(each.license_id for each in licenses if is_encumbered(each, known))


def earns_notice(check: Check, encumbered: Collection[str]) -> bool:
    """Whether a check turns verified into verified with a notice.

    A limited status, a measure or a case on any license of the person, and a federal exclusion do; a matter
    that is over, a renewal under way and the age of a listing do not.
    """
    if check.check_name == "license_active":
        return check.outcome is CheckOutcome.NOTICE
    if check.check_name == "not_excluded":
        return check.outcome is CheckOutcome.FAIL
    return check.check_name in ("license_unencumbered", "other_license") and check.license_id in encumbered


def dates_of(standing: Standing, verdict: Verdict) -> dict[str, date | None]:
    """The three dates of a verdict and the last day on which it may be shown."""
    listing = standing.listing
    if listing is None or listing.fetched_on is None or listing.as_of is None:
        return {"checked_on": None, "listing_as_of": None, "next_check_on": None, "shown_until": None}
    ends = [min(listing.fetched_on, listing.as_of) + timedelta(days=STALE_DAYS)]
    if verdict in (Verdict.VERIFIED, Verdict.VERIFIED_WITH_NOTICE):
        ends.extend(_license_end(standing.here[0].license))
    return {
        "checked_on": listing.fetched_on,
        "listing_as_of": listing.as_of,
        "next_check_on": listing.fetched_on + timedelta(days=listing.info.refresh_days),
        "shown_until": min(ends),
    }


def _license_end(row: LicenseRecord) -> tuple[date, ...]:
    """The day on which the license ends by itself; none while the board lets it run past that day."""
    return (date.fromisoformat(row.expires_on),) if row.expires_on and not row.is_in_renewal else ()
