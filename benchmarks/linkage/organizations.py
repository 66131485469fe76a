"""The clinics of a population: names, trade names, branches, and how they are written elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.linkage import census, places
from benchmarks.linkage.boards import ESTABLISHMENT, Boards
from benchmarks.linkage.people import registered_place
from benchmarks.linkage.places import Place
from crawler.standin.chance import Chance, Weighted, table
from crawler.standin.corruption import typo

_FIRST = table("""
Jade Lotus Crane Bamboo Golden Harmony Balance Evergreen Cascade Pacific Summit River Harbor Cedar Redwood
Sunrise Healing Whole Motion Peak North South Bay Silver True Still Blue Willow Meridian Kinetic Anchor
Lantern Foothill Orchard Tide Juniper Advanced Premier Elite Active Total Complete Family Community
Mountain Valley Lake Prairie Ocean Spring Summer Autumn Winter Morning Evening Star Moon Sun Cloud Rain
Stone Iron Copper Amber Coral Pearl Crystal Dragon Phoenix Tiger Heron Eagle Hawk Sparrow Fox Bear Wolf
Oak Maple Aspen Birch Pine Elm Laurel Sage Clover Heritage Liberty Union Century Modern New Classic
Precision Dynamic Integral Vital Pure Simple Gentle Strong Bright Clear Open First
""")
_SECOND = table("""
Needle Tree Rivers Body Light Water Path Way Bridge Gate Point Spring Root Leaf Branch Garden Life Hands
Touch Step Stride Core Spine Joint Motion Care Wellness Health Energy Qi Spirit Mind Heart Center Circle
Rock Ridge Hill Creek
""")
_KINDS = Weighted.of([("acupuncture", 34.0), ("therapy", 40.0), ("chiropractic", 16.0), ("other", 10.0)])
_TAXONOMY = {
    "acupuncture": "171100000X",
    "therapy": "261QP2000X",
    "chiropractic": "111N00000X",
    "other": "261QM1300X",
}
_LAST = {
    "acupuncture": table(
        "Acupuncture:9 Acupuncture_Clinic:5 Acupuncture_&_Herbs:4 Acupuncture_&_Wellness_Center:5 "
        "Oriental_Medicine:3 Community_Acupuncture:3 Healing_Arts:2 Chinese_Medicine_Clinic:3"
    ),
    "therapy": table(
        "Physical_Therapy:12 Physical_Therapy_&_Sports_Rehabilitation:4 Physical_Therapy_Center:3 "
        "Orthopedic_Physical_Therapy:3 Physical_Therapy_Associates:3 Rehabilitation_Center:3 Rehab:2"
    ),
    "chiropractic": table(
        "Chiropractic:9 Chiropractic_Center:5 Chiropractic_Clinic:4 Spine_&_Wellness_Center:3 "
        "Family_Chiropractic:3"
    ),
    "other": table(
        "Wellness_Center:5 Integrative_Health:4 Integrative_Medicine:3 Health_Group:2 Massage_Therapy:3"
    ),
}
_FORMS = ("LLC", "INC", "INC.", "PC", "P.C.", "PLLC", "LLC", "CORP", "PA", "A PROFESSIONAL CORPORATION")
_SHORT = (
    ("Physical Therapy", "PT"),
    ("Center", "Ctr"),
    ("Acupuncture", "Acup"),
    ("Associates", "Assoc"),
    ("Rehabilitation", "Rehab"),
    ("Chiropractic", "Chiro"),
    ("Orthopedic", "Ortho"),
    ("Community", "Comm"),
)


@dataclass(frozen=True, slots=True)
class Organization:
    """One invented clinic; `trade` is the name on its door, or empty where that is the legal one."""

    legal: str
    trade: str
    form: str
    kind: str
    practice: Place
    registered: Place
    serial: int

    @property
    def taxonomy(self) -> str:
        """Its taxonomy code."""
        return _TAXONOMY[self.kind]


class Organizations:
    """Makes the clinics of a population; one in ten is a branch of the one before."""

    def __init__(self, chance: Chance, boards: Boards) -> None:
        """Draw from `chance`; numbers come from `boards`."""
        self._chance, self._boards = chance, boards
        self._before: Organization | None = None

    def new(self, state: str) -> Organization:
        """A new clinic of `state`."""
        chance, before = self._chance, self._before
        place = places.somewhere(chance, state)
        registered = registered_place(chance, place, state) if chance.happens(0.5) else place
        serial = self._boards.new_serial(state, ESTABLISHMENT)
        if before and before.practice.state == state and chance.happens(0.1):
            self._before = replace(before, practice=place, registered=registered, serial=serial)
        else:
            kind = chance.weighted(_KINDS)
            legal, trade = self._names(kind, place.city)
            form = chance.pick(_FORMS) if chance.happens(0.75) else ""
            self._before = Organization(legal, trade, form, kind, place, registered, serial)
        return self._before

    def _names(self, kind: str, city: str) -> tuple[str, str]:
        chance = self._chance
        public = _public_name(chance, kind, city)
        if not chance.happens(0.3):
            return public, ""
        words = ("Health Services", "Enterprises", "& Associates", "Wellness", "Holdings", "Group")
        return f"{census.surname(chance)} {chance.pick(words)}", public


def _public_name(chance: Chance, kind: str, city: str) -> str:
    point = chance.between(1, 100)
    if point <= 20:
        first = city
    elif point <= 38:
        first = census.surname(chance)
    elif point <= 60:
        first = chance.weighted(_FIRST)
    else:
        first = f"{chance.weighted(_FIRST)} {chance.weighted(_SECOND)}"
    return f"{first} {chance.weighted(_LAST[kind])}"


def entry_names(chance: Chance, clinic: Organization) -> tuple[str, str]:
    """The legal name and the trade name as the directory has them."""
    legal = _with_form(chance, clinic.legal, clinic.form if chance.happens(0.9) else "")
    trade = clinic.trade if clinic.trade and chance.happens(0.6) else ""
    return legal, trade


def roll_name(chance: Chance, clinic: Organization) -> str:
    """The name as a board prints it: shorter, with another legal form, or under the trade name."""
    form = clinic.form if chance.happens(0.65) else chance.pick(("", chance.pick(_FORMS)))
    legal = _with_form(chance, _rewritten(chance, clinic.legal), form)
    if not clinic.trade or chance.happens(0.4):
        return legal
    trade = _rewritten(chance, clinic.trade)
    return f"{legal} DBA {trade}" if chance.happens(0.25) else trade


def _with_form(chance: Chance, name: str, form: str) -> str:
    return f"{name}{',' if chance.happens(0.4) else ''} {form}" if form else name


def _rewritten(chance: Chance, name: str) -> str:
    if chance.happens(0.3):
        name = name.replace(" & ", " and ")
    if chance.happens(0.15):
        for long, short in _SHORT:
            name = name.replace(long, short)
    words = name.split(" ")
    if len(words) > 3 and chance.happens(0.1):
        words.pop()
    return " ".join(typo(chance, word, 0.008) for word in words)
