"""Illinois' licenses as its Socrata service holds them: padded text, literal nulls, a row a case."""

from __future__ import annotations

from datetime import date

from crawler.standin.board_rolls import ROLLS
from crawler.standin.cases import Case
from crawler.standin.chance import Chance
from crawler.standin.corruption import board_name, fold
from crawler.standin.datasets import Dataset, Row, own_licenses, same_names, stranger
from crawler.standin.illinois_cells import case_cells, day_cell, name_cells, place_cells, type_cells
from crawler.standin.license import License
from crawler.standin.names import Name
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PT_ASSISTANT
from crawler.standin.places import spot_in_state
from crawler.standin.population import Population

DATASET = Dataset(
    "data.illinois.gov",
    "pzzh-kp68",
    "Professional Licensing",
    "Illinois Department of Financial and Professional Regulation",
    same_names(
        "license_type description license_number license_status business title first_name middle last_name "
        "prefix suffix business_name businessdba original_issue_date effective_date expiration_date city "
        "state zip county specialty_qualifier controlled_substance_schedule "
        "delegated_controlled_substance_schedule ever_disciplined lastmodifieddate case_number action "
        "discipline_start_date discipline_end_date discipline_reason"
    ),
)
_TYPES = {
    ACUPUNCTURIST: ("ACUPUNCTURE", "LICENSED ACUPUNCTURIST"),
    PHYSICAL_THERAPIST: ("PHYSICAL THERAPY", "LICENSED PHYSICAL THERAPIST"),
    PT_ASSISTANT: ("PHYSICAL THERAPY", "LICENSED PHYSICAL THERAPY ASSISTANT"),
}
_OTHERS = (
    ("DETECTIVE BOARD", "PERMANENT EMPLOYEE REGISTRATION", "129"),
    ("NURSING BOARD", "REGISTERED PROFESSIONAL NURSE", "041"),
    ("MEDICAL BOARD", "LICENSED PHYSICIAN AND SURGEON", "036"),
    ("VETERINARY", "LICENSED VETERINARIAN", "090"),
)
NO_TEXT = "None"
NEVER = date(2099, 1, 1)


def illinois_rows(people: Population) -> list[Row]:
    """The rows in the order of the file; a licensee with two cases has two rows."""
    rows: list[Row] = []
    for found in own_licenses(people, ROLLS["IL"].source):
        rows += [_row(found, case, people.seed) for case in found.cases or (None,)]
    rows += [_masked_row(people, number) for number in range(len(rows) // 100)]
    rows += [_other_row(people, number) for number in range(len(rows) // 8)]
    return Chance(people.seed, "order of Illinois").shuffled(rows)


def _row(found: License, case: Case | None, seed: int) -> Row:
    chance = Chance(seed, "Illinois", found.license_id)
    name = board_name(chance, found.person.identity)
    expires = NEVER if found.status == "ACTIVE" and chance.happens(0.01) else found.expires
    is_long = chance.happens(0.2)
    cells = {
        **type_cells(_TYPES[found.profession], found.number, found.status),
        **name_cells(chance, name),
        "original_issue_date": day_cell(found.issued, is_long),
        "effective_date": day_cell(found.renewed, is_long),
        "expiration_date": day_cell(expires, is_long),
        **place_cells(found.person.registered),
        "ever_disciplined": found.action,
        "lastmodifieddate": day_cell(found.renewed, is_long),
        **case_cells(case),
    }
    return _finished(chance, cells)


def _masked_row(people: Population, number: int) -> Row:
    """A row whose number the agency has masked: nobody can tell whose license it is."""
    chance = Chance(people.seed, "masked Illinois", number)
    kind = _TYPES[chance.pick((ACUPUNCTURIST, PHYSICAL_THERAPIST))]
    shown = f"{chance.pick(('19', '07'))}*****{chance.between(10, 99)}"
    return _stranger_row(chance, people, kind, shown)


def _other_row(people: Population, number: int) -> Row:
    chance = Chance(people.seed, "other Illinois", number)
    board, description, prefix = chance.pick(_OTHERS)
    return _stranger_row(chance, people, (board, description), f"{prefix}{990000 + number:06d}")


def _stranger_row(chance: Chance, people: Population, kind: tuple[str, str], number: str) -> Row:
    name = stranger(chance)
    plain = Name(fold(name.first), fold(name.middle), fold(name.last), name.suffix)
    cells = {
        **type_cells(kind, number, "NOT RENEWED"),
        **name_cells(chance, plain),
        "original_issue_date": "01/25/1994",
        "effective_date": "01/25/1994",
        "expiration_date": "05/31/1998",
        **place_cells(spot_in_state(chance, "IL")),
        "ever_disciplined": "N",
        "lastmodifieddate": day_cell(people.as_of, is_long=False),
        **case_cells(None),
    }
    return _finished(chance, cells)


def _finished(chance: Chance, cells: Row) -> Row:
    """Every column in order: some values padded, a missing one as `None` or left out."""
    row: Row = {}
    for field in DATASET.fields:
        text = cells.get(field, "")
        if not text:
            if chance.happens(0.5):
                row[field] = NO_TEXT
        elif chance.happens(0.1):
            row[field] = text + "   "
        else:
            row[field] = text
    return row
