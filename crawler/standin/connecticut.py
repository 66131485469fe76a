"""Connecticut's credentials as its Socrata service holds them: one field for the whole name."""

from __future__ import annotations

from datetime import date, timedelta

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
from crawler.standin.names import Name
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PT_ASSISTANT
from crawler.standin.places import Spot, spot_in_state
from crawler.standin.population import Population

DATASET = Dataset(
    "data.ct.gov",
    "ngch-56tr",
    "State Licenses and Credentials",
    "Connecticut Department of Consumer Protection",
    same_names(
        "credentialid name type businessname dba fullcredentialcode credentialtype credentialnumber "
        "credentialsubcategory credential status statusreason active issuedate effectivedate expirationdate "
        "address city state zip recordrefreshedon"
    ),
)
_CREDENTIALS = {
    ACUPUNCTURIST: "Acupuncturist",
    PHYSICAL_THERAPIST: "Physical Therapist",
    PT_ASSISTANT: "Physical Therapist Assistant",
}
_REASONS = {
    "ACTIVE": ("CURRENT",),
    "ACTIVE IN RENEWAL": ("IN RENEWAL",),
    "INACTIVE": (
        "FAILED TO RENEW",
        "VOLUNTARY NON-RENEWAL",
        "LACK OF SPONSORSHIP",
        "EXPIRED MORE THAN 3 YEARS - MUST REAPPLY",
    ),
    "LAPSED": ("LAPSED DUE TO NON-RENEWAL",),
}
_IN_FORCE = ("ACTIVE", "ACTIVE IN RENEWAL")
_NO_DAY = date(1800, 12, 27)  # the agency's placeholder


def connecticut_rows(people: Population) -> list[Row]:
    """The rows in the order of the file, a few of them twice."""
    found = list(own_licenses(people, ROLLS["CT"].source))
    rows = [_row(each, position, people) for position, each in enumerate(found)]
    rows += rows[:: max(1, len(rows) // 4)][:4]
    rows += [_other_row(people, number) for number in range(len(found) // 4)]
    return Chance(people.seed, "order of Connecticut").shuffled(rows)


def _row(found: License, position: int, people: Population) -> Row:
    chance = Chance(people.seed, "Connecticut", found.license_id)
    kind, _, digits = found.number.partition(".")
    effective = _NO_DAY if chance.happens(0.01) else found.renewed
    name = _full_name(board_name(chance, found.person.identity))
    cells = {
        "credentialid": str(9000000 + position),
        "name": name.upper() if chance.happens(0.6) else name,
        "type": "INDIVIDUAL",
        "fullcredentialcode": found.number,
        "credentialtype": kind,
        "credentialnumber": digits.lstrip("0"),
        "credential": _CREDENTIALS[found.profession],
        "status": found.status,
        "statusreason": chance.pick(_REASONS.get(found.status, ("",))),
        "active": "1" if found.status in _IN_FORCE else "0",
        "issuedate": timestamp(found.issued),
        "effectivedate": timestamp(effective),
        "expirationdate": timestamp(found.expires),
        **_place_cells(chance, found.person.registered),
        "recordrefreshedon": timestamp(people.as_of),
    }
    return without_nulls(cells)


def _full_name(name: Name) -> str:
    return " ".join(part for part in (name.first, name.middle, name.last, name.suffix) if part)


def _place_cells(chance: Chance, spot: Spot) -> Row:
    """A place with its street, which is often a home; the long ZIP code has no dash."""
    postal = f"{spot.zip5}{chance.between(0, 9999):04d}" if chance.happens(0.4) else spot.zip5
    city = spot.city.name.upper() if chance.happens(0.5) else spot.city.name
    street = f"{chance.between(1, 9899)} HOMESTEAD FICTION RD"
    return {"address": street, "city": city, "state": spot.city.state, "zip": postal}


def _other_row(people: Population, number: int) -> Row:
    """Another credential: a nurse's, or a company's."""
    chance = Chance(people.seed, "other Connecticut", number)
    name = stranger(chance)
    who: Row = {"name": f"{fold(name.first)} {fold(name.last)}".upper(), "type": "INDIVIDUAL"}
    kind, prefix, letter, title = ("10", "10.", "R", "REGISTERED NURSE")
    if number % 2:
        kind, prefix, letter, title = ("PEC", "PEC.00", "", "PROFESSIONAL ENGINEERING CORPORATION")
        company = f"FICTION ENGINEERS {number} LLC"
        who = {"name": company, "type": "BUSINESS", "businessname": company}
    expires = people.as_of + timedelta(days=chance.between(-400, 360))
    is_active = expires > people.as_of
    cells = {
        "credentialid": str(9500000 + number),
        **who,
        "fullcredentialcode": f"{prefix}{letter}{90000 + number}",
        "credentialtype": kind,
        "credentialnumber": f"{letter}{90000 + number}",
        "credential": title,
        "status": "ACTIVE" if is_active else "INACTIVE",
        "statusreason": "CURRENT" if is_active else "FAILED TO RENEW",
        "active": "1" if is_active else "0",
        "expirationdate": timestamp(expires),
        **_place_cells(chance, spot_in_state(chance, "CT")),
        "recordrefreshedon": timestamp(people.as_of),
    }
    return {field: cells[field] for field in DATASET.fields if field in cells}
