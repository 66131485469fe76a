"""Which links and licenses may be public.

A link that a person has yet to decide never leads to an adverse license. Licenses of a profession that the
directory does not list are public only where an entry is linked to them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from crawler.records import ActionStage, LicenseRecord, Status
from verify.checks.professions import DIRECTORY_PROFESSIONS
from verify.linkage.from_records import is_adverse
from verify.linkage.links import Decision, Link

ALLEGED = "pending"
"""A printed flag that says an action is pending: alleged, neither proven nor absent."""


def is_alleged(license_record: LicenseRecord) -> bool:
    """Whether the listing flags an action that is not decided."""
    if any(action.stage is ActionStage.ALLEGED for action in license_record.actions):
        return True
    printed = license_record.discipline_printed
    return ALLEGED in (part.strip().casefold() for part in printed.split("|"))


def is_sensitive(license_record: LicenseRecord) -> bool:
    """Whether an undecided link to a license stays private: adverse, restricted, or alleged.

    Each of them would harm a namesake who is tied to it by mistake.
    """
    return (
        is_adverse(license_record)
        or is_alleged(license_record)
        or license_record.status is Status.ACTIVE_RESTRICTED
    )


@dataclass(frozen=True, slots=True)
class Divided:
    """Links for the public tables, and how many were kept for the private queue alone."""

    public: tuple[Link, ...]
    withheld_count: int


def divide_links(links: Iterable[Link], licenses: Mapping[str, LicenseRecord]) -> Divided:
    """The links that may be public, sorted by entry and license; the others stay in review.csv alone.

    A link in review to a sensitive license is withheld. A rival that is sensitive or not public is not named.
    """
    ordered = sorted(links, key=lambda link: (link.entry_id, link.license_id))
    public = [link for link in ordered if _may_be_public(link, licenses)]
    linked = {link.license_id for link in public}
    return Divided(
        public=tuple(_without_private_rival(link, licenses, linked) for link in public),
        withheld_count=len(ordered) - len(public),
    )


def public_licenses(licenses: Iterable[LicenseRecord], links: Iterable[Link]) -> tuple[LicenseRecord, ...]:
    """The licenses for the public tables, in their order; `links` are the public ones.

    Whole listings of the directory's professions; of others, such as physicians, what an entry is linked to.
    """
    linked = {link.license_id for link in links}
    return tuple(record for record in licenses if _is_public(record, linked))


def _is_public(record: LicenseRecord, linked: Collection[str]) -> bool:
    return record.profession in DIRECTORY_PROFESSIONS or record.license_id in linked


def _may_be_public(link: Link, licenses: Mapping[str, LicenseRecord]) -> bool:
    return link.decision is Decision.ACCEPT or not is_sensitive(licenses[link.license_id])


def _without_private_rival(
    link: Link, licenses: Mapping[str, LicenseRecord], linked: Collection[str]
) -> Link:
    rival = licenses.get(link.rival_license_id or "")
    if rival is None or is_sensitive(rival) or not _is_public(rival, linked):
        return replace(link, rival_license_id=None)
    return link
