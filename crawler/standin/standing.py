"""The truth about licenses: what a board's word means, whether a license runs, what is filed against it.

Written from what the generator knows and not from the tables of `data/codes`, so that a wrong reading there
shows as a wrong outcome.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crawler.standin.license import License


class Force(StrEnum):
    """What a status word means for the right to practice; `unclear` where the word alone does not say."""

    FULL = "full"
    LIMITED = "limited"
    NONE = "none"
    UNCLEAR = "unclear"


_LIMITED = frozenset(
    word.casefold()
    for word in (
        *(
            "Active With Conditions",
            "Active With Restrictions",
            "Active On Probation",
            "Active - With Conditions",
        ),
        *("Active - Restricted", "Active - Telehealth ONLY", "Active - Refresher Course Only", "PROBATION"),
        *("ACTIVE CHAPERONE REQUIRED", "Probation/Active"),
    )
)
_UNCLEAR = frozenset(
    word.casefold()
    for word in (
        *(
            "Approved",
            "Active Provisional",
            "Active Not Renewable",
            "Retired Active",
            "Military",
            "Qualified",
        ),
        *("Active - Provisional", "Active - Reentry License", "Expired - Active MSL", "Under Review"),
        *("Need Master Hire", "Superseded"),
    )
)
_FULL = frozenset(("active", "current", "clear/active", "active in renewal"))
_RENEWING = "ACTIVE IN RENEWAL"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is true of one license on the day of its listing."""

    force: Force
    runs: bool
    is_renewing: bool
    is_encumbered: bool
    is_alleged: bool

    @property
    def may_practice(self) -> bool:
        """Whether its holder may practice, at least in part, on that day."""
        return self.force in (Force.FULL, Force.LIMITED) and (self.runs or self.is_renewing)


def force_of(word: str) -> Force:
    """The meaning of a status word; whatever is not known to be in force is not."""
    plain = word.casefold()
    if plain in _FULL:
        return Force.FULL
    if plain in _LIMITED:
        return Force.LIMITED
    return Force.UNCLEAR if plain in _UNCLEAR else Force.NONE


def standing_of(found: License, as_of: date) -> Standing:
    """The truth about a license. California's listing is of the first of the month."""
    listed_on = as_of.replace(day=1) if found.state == "CA" else as_of
    force = force_of(found.status)
    if force is Force.FULL and found.action == "UNDER BOARD ORDER":
        force = Force.LIMITED
    return Standing(
        force=force,
        runs=found.expires >= listed_on,
        is_renewing=found.status == _RENEWING,
        is_encumbered=(force is Force.LIMITED and not is_limited_kind(found))
        or _has_action(found)
        or _is_sanctioned(found.status),
        is_alleged=found.action == "Pending" or any(_is_charge(case.action) for case in found.cases),
    )


def is_limited_kind(found: License) -> bool:
    """Whether the license is limited by its kind alone (telehealth), and by no act of the board."""
    return found.status.endswith(("Telehealth ONLY", "Refresher Course Only"))


def is_cleared(found: License) -> bool:
    """Whether the listing shows a matter that is over: dismissed, or an order that has ended."""
    return found.action in ("BOARD ORDER - CLEARED", "FORMAL COMPLAINT - COMPLAINT DISMISSED")


def _has_action(found: License) -> bool:
    if found.state in ("WA", "IL"):
        return found.action in ("Yes", "Y")
    if found.state == "TX":
        return found.action not in (
            "NONE",
            "",
            "BOARD ORDER - CLEARED",
            "FORMAL COMPLAINT - COMPLAINT DISMISSED",
        )
    return any(not _is_charge(case.action) for case in found.cases)


def _is_charge(action: str) -> bool:
    return action in ("Notice of Charges", "NOTICE OF HEARING", "Formal complaint")


def _is_sanctioned(word: str) -> bool:
    """Whether a word by itself says that the board acted; a surrender or a lapse alone does not."""
    plain = word.casefold()
    is_sanction = any(each in plain for each in ("suspen", "revoked", "probation"))
    return is_sanction and "non-disc" not in plain and "child support" not in plain


def best(licenses: Iterable[License], as_of: date) -> Standing | None:
    """The standing of the license that speaks for a person: one that allows practice, else the latest."""
    found = [each for each in licenses if each.license_id]
    ranked = sorted(
        found, key=lambda each: (not standing_of(each, as_of).may_practice, -each.expires.toordinal())
    )
    return standing_of(ranked[0], as_of) if ranked else None
