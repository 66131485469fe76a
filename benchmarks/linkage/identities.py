"""Who the people of a population are by name: families by state and profession, names by custom."""

from __future__ import annotations

from benchmarks.linkage import census, name_tails
from crawler.standin import name_pools as pools
from crawler.standin.chance import Chance, Weighted
from crawler.standin.names import Identity, Name
from crawler.standin.origins import SYLLABIC, Origin

ACUPUNCTURE_WEST = frozenset({"CA", "NY", "NJ", "HI"})
SHARE_WOMEN = 0.64
SHARE_RENAMED_WOMEN = 0.045
SHARE_HEAD = 0.85

_ORIGINS = {
    (True, True): (38.0, 25.0, 25.0, 3.5, 1.5, 6.0, 1.5, 5.5),
    (True, False): (64.0, 14.0, 11.5, 2.5, 1.0, 4.0, 0.5, 2.5),
    (False, True): (60.0, 6.0, 4.0, 2.5, 7.0, 12.0, 7.0, 1.5),
    (False, False): (83.0, 1.5, 0.9, 1.0, 3.0, 8.0, 2.3, 0.3),
}
_ORIGIN_TABLES = {
    key: Weighted.of(list(zip(Origin, weights, strict=True))) for key, weights in _ORIGINS.items()
}


def _joined(head: Weighted[str], tail: Weighted[str], share: float = SHARE_HEAD) -> Weighted[str]:
    """One table of both, in which `head` is drawn in `share` of all cases."""
    pairs: list[tuple[str, float]] = []
    for each, part in ((head, share), (tail, 1.0 - share)):
        before = 0.0
        for value, total in zip(each.values, each.totals, strict=True):
            pairs.append((value, (total - before) / each.totals[-1] * part))
            before = total
    return Weighted.of(pairs)


_SURNAMES = {
    Origin.CHINESE: pools.CHINESE_SURNAMES,
    Origin.KOREAN: pools.KOREAN_SURNAMES,
    Origin.VIETNAMESE: pools.VIETNAMESE_SURNAMES,
    Origin.INDIAN: _joined(pools.INDIAN_SURNAMES, name_tails.INDIAN_SURNAMES),
    Origin.HISPANIC: _joined(pools.HISPANIC_SURNAMES, name_tails.HISPANIC_SURNAMES),
    Origin.FILIPINO: _joined(pools.FILIPINO_SURNAMES, name_tails.HISPANIC_SURNAMES),
    Origin.JAPANESE: _joined(pools.JAPANESE_SURNAMES, name_tails.JAPANESE_TAIL),
}
_VIETNAMESE = [
    _joined(p, name_tails.VIETNAMESE_GIVEN) for p in (pools.VIETNAMESE_WOMEN, pools.VIETNAMESE_MEN)
]
_INDIAN = [_joined(p, name_tails.INDIAN_GIVEN) for p in (pools.INDIAN_WOMEN, pools.INDIAN_MEN)]
_JAPANESE = [_joined(p, name_tails.JAPANESE_GIVEN) for p in (pools.JAPANESE_WOMEN, pools.JAPANESE_MEN)]
_GIVEN = {
    Origin.VIETNAMESE: _VIETNAMESE,
    Origin.INDIAN: _INDIAN,
    Origin.HISPANIC: (pools.HISPANIC_WOMEN, pools.HISPANIC_MEN),
    Origin.JAPANESE: _JAPANESE,
}
_SYLLABLES = {
    Origin.CHINESE: [
        _joined(p, name_tails.CHINESE_SYLLABLES)
        for p in (pools.CHINESE_SYLLABLES_WOMEN, pools.CHINESE_SYLLABLES_MEN)
    ],
    Origin.KOREAN: [
        _joined(p, name_tails.KOREAN_SYLLABLES)
        for p in (pools.KOREAN_SYLLABLES_WOMEN, pools.KOREAN_SYLLABLES_MEN)
    ],
}
_CENSUS_GIVEN = {
    Origin.US: 1.0,
    Origin.FILIPINO: 0.9,
    Origin.HISPANIC: 0.35,
    Origin.CHINESE: 0.25,
    Origin.KOREAN: 0.3,
    Origin.VIETNAMESE: 0.3,
    Origin.JAPANESE: 0.3,
    Origin.INDIAN: 0.05,
}
_MIDDLE = {Origin.US: 0.85, Origin.FILIPINO: 0.6, Origin.HISPANIC: 0.5, Origin.VIETNAMESE: 0.6}


def origin_of(chance: Chance, is_acupuncturist: bool, state: str) -> Origin:
    """The custom of a new family, by profession and state."""
    return chance.weighted(_ORIGIN_TABLES[is_acupuncturist, state in ACUPUNCTURE_WEST])


def surname(chance: Chance, origin: Origin) -> str:
    """A surname of `origin`."""
    return census.surname(chance) if origin is Origin.US else chance.weighted(_SURNAMES[origin])


def given_name(chance: Chance, origin: Origin, is_woman: bool) -> str:
    """A given name of `origin`; the syllables of a Chinese or Korean one stand apart."""
    sex = 0 if is_woman else 1
    if chance.happens(_CENSUS_GIVEN[origin]):
        return census.given_name(chance, is_woman)
    if origin not in SYLLABIC:
        return chance.weighted(_GIVEN.get(origin, _GIVEN[Origin.HISPANIC])[sex])
    syllables = _SYLLABLES[origin][sex]
    first = chance.weighted(syllables)
    if origin is Origin.CHINESE and chance.happens(0.3):
        return first
    second = chance.weighted(syllables)
    return first if second == first else f"{first} {second}"


def middle_name(chance: Chance, origin: Origin, is_woman: bool) -> str:
    """A middle name, or nothing where the custom has none."""
    if not chance.happens(_MIDDLE.get(origin, 0.15)):
        return ""
    if origin is Origin.VIETNAMESE and chance.happens(0.5):
        return chance.pick(("Thi", "Ngoc", "Kim") if is_woman else ("Van", "Duc", "Huu"))
    if origin is Origin.FILIPINO:
        return surname(chance, origin)
    if origin is Origin.US and chance.happens(0.5):
        return census.given_name(chance, is_woman)
    return chance.weighted(pools.MIDDLES_WOMEN if is_woman else pools.MIDDLES_MEN)


def _married(chance: Chance, born: str, origin: Origin) -> str:
    partner = surname(chance, origin if chance.happens(0.6) else Origin.US)
    if chance.happens(0.25):
        return f"{born}{'-' if chance.happens(0.7) else ' '}{partner}"
    return partner


def _alias(chance: Chance, origin: Origin, is_woman: bool, first: str) -> str:
    """A Western name that somebody with a given name of two syllables uses beside it."""
    is_far = origin in SYLLABIC and " " in first
    if not is_far or not chance.happens(0.2):
        return ""
    return chance.weighted(pools.WESTERN_WOMEN if is_woman else pools.WESTERN_MEN)


def new_identity(chance: Chance, is_acupuncturist: bool, state: str) -> Identity:
    """A new person's names; of the women some changed their surname between roll and directory."""
    origin = origin_of(chance, is_acupuncturist, state)
    is_woman = chance.happens(SHARE_WOMEN)
    last = surname(chance, origin)
    is_double = chance.happens(0.22 if origin is Origin.HISPANIC else 0.035 if is_woman else 0.003)
    if is_double:
        last = f"{last}{'-' if chance.happens(0.7) else ' '}{surname(chance, origin)}"
    first = given_name(chance, origin, is_woman)
    suffix = chance.pick(("Jr", "Jr", "II", "III")) if not is_woman and chance.happens(0.02) else ""
    former = last if is_woman and not is_double and chance.happens(SHARE_RENAMED_WOMEN) else ""
    name = Name(first, middle_name(chance, origin, is_woman), last, suffix)
    if former:
        name = Name(first, name.middle, _married(chance, former, origin))
    return Identity(origin, is_woman, name, former, _alias(chance, origin, is_woman, first))
