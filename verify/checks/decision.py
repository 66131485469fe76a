"""Checks become one verdict, with its dates.

The license that decides is the one for the entry's profession in the state where it practices.
A license elsewhere is shown and decides nothing: a patient in Oregon gains nothing from a badge
earned in Washington.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from crawler.records import LicenseRecord
from verify.checks import licensure
from verify.checks.coverage import STALE_DAYS
from verify.checks.judgment import Check, CheckOutcome, Verdict
from verify.checks.standing import Standing


def verdict_of(checks: Sequence[Check], standing: Standing, today: date) -> Verdict:
    """The verdict that the checks of a person lead to."""
    verdict = _on_license(checks, standing, today)
    is_told = verdict is Verdict.VERIFIED and encumbered_ids(standing)
    return Verdict.VERIFIED_WITH_NOTICE if is_told else verdict


def encumbered_ids(standing: Standing) -> frozenset[str]:
    """The ids of the person's licenses, wherever they are, with a restriction or an action."""
    licenses = (found.license for found in standing.accepted)
    return frozenset(each.license_id for each in licenses if licensure.is_encumbered(each))


def _on_license(checks: Sequence[Check], standing: Standing, today: date) -> Verdict:
    outcome = {check.check_name: check.outcome for check in checks if check.check_name != "other_license"}
    here, listing = standing.here, standing.listing
    if listing is None or not listing.is_current(today):
        return Verdict.NOT_COVERED
    if not here:
        return Verdict.NEEDS_REVIEW if standing.is_waiting else Verdict.NOT_FOUND
    if here[0].license.is_superseded:
        return Verdict.NEEDS_REVIEW
    if CheckOutcome.REVIEW in (outcome["license_active"], outcome["not_excluded"]):
        return Verdict.NEEDS_REVIEW
    if CheckOutcome.FAIL in (outcome["license_active"], outcome["license_unexpired"]):
        return Verdict.LICENSE_NOT_ACTIVE
    if outcome["license_unexpired"] is CheckOutcome.NO_EVIDENCE:
        return Verdict.NEEDS_REVIEW
    noticed = (outcome["license_active"], outcome["license_unencumbered"])
    if CheckOutcome.NOTICE in noticed or outcome["not_excluded"] is CheckOutcome.FAIL:
        return Verdict.VERIFIED_WITH_NOTICE
    return Verdict.VERIFIED


def dates_of(standing: Standing, verdict: Verdict) -> dict[str, date | None]:
    """The three dates of a verdict and the last day on which it may be shown."""
    listing = standing.listing
    if listing is None or listing.fetched_on is None or listing.as_of is None:
        return {"checked_on": None, "listing_as_of": None, "next_check_on": None, "shown_until": None}
    ends = [listing.fetched_on + timedelta(days=STALE_DAYS), listing.as_of + timedelta(days=STALE_DAYS)]
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
