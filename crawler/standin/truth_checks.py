"""The truth about every check of every entry, as facts: what a checker who knew everything would go by.

A fact is a word such as `listed` or `encumbered`; which outcomes it makes right stands in
`benchmarks/checks.py`. What is usual has no row: nothing stated, not excluded, no other license, a
number that is in use.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from crawler.standin.clinic_truth import clinic_facts
from crawler.standin.declarations import Declarations
from crawler.standin.declared_truth import declared_facts
from crawler.standin.leie import EDUCATION_LOAN, exclusion_file
from crawler.standin.license import License
from crawler.standin.license_truth import license_facts
from crawler.standin.population import Population

COLUMNS = ("entry_id", "check_name", "fact")
Fact = tuple[str, str, str]
NOTHING = "nothing_stated"
USUAL = frozenset({("not_excluded", "not_excluded"), ("npi_valid", "valid"), ("other_license", "none")})
"""Checks with the fact that is left out."""


def check_truth(people: Population, found: Declarations) -> list[Fact]:
    """Every fact once, sorted."""
    every = (*_person_facts(people, found), *_everybody(people, found), *clinic_facts(people, found))
    return sorted({each for each in every if each[1:] not in USUAL and each[2] != NOTHING})


def _person_facts(people: Population, found: Declarations) -> Iterator[Fact]:
    held: dict[str, list[License]] = {}
    for each in people.licenses:
        if each.license_id:
            held.setdefault(each.person.person_id, []).append(each)
    for subject in found.subjects:
        facts = license_facts(subject, held.get(subject.person.person_id, ()), people.as_of)
        yield from ((subject.entry_id, name, fact) for name, fact in facts)
    yield from declared_facts(people, found)


def _everybody(people: Population, found: Declarations) -> Iterator[Fact]:
    """Exclusion and registry number, of people and clinics."""
    excluded = {row["NPI"]: row["EXCLTYPE"] for row in _rows(exclusion_file(people))}
    registered = [each.registration.npi for each in people.person_entries]
    registered += [each.registration.npi for each in people.clinic_entries]
    for npi in registered:
        code = excluded.get(npi)
        fact = "not_excluded" if code is None else "loan" if code == EDUCATION_LOAN else "excluded"
        yield npi, "not_excluded", fact
        yield npi, "npi_valid", "valid"
    own = [each.entry_id for each in found.own.people] + [each.entry_id for each in found.own.clinics]
    yield from ((entry_id, "npi_valid", "no_number") for entry_id in own)


def _rows(text: str) -> Iterable[dict[str, str]]:
    return csv.DictReader(io.StringIO(text))
