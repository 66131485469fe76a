"""Clinics that do not exist: names, trade names, addresses and who works there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crawler.standin import names
from crawler.standin.chance import Chance, Weighted, table
from crawler.standin.origins import ORIGINS_ACUPUNCTURE, ORIGINS_THERAPY
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PHYSICIAN, PT_ASSISTANT
from crawler.standin.places import COVERED, spot_elsewhere, spot_in_state
from crawler.standin.sites import Site, new_site


class ClinicKind(StrEnum):
    """What a clinic does, which decides its taxonomy codes and its staff."""

    ACUPUNCTURE = "acupuncture"
    THERAPY = "therapy"
    INTEGRATIVE = "integrative"
    PAIN = "pain"
    REHABILITATION = "rehabilitation"


STAFF = {
    ClinicKind.ACUPUNCTURE: (ACUPUNCTURIST,),
    ClinicKind.THERAPY: (PHYSICAL_THERAPIST, PT_ASSISTANT),
    ClinicKind.INTEGRATIVE: (ACUPUNCTURIST, PHYSICAL_THERAPIST, PHYSICIAN),
    ClinicKind.PAIN: (PHYSICIAN, ACUPUNCTURIST),
    ClinicKind.REHABILITATION: (PHYSICAL_THERAPIST, PT_ASSISTANT, PHYSICIAN),
}
_KINDS = Weighted.of(
    [
        (ClinicKind.ACUPUNCTURE, 38.0),
        (ClinicKind.THERAPY, 30.0),
        (ClinicKind.INTEGRATIVE, 18.0),
        (ClinicKind.PAIN, 6.0),
        (ClinicKind.REHABILITATION, 8.0),
    ]
)
_FIRST_WORDS = table("""
Jade:3 Lotus:3 Crane:2 Bamboo:2 Golden_Needle:1 Harmony:3 Balance:3 Five_Elements:2 Evergreen:3 Cascade:3
Pacific:4 Summit:3 Riverbend:2 Harbor:3 Cedar:3 Redwood:3 Madrona:2 Sunrise:2 Healing_Tree:1 Three_Rivers:1
Whole_Body:1 Motion:2 Peak:2 Northgate:2 Southlake:1 Bayview:2 Silver_Birch:1 True_North:1 Still_Water:1
Blue_Heron:1 Willow:2 Meridian:3 Kinetic:2 Anchor:1 Lantern:1 Foothill:2 Orchard:1 Tidewater:1 Juniper:1
""")
_LAST_WORDS = {
    ClinicKind.ACUPUNCTURE: table(
        "Acupuncture:8 Acupuncture_Clinic:6 Acupuncture_&_Herbs:5 Acupuncture_and_Wellness_Center:6 "
        "Oriental_Medicine:3 Community_Acupuncture:3 Healing_Arts:2 Chinese_Medicine_Clinic:3"
    ),
    ClinicKind.THERAPY: table(
        "Physical_Therapy:12 Physical_Therapy_&_Sports_Rehab:4 PT:3 Orthopedic_Physical_Therapy:3 "
        "Physical_Therapy_Associates:3"
    ),
    ClinicKind.INTEGRATIVE: table(
        "Integrative_Health:5 Integrative_Medicine_Center:4 Wellness_Center:4 Integrative_Health_Group:2 "
        "Natural_Medicine:2"
    ),
    ClinicKind.PAIN: table("Pain_Center:3 Pain_Management:3 Spine_&_Pain_Institute:2"),
    ClinicKind.REHABILITATION: table("Rehabilitation:3 Rehab_Center:3 Sports_Medicine_&_Rehabilitation:2"),
}
_LEGAL_FORMS = {"CA": ("INC", "A PROFESSIONAL CORPORATION", "INC."), "WA": ("PLLC", "PLLC", "INC PS", "LLC")}
_OTHER_FORMS = ("LLC", "INC", "PC", "PLLC")


@dataclass(frozen=True, slots=True)
class Clinic:
    """One invented organization. `trade_name` differs from the legal one, or is empty."""

    clinic_id: str
    kind: ClinicKind
    legal_name: str
    trade_name: str
    former_name: str
    site: Site
    branch: Site | None


def new_clinic(seed: int, number: int) -> Clinic:
    """Clinic `number`: nine in ten in the covered states, one in twenty with a branch."""
    chance = Chance(seed, "clinic", number)
    covered = chance.happens(0.9)
    spot = spot_in_state(chance, chance.weighted(COVERED)) if covered else spot_elsewhere(chance)
    kind = chance.weighted(_KINDS)
    public_name = _public_name(chance, kind, spot.city.name)
    legal, trade = f"{public_name}{_legal_form(chance, spot.city.state)}", ""
    if chance.happens(0.3):
        legal, trade = _owner_name(chance, kind, spot.city.state), public_name
    former = _public_name(chance, kind, spot.city.name) if chance.happens(0.05) else ""
    branch = new_site(chance, spot_in_state(chance, spot.city.state)) if chance.happens(0.05) else None
    return Clinic(
        f"c{number:05d}", kind, legal.upper(), trade.upper(), former.upper(), new_site(chance, spot), branch
    )


def _public_name(chance: Chance, kind: ClinicKind, city: str) -> str:
    first = city if chance.happens(0.22) else chance.weighted(_FIRST_WORDS)
    return f"{first} {chance.weighted(_LAST_WORDS[kind])}"


def _legal_form(chance: Chance, state: str) -> str:
    if chance.happens(0.25):
        return ""
    form = chance.pick(_LEGAL_FORMS.get(state, _OTHER_FORMS))
    return f"{',' if chance.happens(0.4) else ''} {form}"


def _owner_name(chance: Chance, kind: ClinicKind, state: str) -> str:
    origins = ORIGINS_ACUPUNCTURE if kind is ClinicKind.ACUPUNCTURE else ORIGINS_THERAPY
    last = names.surname(chance, chance.weighted(origins))
    words = chance.pick(("Health Services", "Enterprises", "and Associates", "Wellness", "Holdings"))
    return f"{last} {words}{_legal_form(chance, state)}"
