"""Clinics that a board lists as organizations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.standin.boards import CALIFORNIA
from crawler.standin.chance import Chance
from crawler.standin.clinics import Clinic, ClinicKind
from crawler.standin.license import Serials, month_end
from crawler.standin.people import ACUPUNCTURIST


@dataclass(frozen=True, slots=True)
class Corporation:
    """A clinic that California's acupuncture board lists as an organization."""

    license_id: str
    clinic: Clinic
    number: str
    status: str
    issued: date
    expires: date


def corporations_of(clinics: tuple[Clinic, ...], seed: int, as_of: date) -> Iterator[Corporation]:
    """About four in ten of California's acupuncture clinics; registration lasts while status is Active."""
    chance, serials = Chance(seed, "corporations"), Serials(seed)
    for clinic in clinics:
        is_candidate = clinic.kind is ClinicKind.ACUPUNCTURE and clinic.site.spot.city.state == "CA"
        if is_candidate and chance.happens(0.4):
            number = str(serials.next("CA-1002", 900, 1999))
            is_active = chance.happens(0.85)
            expires = month_end(as_of + timedelta(days=chance.between(40, 600) * (1 if is_active else -1)))
            yield Corporation(
                license_id=f"{CALIFORNIA[ACUPUNCTURIST]}:1002-{number}",
                clinic=clinic,
                number=number,
                status="Active" if is_active else "Expired",
                issued=as_of - timedelta(days=chance.between(700, 5000)),
                expires=expires,
            )
