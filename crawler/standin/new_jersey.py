"""New Jersey's text file as its MyLicense site hands it out, with the quirks of the real one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from crawler.standin.chance import Chance
from crawler.standin.corruption import board_name
from crawler.standin.license import License
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PT_ASSISTANT
from crawler.standin.population import Population

SOURCE = "us_nj_mylicense"
COLUMNS = (
    *("full_name", "first_name", "middle_name", "last_name", "name_suffix", "profession_name"),
    *("license_type_name", "license_no", "issue_date", "expiration_date", "addr_line_1", "addr_line_2"),
    *("addr_city", "addr_state", "addr_zipcode", "addr_county", "addr_email", "license_status_name"),
)
THERAPY = "Physical Therapy"
PROFESSIONS = {ACUPUNCTURIST: "Acupuncture", PHYSICAL_THERAPIST: THERAPY, PT_ASSISTANT: THERAPY}
TYPES = {
    ACUPUNCTURIST: "Acupuncturist",
    PHYSICAL_THERAPIST: "Physical Therapist",
    PT_ASSISTANT: "Physical Therapist Assistant",
}
APPLICATION_RATE = 0.14
HISTORY_RATE = 0.06
PIPE_RATE = 0.03


@dataclass(frozen=True, slots=True)
class _State:
    """What tells a row of a license from another row of the same license."""

    number: str
    issued: date | None
    expires: date | None
    word: str


def data_file(people: Population) -> str:
    """The text of a `Data.txt` with every license type: header and rows, each line ending with a pipe."""
    rows: list[str] = []
    for found in people.licenses:
        if found.source == SOURCE:
            rows += _rows(found, Chance(people.seed, "New Jersey", found.license_id))
    return "".join(f"{line}|\n" for line in ("|".join(COLUMNS), *rows))


def _rows(found: License, chance: Chance) -> list[str]:
    states = [_State(found.number, found.issued, found.expires, found.status)]
    if chance.happens(APPLICATION_RATE):
        states.insert(0, _State("", None, None, "Pending"))
    earlier = found.expires - timedelta(days=730)
    if chance.happens(HISTORY_RATE) and earlier > found.issued:
        states.append(_State(found.number, found.issued, earlier, "Expired"))
    return [_row(found, each, chance) for each in states]


def _row(found: License, state: _State, chance: Chance) -> str:
    name, spot = board_name(Chance(0, "New Jersey name", found.person.person_id), found.person.identity), None
    parts = (name.first, name.middle, name.last, name.suffix)
    spot = found.person.registered
    street = f"{chance.between(1, 9899)} HOMESTEAD FICTION RD"
    if chance.happens(PIPE_RATE):
        street = f"C/O SAMPLE | {street}"
    cells = (
        " ".join(part for part in parts if part),
        *parts,
        PROFESSIONS[found.profession],
        TYPES[found.profession],
        state.number,
        state.issued.strftime("%m/%d/%Y") if state.issued else "",
        state.expires.strftime("%m/%d/%Y") if state.expires else "",
        street,
        "",
        spot.city.name,
        spot.city.state,
        spot.zip5,
        spot.city.county,
        f"{found.person.person_id}@example.com",
        state.word,
    )
    return "|".join(cells)
