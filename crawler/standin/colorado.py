"""Colorado's licenses as its Socrata service holds them: one row for each case of the board."""

from __future__ import annotations

from datetime import timedelta

from crawler.standin.board_rolls import ROLLS
from crawler.standin.cases import Case
from crawler.standin.chance import Chance
from crawler.standin.corruption import board_name, fold
from crawler.standin.datasets import Dataset, Row, own_licenses, stranger, timestamp, without_nulls
from crawler.standin.license import License
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PT_ASSISTANT
from crawler.standin.places import spot_in_state
from crawler.standin.population import Population

DATASET = Dataset(
    "data.colorado.gov",
    "7s5z-vewr",
    "Professional and Occupational Licenses in Colorado",
    "Colorado Department of Regulatory Agencies",
    (
        ("lastname", "lastName"),
        ("firstname", "firstName"),
        ("middlename", "middleName"),
        ("suffix", "suffix"),
        ("entityname", "entityName"),
        ("city", "city"),
        ("state", "state"),
        ("mailzipcode", "mailZipCode"),
        ("licensetype", "licensePrefix"),
        ("subcategory", "subCategory"),
        ("licensenumber", "licenseNumber"),
        ("licensefirstissuedate", "licenseFirstIssueDate"),
        ("licenselastreneweddate", "licenseLastRenewedDate"),
        ("licenseexpirationdate", "licenseExpirationDate"),
        ("licensestatusdescription", "licenseStatusDescription"),
        ("specialty", "specialty"),
        ("title", "title"),
        ("degrees", "degrees"),
        ("casenumber", "caseNumber"),
        ("programaction", "programAction"),
        ("disciplineeffectivedate", "disciplineEffectiveDate"),
        ("disciplinecompletedate", "disciplineCompleteDate"),
        ("linktoverifylicense", "linkToVerifyLicense"),
        ("linktoviewhealthcareprofile", "linkToViewHealthcareProfile"),
    ),
)
_SUBCATEGORIES = {
    ACUPUNCTURIST: "Acupuncturist",
    PHYSICAL_THERAPIST: "Physical Therapist",
    PT_ASSISTANT: "Physical Therapist Assistant",
}
_OTHERS = ("LPC", "RN", "MT", "DR", "CHR")
_LINK = "https://www.colorado.gov/dora/licensing/Lookup/PrintLicenseDetails.aspx"


def colorado_rows(people: Population) -> list[Row]:
    """The rows in the order of the file; a licensee with two cases has two rows."""
    rows: list[Row] = []
    for position, found in enumerate(own_licenses(people, ROLLS["CO"].source)):
        shared = _license_cells(found, position, people.seed)
        rows += [without_nulls({**shared, **_case_cells(case)}) for case in found.cases or (None,)]
    rows += [_other_row(people, number) for number in range(len(rows) // 5)]
    return [_in_order(row) for row in Chance(people.seed, "order of Colorado").shuffled(rows)]


def _license_cells(found: License, position: int, seed: int) -> Row:
    chance = Chance(seed, "Colorado", found.license_id)
    name, home = board_name(chance, found.person.identity), found.person.registered
    contact = 9900000 + int(found.person.person_id[1:])
    return {
        "lastname": name.last,
        "firstname": name.first,
        "middlename": name.middle,
        "suffix": name.suffix,
        "city": home.city.name,
        "state": home.city.state,
        "mailzipcode": home.zip5,
        "licensetype": found.type_code,
        "subcategory": _SUBCATEGORIES[found.profession] if chance.happens(0.5) else "",
        "licensenumber": found.number,
        "licensefirstissuedate": timestamp(found.issued),
        "licenselastreneweddate": timestamp(found.renewed),
        "licenseexpirationdate": timestamp(found.expires),
        "licensestatusdescription": found.status,
        "linktoverifylicense": {"url": f"{_LINK}?cred={9800000 + position}&contact={contact}"},
    }


def _case_cells(case: Case | None) -> Row:
    if case is None:
        return {}
    return {
        "casenumber": case.number,
        "programaction": case.action,
        "disciplineeffectivedate": timestamp(case.started),
        "disciplinecompletedate": timestamp(case.ended),
    }


def _other_row(people: Population, number: int) -> Row:
    """A license of another profession, at times a company's, with a number that ours have too."""
    chance = Chance(people.seed, "other Colorado", number)
    spot, expires = spot_in_state(chance, "CO"), people.as_of + timedelta(days=chance.between(-900, 700))
    cells = {
        "city": spot.city.name,
        "state": "CO",
        "mailzipcode": spot.zip5,
        "licensenumber": str(90000 + number),
        "licenseexpirationdate": timestamp(expires),
        "licensestatusdescription": "Active" if expires > people.as_of else "Expired",
    }
    if chance.happens(0.3):
        return {**cells, "licensetype": "EC", "entityname": f"Fiction Electric {number}"}
    name = stranger(chance)
    person = {"lastname": fold(name.last), "firstname": fold(name.first), "licensetype": chance.pick(_OTHERS)}
    return {**cells, **person}


def _in_order(row: Row) -> Row:
    return {field: row[field] for field in DATASET.fields if field in row}
