"""Is the person listed by the board that issues the license? The outcome of each listing that was asked."""

from __future__ import annotations

from collections.abc import Iterator

from verify.checks.coverage import SourceState
from verify.checks.evidenced import on_license, without_license
from verify.checks.judgment import Check, CheckOutcome, Found
from verify.checks.known import FormerLicense, Known
from verify.checks.standing import Standing
from verify.checks.titles import state_titles, title_of
from verify.checks.whom_to_ask import unread_words
from verify.checks.words import ONE_OF, day
from verify.linkage.links import IdentityClass


def license_found(standing: Standing, known: Known) -> Iterator[Check]:
    """Whether the issuing board lists this person: one check for each listing that was asked in vain.

    Passes only on an accepted link; several candidates go to a person; a listing that was read
    and holds no matching record fails, which does not mean "unlicensed".
    """
    if standing.here:
        yield _listed(standing.here[0], known)
    elif standing.listing is None:
        words = unread_words(standing.profession, standing.state, known)
        yield without_license("license_found", CheckOutcome.NO_EVIDENCE, words, None)
    else:
        for listing in standing.listings:
            if listing.report is not None:
                yield _asked(listing, standing)


def _listed(found: Found, known: Known) -> Check:
    row = found.license
    by_number = found.link.identity_class is IdentityClass.NUMBER_AND_NAME
    basis = "by license number and name" if by_number else "by name, profession and place"
    name = " ".join(part for part in (row.last_name + ",", row.first_name, row.middle_name) if part)
    words = f"{found.listing.info.agency} lists license {row.license_number}{title_of(row)} for {name};"
    words += f" matched {basis}.{state_titles(row, known)}"
    if row.is_superseded:
        words += (
            " The board says that another row replaced this one, and we did not find that. A person looks."
        )
        return on_license("license_found", CheckOutcome.REVIEW, words, row)
    return on_license("license_found", CheckOutcome.PASS, words, row)


def _asked(listing: SourceState, standing: Standing) -> Check:
    candidates = standing.waiting[listing.info.source]
    if candidates:
        rows = "A row" if candidates == 1 else "Several rows"
        words = f"{rows} of the {listing.info.agency} listing may be this person. A person decides."
        return without_license("license_found", CheckOutcome.REVIEW, words, listing)
    gone = former_here(listing, standing)
    words = gone_words(listing, gone) if gone else _in_vain(listing)
    words += _other_profession(listing, standing)
    return without_license("license_found", CheckOutcome.FAIL, words, listing)


def _in_vain(listing: SourceState) -> str:
    words = f"The {listing.info.agency} listing was read and holds no matching record."
    words += " This does not mean “unlicensed”."
    if listing.info.omits:
        words += f" The listing leaves out {listing.info.omits}."
    if listing.report and listing.report.quarantined_count:
        words += f" {listing.report.quarantined_count} of its rows could not be read."
    return words


def former_here(listing: SourceState, standing: Standing) -> FormerLicense | None:
    """The license that this listing held last and holds no longer."""
    gone = [each for each in standing.former if each.license.evidence.source == listing.info.source]
    return max(gone, key=lambda each: (each.missing_since, each.license.license_id), default=None)


def gone_words(listing: SourceState, gone: FormerLicense) -> str:
    """That the board lists a license no longer, since when, and that the listing does not say why."""
    return (
        f"No longer listed by the board since {day(gone.missing_since)}: the {listing.info.agency} listing"
        f" held license {gone.license.license_number} until {day(gone.last_listed_on)}."
        " The listing does not say why. This does not mean “unlicensed”."
    )


def _other_profession(listing: SourceState, standing: Standing) -> str:
    """That the listing holds a license of this person for another profession, which is no proof here."""
    others = [found for found in standing.accepted if found.listing == listing]
    if not others:
        return ""
    row = others[0].license
    return f" It lists license {row.license_number} as {ONE_OF[row.profession]}: that is another profession."
