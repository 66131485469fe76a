"""What the national registry keeps of every entry: codes, places and days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from crawler.standin.chance import Chance
from crawler.standin.places import Spot, spot_in_state
from crawler.standin.sites import Site, new_site


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One taxonomy code of an entry with the license number and state that it claims."""

    code: str
    number: str
    state: str


@dataclass(frozen=True, slots=True)
class Registration:
    """What the registry keeps of every entry, a person's or an organization's."""

    npi: str
    taxonomies: tuple[Taxonomy, ...]
    practice: Site
    mailing: Site
    secondary: Site | None
    enumerated: date
    updated: date
    deactivated: date | None
    reactivated: date | None


def new_registration(
    chance: Chance, npi: str, taxonomies: tuple[Taxonomy, ...], practice: Site, registered: Spot, as_of: date
) -> Registration:
    """A registration with days before `as_of`; one in a hundred of the older ones was off for a while."""
    enumerated = as_of - timedelta(days=chance.between(40, 7400))
    updated = enumerated + timedelta(days=chance.between(0, (as_of - enumerated).days - 12))
    deactivated = reactivated = None
    if (updated - enumerated).days > 400 and chance.happens(0.01):
        deactivated = enumerated + timedelta(days=chance.between(100, 300))
        reactivated = deactivated + timedelta(days=chance.between(5, 60))
    return Registration(
        npi=npi,
        taxonomies=taxonomies,
        practice=practice,
        mailing=_mailing(chance, practice, registered),
        secondary=new_site(chance, spot_in_state(chance, practice.spot.city.state))
        if chance.happens(0.06)
        else None,
        enumerated=enumerated,
        updated=updated,
        deactivated=deactivated,
        reactivated=reactivated,
    )


def _mailing(chance: Chance, practice: Site, registered: Spot) -> Site:
    roll = chance.between(1, 100)
    if roll <= 42:
        return practice
    spot = registered if roll <= 80 else spot_in_state(chance, practice.spot.city.state)
    site = new_site(chance, spot)
    return (
        replace(site, street=f"PO BOX {chance.between(1, 9899)}", suite="") if chance.happens(0.2) else site
    )
