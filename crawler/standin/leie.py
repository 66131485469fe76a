"""The federal exclusion list: invented people and companies, and a few of our own by NPI."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from crawler.standin import names
from crawler.standin.chance import Chance, Weighted
from crawler.standin.corruption import fold
from crawler.standin.entries import PersonEntry
from crawler.standin.nppes import quoted_csv
from crawler.standin.nppes_rows import Cells
from crawler.standin.origins import ORIGINS_THERAPY
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PHYSICIAN, PT_ASSISTANT
from crawler.standin.places import CITIES, spot_in_city
from crawler.standin.population import Population
from crawler.standin.sites import Site, new_site

COLUMNS = (
    *("LASTNAME", "FIRSTNAME", "MIDNAME", "BUSNAME", "GENERAL", "SPECIALTY", "UPIN", "NPI", "DOB"),
    *("ADDRESS", "CITY", "STATE", "ZIP", "EXCLTYPE", "EXCLDATE", "REINDATE", "WAIVERDATE", "WVRSTATE"),
)
NO_NPI = "0000000000"
NO_DATE = "00000000"
EDUCATION_LOAN = "1128b14"
_CODES = Weighted.of(
    [
        ("1128b4", 330.0),
        ("1128a1", 255.0),
        ("1128a2", 80.0),
        ("1128a3", 58.0),
        ("1128a4", 35.0),
        (EDUCATION_LOAN, 22.0),
        ("1128b8", 15.0),
        ("1128b1", 9.0),
        ("1128b5", 8.0),
        ("1128b7", 7.0),
        ("1128b3", 3.0),
        ("1128Aa", 1.5),
        ("BRCH SA", 0.5),
    ]
)
_SPECIALTIES = {
    ACUPUNCTURIST: "ACUPUNCTURIST",
    PHYSICAL_THERAPIST: "PHYSICAL THERAPY",
    PT_ASSISTANT: "PHYS THERAPY PROVIDE",
    PHYSICIAN: "PHYSICAL MEDICINE",
}
_STRANGER_TRADES = (
    ("IND- LIC HC SERV PRO", "NURSE/NURSES AIDE"),
    ("NURSING PROFESSION", "NURSE PRACTITIONER ("),
    ("IND- LIC HC SERV PRO", "PHYSICAL THERAPY"),
    ("IND- LIC HC SERV PRO", "CHIROPRACTIC PRACT"),
    ("MEDICAL PRACTICE, MD", "FAMILY PRACTICE"),
    ("INDIVIDUAL (UNAFFILI", "OWNER/OPERATOR"),
)
_COMPANY_WORDS = ("SOBER HOME", "DME SUPPLY, INC", "HOME HEALTH AGENCY", "PHARMACY INC", "TRANSPORT LLC")


def exclusion_file(people: Population) -> str:
    """The text of `UPDATED.csv`, companies first and then people by surname.

    About one row in ten carries an NPI. Four in a thousand of our people are excluded by NPI
    (at least four, one of them for an education loan); as many again merely share a name with
    someone excluded, who is another person.
    """
    chance = Chance(people.seed, "exclusions")
    entries = chance.shuffled(people.person_entries)
    count = max(4, len(entries) * 4 // 1000)
    rows = [_own_row(chance, entry, number, people.as_of) for number, entry in enumerate(entries[:count])]
    rows += [_namesake_row(chance, entry, people.as_of) for entry in entries[count : 3 * count]]
    rows += [stranger_row(chance, number, people.as_of) for number in range(max(60, len(entries) // 4))]
    return list_text(rows)


def list_text(rows: Iterable[Cells]) -> str:
    """The text of a list file: a bare header, then quoted rows, companies first, then people by surname."""
    order = ("LASTNAME", "FIRSTNAME", "BUSNAME", "EXCLDATE")
    ordered = sorted(rows, key=lambda cells: tuple(cells[name] for name in order))
    return ",".join(COLUMNS) + "\n" + quoted_csv(COLUMNS, ordered).partition("\n")[2]


def _own_row(chance: Chance, entry: PersonEntry, number: int, as_of: date) -> Cells:
    code = EDUCATION_LOAN if number == 0 else chance.weighted(_CODES)
    found = entry.person
    return {
        **_person(chance, found.identity.name, _SPECIALTIES[found.profession], as_of),
        **_place(entry.registration.practice),
        "NPI": entry.registration.npi,
        "EXCLTYPE": code,
        "DOB": found.born.strftime("%Y%m%d"),
    }


def _namesake_row(chance: Chance, entry: PersonEntry, as_of: date) -> Cells:
    """Another person with the name of an entry; in one case of three in the same state."""
    home = entry.registration.practice.spot.city.state
    near = [city for city in CITIES if (city.state == home) is chance.happens(0.33)]
    site = new_site(chance, spot_in_city(chance, chance.pick(near or CITIES)))
    specialty = _SPECIALTIES[entry.person.profession] if chance.happens(0.4) else "NURSE/NURSES AIDE"
    name = entry.person.identity.name
    return {**_person(chance, names.Name(name.first, "", name.last), specialty, as_of), **_place(site)}


def stranger_row(chance: Chance, number: int, as_of: date) -> Cells:
    """Someone excluded who is nobody of our population; one in sixteen is a company."""
    site = new_site(chance, spot_in_city(chance, chance.pick(CITIES)))
    if chance.happens(0.06):
        name = f"{number + 100} FICTION {chance.pick(_COMPANY_WORDS)}"[:30]
        common = _common(chance, as_of)
        return {**common, **_place(site), "BUSNAME": name, "GENERAL": "OTHER BUSINESS", "EXCLTYPE": "1128b8"}
    identity = names.identity(chance, ORIGINS_THERAPY)
    general, specialty = chance.pick(_STRANGER_TRADES)
    return {**_person(chance, identity.name, specialty, as_of), **_place(site), "GENERAL": general}


def _person(chance: Chance, name: names.Name, specialty: str, as_of: date) -> Cells:
    return {
        **_common(chance, as_of),
        "LASTNAME": fold(name.last).upper(),
        "FIRSTNAME": fold(name.first).upper(),
        "MIDNAME": fold(name.middle).upper() or (" " if chance.happens(0.3) else ""),
        "GENERAL": "IND- LIC HC SERV PRO",
        "SPECIALTY": specialty,
        "DOB": (as_of - timedelta(days=chance.between(10000, 27000))).strftime("%Y%m%d"),
    }


def _common(chance: Chance, as_of: date) -> Cells:
    excluded = as_of - timedelta(days=chance.between(-20, 6000))
    waiver = excluded + timedelta(days=90) if chance.happens(0.003) else None
    return {
        "NPI": NO_NPI,
        "BUSNAME": "",
        "LASTNAME": "",
        "FIRSTNAME": "",
        "EXCLTYPE": chance.weighted(_CODES),
        "EXCLDATE": excluded.strftime("%Y%m%d"),
        "REINDATE": NO_DATE,
        "WAIVERDATE": waiver.strftime("%Y%m%d") if waiver else NO_DATE,
        "WVRSTATE": "CA" if waiver else "",
    }


def _place(site: Site) -> Cells:
    city = site.spot.city
    return {"ADDRESS": site.street, "CITY": city.name.upper(), "STATE": city.state, "ZIP": site.spot.zip5}
