"""Federal exclusion: is the entry's NPI on the OIG list, under a name that agrees?

Only an NPI with an agreeing name is published. A name alone is never enough, because the public
file carries nothing that could settle it. Default on an education loan (1128b14) is shown apart:
it is no quality matter. A row that a reinstatement may have ended, without agreeing with it in every
field, goes to a person. Rules: OIG authorities page; three of four identifier-only hits of a
public audit were wrong, so the name must agree as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rapidfuzz.fuzz import token_set_ratio

from crawler.records import EntryKind, EntryRecord, ExclusionRecord
from verify.checks.coverage import SourceState
from verify.checks.identifiers import OWN_PREFIX
from verify.checks.judgment import Check, CheckOutcome, Strength
from verify.checks.known import Known
from verify.checks.words import day
from verify.linkage.names import fold, standardize

LOAN_DEFAULT = "1128b14"
NAME_SIMILARITY = 85
"""Least token-set similarity (0-100) of organization names under one NPI."""


def not_excluded(entry: EntryRecord, known: Known) -> Iterator[Check]:
    """Whether the federal exclusion list holds this NPI under an agreeing name."""
    listing, today = known.coverage.exclusions(), known.today
    rows = [row for row in known.exclusions.get(entry.entry_id, ()) if not _is_reinstated(row, today)]
    if listing is None or listing.report is None:
        yield _unread(_UNREAD)
    elif entry.entry_id.startswith(OWN_PREFIX):
        yield _unread("This entry has no national provider number to look up on the federal exclusion list.")
    elif not listing.is_current(today):
        yield _in_review(_UNREAD, listing) if rows else _unread(_UNREAD)
    else:
        yield _on_list(entry, rows, listing, today) if rows else _not_on_list(listing)


_UNREAD = "The federal exclusion list was not read, or is too old to use."


def _unread(words: str) -> Check:
    return Check("not_excluded", CheckOutcome.NO_EVIDENCE, Strength.NONE, words, "coverage")


def _not_on_list(listing: SourceState) -> Check:
    as_of = day(listing.as_of) if listing.as_of else "its day"
    words = (
        f"This national provider number is not on the federal exclusion list of {as_of}."
        " Most rows of that list carry no number, so absence proves little."
    )
    return _check(CheckOutcome.PASS, Strength.CORROBORATED, words, None, listing)


def _on_list(entry: EntryRecord, rows: Sequence[ExclusionRecord], listing: SourceState, today: date) -> Check:
    """The worst that is certain: an exclusion, else what a person has to look at, else a loan default."""
    agreeing = [row for row in rows if names_agree(entry, row)]
    certain = [row for row in agreeing if not row.has_unsettled_reinstatement]
    grave = [row for row in certain if row.exclusion_type.lower() != LOAN_DEFAULT]
    if grave:
        return _confirmed(grave[0], listing, today)
    if len(agreeing) < len(rows):
        words = "A row with this national provider number carries another name. A person decides."
        return _in_review(words, listing)
    if len(certain) < len(agreeing):
        words = "A reinstatement may have ended a row with this national provider number. A person decides."
        return _in_review(words, listing)
    return _confirmed(certain[0], listing, today)


def _in_review(words: str, listing: SourceState) -> Check:
    return _check(CheckOutcome.REVIEW, Strength.NONE, words, None, listing)


def _confirmed(row: ExclusionRecord, listing: SourceState, today: date) -> Check:
    since = f"since {day(row.excluded_on)}" if row.excluded_on else "(no date given)"
    if row.excluded_on and date.fromisoformat(row.excluded_on) > today:
        since = f"from {day(row.excluded_on)}"
    if row.exclusion_type.lower() == LOAN_DEFAULT:
        words = (
            f"On the federal exclusion list {since} for default on an education loan."
            " This is not a matter of quality."
        )
        return _check(CheckOutcome.NOTICE, Strength.ADVERSE_CONFIRMED, words, row, listing)
    words = (
        f"On the federal exclusion list {since}, code {row.exclusion_type}."
        " Federal health programs do not pay for this provider’s care."
    )
    return _check(CheckOutcome.FAIL, Strength.ADVERSE_CONFIRMED, words, row, listing)


def names_agree(entry: EntryRecord, row: ExclusionRecord) -> bool:
    """Whether surname (or organization name) of entry and exclusion row agree under one NPI."""
    if entry.kind is EntryKind.ORGANIZATION:
        names = [entry.organization_name, *(o.organization_name for o in entry.other_names)]
        theirs = fold(row.business_name)
        return bool(theirs) and any(token_set_ratio(fold(n), theirs) >= NAME_SIMILARITY for n in names if n)
    other = standardize(row.first_name, row.middle_name, row.last_name)
    own = [standardize(entry.first_name, entry.middle_name, entry.last_name, entry.suffix)]
    own += [standardize(o.first_name, o.middle_name, o.last_name, o.suffix) for o in entry.other_names]
    return any(name.surname_key and name.surname_key == other.surname_key for name in own)


def _is_reinstated(row: ExclusionRecord, today: date) -> bool:
    return row.reinstated_on is not None and date.fromisoformat(row.reinstated_on) <= today


def _check(
    outcome: CheckOutcome, strength: Strength, words: str, row: ExclusionRecord | None, listing: SourceState
) -> Check:
    report = listing.report
    return Check(
        "not_excluded", outcome, strength, words, f"{listing.info.source} {listing.info.parser_version}",
        exclusion_id=row.exclusion_id if row else None, source=listing.info.source,
        source_url=row.evidence.source_url if row else listing.info.homepage_url,
        fetched_at=report.started_at if report else None,
        source_as_of=report.source_as_of if report else None,
    )  # fmt: skip
