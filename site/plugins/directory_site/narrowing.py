"""What a search can be narrowed by, and how many entries each choice would leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from verify.linkage.search_bits import MARK_BITS, PROFESSION_BITS
from verify.linkage.search_groups import Groups, Labels
from verify.linkage.search_sets import Ids, Mask
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


def labels_on(groups: Groups, today: str, profession: str) -> dict[str, Labels]:
    """What the filters of one value ask for, by their names, as of a day.

    Only people have a verdict, and where a profession is asked for only that of this profession counts.
    """
    return {
        "profession": groups.professions,
        "verdict": groups.verdicts(today, profession),
        "licensed": groups.licensed,
        "language": groups.languages,
    }


def passing(groups: Groups, filters: Filters, today: str) -> Mask:
    """The groups whose entries are left by the filters."""
    mask = groups.all_groups()
    for name, labels in labels_on(groups, today, filters.profession).items():
        if wanted := getattr(filters, name):
            mask &= labels.bearers(wanted)
    for mark in filters.marks:
        mask &= groups.marks.bearers(mark)
    return mask


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


def count_facets(groups: Groups, counted: Ids, filters: Filters, today: str) -> Facets:
    """The counts of every choice, given how many entries of a search are in each group."""
    kept = counted * passing(groups, filters, today)
    counts = {
        name: labels.counts(counted * passing(groups, replace(filters, **{name: ""}), today))
        for name, labels in labels_on(groups, today, filters.profession).items()
        if name != "profession"
    }
    professions = {
        name: int((counted * passing(groups, replace(filters, profession=name), today)).sum())
        for name in SHOWN_PROFESSIONS
    }
    return Facets(
        total=int(kept.sum()),
        everything=int(counted.sum()),
        professions={name: count for name, count in professions.items() if count},
        verdicts=_in_order(VERDICTS, counts["verdict"]),
        licensed=_most_first(counts["licensed"]),
        languages=_most_first(counts["language"]),
        marks=_in_order(SHOWN_MARKS, groups.marks.counts(kept)),
    )


def _in_order(names: Iterable[str], counts: dict[str, int]) -> dict[str, int]:
    return {name: counts[name] for name in names if name in counts}


def _most_first(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
