"""Directory entries and roll rows as CSV cells, from the people and clinics of a population."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from benchmarks.linkage import organizations, writing
from benchmarks.linkage.boards import ESTABLISHMENT, Boards, NameOrder
from benchmarks.linkage.organizations import Organization
from benchmarks.linkage.people import License, Person
from benchmarks.linkage.places import Place
from crawler.standin.chance import Chance, Weighted
from crawler.standin.claims import mistyped
from crawler.standin.names import Name

DIRECTORY_COLUMNS = tuple(
    "entry_id entity_type name first_name middle_name last_name suffix credential other_first other_last "
    "org_name dba_name address city state zip taxonomy licenses".split()
)
ROLL_COLUMNS = tuple(
    "rec_id name first_name middle_name last_name suffix license_number profession state city zip status "
    "issued expires discipline".split()
)
TRUTH_COLUMNS = ("entry_id", "rec_id")
AS_OF = date(2026, 11, 22)
SHARE_NUMBER_LISTED = 0.55
SHARE_NUMBER_LISTED_BY_CLINICS = 0.25
SHARE_ONE_STRING = 0.25

_STATUSES = Weighted.of(
    [("Active", 84.0), ("Expired", 8.0), ("Inactive", 5.0), ("Retired", 2.0), ("Lapsed", 1.0)]
)
_DISCIPLINE = ("Probation", "Public reprimand", "Stipulated order", "License suspended", "Consent agreement")
_STREETS = (
    "Main St",
    "Oak Ave",
    "1st Ave",
    "Park Blvd",
    "Center St",
    "Lake Dr",
    "Broadway",
    "Mill Rd",
    "2nd St",
)

Cells = list[str]


def person_entry(chance: Chance, boards: Boards, person: Person) -> Cells:
    """One entry of a person, without its id."""
    written = writing.entry_name(chance, person.identity, person.habit)
    letters = chance.pick(person.profession.letters) if chance.happens(0.7) else ""
    name = _with_letters(chance, written.name, person)
    shown, parts = "", [name.first, name.middle, name.last, name.suffix]
    if chance.happens(SHARE_ONE_STRING):
        shown = writing.display(name, NameOrder.FIRST_LAST)
        shown, parts = f"{shown}, {letters}" if letters and chance.happens(0.3) else shown, [""] * 4
    names = [shown, *parts, letters, written.other_first, written.other_last]
    if chance.happens(0.85):
        names = [text.upper() for text in names]
    licenses = _claims(chance, boards, person.licenses)
    return [
        "individual",
        *names,
        "",
        "",
        *_where(chance, person.practice),
        person.profession.taxonomy,
        licenses,
    ]


def _with_letters(chance: Chance, name: Name, person: Person) -> Name:
    """The name with letters, or a title, in a field where they do not belong."""
    point, letters = chance.between(1, 1000), chance.pick(person.profession.letters)
    if point <= 8:
        return replace(name, last=f"{name.last}, {letters}")
    if point <= 12:
        return replace(name, last=f"{name.last} {letters}")
    if point <= 15:
        return replace(name, first=f"Dr. {name.first}")
    return replace(name, suffix=letters) if point <= 19 and not name.suffix else name


def _where(chance: Chance, place: Place) -> Cells:
    city = place.city.upper() if chance.happens(0.8) else place.city
    zip_code = place.zip5 + (f"{chance.between(1, 9999):04}" if chance.happens(0.5) else "")
    return [f"{chance.between(1, 9999)} {chance.pick(_STREETS)}", city, place.state, zip_code]


def _claims(chance: Chance, boards: Boards, licenses: tuple[License, ...]) -> str:
    """What the entry lists: one number for each state and profession, now and then not the right one."""
    if not chance.happens(SHARE_NUMBER_LISTED):
        return ""
    current = [each for each in licenses if each.is_current]
    shown = [each for at, each in enumerate(current) if at == 0 or chance.happens(0.9)]
    return "|".join(f"{each.state}:{_claim(chance, boards, each)}" for each in shown)


def _claim(chance: Chance, boards: Boards, shown: License) -> str:
    board, serial = boards.of(shown.state, shown.profession), shown.serial
    if chance.happens(0.05):
        # Most are a former number of one's own; the others are somebody else's, or nobody's.
        is_former = chance.happens(0.6)
        new = boards.new_serial(shown.state, shown.profession)
        serial = new if is_former else chance.between(board.smallest, board.largest)
    number = board.written(chance, serial)
    return mistyped(chance, number) if chance.happens(0.03) else number


def person_row(chance: Chance, boards: Boards, person: Person, shown: License) -> Cells:
    """One roll row of a person, without its id."""
    name = writing.roll_name(chance, person.identity, person.habit)
    order = boards.orders[shown.state]
    parts = [name.first, name.middle, name.last, name.suffix] if order is NameOrder.PARTS else [""] * 4
    names = _in_case(boards, shown.state, [writing.display(name, order), *parts])
    board = boards.of(shown.state, shown.profession)
    return [*names, board.printed(shown.serial), board.title, *_state_of(chance, shown)]


def _in_case(boards: Boards, state: str, texts: Cells) -> Cells:
    return [text.upper() for text in texts] if boards.is_upper[state] else texts


def _state_of(chance: Chance, shown: License) -> Cells:
    """State, place, status, dates and discipline of a row."""
    status = chance.weighted(_STATUSES) if shown.is_current else chance.pick(("Expired", "Inactive"))
    return [shown.state, *_registered(chance, shown.place), *_standing(chance, status)]


def _registered(chance: Chance, place: Place) -> Cells:
    city = place.city.upper() if chance.happens(0.8) else place.city
    return [city if chance.happens(0.99) else "", place.zip5 if chance.happens(0.98) else ""]


def _standing(chance: Chance, status: str) -> Cells:
    issued = AS_OF - timedelta(days=chance.between(60, 12000))
    ahead = chance.between(20, 730) * (1 if status == "Active" else -1)
    discipline = chance.pick(_DISCIPLINE) if chance.happens(0.02) else ""
    return [status, issued.isoformat(), (AS_OF + timedelta(days=ahead)).isoformat(), discipline]


def clinic_entry(chance: Chance, boards: Boards, clinic: Organization) -> Cells:
    """One entry of a clinic, without its id."""
    legal, trade = organizations.entry_names(chance, clinic)
    names = [legal.upper(), trade.upper()] if chance.happens(0.85) else [legal, trade]
    licenses = ""
    if chance.happens(SHARE_NUMBER_LISTED_BY_CLINICS):
        held = License(clinic.practice.state, ESTABLISHMENT, clinic.serial, clinic.registered, True)
        licenses = f"{held.state}:{_claim(chance, boards, held)}"
    return ["organization", *[""] * 8, *names, *_where(chance, clinic.practice), clinic.taxonomy, licenses]


def clinic_row(chance: Chance, boards: Boards, clinic: Organization) -> Cells:
    """One roll row of a clinic, without its id."""
    state = clinic.practice.state
    names = _in_case(boards, state, [organizations.roll_name(chance, clinic), *[""] * 4])
    board = boards.of(state, ESTABLISHMENT)
    where = _registered(chance, clinic.registered)
    status = chance.weighted(_STATUSES)
    return [*names, board.printed(clinic.serial), board.title, state, *where, *_standing(chance, status)]
