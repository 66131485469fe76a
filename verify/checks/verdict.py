"""Checks become one verdict, with the day until which it may be shown.

The license that decides is the one for the entry's profession in the state where it practices.
A license elsewhere is shown and decides nothing: a patient in Oregon gains nothing from a badge
earned in Washington.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.records import (
    EntryKind,
    EntryRecord,
    ExclusionRecord,
    LicenseRecord,
    PlacePurpose,
    Profession,
    Status,
)
from verify.checks import licensure
from verify.checks.coverage import STALE_DAYS, Coverage, SourceState
from verify.checks.exclusions import not_excluded
from verify.checks.identifiers import npi_valid
from verify.checks.judgment import Check, CheckOutcome, Judgment, Verdict
from verify.checks.words import PROFESSIONS, day
from verify.linkage.links import Decision, Link
from verify.linkage.states import STATES

VERIFIED = (
    "Verified means: on {day}, the {board} listing for license {number} showed status “{status}” for a"
    " name that matches this entry. It is not a judgment of skill, safety or quality, and it may have"
    " changed since."
)
"""The one sentence of the publication rules; nothing else may be said of `verified`."""


@dataclass(frozen=True, slots=True)
class Found:
    """An accepted link with its license and the listing that it stands on."""

    license: LicenseRecord
    link: Link
    listing: SourceState


def judge(
    entries: Iterable[EntryRecord],
    licenses: Iterable[LicenseRecord],
    links: Iterable[Link],
    exclusions: Iterable[ExclusionRecord],
    sources: Iterable[SourceState],
    today: date,
) -> Iterator[Judgment]:
    """One judgment for each entry, in the order of the entries."""
    coverage = Coverage(tuple(sources))
    by_id = {row.license_id: row for row in licenses}
    by_entry: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_entry[link.entry_id].append(link)
    by_npi: dict[str, list[ExclusionRecord]] = defaultdict(list)
    for row in exclusions:
        by_npi[row.npi or "none"].append(row)
    for entry in entries:
        yield judge_entry(entry, by_entry[entry.entry_id], by_id, by_npi, coverage, today)


def judge_entry(
    entry: EntryRecord,
    links: Sequence[Link],
    licenses: Mapping[str, LicenseRecord],
    by_npi: Mapping[str, Sequence[ExclusionRecord]],
    coverage: Coverage,
    today: date,
) -> Judgment:
    """The judgment on one entry from its own links."""
    profession, state = checked_profession(entry), practice_state(entry)
    listing = coverage.listing(state, profession) if profession else None
    accepted = [
        Found(licenses[x.license_id], x, coverage.by_source[licenses[x.license_id].evidence.source])
        for x in links
        if x.decision is Decision.ACCEPT
    ]
    here = sorted(
        (f for f in accepted if f.listing is listing and f.license.profession == profession), key=_rank
    )
    waiting = sum(
        1
        for x in links
        if x.decision is Decision.REVIEW and _is_here(licenses[x.license_id], listing, profession)
    )
    checks = [
        *_license_checks(here, waiting, listing, today),
        not_excluded(entry, by_npi, coverage.exclusions(), today),
        npi_valid(entry),
        *(licensure.other_license(f.license, f.listing) for f in accepted if f not in here[:1]),
    ]
    verdict = _verdict(checks, here, waiting, listing, today)
    if verdict is Verdict.VERIFIED and any(licensure.is_encumbered(f.license) for f in accepted):
        verdict = Verdict.VERIFIED_WITH_NOTICE
    return Judgment(
        entry_id=entry.entry_id,
        verdict=verdict,
        sentence=_sentence(verdict, entry, here, listing, today),
        license_id=here[0].license.license_id if here and verdict is not Verdict.NEEDS_REVIEW else None,
        checks=tuple(checks),
        **_dates(here, listing, verdict),
    )


def checked_profession(entry: EntryRecord) -> Profession | None:
    """The profession that decides: the primary claim if a board of its kind is read, else the first such."""
    claimed = [entry.profession, *(claim.profession for claim in entry.claims)]
    if entry.kind is EntryKind.ORGANIZATION:
        return None
    return next((p for p in claimed if licensure.covers(p)), None)


def practice_state(entry: EntryRecord) -> str:
    """The state of the main practice place; empty where none is stated."""
    return next((p.state for p in entry.places if p.purpose is PlacePurpose.PRACTICE), "")


def _is_here(row: LicenseRecord, listing: SourceState | None, profession: Profession | None) -> bool:
    return listing is not None and row.evidence.source == listing.info.source and row.profession == profession


_ORDER = (Status.ACTIVE, Status.ACTIVE_RESTRICTED, Status.PROBATION)


def _rank(found: Found) -> tuple[object, ...]:
    row = found.license
    order = _ORDER.index(row.status) if row.status in _ORDER else len(_ORDER)
    latest = -date.fromisoformat(row.expires_on).toordinal() if row.expires_on else 0
    return row.is_superseded, order, latest, row.license_id


def _license_checks(
    here: Sequence[Found], waiting: int, listing: SourceState | None, today: date
) -> Iterator[Check]:
    first = here[0] if here else None
    yield licensure.license_found(
        first.license if first else None, first.link if first else None, waiting, listing
    )
    if first is None:
        for name in ("license_active", "license_unexpired", "license_unencumbered"):
            yield licensure.no_license(name, "No license was matched, so there is nothing to check.")
    else:
        yield licensure.license_active(first.license, first.listing)
        yield licensure.license_unexpired(first.license, first.listing)
        yield licensure.license_unencumbered([f.license for f in here], first.listing)
    yield licensure.source_fresh(listing, today)


def _verdict(
    checks: Sequence[Check], here: Sequence[Found], waiting: int, listing: SourceState | None, today: date
) -> Verdict:
    outcome = {check.check_name: check.outcome for check in checks if check.check_name != "other_license"}
    if listing is None or not listing.is_current(today):
        return Verdict.NOT_COVERED
    if not here:
        return Verdict.NEEDS_REVIEW if waiting else Verdict.NOT_FOUND
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


def _sentence(
    verdict: Verdict, entry: EntryRecord, here: Sequence[Found], listing: SourceState | None, today: date
) -> str:
    if entry.kind is EntryKind.ORGANIZATION:
        return "We check the people, not the clinic. No board here licenses clinics of this kind."
    if listing is None:
        return _uncovered(entry)
    board, as_of = listing.info.agency, day(listing.as_of or today)
    if verdict is Verdict.NOT_COVERED:
        return f"The newest {board} listing that we hold is of {as_of}. That is too old to use."
    if verdict is Verdict.NOT_FOUND:
        words = f"The {board} listing of {as_of} was read and holds no matching record."
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
