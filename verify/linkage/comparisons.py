"""Comparison levels and weights of one entry and one row: pure, one function per comparison."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log2

from rapidfuzz.distance import OSA, JaroWinkler

from verify.linkage.frequencies import Frequencies
from verify.linkage.model import (
    CLOSE_SIMILARITY,
    LEAST_DIGITS,
    LEAST_SHARE,
    NUMBER_CLOSE,
    NUMBER_EQUAL,
    ON_ROLL,
    Model,
)
from verify.linkage.names import PersonName, are_nicknames
from verify.linkage.sides import EntrySide, Roll, RowSide, Spot

GRAIN = 1024
"""Weights are multiples of 1/1024 bit, so that any order of adding gives exactly the same sum."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One comparison's level, its weight, and the values that were compared."""

    comparison: str
    level: str
    bits: float
    entry_value: str
    row_value: str


Factors = tuple[Factor, ...]


def compare(entry: EntrySide, row: RowSide, model: Model, frequencies: Frequencies) -> Factors:
    """The factors of a pair, the prior first; their bits sum to the match weight."""
    surname, given, name = name_levels(entry, row.name)
    profession = row.roll[1]
    u_surname = _surname_chance(surname, name, row.name, profession, frequencies)
    u_given = _given_chance(given, name, row.name, profession, frequencies)
    factors = [
        _prior(row.roll, frequencies),
        Factor(
            "surname", surname, _bits(model.m["surname"][surname], u_surname), name.surname, row.name.surname
        ),
        Factor("given name", given, _bits(model.m["given"][given], u_given), name.given, row.name.given),
        _full_name(row.name, u_surname * u_given, surname, given, frequencies),
        _middle(name, row.name, given, profession, model, frequencies),
        _suffix(name, row.name),
        _number(entry, row, model, frequencies),
        _place(entry, row, model, frequencies),
    ]
    return tuple(factor for factor in factors if factor is not None)


def total_bits(factors: Factors) -> float:
    """The match weight: the exact sum of the factors."""
    return sum(factor.bits for factor in factors)


def level_of(factors: Factors, comparison: str) -> str:
    """The level of one comparison, `missing` where it could not be made."""
    return next((f.level for f in factors if f.comparison == comparison), "missing")


def name_levels(entry: EntrySide, row: PersonName) -> tuple[str, str, PersonName]:
    """The best surname and given-name level over all names of the entry, and the name that gave it."""
    return max(_readings_of(entry, row), key=lambda found: _RANK[found[0]] + _RANK[found[1]])


def _readings_of(entry: EntrySide, row: PersonName) -> Iterator[tuple[str, str, PersonName]]:
    own = entry.name
    yield surname_level(own, row), given_level(own, row), own
    if own.surname_key == row.given_key and own.given_key == row.surname_key and own.given_key:
        yield "swapped", "exact", own
    for other in entry.other_names:
        merged = PersonName(other.surname or own.surname, other.given or own.given,
                            other.middle or own.middle, other.suffix or own.suffix)  # fmt: skip
        level = surname_level(merged, row)
        yield ("other_name" if level == "exact" else level), given_level(merged, row), merged


_RANK = {
    "exact": 9, "other_name": 8, "swapped": 7, "nickname": 6, "compound": 6, "part": 5,
    "middle_as_given": 4, "close": 3, "initial": 2, "different": -9,
}  # fmt: skip


@lru_cache(maxsize=500_000)
def surname_level(entry: PersonName, row: PersonName) -> str:
    """exact, compound (a part of a longer surname), close (a misspelling) or different."""
    one, other = entry.surname_key, row.surname_key
    if not one or not other:
        return "different"
    if one == other:
        return "exact"
    parts = set(entry.surname.split()) & set(row.surname.split())
    if any(len(part) > 2 for part in parts):
        return "compound"
    return "close" if _is_close(one, other) else "different"


@lru_cache(maxsize=500_000)
def given_level(entry: PersonName, row: PersonName) -> str:
    """exact, nickname, part, middle_as_given, initial, close or different."""
    one, other = entry.given_key, row.given_key
    if not one or not other:
        return "different"
    if one == other or one + entry.middle.replace(" ", "") == other + row.middle.replace(" ", ""):
        return "exact"
    if len(one) == 1 or len(other) == 1:
        return "initial" if one[0] == other[0] else "different"
    if are_nicknames(entry.given.split()[0], row.given.split()[0]):
        return "nickname"
    ours, theirs = set(entry.given.split()), set(row.given.split())
    if (ours < theirs or theirs < ours) and min(len(one), len(other)) > 1:
        return "part"
    if len(entry.middle) > 1 and entry.middle == row.given:
        return "middle_as_given"
    if len(row.middle) > 1 and row.middle == entry.given:
        return "middle_as_given"
    return "close" if _is_close(one, other) else "different"


def _is_close(one: str, other: str) -> bool:
    return min(len(one), len(other)) > 3 and JaroWinkler.similarity(one, other) >= CLOSE_SIMILARITY


def _bits(m: float, u: float) -> float:
    return round(log2(m / u) * GRAIN) / GRAIN


def _surname_chance(
    level: str, entry: PersonName, row: PersonName, profession: str, frequencies: Frequencies
) -> float:
    if level == "different":
        return 1.0
    return max(
        LEAST_SHARE.get(level, 0.0),
        frequencies.surnames.share(profession, row.surname_key),
        frequencies.surnames.share(profession, entry.surname_key) if level in LEAST_SHARE else 0.0,
    )


def _given_chance(
    level: str, entry: PersonName, row: PersonName, profession: str, frequencies: Frequencies
) -> float:
    if level == "different":
        return 1.0
    if level == "initial":
        return frequencies.initials.share(profession, row.given_key[:1])
    return max(
        LEAST_SHARE.get(level, 0.0),
        frequencies.givens.share(profession, row.given_key),
        frequencies.givens.share(profession, entry.given_key) if level in LEAST_SHARE else 0.0,
    )


def _prior(roll: Roll, frequencies: Frequencies) -> Factor:
    persons = max(1, frequencies.persons[roll])
    return Factor("prior", "listing", _bits(ON_ROLL / (1 - ON_ROLL), persons), "", f"{persons}")


def _full_name(
    row: PersonName, chance: float, surname: str, given: str, frequencies: Frequencies
) -> Factor | None:
    """Takes back what two parts that go together (Sung Min Kim) claim too much."""
    floor = frequencies.namesake_share(row)
    if "different" in (surname, given) or floor <= chance:
        return None
    return Factor("full name", "common together", _bits(chance, floor), "", "")


def _middle(
    entry: PersonName, row: PersonName, given: str, profession: str, model: Model, frequencies: Frequencies
) -> Factor | None:
    one, other = entry.middle, row.middle
    if not one or not other or given in ("middle_as_given", "different"):
        return None
    m = model.m["middle"]
    if one == other and len(one) > 1:
        bits = _bits(m["full"], frequencies.middles.share(profession, other) * m["full"])
        return Factor("middle name", "full", bits, one, other)
    if one[0] == other[0] and 1 in (len(one), len(other)):
        share = frequencies.middle_initials.share(profession, other[0])
        return Factor("middle name", "initial", _bits(m["initial"], share), one, other)
    if _is_close(one, other) or set(one.split()) & set(other.split()):
        return Factor("middle name", "close", 0.0, one, other)
    return Factor("middle name", "conflict", _bits(m["conflict"], 0.9), one, other)


def _suffix(entry: PersonName, row: PersonName) -> Factor | None:
    if entry.suffix == row.suffix:
        return Factor("suffix", "same", 3.0, entry.suffix, row.suffix) if row.suffix else None
    level = "conflict" if entry.suffix and row.suffix else "one side"
    return Factor("suffix", level, -7.0 if level == "conflict" else -1.0, entry.suffix, row.suffix)


def _number(entry: EntrySide, row: RowSide, model: Model, frequencies: Frequencies) -> Factor | None:
    claimed = entry.numbers.get(row.roll, frozenset())
    if not claimed or not row.numbers:
        return None
    ours, theirs = " or ".join(sorted(claimed)), " or ".join(sorted(row.numbers))
    if claimed & row.numbers:
        bits = _bits(model.number_odds, ON_ROLL / (1 - ON_ROLL) / max(1, frequencies.persons[row.roll]))
        return Factor("license number", "same", bits, ours, theirs)
    if any(_is_mistyped(one, other) for one in claimed for other in row.numbers):
        return Factor("license number", "close", _bits(*NUMBER_CLOSE), ours, theirs)
    return Factor("license number", "different", _bits(1 - NUMBER_EQUAL, 1.0), ours, theirs)


def _is_mistyped(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= LEAST_DIGITS and OSA.distance(one, other, score_cutoff=1) <= 1


def _place(entry: EntrySide, row: RowSide, model: Model, frequencies: Frequencies) -> Factor | None:
    if row.spot is None or not entry.spots:
        return None
    levels = [(place_level(spot, row.spot), spot) for spot in entry.spots]
    order = tuple(model.m["place"])
    level, spot = min(levels, key=lambda found: order.index(found[0]))
    chance = min(1.0, len(entry.spots) * _place_chance(level, row.roll, row.spot, frequencies))
    bits = _bits(model.m["place"][level], chance)
    return Factor("place", level, bits, _spot_words(spot), _spot_words(row.spot))


def place_level(one: Spot, other: Spot) -> str:
    """zip5, city, area (first three digits of the ZIP), state or elsewhere."""
    if one.zip5 and one.zip5 == other.zip5:
        return "zip5"
    if one.city and (one.city, one.state) == (other.city, other.state):
        return "city"
    if one.zip5 and one.zip5[:3] == other.zip5[:3]:
        return "area"
    return "state" if one.state == other.state else "elsewhere"


def _place_chance(level: str, roll: Roll, spot: Spot, frequencies: Frequencies) -> float:
    if level == "zip5":
        return frequencies.place_share(frequencies.zips, roll, spot.zip5)
    if level == "city":
        return frequencies.place_share(frequencies.cities, roll, spot.city)
    if level == "area":
        return frequencies.place_share(frequencies.areas, roll, spot.zip5[:3])
    in_state = frequencies.place_share(frequencies.states, roll, spot.state)
    return max(0.02, in_state if level == "state" else 1.0 - in_state)


def _spot_words(spot: Spot) -> str:
    words = " ".join(part for part in (spot.city.title(), spot.state, spot.zip5) if part)
    return f"{words} (mail)" if spot.is_mailing else words
