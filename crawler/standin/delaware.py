"""Delaware's two datasets: licenses whose discipline column is constant, and discipline apart."""

from __future__ import annotations

from datetime import timedelta

from crawler.standin.board_rolls import ROLLS
from crawler.standin.chance import Chance
from crawler.standin.corruption import board_name, fold
from crawler.standin.datasets import (
    Dataset,
    Row,
    own_licenses,
    same_names,
    stranger,
    timestamp,
    without_nulls,
)
from crawler.standin.license import License
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PT_ASSISTANT
from crawler.standin.places import spot_in_state
from crawler.standin.population import Population

_AGENCY = "Delaware Division of Professional Regulation"
DATASET = Dataset(
    "data.delaware.gov",
    "pjnv-eaih",
    "Professional and Occupational Licensing",
    _AGENCY,
    same_names(
        "last_name first_name combined_name license_no profession_id license_type city state zip_code "
        "country issue_date expiration_date disciplinary_action license_status"
    ),
)
DISCIPLINE = Dataset(
    "data.delaware.gov",
    "dz6p-akeq",
    "Disciplinary Actions for Professional and Occupational Licenses",
    _AGENCY,
    same_names("license_id_l last_name first_name license_type disp_start item_text"),
)
_THERAPY = "Physical Therapy/Athletic Trg"
_MEDICINE = "Medical Practice"
_OTHERS = (
    (_THERAPY, "Athletic Trainer", "J3"),
    (_MEDICINE, "Physician M.D.", "C1"),
    ("Nursing", "Registered Nurse", "L1"),
)


def delaware_rows(people: Population) -> list[Row]:
    """The licenses in the order of the file; the column on discipline says `N` on every row."""
    rows = [_row(each, people.seed) for each in own_licenses(people, ROLLS["DE"].source)]
    rows += [_other_row(people, number) for number in range(len(rows) // 2)]
    return Chance(people.seed, "order of Delaware").shuffled(rows)


def delaware_discipline_rows(people: Population) -> list[Row]:
    """A row for each case of a license, among those of other professions."""
    rows: list[Row] = []
    for found in own_licenses(people, ROLLS["DE"].source):
        name = _name_cells(found, people.seed)
        for case in found.cases:
            row = {"license_id_l": found.number, **name, "license_type": _type_cells(found)["license_type"]}
            rows.append({**row, "disp_start": timestamp(case.started), "item_text": case.action})
    rows += [_other_case(people, number) for number in range(6)]
    return Chance(people.seed, "order of Delaware's cases").shuffled(rows)


def _row(found: License, seed: int) -> Row:
    name, home = _name_cells(found, seed), found.person.registered
    cells = {
        **name,
        "combined_name": f"{name['last_name']},{name['first_name']}",
        "license_no": found.number,
        **_type_cells(found),
        "city": home.city.name.upper(),
        "state": home.city.state,
        "zip_code": home.zip5,
        "country": "US",
        "issue_date": timestamp(found.issued),
        "expiration_date": timestamp(found.expires),
        "disciplinary_action": "N",
        "license_status": found.status,
    }
    return without_nulls(cells)


def _name_cells(found: License, seed: int) -> Row:
    name = board_name(Chance(seed, "Delaware", found.license_id), found.person.identity)
    return {"last_name": f"{name.last} {name.suffix}".strip().upper(), "first_name": name.first.upper()}


def _type_cells(found: License) -> Row:
    if found.profession == ACUPUNCTURIST:
        words = ("Acupuncture Practitioner", "Eastern Medicine Practitioner")
        return {"profession_id": _MEDICINE, "license_type": words[int(found.number[-1]) % 4 == 0]}
    kinds = {PHYSICAL_THERAPIST: "Physical Therapist", PT_ASSISTANT: "Physical Therapist Assistant"}
    return {"profession_id": _THERAPY, "license_type": kinds[found.profession]}


def _other_row(people: Population, number: int) -> Row:
    chance = Chance(people.seed, "other Delaware", number)
    profession, kind, prefix = _OTHERS[number % len(_OTHERS)]
    name, spot = stranger(chance), spot_in_state(chance, "DE")
    last, first = fold(name.last).upper(), fold(name.first).upper()
    expires = people.as_of + timedelta(days=chance.between(-700, 700))
    return {
        "last_name": last,
        "first_name": first,
        "combined_name": f"{last},{first}",
        "license_no": f"{prefix}-{90000 + number:07d}",
        "profession_id": profession,
        "license_type": kind,
        "city": spot.city.name.upper(),
        "state": "DE",
        "zip_code": spot.zip5,
        "country": "US",
        "expiration_date": timestamp(expires),
        "disciplinary_action": "N",
        "license_status": "Active" if expires > people.as_of else "Expired",
    }


def _other_case(people: Population, number: int) -> Row:
    row = _other_row(people, number)
    day = people.as_of - timedelta(days=200 * (number + 1))
    return {
        "license_id_l": row["license_no"],
        "last_name": row["last_name"],
        "first_name": row["first_name"],
        "license_type": row["license_type"],
        "disp_start": timestamp(day),
        "item_text": "Letter of reprimand",
    }
