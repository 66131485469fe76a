"""How old the evidence is, in words, by the age limits of `coverage`."""

from __future__ import annotations

from datetime import date

from verify.checks.coverage import AGING_DAYS, STALE_DAYS, Freshness, SourceState
from verify.checks.evidenced import without_license
from verify.checks.judgment import Check, CheckOutcome
from verify.checks.words import day, days_ago

_WORDS = {
    Freshness.FRESH: "",
    Freshness.AGING: " Aging: its age is shown with the answer.",
    Freshness.STALE: f" Stale, over {AGING_DAYS} days: ask the board whether it still holds.",
    Freshness.TOO_OLD: f" Over {STALE_DAYS} days: too old to use.",
}


def source_fresh(listing: SourceState | None, today: date) -> Check:
    """Whether the listing was read lately. A crawl that failed since is named and gets a notice."""
    if listing is None or listing.fetched_on is None or listing.as_of is None:
        words = "Nothing to check: no board listing is read for this."
        return without_license("source_fresh", CheckOutcome.NO_EVIDENCE, words, listing)
    state, age = listing.freshness(today), (today - listing.fetched_on).days
    words = f"Listing dated {day(listing.as_of)}, read {day(listing.fetched_on)} ({days_ago(age)})."
    if listing.has_failed and listing.last:
        words += f" It did not arrive on {day(listing.last.started_at)}; this is the older data."
    return without_license("source_fresh", _outcome(state, listing), words + _WORDS[state], listing)


def _outcome(state: Freshness, listing: SourceState) -> CheckOutcome:
    if state is Freshness.TOO_OLD:
        return CheckOutcome.FAIL
    is_plain = state is Freshness.FRESH and not listing.has_failed
    return CheckOutcome.PASS if is_plain else CheckOutcome.NOTICE
