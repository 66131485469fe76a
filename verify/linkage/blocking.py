"""Candidate pairs: which rows of a roll are worth comparing with an entry.

Several blocking rules, each an exact key. A pair is a candidate when any rule gives both sides
one key; a key that too many rows share is left out, because it selects nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from verify.linkage.names import PersonName, formal_names
from verify.linkage.sides import EntrySide, Roll, RowSide, Spot

MOST_ROWS_PER_KEY = 400
"""A key shared by more rows is useless; such pairs need a rarer key as well."""

Key = tuple[str, ...]


def candidates(
    entries: Iterable[EntrySide], rows: Sequence[RowSide]
) -> Iterator[tuple[EntrySide, list[RowSide]]]:
    """Each entry with its candidate rows, in the order of the rows; entries without any are left out."""
    index = _index(rows)
    for entry in entries:
        found: set[int] = set()
        for roll, numbers in entry.numbers.items():
            table = index.get(roll, {})
            for key in _entry_keys(entry, numbers):
                found.update(table.get(key, ()))
        if found:
            yield entry, [rows[i] for i in sorted(found)]


def _index(rows: Sequence[RowSide]) -> dict[Roll, dict[Key, list[int]]]:
    index: dict[Roll, dict[Key, list[int]]] = defaultdict(lambda: defaultdict(list))
    for position, row in enumerate(rows):
        spots = (row.spot,) if row.spot else ()
        for key in set(_name_keys(row.name, spots)) | {("number", n) for n in row.numbers}:
            index[row.roll][key].append(position)
    return {
        roll: {key: found for key, found in table.items() if len(found) <= MOST_ROWS_PER_KEY}
        for roll, table in index.items()
    }


def _entry_keys(entry: EntrySide, numbers: frozenset[str]) -> set[Key]:
    keys: set[Key] = {("number", n) for n in numbers}
    for name in (entry.name, *entry.other_names):
        merged = PersonName(
            name.surname or entry.name.surname, name.given or entry.name.given, name.middle, ""
        )
        keys.update(_name_keys(merged, entry.spots))
        if merged.surname and merged.given:
            keys.add(("names", *sorted((merged.surname_key, merged.given_key))))
    return keys


def _name_keys(name: PersonName, spots: Iterable[Spot]) -> Iterator[Key]:
    """The keys of one name; the same for both sides."""
    surname, given = name.surname_key, name.given_key
    if not surname or not given:
        return
    yield ("names", *sorted((surname, given)))
    yield ("surname, initial", surname, given[0])
    if name.middle:
        yield ("surname, initial", surname, name.middle[0])
        yield ("surname, given", surname, (name.given + name.middle).replace(" ", ""))
    for formal in formal_names(name.given.split()[0]):
        yield ("surname, given", surname, formal)
    yield ("surname, given", surname, given)
    for part in set(name.surname.split()):
        if len(part) > 2:
            yield ("surname part, given", part, given[:4])
    for word in name.given.split():
        if len(word) > 1:
            yield ("surname, given word", surname, word)
    yield ("sound", _skeleton(surname), given[:3])
    yield ("letters", surname[:3], _skeleton(given))
    for spot in spots:
        yield ("given, place", given, spot.zip5)
        yield ("given, place", given, spot.city)
        yield ("surname, place", surname, spot.zip5)


def _skeleton(text: str) -> str:
    """The first letter and the consonants behind it, doubled ones once: a key that survives most typos."""
    out = text[:1]
    for letter in text[1:]:
        if letter not in "AEIOUYHW" and letter != out[-1]:
            out += letter
    return out[:6]
