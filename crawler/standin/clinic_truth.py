"""The truth about clinics: are the people who are named there licensed, and do they work together?"""

from __future__ import annotations

from collections.abc import Iterator

from crawler.standin.declarations import Declarations
from crawler.standin.license import License
from crawler.standin.license_truth import is_covered
from crawler.standin.people import ACUPUNCTURIST, PHYSICIAN
from crawler.standin.population import Population
from crawler.standin.standing import best
from crawler.standin.subjects import Subject

Fact = tuple[str, str, str]


def clinic_facts(people: Population, found: Declarations) -> Iterator[Fact]:
    """Of each clinic: are all, some or none of the people named there licensed, and is there a team?"""
    held: dict[str, list[License]] = {}
    for each in people.licenses:
        held.setdefault(each.person.person_id, []).append(each)
    staff: dict[str, list[Subject]] = {}
    for post in found.posts:
        if post.is_named:
            staff.setdefault(post.clinic_id, []).append(post.subject)
    clinics = [each.registration.npi for each in people.clinic_entries]
    for clinic_id in (*clinics, *(each.entry_id for each in found.own.clinics)):
        members = staff.get(clinic_id, [])
        licensed = [each for each in members if _is_licensed(each, held, people)]
        yield clinic_id, "clinic_people", _count(len(members), len(licensed))
        kinds = {each.profession for each in licensed}
        team = "team" if {ACUPUNCTURIST, PHYSICIAN} <= kinds else "no_team"
        yield clinic_id, "clinic_collaboration", team


def _count(all_of_them: int, licensed: int) -> str:
    if not all_of_them:
        return "nobody"
    return "all_licensed" if licensed == all_of_them else "some_licensed" if licensed else "none_licensed"


def _is_licensed(subject: Subject, held: dict[str, list[License]], people: Population) -> bool:
    state = subject.site.spot.city.state
    own = held.get(subject.person.person_id, ())
    here = [each for each in own if each.state == state and each.profession == subject.profession]
    found = best(here, people.as_of)
    return found is not None and found.may_practice and is_covered(state, subject.profession)
