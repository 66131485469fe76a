"""Providers of other professions, and deactivated identifiers: what a reader must leave out."""

from __future__ import annotations

from datetime import date, timedelta

from crawler.standin import names
from crawler.standin.chance import Chance, table
from crawler.standin.npi import invented_npi
from crawler.standin.nppes_rows import Cells, deactivated_cells, us_day
from crawler.standin.origins import ORIGINS_THERAPY, Origin
from crawler.standin.places import CITIES, spot_in_city
from crawler.standin.sites import new_site

_PEOPLE_CODES = table("""
163W00000X 122300000X 207Q00000X 207R00000X 111N00000X 225700000X 225X00000X 2355S0801X 101YM0800X 363L00000X
""").values
_COMPANY_CODES = ("3336C0003X", "332B00000X", "251E00000X", "261QF0400X", "291U00000X", "122300000X")
_COMPANY_WORDS = ("PHARMACY", "MEDICAL SUPPLY", "HOME HEALTH", "DENTAL GROUP", "LABORATORY")


def unrelated_cells(seed: int, start: int, count: int, as_of: date) -> list[Cells]:
    """Cells of `count` rows that are no directory entries, identifiers from number `start` on."""
    rows = []
    for number in range(start, start + count):
        chance = Chance(seed, "unrelated", number)
        roll = chance.between(1, 100)
        if roll <= 15:
            rows.append(
                deactivated_cells(invented_npi(number), as_of - timedelta(days=chance.between(20, 4000)))
            )
        else:
            rows.append(_provider(chance, invented_npi(number), roll <= 75, as_of))
    return rows


def _provider(chance: Chance, npi: str, is_person: bool, as_of: date) -> Cells:
    site = new_site(chance, spot_in_city(chance, chance.pick(CITIES)))
    place = "Provider Business Practice Location Address"
    code = chance.pick(_PEOPLE_CODES if is_person else _COMPANY_CODES)
    return {
        "NPI": npi,
        **(_person(chance) if is_person else _company(chance)),
        "Provider First Line Business Practice Location Address": site.street,
        f"{place} City Name": site.spot.city.name.upper(),
        f"{place} State Name": site.spot.city.state,
        f"{place} Postal Code": site.spot.zip5,
        f"{place} Country Code (If outside U.S.)": "US",
        f"{place} Telephone Number": site.phone,
        "Provider Enumeration Date": us_day(as_of - timedelta(days=chance.between(3000, 7000))),
        "Last Update Date": us_day(as_of - timedelta(days=chance.between(30, 2900))),
        "Healthcare Provider Taxonomy Code_1": code,
        "Healthcare Provider Primary Taxonomy Switch_1": "Y",
    }


def _person(chance: Chance) -> Cells:
    identity = names.identity(chance, ORIGINS_THERAPY)
    return {
        "Entity Type Code": "1",
        "Provider Last Name (Legal Name)": identity.name.last.upper(),
        "Provider First Name": identity.name.first.upper(),
        "Provider Middle Name": identity.name.middle.upper(),
        "Provider Sex Code": "F" if identity.is_woman else "M",
    }


def _company(chance: Chance) -> Cells:
    head, word = names.surname(chance, Origin.US).upper(), chance.pick(_COMPANY_WORDS)
    return {
        "Entity Type Code": "2",
        "Employer Identification Number (EIN)": "<UNAVAIL>",
        "Provider Organization Name (Legal Business Name)": f"{head}'S 'FICTION' {word}",
    }
