"""California's monthly licensee files: tab-separated text with the extension `.xls`."""

from __future__ import annotations

from collections import Counter

from crawler.standin.boards import CALIFORNIA_TYPES
from crawler.standin.california_boards import Board
from crawler.standin.chance import Chance
from crawler.standin.collaborators import TITLES
from crawler.standin.corporations import Corporation
from crawler.standin.corruption import board_name
from crawler.standin.license import License
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PT_ASSISTANT
from crawler.standin.population import Population

COLUMNS = (
    "Agency Code",
    "Agency Name",
    "LicTypeCode",
    "License Type",
    "License Number",
    "Indiv/Org",
    "Org/Last Name",
    "First Name",
    "Middle Name",
    "Suffix",
    "Address Line 1",
    "Address Line 2",
    "City",
    "County",
    "State",
    "Zip",
    "Country",
    "Original Issue Date",
    "Expiration Date",
    "License Status",
)
_TITLES = {
    ACUPUNCTURIST: "Acupuncturist",
    PHYSICAL_THERAPIST: "Physical Therapist",
    PT_ASSISTANT: "Physical Therapist Assistant",
}
_ABROAD = (
    ("YOKOHAMA", "231- 0000", "Japan"),
    ("SEOUL", "00000", "Korea, South"),
    ("VANCOUVER BC", "V0V 0V0", "Canada"),
    ("TAIPEI", "000", "Taiwan"),
)
_BLANK = " "  # a suppressed address line holds one blank


def data_file(board: Board, people: Population) -> str:
    """The text of a board's `_Data00.xls`: a header, then rows sorted by number as text."""
    rows = [_row(board, each, people.seed) for each in people.licenses if each.source == board.source]
    if board.shows_street:
        rows += [_corporation_row(board, each) for each in people.corporations]
    rows.sort(key=lambda row: (row[4], row[2]))
    return "".join("\t".join(row) + "\n" for row in (list(COLUMNS), *rows))


def counts_file(board: Board, people: Population) -> str:
    """The text of a board's `_Counts.csv`: rows of each license type, then the total."""
    counts = Counter(_title(each) for each in people.licenses if each.source == board.source)
    if board.shows_street and people.corporations:
        counts["Acupuncture Corporation"] = len(people.corporations)
    lines = [f"{title},{count}" for title, count in sorted(counts.items())]
    return "\n".join(["License Type,Count", *lines, f"Total,{counts.total()}"]) + "\n"


def _row(board: Board, found: License, seed: int) -> list[str]:
    chance = Chance(seed, "California", found.license_id)
    name = board_name(chance, found.person.identity)
    parts = [name.last, name.first, name.middle, name.suffix]
    if not chance.happens(0.08):
        parts = [part.upper() for part in parts]
    return [
        board.agency_code,
        board.agency_name,
        found.type_code or CALIFORNIA_TYPES[found.profession],
        _title(found),
        found.number,
        "I",
        *parts,
        *_address(chance, board, found),
        found.issued.strftime("%m-%d-%Y"),
        found.expires.strftime("%m-%d-%Y"),
        found.status,
    ]


def _title(found: License) -> str:
    return TITLES[found.type_code] if found.type_code else _TITLES[found.profession]


def _address(chance: Chance, board: Board, found: License) -> list[str]:
    if chance.happens(0.008):
        city, postal, country = chance.pick(_ABROAD)
        return [_BLANK, _BLANK, city, "", "99", postal, country]
    spot = found.person.registered
    street = f"{chance.between(1, 9899)} HOMESTEAD FICTION RD" if board.shows_street else _BLANK
    postal = f"{spot.zip5}-{chance.between(0, 9999):04d}" if chance.happens(0.15) else spot.zip5
    county = spot.city.county if spot.city.state == "CA" else ""
    return [street, _BLANK, spot.city.name.upper(), county.upper(), spot.city.state, postal, ""]


def _corporation_row(board: Board, found: Corporation) -> list[str]:
    site = found.clinic.site
    return [
        board.agency_code,
        board.agency_name,
        "1002",
        "Acupuncture Corporation",
        found.number,
        "O",
        found.clinic.legal_name,
        "",
        "",
        "",
        site.street,
        site.suite or _BLANK,
        site.spot.city.name.upper(),
        site.spot.city.county.upper(),
        "CA",
        site.spot.zip5,
        "",
        found.issued.strftime("%m-%d-%Y"),
        found.expires.strftime("%m-%d-%Y"),
        found.status,
    ]
