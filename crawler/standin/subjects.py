"""The people that entries are about, whether the registry has the entry or the maintainers' own list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.standin.entries import PersonEntry
from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PHYSICIAN, PT_ASSISTANT, Person
from crawler.standin.sites import Site


@dataclass(frozen=True, slots=True)
class Subject:
    """One entry of a person: who, where the practice is, and the profession whose license decides on it."""

    entry_id: str
    person: Person
    site: Site
    profession: str


def subjects_of(entries: tuple[PersonEntry, ...]) -> Iterator[Subject]:
    """The people of the registry's entries."""
    for each in entries:
        found = each.registration
        claimed = [_profession(taxonomy.code) for taxonomy in found.taxonomies]
        yield Subject(found.npi, each.person, found.practice, _decisive(claimed))


def _profession(code: str) -> str:
    if code == "171100000X":
        return ACUPUNCTURIST
    if code == "225200000X":
        return PT_ASSISTANT
    return PHYSICAL_THERAPIST if code.startswith("2251") else PHYSICIAN


def _decisive(claimed: list[str]) -> str:
    """The first profession claimed of those that the directory lists, else the first."""
    return next((each for each in claimed if each != PHYSICIAN), claimed[0] if claimed else "")
