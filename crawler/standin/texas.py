"""The Texas Medical Board's licenses as its Socrata service holds them, with places of practice."""

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
from crawler.standin.places import Spot, spot_in_state
from crawler.standin.population import Population

DATASET = Dataset(
    "data.texas.gov",
    "tm3v-pfq9",
    "All Licenses",
    "Texas Medical Board",
    same_names(
        "license_number last_name first_name license_type registration_status disciplinary_status "
        "license_expiration_date license_status degree specialties practice_address practice_city "
        "practice_state practice_zip current_board_action_date current_board_action_description "
        "currently_licensed"
    ),
)


def texas_rows(people: Population) -> list[Row]:
    """The rows in the order of the file: acupuncturists among other licensees of the board."""
    rows = [_row(each, people.seed) for each in own_licenses(people, ROLLS["TX"].source)]
    rows += [_other_row(people, number) for number in range(len(rows) // 3)]
    return Chance(people.seed, "order of Texas").shuffled(rows)


def _row(found: License, seed: int) -> Row:
    chance = Chance(seed, "Texas", found.license_id)
    name = board_name(chance, found.person.identity)
    practice = found.person.practice
    spot = practice.spot if practice.spot.city.state == "TX" else found.person.registered
    order = found.cases[0] if found.cases else None
    cells = {
        "license_number": found.number,
        "last_name": f"{name.last} {name.suffix}".strip().upper(),
        "first_name": name.first.upper(),
        "license_type": "Acupuncturist",
        "registration_status": "INACTIVE" if found.status in ("SUSPENDED", "REVOKED") else found.status,
        "disciplinary_status": found.action,
        "license_expiration_date": timestamp(found.expires),
        "license_status": _license_status(found),
        "degree": "LAC",
        **_place_cells(practice.street, spot),
        "current_board_action_date": timestamp(order.started) if order else "",
        "current_board_action_description": order.action if order else "",
        "currently_licensed": "Y" if found.status == "ACTIVE" else "N",
    }
    return without_nulls(cells)


def _license_status(found: License) -> str:
    """The word of the registration; what the board did to the license takes its place."""
    if found.action == "AUTOMATIC LICENSURE CANCELLED":
        return found.action
    is_restricted = found.action == "UNDER BOARD ORDER" and int(found.number[-1]) % 3 == 0
    return "PERM. LICENSE RESTRICTED" if is_restricted else found.status


def _place_cells(street: str, spot: Spot) -> Row:
    return {
        "practice_address": street,
        "practice_city": spot.city.name.upper(),
        "practice_state": spot.city.state,
        "practice_zip": spot.zip5,
    }


def _other_row(people: Population, number: int) -> Row:
    chance = Chance(people.seed, "other Texas", number)
    name, spot = stranger(chance), spot_in_state(chance, "TX")
    kind, letter, degree = chance.pick((("Physician", "Z", "MD"), ("Physician Assistant", "PA", "PA")))
    expires = people.as_of + timedelta(days=chance.between(5, 700))
    return {
        "license_number": f"{letter}{90000 + number}",
        "last_name": fold(name.last).upper(),
        "first_name": fold(name.first).upper(),
        "license_type": kind,
        "registration_status": "ACTIVE",
        "disciplinary_status": "NONE",
        "license_expiration_date": timestamp(expires),
        "license_status": "ACTIVE",
        "degree": degree,
        **_place_cells(f"{chance.between(1, 9899)} EXAMPLE AVE", spot),
        "currently_licensed": "Y",
    }
