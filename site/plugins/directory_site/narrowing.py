"""What a search can be narrowed by, and how many entries each choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from verify.linkage.search_bits import MARK_BITS, PROFESSION_BITS
from verify.linkage.states import STATES

from .verdicts import VERDICTS

SHOWN_PROFESSIONS = ("acupuncturist", "physical_therapist", "pt_assistant", "physician", "clinic")
SHOWN_MARKS = ("board_notice", "certified", "needling_stated", "works_together", "telehealth")
MOST_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a search; an empty one asks for nothing. All `marks` are wanted."""

    profession: str = ""
    verdict: str = ""
    licensed: str = ""
    language: str = ""
    marks: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is narrowed."""
        return self == Filters()

    def parts(self) -> dict[str, Any]:
        """The filters as parts of an address."""
        return {
            "profession": self.profession,
            "verdict": self.verdict,
            "licensed": self.licensed,
            "language": self.language,
            "with": list(self.marks),
        }


def read_filters(arguments: Any) -> Filters:
    """The filters of an address; a value that is none of the choices counts as not given."""
    profession, verdict = arguments.get("profession") or "", arguments.get("verdict") or ""
    licensed = (arguments.get("licensed") or "").upper()
    wanted = set(arguments.getlist("with"))
    return Filters(
        profession if profession in PROFESSION_BITS else "",
        verdict if verdict in VERDICTS else "",
        licensed if licensed in STATES else "",
        (arguments.get("language") or "")[:MOST_LETTERS],
        tuple(mark for mark in MARK_BITS if mark in wanted),
    )


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that filters cannot tell apart, with how many they are."""

    kind: str
    professions: int
    verdict: str
    marks: int
    license_states: tuple[str, ...]
    languages: tuple[str, ...]
    entries_count: int


def group_of(row: Mapping[str, Any]) -> Group:
    """The group of a counted row."""
    return Group(
        row["kind"],
        row["professions"],
        row["effective"],
        row["marks"],
        tuple(row["license_states"].split(",")) if row["license_states"] else (),
        tuple(row["languages"].split(";")) if row["languages"] else (),
        row["entries_count"],
    )


def passes(group: Group, filters: Filters) -> bool:
    """Whether the entries of a group are left by the filters. Only people have a verdict."""
    return (
        (not filters.profession or bool(group.professions & PROFESSION_BITS[filters.profession]))
        and (not filters.verdict or (group.kind == "individual" and group.verdict == filters.verdict))
        and (not filters.licensed or filters.licensed in group.license_states)
        and (not filters.language or filters.language in group.languages)
        and all(group.marks & MARK_BITS[mark] for mark in filters.marks)
    )


@dataclass(frozen=True, slots=True)
class Facets:
    """How many entries a search finds with its filters, and what each other choice would leave.

    `everything` counts without any filter; each choice counts with all filters of other kinds.
    """

    total: int
    everything: int
    professions: dict[str, int]
    verdicts: dict[str, int]
    licensed: dict[str, int]
    languages: dict[str, int]
    marks: dict[str, int]


def count_facets(groups: Sequence[Group], filters: Filters) -> Facets:
    """The counts of every choice."""
    without = {
        name: replace(filters, **{name: ""}) for name in ("profession", "verdict", "licensed", "language")
    }
    left = {name: [g for g in groups if passes(g, other)] for name, other in without.items()}
    kept = [group for group in groups if passes(group, filters)]
    professions = {
        name: _sum(g for g in left["profession"] if g.professions & PROFESSION_BITS[name])
        for name in SHOWN_PROFESSIONS
    }
    verdicts = _tally((g.verdict, g.entries_count) for g in left["verdict"] if g.kind == "individual")
    return Facets(
        total=_sum(kept),
        everything=_sum(groups),
        professions={name: count for name, count in professions.items() if count},
        verdicts={code: verdicts[code] for code in VERDICTS if code in verdicts},
        licensed=_tally((s, g.entries_count) for g in left["licensed"] for s in g.license_states),
        languages=_tally((s, g.entries_count) for g in left["language"] for s in g.languages),
        marks={
            mark: count
            for mark in SHOWN_MARKS
            if (count := _sum(g for g in kept if g.marks & MARK_BITS[mark]))
        },
    )


def _sum(groups: Iterable[Group]) -> int:
    return sum(group.entries_count for group in groups)


def _tally(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for name, count in pairs:
        counts[name] += count
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
