"""Names of people who do not exist, as diverse as the professions really are."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.standin import name_pools as pools
from crawler.standin.chance import Chance, Weighted
from crawler.standin.origins import SYLLABIC, Origin


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in its parts. A syllabic given name is held with a blank: `Ji Min`."""

    first: str
    middle: str
    last: str
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a person is by name: the legal one, a former surname, and a name used beside it."""

    origin: Origin
    is_woman: bool
    name: Name
    former_last: str
    alias: str


_SURNAMES = {
    Origin.CHINESE: pools.CHINESE_SURNAMES,
    Origin.KOREAN: pools.KOREAN_SURNAMES,
    Origin.VIETNAMESE: pools.VIETNAMESE_SURNAMES,
    Origin.INDIAN: pools.INDIAN_SURNAMES,
    Origin.HISPANIC: pools.HISPANIC_SURNAMES,
    Origin.FILIPINO: pools.FILIPINO_SURNAMES,
    Origin.JAPANESE: pools.JAPANESE_SURNAMES,
}
_GIVEN = {
    Origin.US: (pools.US_WOMEN, pools.US_MEN),
    Origin.VIETNAMESE: (pools.VIETNAMESE_WOMEN, pools.VIETNAMESE_MEN),
    Origin.INDIAN: (pools.INDIAN_WOMEN, pools.INDIAN_MEN),
    Origin.HISPANIC: (pools.HISPANIC_WOMEN, pools.HISPANIC_MEN),
    Origin.FILIPINO: (pools.US_WOMEN, pools.US_MEN),
    Origin.JAPANESE: (pools.JAPANESE_WOMEN, pools.JAPANESE_MEN),
}
_SYLLABLES = {
    Origin.CHINESE: (pools.CHINESE_SYLLABLES_WOMEN, pools.CHINESE_SYLLABLES_MEN),
    Origin.KOREAN: (pools.KOREAN_SYLLABLES_WOMEN, pools.KOREAN_SYLLABLES_MEN),
}
_WESTERN = (pools.WESTERN_WOMEN, pools.WESTERN_MEN)
_BORN_HERE = {Origin.CHINESE: 0.3, Origin.KOREAN: 0.35, Origin.VIETNAMESE: 0.35, Origin.JAPANESE: 0.3}


def surname(chance: Chance, origin: Origin) -> str:
    """A surname of `origin`; most of the US ones come from a long tail of rare names."""
    if origin is not Origin.US:
        return chance.weighted(_SURNAMES[origin])
    if chance.happens(0.7):
        return chance.pick(pools.RARE_HEADS.values) + chance.pick(pools.RARE_TAILS.values)
    return chance.weighted(pools.US_SURNAMES)


def given_name(chance: Chance, origin: Origin, is_woman: bool) -> str:
    """A given name of `origin`; two syllables with a blank between them where that is the custom."""
    sex = 0 if is_woman else 1
    if chance.happens(_BORN_HERE.get(origin, 0.0)):
        return chance.weighted(_WESTERN[sex])
    if origin not in SYLLABIC:
        return chance.weighted(_GIVEN[origin][sex])
    syllables = _SYLLABLES[origin][sex]
    if origin is Origin.CHINESE and chance.happens(0.35):
        return chance.weighted(syllables)
    first = second = chance.weighted(syllables)
    while second == first:
        second = chance.weighted(syllables)
    return f"{first} {second}"


def middle_name(chance: Chance, origin: Origin, is_woman: bool) -> str:
    """A middle name, or nothing where the custom has none."""
    if origin is Origin.VIETNAMESE:
        usual = ("Thi", "Ngoc") if is_woman else ("Van", "Duc")
        return chance.pick(usual) if chance.happens(0.6) else ""
    if origin is Origin.FILIPINO:
        return surname(chance, origin) if chance.happens(0.6) else ""
    if origin is Origin.HISPANIC and chance.happens(0.25):
        return chance.weighted(pools.HISPANIC_WOMEN if is_woman else pools.HISPANIC_MEN)
    has_one = 0.85 if origin is Origin.US else 0.2
    pool = pools.MIDDLES_WOMEN if is_woman else pools.MIDDLES_MEN
    return chance.weighted(pool) if chance.happens(has_one) else ""


def married_surname(chance: Chance, born: str, origin: Origin) -> str:
    """A surname after marriage: the partner's, or both with a hyphen or a blank."""
    partner = surname(chance, origin if chance.happens(0.6) else Origin.US)
    if chance.happens(0.3):
        return f"{born}{'-' if chance.happens(0.7) else ' '}{partner}"
    return partner


def identity(chance: Chance, origins: Weighted[Origin]) -> Identity:
    """A new person's names. About one woman in ten has changed her surname since she was licensed."""
    origin = chance.weighted(origins)
    is_woman = chance.happens(0.66)
    last = surname(chance, origin)
    if origin is Origin.HISPANIC and chance.happens(0.2):
        last = f"{last}{'-' if chance.happens(0.5) else ' '}{surname(chance, origin)}"
    first = given_name(chance, origin, is_woman)
    middle = middle_name(chance, origin, is_woman)
    suffix = chance.pick(("Jr", "Jr", "II", "III")) if not is_woman and chance.happens(0.025) else ""
    former = last if is_woman and chance.happens(0.09) else ""
    if former:
        last = married_surname(chance, former, origin)
    alias = ""
    if origin in SYLLABIC or origin in (Origin.VIETNAMESE, Origin.JAPANESE):
        is_western = first in pools.WESTERN_WOMEN.values or first in pools.WESTERN_MEN.values
        if not is_western and chance.happens(0.35):
            alias = chance.weighted(_WESTERN[0 if is_woman else 1])
    return Identity(origin, is_woman, Name(first, middle, last, suffix), former, alias)
