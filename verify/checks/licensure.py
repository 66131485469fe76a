"""State licensure: found at the issuing board, active, unexpired, unencumbered, and read lately.

Only a board’s own row can pass these. The board’s word is always quoted beside our reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from crawler.records import Discipline, EntryRecord, LicenseRecord, Status
from verify.checks.coverage import SourceState
from verify.checks.encumbrance import encumbrance, past_matters
from verify.checks.evidenced import on_license, without_license
from verify.checks.found_at_board import license_found
from verify.checks.judgment import Check, CheckOutcome, Found, Strength
from verify.checks.known import Known
from verify.checks.source_age import source_fresh
from verify.checks.standing import Standing, has_run_out, standing_of
from verify.checks.status_words import LIMITED, plain_words
from verify.checks.titles import title_of
from verify.checks.words import ONE_OF, day

NOT_ACTIVE = " The license is not active."
_NOTHING_FOUND = "No license was matched, so there is nothing to check."


def licensure(entry: EntryRecord, known: Known) -> Iterator[Check]:
    """All license checks of a person: at the boards of its state, then each license elsewhere."""
    standing = standing_of(entry, known)
    yield from license_found(standing, known)
    if standing.here:
        yield from _on_found(standing, known)
    else:
        for name in ("license_active", "license_unexpired", "license_unencumbered"):
            yield without_license(name, CheckOutcome.NO_EVIDENCE, _NOTHING_FOUND, None)
    yield source_fresh(standing.listing, known.today)
    yield from (other_license(found.license, found.listing, known) for found in standing.elsewhere)


def _on_found(standing: Standing, known: Known) -> Iterator[Check]:
    first = standing.here[0]
    shown = license_active(first.license, known), license_unexpired(first, known.today)
    yield from (_left_open(check, standing) for check in shown)
    yield license_unencumbered([found.license for found in standing.here], first.listing, known)


def _left_open(check: Check, standing: Standing) -> Check:
    """The check without its fail where the row found may not be the present license: it settles nothing then.

    A row that the board has replaced says nothing of the license that replaced it. A row that gives no leave
    to practice says nothing while a person has yet to look at one that would.
    """
    found = check.sentence.removesuffix(NOT_ACTIVE)
    if standing.here[0].license.is_superseded:
        words = f"{found} Another row replaced this one, so it does not say how the license stands now."
        return replace(check, outcome=CheckOutcome.NO_EVIDENCE, strength=Strength.NONE, sentence=words)
    if standing.is_better_waiting and check.outcome is CheckOutcome.FAIL:
        words = f"{found} Another row of this listing may be this person’s present license. A person decides."
        return replace(check, outcome=CheckOutcome.REVIEW, sentence=words)
    return check


def license_active(license_: LicenseRecord, known: Known) -> Check:
    """Whether the board’s status word means that the holder may practice."""
    words = f"The board’s word is “{license_.status_printed}”. {plain_words(license_, known)}"
    if license_.status is Status.ACTIVE:
        return on_license("license_active", CheckOutcome.PASS, words, license_)
    if license_.status in LIMITED:
        return on_license("license_active", CheckOutcome.NOTICE, words, license_)
    if license_.status is Status.UNKNOWN:
        return on_license("license_active", CheckOutcome.REVIEW, words, license_)
    return on_license("license_active", CheckOutcome.FAIL, words + NOT_ACTIVE, license_)


def license_unexpired(found: Found, today: date) -> Check:
    """Whether the license ran on the listing's own date (not on the day of reading).

    A license that the board lets run past its end date while it is renewed gets a notice, no failure. Where
    it ran then and its end date has passed since, the listing can't say how it stands now.
    """
    license_, as_of = found.license, found.listing.as_of
    if license_.expires_on is None or as_of is None:
        words = "The listing gives no end date."
        return on_license("license_unexpired", CheckOutcome.NO_EVIDENCE, words, license_)
    runs = date.fromisoformat(license_.expires_on) >= as_of
    verb = "runs until" if runs else "ended on"
    words = f"On the listing of {day(as_of)} the license {verb} {day(license_.expires_on)}."
    if not runs and license_.is_in_renewal:
        words += f" The board’s word “{license_.status_printed}” lets it run on while it is being renewed."
        return on_license("license_unexpired", CheckOutcome.NOTICE, words, license_)
    if has_run_out(found, today):
        words += " That day has passed, and this listing can’t say whether the license was renewed."
        return on_license("license_unexpired", CheckOutcome.NO_EVIDENCE, words, license_)
    return on_license("license_unexpired", CheckOutcome.PASS if runs else CheckOutcome.FAIL, words, license_)


def license_unencumbered(rows: Sequence[LicenseRecord], listing: SourceState, known: Known) -> Check:
    """Whether the board states a restriction or an action, on any row of this person on its listing.

    Where a listing does not report discipline, that is said and nothing is passed. A matter that is over
    is shown, and takes nobody’s badge.
    """
    chosen = rows[0]
    stated = [(row, encumbrance(row, known)) for row in rows]
    against = [(row, words) for row, words in stated if words]
    over = " ".join(filter(None, (past_matters(row) for row in rows)))
    if against:
        said = [
            words if row is chosen else f"License {row.license_number}: {words}" for row, words in against
        ]
        words = " ".join([*said, over]).strip()
        return on_license("license_unencumbered", CheckOutcome.NOTICE, words, against[0][0])
    if over:
        return on_license("license_unencumbered", CheckOutcome.NOTICE, over, chosen)
    if chosen.is_superseded:
        words = "Another row replaced this one, so it does not say whether there are board actions now."
        return on_license("license_unencumbered", CheckOutcome.NO_EVIDENCE, words, chosen)
    if chosen.discipline is Discipline.NONE:
        as_of = f" as of {day(listing.as_of)}" if listing.as_of else ""
        words = f"None published by this board{as_of}."
        return on_license("license_unencumbered", CheckOutcome.PASS, words, chosen)
    words = "This source does not say whether there are board actions."
    return on_license("license_unencumbered", CheckOutcome.NO_EVIDENCE, words, chosen)


def other_license(license_: LicenseRecord, listing: SourceState, known: Known) -> Check:
    """A further license of the same person, in another state or profession, as its board shows it."""
    who = f"{ONE_OF[license_.profession]}{title_of(license_)}"
    where = f"{listing.info.agency} lists license {license_.license_number} as {who}"
    stated = encumbrance(license_, known)
    over = past_matters(license_)
    words = " ".join(filter(None, (f"{where}, with the word “{license_.status_printed}”.", stated, over)))
    plain = license_.status is Status.ACTIVE and not stated
    return on_license("other_license", CheckOutcome.PASS if plain else CheckOutcome.NOTICE, words, license_)
