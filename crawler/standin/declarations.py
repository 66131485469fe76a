"""What the sample holds beside its listings: own entries, statements, certificates, schools, staff."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.standin.diplomates import Diplomates, diplomates_of
from crawler.standin.graduates import Education, educations_of
from crawler.standin.medical_acupuncture import Member, members_of
from crawler.standin.own_entries import OwnEntries, own_entries_of
from crawler.standin.population import Population
from crawler.standin.said import Said, statements_of_clinics, statements_of_people
from crawler.standin.staff import Post, posts_of, statements_of_posts
from crawler.standin.subjects import Subject, subjects_of


@dataclass(frozen=True, slots=True)
class Declarations:
    """What is declared of the population; `subjects` are the people of all entries, own ones too."""

    own: OwnEntries
    subjects: tuple[Subject, ...]
    diplomates: Diplomates
    members: tuple[Member, ...]
    educations: tuple[Education, ...]
    posts: tuple[Post, ...]
    said: tuple[Said, ...]


def declarations_of(people: Population) -> Declarations:
    """The declarations of this population: streams of their own, so that its listings stay as they are."""
    seed, as_of = people.seed, people.as_of
    own = own_entries_of(people)
    subjects = (*subjects_of(people.person_entries), *(each.subject for each in own.people))
    educations = tuple(educations_of(subjects, people.licenses, seed, as_of))
    posts = posts_of(people, own.clinics, subjects)
    clinics = [each.registration.npi for each in people.clinic_entries]
    clinics += [each.entry_id for each in own.clinics]
    return Declarations(
        own=own,
        subjects=subjects,
        diplomates=diplomates_of(subjects, seed),
        members=members_of(subjects, seed),
        educations=educations,
        posts=posts,
        said=(
            *statements_of_people(subjects, educations, seed, as_of),
            *statements_of_clinics(clinics, seed, as_of),
            *statements_of_posts(posts, seed, as_of),
        ),
    )
