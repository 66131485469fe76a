"""Which link may be public: one that a person has yet to decide never leads to an adverse license."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from crawler.records import ActionStage, LicenseRecord, Status
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

    A link in review to a sensitive license is withheld. A sensitive rival is not named.
    """
    ordered = sorted(links, key=lambda link: (link.entry_id, link.license_id))
    public = [link for link in ordered if _may_be_public(link, licenses)]
    return Divided(
        public=tuple(_without_sensitive_rival(link, licenses) for link in public),
        withheld_count=len(ordered) - len(public),
    )


def _may_be_public(link: Link, licenses: Mapping[str, LicenseRecord]) -> bool:
    return link.decision is Decision.ACCEPT or not is_sensitive(licenses[link.license_id])


def _without_sensitive_rival(link: Link, licenses: Mapping[str, LicenseRecord]) -> Link:
    rival = licenses.get(link.rival_license_id or "")
    if rival is None:
        return replace(link, rival_license_id=None)
    return replace(link, rival_license_id=None) if is_sensitive(rival) else link
