"""Which school a text names: through former names, short names, campuses and slips of the pen, or none.

A school keeps its identity when it is renamed. A merged school stays one of its own, with a successor,
because its graduates were not those of the successor. An unsure text names no school: the accreditor ACAOM
is none, while `acaom.edu` is the American College of Acupuncture and Oriental Medicine in Houston.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crawler.records import AccreditationRecord
from verify.checks.school_names import (
    Words,
    is_beside_the_name,
    is_nearly,
    parts_of,
    without_fillers,
    words_of,
)

_DOMAIN = re.compile(
    r"(?:https?://)?(?:[a-z0-9-]+\.)*?([a-z0-9-]+\.(?:edu|org|com))\b(?:/\S*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class School:
    """One school under its present name; `closed_on` is empty while it is open or where no day is known.

    `successor` is the key of the school that it was merged into. `places` are words of its cities and states,
    and `place` is where it is, for a school whose name another one bears as well.
    """

    key: str
    name: str
    closed_on: str = ""
    is_closed: bool = False
    successor: str = ""
    places: frozenset[str] = frozenset()
    place: str = ""

    @property
    def label(self) -> str:
        """The name, with the place where the name alone does not tell."""
        return f"{self.name} ({self.place})" if self.place else self.name


@dataclass(frozen=True, slots=True)
class SchoolMatch:
    """The schools that a text may name: none, one or several. `is_present_name` says that it is exact."""

    schools: tuple[School, ...] = ()
    is_present_name: bool = False

    @property
    def school(self) -> School | None:
        """The school, where it is one."""
        return self.schools[0] if len(self.schools) == 1 else None

    def one_by_one(self) -> tuple[SchoolMatch, ...]:
        """A match with each of the schools alone."""
        return tuple(SchoolMatch((school,), self.is_present_name) for school in self.schools)


@dataclass(frozen=True, slots=True)
class Schools:
    """All known schools by key, the keys by their names and web addresses, and accreditations by key."""

    by_key: Mapping[str, School] = field(default_factory=dict)
    names: Mapping[Words, frozenset[str]] = field(default_factory=dict)
    websites: Mapping[str, str] = field(default_factory=dict)
    accreditations: Mapping[str, Sequence[AccreditationRecord]] = field(default_factory=dict)

    def find(self, text: str) -> SchoolMatch:
        """The school that the text names; no school where the text is unsure."""
        domains = [self.websites.get(found[1].lower(), "") for found in _DOMAIN.finditer(text)]
        keys = {key for key in domains if key}
        bare = _DOMAIN.sub(" ", text)
        parts = [words_of(part) for part in (bare, *parts_of(bare))]
        keys |= {key for words in parts for key in self._named(words)}
        is_exact = bool(keys)
        if not keys:
            keys = {key for words in parts for key in self._nearly_named(without_fillers(words))}
        successors = {self.by_key[key].successor for key in keys}
        found = _at_the_place([self.by_key[key] for key in sorted(keys - successors)], parts)
        names = {words_of(school.name) for school in found}
        is_present = is_exact and len(names) == 1 and not names.isdisjoint(parts)
        return SchoolMatch(found, is_present)

    def predecessors(self, school: School) -> list[School]:
        """The schools that were merged into this one."""
        return [each for each in self.by_key.values() if each.successor == school.key]

    def _named(self, words: Words) -> Iterator[str]:
        """The keys of the longest known names in the words, where nothing else stands beside them."""
        longest = 0
        for size in range(len(words), 0, -1):
            for start in range(len(words) - size + 1):
                rest = (*words[:start], *words[start + size :])
                for key in self.names.get(words[start : start + size], ()):
                    if size >= longest and is_beside_the_name(rest, self.by_key[key].places):
                        longest = size
                        yield key

    def _nearly_named(self, words: Words) -> Iterator[str]:
        return (key for name, keys in self.names.items() if is_nearly(words, name) for key in keys)


def _at_the_place(schools: Sequence[School], parts: Sequence[Words]) -> tuple[School, ...]:
    """Of schools that share a name, those whose city the text names; all where it names none."""
    said = {word for words in parts for word in words}
    named = [each for each in schools if set(words_of(each.place.rpartition(",")[0])) & said]
    return tuple(named if named and len({each.name for each in schools}) == 1 else schools)
