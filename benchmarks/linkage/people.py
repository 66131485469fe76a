"""The people of a population: identities, places, licenses, and who is easily taken for whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from benchmarks.linkage import identities, places
from benchmarks.linkage.boards import ACUPUNCTURIST, PROFESSIONS, Boards, Profession, profession_shares
from benchmarks.linkage.places import Place
from crawler.standin.chance import Chance, Weighted
from crawler.standin.names import Identity, Name
from crawler.standin.origins import SYLLABIC, Origin

SHARE_MULTI_STATE = 0.07
SHARE_SECOND_ROW = 0.06
SHARE_SECOND_PROFESSION = 0.012
SHARE_MOVED_STATE = 0.025


@dataclass(frozen=True, slots=True)
class License:
    """One row that a board holds of a person; `is_current` is false for a row that was replaced."""

    state: str
    profession: Profession
    serial: int
    place: Place
    is_current: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person with all licenses; `habit` is how a given name of two syllables is written."""

    identity: Identity
    profession: Profession
    practice: Place
    licenses: tuple[License, ...]
    habit: str


class Relation(StrEnum):
    """How a person may resemble the one made before."""

    NONE = ""
    COUPLE = "couple"
    TWIN = "twin"
    SON = "son"
    NAMESAKE_ELSEWHERE = "namesake of another profession"
    NAMESAKE = "namesake of the same profession"


_RELATIONS = Weighted.of(
    [
        (Relation.COUPLE, 0.01),
        (Relation.TWIN, 0.0015),
        (Relation.SON, 0.0005),
        (Relation.NAMESAKE_ELSEWHERE, 0.003),
        (Relation.NAMESAKE, 0.0005),
        (Relation.NONE, 0.9845),
    ]
)
_HABITS = Weighted.of([("joined", 50.0), ("hyphen", 16.0), ("apart", 22.0), ("middle", 12.0)])


def registered_place(chance: Chance, practice: Place, state: str) -> Place:
    """The place a board of `state` holds: about as often the practice's as in real registers."""
    if practice.state != state:
        return practice if chance.happens(0.4) else places.somewhere(chance, state)
    point = chance.between(1, 1000)
    if point <= 410:
        return practice
    if point <= 570:
        return places.in_city(chance, practice)
    if point <= 675:
        return places.nearby(chance, practice)
    if point <= 975:
        return places.somewhere(chance, state)
    return places.somewhere(chance, chance.pick(tuple(places.STATE_SHARES)))


class People:
    """Makes the people of a population, state by state."""

    def __init__(self, chance: Chance, boards: Boards, states: tuple[str, ...]) -> None:
        """Draw from `chance`; numbers come from `boards`."""
        self._chance, self._boards, self._states = chance, boards, states
        self._before: Person | None = None
        self._shares = {state: profession_shares(state) for state in states}
        self._weights = Weighted.of([(each, places.STATE_SHARES[each]) for each in states])

    def new(self, state: str) -> Person:
        """A new person licensed in `state`, now and then one who resembles the person before."""
        relation = self._chance.weighted(_RELATIONS)
        before = self._before
        if relation and before and before.licenses[0].state == state:
            person = self._related(relation, before)
        else:
            person = self._stranger(state)
        self._before = person
        return person

    def _stranger(self, state: str) -> Person:
        chance = self._chance
        profession = chance.weighted(self._shares[state])
        identity = identities.new_identity(chance, profession is ACUPUNCTURIST, state)
        at = self._other_state(state) if chance.happens(SHARE_MOVED_STATE) else state
        return self._licensed(identity, profession, places.somewhere(chance, at), state)

    def _other_state(self, state: str) -> str:
        while (found := self._chance.weighted(self._weights)) == state:
            pass
        return found

    def _licensed(
        self,
        identity: Identity,
        profession: Profession,
        practice: Place,
        state: str,
        registered: Place | None = None,
    ) -> Person:
        chance = self._chance
        first = self._license(profession, practice, state, registered)
        found = [first]
        if chance.happens(SHARE_SECOND_ROW):
            # A board that renews prints the same number twice; one that issues anew prints another.
            place = first.place if chance.happens(0.5) else registered_place(chance, practice, state)
            serial = first.serial if chance.happens(0.4) else self._boards.new_serial(state, profession)
            found.append(replace(first, serial=serial, place=place, is_current=False))
        if chance.happens(SHARE_MULTI_STATE):
            found.append(self._license(profession, practice, self._other_state(state), None))
        if chance.happens(SHARE_SECOND_PROFESSION):
            other = profession
            while other is profession:
                other = chance.pick(PROFESSIONS)
            found.append(self._license(other, practice, state, None))
        return Person(identity, profession, practice, tuple(found), chance.weighted(_HABITS))

    def _license(
        self, profession: Profession, practice: Place, state: str, registered: Place | None
    ) -> License:
        place = registered or registered_place(self._chance, practice, state)
        return License(state, profession, self._boards.new_serial(state, profession), place, True)

    def _related(self, relation: Relation, before: Person) -> Person:
        chance, state, identity = self._chance, before.licenses[0].state, before.identity
        if relation in (Relation.NAMESAKE, Relation.NAMESAKE_ELSEWHERE):
            profession = before.profession
            while relation is Relation.NAMESAKE_ELSEWHERE and profession is before.profession:
                profession = chance.weighted(self._shares[state])
            namesake = replace(identity, name=_other_middle(chance, identity), former_last="", alias="")
            return self._licensed(namesake, profession, places.in_city(chance, before.practice), state)
        if relation is Relation.COUPLE:
            profession = chance.weighted(self._shares[state])
            partner = _partner(chance, identity)
        else:
            profession = before.profession
            partner = _twin(chance, identity) if relation is Relation.TWIN else _son(identity)
        return self._licensed(partner, profession, before.practice, state, before.licenses[0].place)


def _other_middle(chance: Chance, identity: Identity) -> Name:
    middle = identities.middle_name(chance, Origin.US, identity.is_woman)
    return replace(identity.name, middle="" if middle[:1] == identity.name.middle[:1] else middle, suffix="")


def _partner(chance: Chance, identity: Identity) -> Identity:
    is_woman = not identity.is_woman
    first = identities.given_name(chance, identity.origin, is_woman)
    middle = identities.middle_name(chance, identity.origin, is_woman)
    return Identity(identity.origin, is_woman, Name(first, middle, identity.name.last), "", "")


def _twin(chance: Chance, identity: Identity) -> Identity:
    """A sibling whose given name starts alike, as parents of twins like it."""
    own = identity.name.first
    head = own.split(" ")[0] if identity.origin in SYLLABIC else own[0]
    first = own
    for _ in range(200):
        first = identities.given_name(chance, identity.origin, identity.is_woman)
        if first.startswith(head) and first != own:
            break
    return replace(identity, name=Name(first, "", identity.name.last), former_last="", alias="")


def _son(identity: Identity) -> Identity:
    return replace(
        identity, is_woman=False, name=replace(identity.name, suffix="Jr"), former_last="", alias=""
    )
