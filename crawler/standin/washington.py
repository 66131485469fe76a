"""Washington's credential listing as its Socrata service holds it, in both styles of formatting."""

from __future__ import annotations

from datetime import date

from crawler.standin import names
from crawler.standin.boards import SUPERSEDED, WASHINGTON
from crawler.standin.chance import Chance
from crawler.standin.corruption import board_name
from crawler.standin.datasets import Dataset, Row, without_nulls
from crawler.standin.license import License
from crawler.standin.origins import ORIGINS_THERAPY
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PT_ASSISTANT
from crawler.standin.population import Population

DATASET = Dataset(
    "data.wa.gov",
    "qxh8-f4bd",
    "Health Care Provider Credential Data",
    "Washington State Department of Health",
    (
        ("credentialnumber", "CredentialNumber"),
        ("lastname", "LastName"),
        ("firstname", "FirstName"),
        ("middlename", "MiddleName"),
        ("credentialtype", "CredentialType"),
        ("status", "Status"),
        ("birthyear", "BirthYear"),
        ("ceduedate", "CEDueDate"),
        ("firstissuedate", "FirstIssueDate"),
        ("lastissuedate", "LastIssueDate"),
        ("expirationdate", "ExpirationDate"),
        ("actiontaken", "ActionTaken"),
    ),
)
_TYPES = {
    ACUPUNCTURIST: (
        "Acupuncturist or Acupuncture and Eastern Medicine Practitioner License",
        "Acupuncture/East Asian Medicine Practitioner License",
    ),
    PHYSICAL_THERAPIST: ("Physical Therapist License", "Physical Therapist License"),
    PT_ASSISTANT: ("Physical Therapist Assistant License", "Physical Therapist Assistant License"),
}
_PERMITS = {
    ACUPUNCTURIST: "Acupuncture/East Asian Medicine Practitioner Temporary Practice Permit",
    PHYSICAL_THERAPIST: "Physical Therapist Temporary Practice Permit",
    PT_ASSISTANT: "Physical Therapist Assistant Temporary Practice Permit",
}
_OTHERS = (
    ("RN.RN", "Registered Nurse License"),
    ("MASS.MA", "Massage Therapist License"),
    ("MHC.LH", "Mental Health Counselor License"),
    ("ARNP.AP", "Advanced Registered Nurse Practitioner License"),
    ("OCC.OT", "Occupational Therapist License"),
    ("DENT.DE", "Dentist License"),
)


def washington_rows(people: Population) -> list[Row]:
    """The rows in the order of the file; empty columns are left out, as Socrata does."""
    rows = [_row(each, people.seed) for each in people.licenses if each.source == WASHINGTON]
    others = len(rows) // 4
    rows += [_other_row(Chance(people.seed, "other credential", number), number) for number in range(others)]
    return Chance(people.seed, "order of Washington").shuffled(rows)


def _row(found: License, seed: int) -> Row:
    chance = Chance(seed, "Washington", found.person.person_id, found.number, found.status)
    name = board_name(chance, found.person.identity)
    types = _TYPES[found.profession]
    last = f"{name.last} {name.suffix}".strip()
    cells = {
        "credentialnumber": found.number,
        "lastname": last,
        "firstname": name.first,
        "middlename": name.middle,
        "credentialtype": _PERMITS[found.profession] if found.is_temporary else types[found.is_old_style],
        "status": found.status,
        "birthyear": str(found.person.born.year),
        "ceduedate": _day(found.expires, found.is_old_style) if chance.happens(0.6) else "",
        "firstissuedate": _day(found.issued, found.is_old_style),
        "lastissuedate": _day(found.renewed, found.is_old_style) if found.status != SUPERSEDED else "",
        "expirationdate": _day(found.expires, found.is_old_style),
        "actiontaken": found.action,
    }
    return _finished(cells, found.is_old_style)


def _other_row(chance: Chance, number: int) -> Row:
    prefix, title = chance.pick(_OTHERS)
    is_old = chance.happens(0.5)
    identity = names.identity(chance, ORIGINS_THERAPY)
    name = board_name(chance, identity)
    expires = date(2026, 12, 31) if chance.happens(0.7) else date(2019, 6, 30)
    digits, specialty = f"{60900000 + number:08d}", "-CNM" if prefix == "ARNP.AP" else ""
    cells = {
        "credentialnumber": f"{prefix.split('.')[1]}{digits}" if is_old else f"{prefix}.{digits}{specialty}",
        "lastname": name.last,
        "firstname": name.first,
        "middlename": name.middle,
        "credentialtype": title,
        "status": "Active" if expires.year == 2026 else "Expired",
        "birthyear": str(chance.between(1955, 1999)),
        "expirationdate": _day(expires, is_old),
        "actiontaken": "No",
    }
    return _finished(cells, is_old)


def _finished(cells: Row, is_old: bool) -> Row:
    for column in ("lastname", "firstname", "middlename", "status"):
        if is_old:
            cells[column] = cells[column].upper()
    return without_nulls(cells)


def _day(day: date, is_old: bool) -> str:
    return day.strftime("%Y%m%d" if is_old else "%m/%d/%Y")
