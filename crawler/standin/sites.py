"""Places of work: streets that do not exist in cities that do, telephones 555-01xx."""

from __future__ import annotations

from dataclasses import dataclass, replace

from crawler.standin.chance import Chance, table
from crawler.standin.places import Spot

_STREETS = table("""
EXAMPLE_AVE FICTIONAL_WAY PLACEHOLDER_ST INVENTED_BLVD MAKEBELIEVE_LN SAMPLE_RD STORYBOOK_DR PRETEND_PL
IMAGINARY_CT SPECIMEN_ST FABLE_AVE NOWHERE_ST
""").values


@dataclass(frozen=True, slots=True)
class Site:
    """A practice address: street line, suite line (or nothing), ZIP code and telephone."""

    street: str
    suite: str
    spot: Spot
    phone: str


def new_phone(chance: Chance, area_code: str) -> str:
    """A telephone reserved for fiction, in the area code given."""
    return f"{area_code}55501{chance.between(0, 99):02d}"


def new_site(chance: Chance, spot: Spot) -> Site:
    """An address of its own at `spot`; about half have a suite."""
    street = f"{chance.between(1, 9899)} {chance.pick(_STREETS)}"
    suite = f"{chance.pick(('STE', 'SUITE', 'UNIT', '#'))} {chance.between(100, 990)}"
    return Site(street, suite if chance.happens(0.55) else "", spot, new_phone(chance, spot.city.area_code))


def own_phone(chance: Chance, site: Site) -> Site:
    """The same address with another telephone."""
    return replace(site, phone=new_phone(chance, site.spot.city.area_code))


def other_suite(chance: Chance, site: Site) -> Site:
    """Another suite of the same building, with another telephone."""
    return own_phone(chance, replace(site, suite=f"STE {chance.between(100, 990)}"))
