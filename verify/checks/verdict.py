"""Checks become one verdict, with the day until which it may be shown.

The license that decides is the one for the entry's profession in the state where it practices.
A license elsewhere is shown and decides nothing: a patient in Oregon gains nothing from a badge
earned in Washington.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from crawler.records import EntryRecord, LicenseRecord, Status
from verify.checks import licensure
from verify.checks.coverage import STALE_DAYS, SourceState, oldest
from verify.checks.exclusions import not_excluded
from verify.checks.identifiers import npi_valid
from verify.checks.judgment import Check, CheckOutcome, Found, Judgment, Verdict
from verify.checks.known import Known
from verify.checks.professions import checked_profession, practice_state
from verify.checks.sentences import verdict_sentence
from verify.linkage.links import Decision


def judge(entries: Iterable[EntryRecord], known: Known) -> Iterator[Judgment]:
    """One judgment for each entry, in the order of the entries."""
    for entry in entries:
        yield judge_entry(entry, known)


def judge_entry(entry: EntryRecord, known: Known) -> Judgment:
    """The judgment on one entry from what is known of it."""
    licenses, coverage, today = known.licenses, known.coverage, known.today
    links = known.links.get(entry.entry_id, ())
    profession, state = checked_profession(entry), practice_state(entry)
    listings = coverage.listings(state, profession) if profession else ()
    accepted = [
        Found(licenses[x.license_id], x, coverage.by_source[licenses[x.license_id].evidence.source])
        for x in links
        if x.decision is Decision.ACCEPT
    ]
    here = sorted(
        (f for f in accepted if f.listing in listings and f.license.profession == profession), key=_rank
    )
    waiting = Counter(
        row.evidence.source
        for row in (licenses[x.license_id] for x in links if x.decision is Decision.REVIEW)
        if row.profession == profession
    )
    listing = _speaking(listings, here, waiting)
    checks = [
        *_license_checks(here, waiting, listing, listings, today),
        not_excluded(entry, known.exclusions, coverage.exclusions(), today),
        npi_valid(entry),
        *(licensure.other_license(f.license, f.listing) for f in accepted if f not in here[:1]),
    ]
    verdict = _verdict(checks, here, listing, is_waiting=_is_waiting(listings, waiting), today=today)
    if verdict is Verdict.VERIFIED and any(licensure.is_encumbered(f.license) for f in accepted):
        verdict = Verdict.VERIFIED_WITH_NOTICE
    return Judgment(
        entry_id=entry.entry_id,
        verdict=verdict,
        sentence=verdict_sentence(verdict, entry, here, listing, listings, today),
        license_id=here[0].license.license_id if here and verdict is not Verdict.NEEDS_REVIEW else None,
        checks=tuple(checks),
        credentials=(),
        **_dates(here, listing, verdict),
    )


def _is_waiting(listings: Sequence[SourceState], waiting: Mapping[str, int]) -> bool:
    """Whether a person has to look at a row of one of these listings."""
    return any(waiting[listing.info.source] for listing in listings)


def _speaking(
    listings: Sequence[SourceState], here: Sequence[Found], waiting: Mapping[str, int]
) -> SourceState | None:
    """The listing that speaks for an entry: that of the license found, of a row in doubt, else the oldest."""
    if here:
        return here[0].listing
    doubtful = [each for each in listings if waiting[each.info.source]]
    return oldest(doubtful or listings)


_ORDER = (Status.ACTIVE, Status.ACTIVE_RESTRICTED, Status.PROBATION)


def _rank(found: Found) -> tuple[object, ...]:
    row = found.license
    order = _ORDER.index(row.status) if row.status in _ORDER else len(_ORDER)
    latest = -date.fromisoformat(row.expires_on).toordinal() if row.expires_on else 0
    return row.is_superseded, order, latest, row.license_id


def _license_checks(
    here: Sequence[Found],
    waiting: Mapping[str, int],
    listing: SourceState | None,
    listings: Sequence[SourceState],
    today: date,
) -> Iterator[Check]:
    first = here[0] if here else None
    if first is None:
        read = [each for each in listings if each.report is not None] if listing else [None]
        for each in read:
            candidates = waiting[each.info.source] if each else 0
            yield licensure.license_found(None, None, candidates, each)
        for name in ("license_active", "license_unexpired", "license_unencumbered"):
            yield licensure.no_license(name, "No license was matched, so there is nothing to check.")
    else:
        yield licensure.license_found(first.license, first.link, 0, first.listing)
        yield licensure.license_active(first.license, first.listing)
        yield licensure.license_unexpired(first.license, first.listing)
        yield licensure.license_unencumbered([f.license for f in here], first.listing)
    yield licensure.source_fresh(listing, today)


def _verdict(
    checks: Sequence[Check],
    here: Sequence[Found],
    listing: SourceState | None,
    *,
    is_waiting: bool,
    today: date,
) -> Verdict:
    outcome = {check.check_name: check.outcome for check in checks if check.check_name != "other_license"}
    if listing is None or not listing.is_current(today):
        return Verdict.NOT_COVERED
    if not here:
        return Verdict.NEEDS_REVIEW if is_waiting else Verdict.NOT_FOUND
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


def _dates(here: Sequence[Found], listing: SourceState | None, verdict: Verdict) -> dict[str, date | None]:
    """The three dates of a verdict and the last day on which it may be shown."""
    if listing is None or listing.fetched_on is None or listing.as_of is None:
        return {"checked_on": None, "listing_as_of": None, "next_check_on": None, "shown_until": None}
    ends = [listing.fetched_on + timedelta(days=STALE_DAYS), listing.as_of + timedelta(days=STALE_DAYS)]
    if verdict in (Verdict.VERIFIED, Verdict.VERIFIED_WITH_NOTICE):
        ends.extend(_license_end(here[0].license))
    return {
        "checked_on": listing.fetched_on,
        "listing_as_of": listing.as_of,
        "next_check_on": listing.fetched_on + timedelta(days=listing.info.refresh_days),
        "shown_until": min(ends),
    }


def _license_end(row: LicenseRecord) -> tuple[date, ...]:
    """The day on which the license ends by itself; none while the board lets it run past that day."""
    return (date.fromisoformat(row.expires_on),) if row.expires_on and not row.is_in_renewal else ()
