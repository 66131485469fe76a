"""People who are easily taken for each other: couples, twins, father and son, namesakes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from crawler.standin import names
from crawler.standin.chance import Chance
from crawler.standin.names import Identity, Name
from crawler.standin.origins import SYLLABIC, Origin
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, Person, suited
from crawler.standin.places import spot_in_city
from crawler.standin.sites import new_site

Relation = Callable[[Chance, Person, Person], Person]


def related(people: list[Person], seed: int) -> list[Person]:
    """The same people, some of them turned into relatives or namesakes of another one.

    Rates follow what registers show: couples 1 %, twins .15 %, a namesake of another
    profession in one city .5 %, of the same profession .05 %, father and son .05 %; at least
    two pairs of each, so that a small sample has all of them.
    """
    result = list(people)
    chance = Chance(seed, "relations")
    order = chance.shuffled(range(len(people)))
    for relation, rate in _RATES:
        for _ in range(min(max(2, round(len(people) * rate)), len(order) // 2)):
            other = order.pop()
            model = next(
                index for index in order if relation is not _son or not result[index].identity.is_woman
            )
            order.remove(model)
            result[other] = suited(relation(chance, result[model], result[other]))
    return result


def _couple(chance: Chance, model: Person, other: Person) -> Person:
    is_woman = not model.identity.is_woman
    origin = model.identity.origin
    first = names.given_name(chance, origin, is_woman)
    name = Name(first, names.middle_name(chance, origin, is_woman), model.identity.name.last)
    return _beside(model, other, Identity(origin, is_woman, name, "", ""))


def _twin(chance: Chance, model: Person, other: Person) -> Person:
    name = replace(model.identity.name, first=_sibling_name(chance, model.identity), middle="")
    twin = _beside(model, other, replace(model.identity, name=name, alias=""))
    return replace(twin, born=model.born, profession=model.profession)


def _sibling_name(chance: Chance, identity: Identity) -> str:
    """Another given name that starts alike, as parents of twins like it."""
    head = identity.name.first.split(" ")[0] if identity.origin in SYLLABIC else identity.name.first[0]
    first = identity.name.first
    for _ in range(200):
        first = names.given_name(chance, identity.origin, identity.is_woman)
        if first.startswith(head) and first != identity.name.first:
            return first
    return first if first != identity.name.first else "Robin"


def _son(chance: Chance, model: Person, other: Person) -> Person:
    name = Name(model.identity.name.first, model.identity.name.middle, model.identity.name.last, "Jr")
    son = _beside(model, other, replace(model.identity, is_woman=False, name=name, former_last=""))
    born = model.born + timedelta(days=365 * chance.between(22, 30))
    return replace(son, born=min(born, other.born), profession=model.profession)


def _namesake_elsewhere(chance: Chance, model: Person, other: Person) -> Person:
    """A namesake of another profession, at another address of the same city."""
    profession = PHYSICAL_THERAPIST if model.profession == ACUPUNCTURIST else ACUPUNCTURIST
    return replace(_namesake(chance, model, other), profession=profession)


def _namesake_same(chance: Chance, model: Person, other: Person) -> Person:
    """A namesake of the same profession, at another address of the same city."""
    return replace(_namesake(chance, model, other), profession=model.profession)


def _namesake(chance: Chance, model: Person, other: Person) -> Person:
    middle = names.middle_name(chance, Origin.US, model.identity.is_woman)
    if middle[:1] == model.identity.name.middle[:1]:
        middle = ""
    identity = replace(model.identity, name=replace(model.identity.name, middle=middle), alias="")
    practice = new_site(chance, spot_in_city(chance, model.practice.spot.city))
    registered = spot_in_city(chance, model.registered.city)
    moved = replace(other, practice=practice, registered=registered, second_profession="")
    return replace(moved, identity=identity, states=model.states, other_state="")


def _beside(model: Person, other: Person, identity: Identity) -> Person:
    return replace(
        other,
        identity=identity,
        practice=model.practice,
        registered=model.registered,
        states=model.states,
        other_state=model.other_state,
        second_profession="",
    )


_RATES: tuple[tuple[Relation, float], ...] = (
    (_couple, 0.005),
    (_twin, 0.00075),
    (_son, 0.00025),
    (_namesake_elsewhere, 0.0025),
    (_namesake_same, 0.00025),
)
