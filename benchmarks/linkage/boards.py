"""The boards of a population: how each prints names, numbers and professions, and which numbers it gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from crawler.standin.chance import Chance, Weighted

DENSITY = 0.5
SHARE_ONE_SEQUENCE = 0.65


class NameOrder(StrEnum):
    """How a board prints names, the same in all its rows."""

    LAST_COMMA_FIRST = "last_comma_first"
    FIRST_LAST = "first_last"
    LAST_FIRST = "last_first"
    PARTS = "parts"


class NumberKind(StrEnum):
    """How a board prints the serial number of a license."""

    PLAIN = "plain"
    LETTERS = "letters"
    PADDED = "padded"
    CODED = "coded"
    CHECKED = "checked"
    STATEWIDE = "statewide"


@dataclass(frozen=True, slots=True)
class Profession:
    """One profession: its taxonomy code, the letters behind a name, and what boards call it."""

    key: str
    taxonomy: str
    letters: tuple[str, ...]
    titles: tuple[str, ...]


ACUPUNCTURIST = Profession(
    "acupuncturist",
    "171100000X",
    ("L.Ac.", "LAC", "L.AC., DIPL. O.M.", "DAOM, L.Ac.", "LAc, MSOM", "AP"),
    ("Acupuncturist", "Licensed Acupuncturist", "ACUPUNCTURIST", "Acupuncture Practitioner"),
)
PROFESSIONS = (
    ACUPUNCTURIST,
    Profession(
        "physical_therapist",
        "225100000X",
        ("PT", "DPT", "PT, DPT", "MPT", "P.T."),
        ("Physical Therapist", "PHYSICAL THERAPIST", "Physical Therapist License"),
    ),
    Profession(
        "physical_therapist_assistant",
        "225200000X",
        ("PTA", "P.T.A.", "LPTA"),
        ("Physical Therapist Assistant", "PHYSICAL THERAPIST ASSISTANT", "Physical Therapy Assistant"),
    ),
    Profession(
        "chiropractor",
        "111N00000X",
        ("DC", "D.C.", "CHIROPRACTOR"),
        ("Chiropractor", "Chiropractic Physician", "CHIROPRACTOR"),
    ),
    Profession(
        "massage_therapist",
        "225700000X",
        ("LMT", "CMT", "L.M.T.", "RMT"),
        ("Massage Therapist", "Licensed Massage Therapist", "MASSAGE THERAPIST"),
    ),
    Profession(
        "occupational_therapist",
        "225X00000X",
        ("OTR/L", "OT", "OTR"),
        ("Occupational Therapist", "OCCUPATIONAL THERAPIST"),
    ),
    Profession("naturopath", "175F00000X", ("ND", "N.D."), ("Naturopathic Physician", "Naturopath")),
)
ESTABLISHMENT = Profession(
    "establishment", "", (), ("Professional Corporation", "Facility", "Clinic Registration", "Establishment")
)
_NUMBER_LETTERS = {
    "acupuncturist": "AC",
    "physical_therapist": "PT",
    "physical_therapist_assistant": "PTA",
    "chiropractor": "DC",
    "massage_therapist": "MA",
    "occupational_therapist": "OT",
    "naturopath": "ND",
    "establishment": "FA",
}
_OTHERS = (0.0, 42.0, 17.0, 15.0, 11.0, 11.0, 4.0)
_SHARES = "CA:0.38 NY:0.34 NJ:0.3 HI:0.36 WA:0.3 OR:0.33 CO:0.32 NM:0.33 FL:0.27 MA:0.25"
_ACUPUNCTURE_SHARE = {pair[:2]: float(pair[3:]) for pair in _SHARES.split()}
_ORDERS = Weighted.of(list(zip(NameOrder, (40.0, 20.0, 15.0, 25.0), strict=True)))
_KINDS = Weighted.of(list(zip(NumberKind, (24.0, 26.0, 16.0, 18.0, 6.0, 10.0), strict=True)))
_PRINTED = {
    NumberKind.PLAIN: ("{n}",),
    NumberKind.LETTERS: ("{a}{n}", "{a} {n}", "{a}{n:0>6}", "{a}.{n:0>7}", "{a}-{n:0>5}"),
    NumberKind.PADDED: ("{n:0>6}", "{n:0>7}", "{n:0>8}"),
    NumberKind.CODED: ("{c}.{n:0>6}", "{c}{n:0>6}", "{c}QA{n:0>6}00", "{c}-{n:0>5}"),
    NumberKind.CHECKED: ("{n:0>6}-1", "{n:0>6}-{k}"),
    NumberKind.STATEWIDE: ("{a}{n}", "{a}.{a}.{n}"),
}
_WRITTEN = {
    NumberKind.PLAIN: ("{n}", "{n}", "{n}", "{a}{n}", "{a} {n}", "{a}-{n}", "0{n}"),
    NumberKind.LETTERS: ("{p}", "{p}", "{n}", "{a}{n}", "{a} {n}", "{a}-{n}", "{a}0{n}", "{n:0>6}"),
    NumberKind.PADDED: ("{p}", "{p}", "{n}", "{n}", "{a}{n}", "{a}{p}", "{n:0>5}"),
    NumberKind.CODED: ("{p}", "{p}", "{p}", "{q}", "{q}", "{n}"),
    NumberKind.CHECKED: ("{p}", "{n:0>6}", "{n}", "{a}{n}"),
    NumberKind.STATEWIDE: ("{p}", "{p}", "{a} {n}", "{n}", "{a}-{n}"),
}


def profession_shares(state: str) -> Weighted[Profession]:
    """How likely a person of `state` is of each profession."""
    share = _ACUPUNCTURE_SHARE.get(state, 0.18)
    weights = [100 * share if each is ACUPUNCTURIST else 0.0 for each in PROFESSIONS]
    weights = [own + other * (1 - share) for own, other in zip(weights, _OTHERS, strict=True)]
    return Weighted.of(list(zip(PROFESSIONS, weights, strict=True)))


@dataclass(frozen=True, slots=True)
class Board:
    """One board's list of one profession: what stands on it, and how."""

    state: str
    profession: Profession
    kind: NumberKind
    pattern: str
    code: str
    title: str
    smallest: int
    largest: int

    def printed(self, serial: int) -> str:
        """The number of a license as the board prints it."""
        letters = _NUMBER_LETTERS[self.profession.key]
        return self.pattern.format(n=serial, a=letters, c=self.code, k=serial % 9 + 1)

    def written(self, chance: Chance, serial: int) -> str:
        """The number as a practitioner writes it."""
        letters, shown = _NUMBER_LETTERS[self.profession.key], self.printed(serial)
        plain = shown.replace(".", "").replace("-", "")
        return chance.pick(_WRITTEN[self.kind]).format(p=shown, q=plain, n=serial, a=letters)


class Boards:
    """All boards of a population with the numbers they gave, each one once."""

    def __init__(self, chance: Chance, states: Sequence[str], people_in: dict[str, int]) -> None:
        """Draw the customs of each state; `people_in` says how large its rolls will be."""
        self._chance = chance
        self.orders = {state: chance.weighted(_ORDERS) for state in states}
        self.is_upper = {state: chance.happens(0.7) for state in states}
        self._kinds = {state: chance.weighted(_KINDS) for state in states}
        # Many states count all licenses of an agency in one sequence: there no digits mean two people.
        self._is_one_sequence = {state: chance.happens(SHARE_ONE_SEQUENCE) for state in states}
        self._people_in = people_in
        self._boards: dict[tuple[str, str], Board] = {}
        self._given: dict[tuple[str, str], set[int]] = {}

    def of(self, state: str, profession: Profession) -> Board:
        """The board of `state` for `profession`."""
        key = (state, profession.key)
        if key not in self._boards:
            self._boards[key] = self._new(state, profession)
        return self._boards[key]

    def _new(self, state: str, profession: Profession) -> Board:
        chance, kind = self._chance, self._kinds[state]
        if kind is not NumberKind.STATEWIDE and chance.happens(0.3):
            kind = chance.weighted(_KINDS)
        share = 1.0 if self._is_one_sequence[state] else self._share(state, profession)
        span = int(self._people_in[state] * share * 1.2 / DENSITY) + 50
        smallest = chance.pick((100, 1000, 10_000))
        if kind is NumberKind.STATEWIDE:
            smallest, span = 60_000_000, 2_000_000
        return Board(
            state,
            profession,
            kind,
            chance.pick(_PRINTED[kind]),
            f"{chance.between(10, 999):03}",
            chance.pick(profession.titles),
            smallest,
            smallest + span,
        )

    @staticmethod
    def _share(state: str, profession: Profession) -> float:
        if profession is ESTABLISHMENT:
            return 0.2
        shares = profession_shares(state)
        at = shares.values.index(profession)
        before = shares.totals[at - 1] if at else 0.0
        return (shares.totals[at] - before) / shares.totals[-1]

    def new_serial(self, state: str, profession: Profession) -> int:
        """A serial number that this board has not given before; statewide ones are of the whole state."""
        board = self.of(state, profession)
        is_shared = board.kind is NumberKind.STATEWIDE or self._is_one_sequence[state]
        given = self._given.setdefault((state, "" if is_shared else profession.key), set())
        low, high = board.smallest, board.largest
        while (serial := self._chance.between(low, high)) in given:
            pass
        given.add(serial)
        return serial
