"""Rows of the NPPES files: a cell for each heading that is not empty."""

from __future__ import annotations

from datetime import date

from crawler.standin.chance import Chance
from crawler.standin.clinics import Clinic, ClinicKind
from crawler.standin.entries import ClinicEntry, PersonEntry
from crawler.standin.registrations import Registration
from crawler.standin.sites import Site

Cells = dict[str, str]

_SINGLE = "193400000X SINGLE SPECIALTY GROUP"
_MULTI = "193200000X MULTI-SPECIALTY GROUP"


def person_cells(entry: PersonEntry, seed: int) -> Cells:
    """The npidata cells of one person's entry."""
    chance = Chance(seed, "person cells", entry.registration.npi)
    name, sex = entry.name, "F" if entry.person.identity.is_woman else "M"
    cells = {
        "Entity Type Code": "1",
        "Provider Last Name (Legal Name)": name.last,
        "Provider First Name": name.first,
        "Provider Middle Name": name.middle,
        "Provider Name Prefix Text": chance.pick(("", "", "", "MS." if sex == "F" else "MR.", "DR.")),
        "Provider Name Suffix Text": name.suffix,
        "Provider Credential Text": entry.credential[:20],
        "Provider Sex Code": sex,
        "Is Sole Proprietor": chance.pick(("Y", "N", "X")),
        **_registration_cells(entry.registration),
    }
    other = entry.other_name
    if other:
        kind = "1" if other.last != name.last else "2"
        cells |= {
            "Provider Other Last Name": other.last,
            "Provider Other First Name": other.first,
            "Provider Other Middle Name": other.middle,
            "Provider Other Last Name Type Code": kind,
        }
    if chance.happens(0.2):
        cells |= _other_identifier(chance, entry.registration.practice.spot.city.state)
    return {heading: text.upper() if entry.is_upper else text for heading, text in cells.items()}


def clinic_cells(entry: ClinicEntry) -> Cells:
    """The npidata cells of one clinic's entry; a trade name stands here or in the othername file."""
    clinic, official = entry.clinic, entry.official
    cells = {
        "Entity Type Code": "2",
        "Employer Identification Number (EIN)": "<UNAVAIL>",
        "Provider Organization Name (Legal Business Name)": _as_typed(clinic),
        "Is Organization Subpart": "N",
        "Authorized Official Last Name": official.last.upper(),
        "Authorized Official First Name": official.first.upper(),
        "Authorized Official Middle Name": official.middle[:1].upper(),
        "Authorized Official Title or Position": "OWNER",
        "Authorized Official Telephone Number": clinic.site.phone,
        **_registration_cells(entry.registration),
    }
    if clinic.trade_name:
        cells["Provider Other Organization Name"] = clinic.trade_name
        cells["Provider Other Organization Name Type Code"] = "3"
    group = _MULTI if clinic.kind in (ClinicKind.INTEGRATIVE, ClinicKind.REHABILITATION) else _SINGLE
    for number, taxonomy in enumerate(entry.registration.taxonomies, start=1):
        if not taxonomy.code.startswith("261Q"):
            cells[f"Healthcare Provider Taxonomy Group_{number}"] = group
    return cells


def _as_typed(clinic: Clinic) -> str:
    """The legal name; some web form has left an HTML entity in a few of them."""
    return (
        clinic.legal_name.replace("&", "&amp;")
        if clinic.clinic_id.endswith(("3", "7"))
        else clinic.legal_name
    )


def deactivated_cells(npi: str, day: date) -> Cells:
    """The npidata cells that are left of a deactivated identifier."""
    return {"NPI": npi, "NPI Deactivation Date": us_day(day)}


def us_day(day: date | None) -> str:
    """The day as MM/DD/YYYY, or nothing."""
    return day.strftime("%m/%d/%Y") if day else ""


def _registration_cells(found: Registration) -> Cells:
    cells = {
        "NPI": found.npi,
        **_site_cells("Business Mailing Address", "Provider Business Mailing Address", found.mailing),
        **_site_cells(
            "Business Practice Location Address",
            "Provider Business Practice Location Address",
            found.practice,
        ),
        "Provider Enumeration Date": us_day(found.enumerated),
        "Last Update Date": us_day(found.updated),
        "NPI Deactivation Date": us_day(found.deactivated),
        "NPI Reactivation Date": us_day(found.reactivated),
        "Certification Date": us_day(found.updated) if found.updated.year >= 2020 else "",
    }
    for number, taxonomy in enumerate(found.taxonomies, start=1):
        cells[f"Healthcare Provider Taxonomy Code_{number}"] = taxonomy.code
        cells[f"Provider License Number_{number}"] = taxonomy.number
        cells[f"Provider License Number State Code_{number}"] = taxonomy.state
        cells[f"Healthcare Provider Primary Taxonomy Switch_{number}"] = "Y" if number == 1 else "N"
    return cells


def _site_cells(first: str, kind: str, site: Site) -> Cells:
    return {
        f"Provider First Line {first}": site.street,
        f"Provider Second Line {first}": site.suite,
        f"{kind} City Name": site.spot.city.name.upper(),
        f"{kind} State Name": site.spot.city.state,
        f"{kind} Postal Code": postal_code(site),
        f"{kind} Country Code (If outside U.S.)": "US",
        f"{kind} Telephone Number": site.phone,
    }


def postal_code(site: Site) -> str:
    """The ZIP code, for half of the addresses with four more digits and no dash."""
    number = int(site.phone[-2:])
    return f"{site.spot.zip5}{number * 97 % 10000:04d}" if number % 2 else site.spot.zip5


def _other_identifier(chance: Chance, state: str) -> Cells:
    return {
        "Other Provider Identifier_1": f"{chance.between(1000000, 9999999)}",
        "Other Provider Identifier Type Code_1": chance.pick(("01", "05")),
        "Other Provider Identifier State_1": state,
        "Other Provider Identifier Issuer_1": "EXAMPLE PLAN",
    }
