"""State licensure: found at the issuing board, active, unexpired, unencumbered, and read lately.

Only a board’s own row can pass these. The board’s word is always quoted beside our reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from crawler.records import ActionStage, BoardAction, Discipline, EntryRecord, LicenseRecord, Status
from verify.checks.coverage import FRESH_DAYS, STALE_DAYS, SourceState
from verify.checks.judgment import Check, CheckOutcome, Strength
from verify.checks.known import Known
from verify.checks.standing import Standing, standing_of
from verify.checks.words import PROFESSIONS, day, days_ago
from verify.linkage.links import IdentityClass, Link

ACTIVE_IN_A_WAY = frozenset({Status.ACTIVE, Status.ACTIVE_RESTRICTED, Status.PROBATION})
"""Status classes in which the holder may practice, at least in part."""

_NO_LISTING = "Nothing to check: no board listing is read for this."


def licensure(entry: EntryRecord, known: Known) -> Iterator[Check]:
    """All license checks of a person: at the boards of its state, then each license elsewhere."""
    standing = standing_of(entry, known)
    if standing.here:
        yield from _on_found(standing)
    else:
        yield from _on_nothing(standing)
    yield source_fresh(standing.listing, known.today)
    yield from (other_license(found.license, found.listing) for found in standing.elsewhere)


def _on_found(standing: Standing) -> Iterator[Check]:
    first = standing.here[0]
    yield license_found(first.license, first.link, 0, first.listing)
    yield license_active(first.license, first.listing)
    yield license_unexpired(first.license, first.listing)
    yield license_unencumbered([found.license for found in standing.here], first.listing)


def _on_nothing(standing: Standing) -> Iterator[Check]:
    read = [each for each in standing.listings if each.report is not None] if standing.listing else [None]
    for each in read:
        candidates = standing.waiting[each.info.source] if each else 0
        yield license_found(None, None, candidates, each)
    for name in ("license_active", "license_unexpired", "license_unencumbered"):
        yield no_license(name, "No license was matched, so there is nothing to check.")


def license_found(
    accepted: LicenseRecord | None, link: Link | None, candidates: int, listing: SourceState | None
) -> Check:
    """Whether the issuing board lists this person.

    Passes only on an accepted link; several candidates go to a person; a listing that was read
    and holds no matching record fails, which does not mean "unlicensed".
    """
    if listing is None:
        return _without_license("license_found", CheckOutcome.NO_EVIDENCE, _NO_LISTING, None)
    agency = listing.info.agency
    if accepted is not None and link is not None:
        by_number = link.identity_class is IdentityClass.NUMBER_AND_NAME
        basis = "by license number and name" if by_number else "by name, profession and place"
        name = " ".join(p for p in (accepted.last_name + ",", accepted.first_name, accepted.middle_name) if p)
        words = f"{agency} lists license {accepted.license_number} for {name}; matched {basis}."
        return _on_license("license_found", CheckOutcome.PASS, words, accepted, listing)
    if candidates:
        rows = "A row" if candidates == 1 else "Several rows"
        words = f"{rows} of the {agency} listing may be this person. A person decides."
        return _without_license("license_found", CheckOutcome.REVIEW, words, listing)
    words = f"The {agency} listing was read and holds no matching record. This does not mean “unlicensed”."
    if listing.info.omits:
        words += f" The listing leaves out {listing.info.omits}."
    if listing.report and listing.report.quarantined_count:
        words += f" {listing.report.quarantined_count} of its rows could not be read."
    return _without_license("license_found", CheckOutcome.FAIL, words, listing)


def license_active(license_: LicenseRecord, listing: SourceState) -> Check:
    """Whether the board’s status word means that the holder may practice."""
    word = f"The board’s word is “{license_.status_printed}”."
    if license_.status is Status.ACTIVE:
        return _on_license(
            "license_active", CheckOutcome.PASS, f"{word} The license is current.", license_, listing
        )
    if license_.status in ACTIVE_IN_A_WAY:
        words = f"{word} The license is current, with a limit or condition."
        return _on_license("license_active", CheckOutcome.NOTICE, words, license_, listing)
    if license_.status is Status.UNKNOWN:
        words = f"{word} We do not know what it means, so a person looks at it."
        return _on_license("license_active", CheckOutcome.REVIEW, words, license_, listing)
    words = f"{word} The license is not active."
    return _on_license("license_active", CheckOutcome.FAIL, words, license_, listing)


def license_unexpired(license_: LicenseRecord, listing: SourceState) -> Check:
    """Whether the license ran on the listing's own date (not on the day of reading).

    A license that the board lets run past its end date while it is renewed gets a notice, no failure.
    """
    as_of = listing.as_of
    if license_.expires_on is None or as_of is None:
        words = "The listing gives no end date."
        return _on_license("license_unexpired", CheckOutcome.NO_EVIDENCE, words, license_, listing)
    runs = date.fromisoformat(license_.expires_on) >= as_of
    verb = "runs until" if runs else "ended on"
    words = f"On the listing of {day(as_of)} the license {verb} {day(license_.expires_on)}."
    if not runs and license_.is_in_renewal:
        words += f" The board’s word “{license_.status_printed}” lets it run on while it is being renewed."
        return _on_license("license_unexpired", CheckOutcome.NOTICE, words, license_, listing)
    return _on_license(
        "license_unexpired", CheckOutcome.PASS if runs else CheckOutcome.FAIL, words, license_, listing
    )


def license_unencumbered(rows: Sequence[LicenseRecord], listing: SourceState) -> Check:
    """Whether the board states a restriction or an action, on any row of this person on its listing.

    Three-valued: where a listing does not report discipline, that is said and nothing is passed.
    """
    chosen = rows[0]
    for row in rows:
        words = _encumbrance(row)
        if words:
            return _on_license("license_unencumbered", CheckOutcome.NOTICE, words, row, listing)
    if chosen.discipline is Discipline.NONE:
        words = (
            f"None published on the listing of {day(listing.as_of or '')}."
            if listing.as_of
            else "None published."
        )
        return _on_license("license_unencumbered", CheckOutcome.PASS, words, chosen, listing)
    words = "This source does not say whether there are board actions."
    if chosen.actions:
        words = f"The board’s listing shows a matter that is over: {'; '.join(map(_quoted, chosen.actions))}."
    return _on_license("license_unencumbered", CheckOutcome.NO_EVIDENCE, words, chosen, listing)


def _encumbrance(row: LicenseRecord) -> str:
    """What the row states against an unencumbered license, in the board’s own words; else empty."""
    alleged = [action for action in row.actions if action.stage is ActionStage.ALLEGED]
    if row.discipline is Discipline.YES and row.actions:
        return f"The board’s listing shows: {'; '.join(map(_quoted, row.actions))}."
    if row.discipline is Discipline.YES:
        word = row.discipline_printed
        return f"The board’s listing shows an action on file (“{word}”). It does not say what it is."
    if alleged:
        quoted = "; ".join(map(_quoted, alleged))
        return f"The board’s listing shows a case that is not decided: {quoted}. That is not a finding."
    if row.discipline_printed.strip().upper() == "PENDING":
        return "The board’s listing shows an action as pending. That is not a finding."
    if row.is_disciplinary_status or row.status in (Status.ACTIVE_RESTRICTED, Status.PROBATION):
        return f"The board’s status word for license {row.license_number} is “{row.status_printed}”."
    return ""


def _quoted(action: BoardAction) -> str:
    """The case in the board’s words, with its number and days where they are given."""
    printed = action.action_printed or action.reason_printed
    parts = [f"“{printed}”"] if printed else []
    parts += [f"case {action.docket}"] if action.docket else []
    parts += ["alleged, not decided"] if action.stage is ActionStage.ALLEGED else []
    parts += [day(action.acted_on)] if action.acted_on else []
    parts += [f"ended {day(action.ended_on)}"] if action.ended_on else []
    return ", ".join(parts) or "a case without words"


def source_fresh(listing: SourceState | None, today: date) -> Check:
    """How old the evidence is: fresh to 14 days, then it says its age, beyond 90 days it is not used."""
    if listing is None or listing.fetched_on is None or listing.as_of is None:
        return _without_license("source_fresh", CheckOutcome.NO_EVIDENCE, _NO_LISTING, listing)
    age = (today - listing.fetched_on).days
    words = f"Listing dated {day(listing.as_of)}, read {day(listing.fetched_on)} ({days_ago(age)})."
    if listing.has_failed and listing.last:
        words += f" It did not arrive on {day(listing.last.started_at)}; this is the older data."
    if not listing.is_current(today):
        return _without_license(
            "source_fresh", CheckOutcome.FAIL, f"{words} Over {STALE_DAYS} days: too old to use.", listing
        )
    outcome = CheckOutcome.PASS if age <= FRESH_DAYS else CheckOutcome.NOTICE
    return _without_license("source_fresh", outcome, words, listing)


def other_license(license_: LicenseRecord, listing: SourceState) -> Check:
    """A further license of the same person, in another state or profession, as its board shows it."""
    where = f"{listing.info.agency} lists {license_.license_number} ({PROFESSIONS[license_.profession]})"
    words = f"{where} as “{license_.status_printed}”."
    stated = is_encumbered(license_)
    if stated:
        words = f"{words} {_encumbrance(license_)}"
    plain = license_.status is Status.ACTIVE and not stated
    outcome = CheckOutcome.PASS if plain else CheckOutcome.NOTICE
    return _on_license("other_license", outcome, words, license_, listing)


def is_encumbered(license_: LicenseRecord) -> bool:
    """Whether the board states a restriction, a measure or an action on this license, pending or not."""
    return bool(_encumbrance(license_))


def no_license(check_name: str, reason: str) -> Check:
    """A license check that could not be made, because no license was found to check."""
    return _without_license(check_name, CheckOutcome.NO_EVIDENCE, reason, None)


def _on_license(
    name: str, outcome: CheckOutcome, words: str, license_: LicenseRecord, listing: SourceState
) -> Check:
    evidence = license_.evidence
    strength = Strength.NONE if outcome is CheckOutcome.NO_EVIDENCE else Strength.PRIMARY
    return Check(
        name, outcome, strength, words, f"{evidence.source} {evidence.parser_version}",
        license_id=license_.license_id, source=evidence.source, source_url=evidence.source_url,
        fetched_at=evidence.fetched_at, source_as_of=evidence.source_as_of,
    )  # fmt: skip


def _without_license(name: str, outcome: CheckOutcome, words: str, listing: SourceState | None) -> Check:
    if listing is None or listing.report is None:
        return Check(name, outcome, Strength.NONE, words, "coverage")
    info, report = listing.info, listing.report
    strength = Strength.PRIMARY if outcome in (CheckOutcome.PASS, CheckOutcome.FAIL) else Strength.NONE
    return Check(
        name, outcome, strength, words, f"{info.source} {report.parser_version}", source=info.source,
        source_url=info.homepage_url, fetched_at=report.started_at, source_as_of=report.source_as_of,
    )  # fmt: skip
