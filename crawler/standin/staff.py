"""Who works at which clinic of the sample, and which clinics say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.standin.chance import Chance
from crawler.standin.clinics import ClinicKind
from crawler.standin.own_entries import OwnClinic
from crawler.standin.people import ACUPUNCTURIST, PHYSICIAN, Role
from crawler.standin.population import Population
from crawler.standin.said import ROLES, STAFF_LIST, Said, dated
from crawler.standin.subjects import Subject

STATED_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Post:
    """One person at one clinic; `basis` is empty where no list or role of the clinic names the person.

    `has_phone` says that the person gives the clinic's telephone beside its address.
    """

    clinic_id: str
    subject: Subject
    basis: str
    has_phone: bool = False

    @property
    def is_named(self) -> bool:
        """Whether more than a shared address ties the person to the clinic."""
        return bool(self.basis) or self.has_phone


def posts_of(people: Population, own: Sequence[OwnClinic], subjects: Sequence[Subject]) -> tuple[Post, ...]:
    """Everybody at the address of a registered clinic, and whom the clinics of the own list name."""
    return (*_at_addresses(people, subjects), *_named(people.seed, own, subjects))


def _at_addresses(people: Population, subjects: Sequence[Subject]) -> Iterator[Post]:
    here: dict[tuple[str, str, str], list[Subject]] = {}
    for each in subjects:
        here.setdefault((each.site.street, each.site.suite, each.site.spot.zip5), []).append(each)
    for entry in people.clinic_entries:
        site, npi = entry.registration.practice, entry.registration.npi
        chance = Chance(people.seed, "staff", npi)
        is_stating = entry.clinic.kind is not ClinicKind.THERAPY and chance.happens(STATED_SHARE)
        for each in here.get((site.street, site.suite, site.spot.zip5), ()):
            basis = chance.pick((STAFF_LIST, STAFF_LIST, ROLES)) if is_stating else ""
            yield Post(npi, each, basis, each.site.phone == site.phone)


def _named(seed: int, clinics: Sequence[OwnClinic], subjects: Sequence[Subject]) -> Iterator[Post]:
    """Two or three acupuncturists and physicians of the state; one clinic in four names someone unlisted."""
    home = [each for each in subjects if each.site.spot.city.state == "CA"]
    by_profession = {name: [x for x in home if x.profession == name] for name in (ACUPUNCTURIST, PHYSICIAN)}
    unlisted = [each for each in home if each.person.role is Role.UNLISTED]
    for number, clinic in enumerate(clinics):
        chance = Chance(seed, "own staff", clinic.entry_id)
        wanted = (ACUPUNCTURIST, PHYSICIAN, ACUPUNCTURIST) if number % 3 else (ACUPUNCTURIST, ACUPUNCTURIST)
        pools = [by_profession[name] for name in wanted]
        pools += [unlisted] if number % 4 == 1 else []
        named = {each.entry_id: each for each in (chance.pick(pool) for pool in pools if pool)}
        basis = ROLES if number % 2 else STAFF_LIST
        yield from (Post(clinic.entry_id, each, basis) for each in named.values())


def statements_of_posts(posts: Iterable[Post], seed: int, as_of: date) -> Iterator[Said]:
    """The lists and roles that name the people."""
    for post in posts:
        if post.basis:
            name = post.subject.person.identity.name
            chance = Chance(seed, "post", post.clinic_id, post.subject.entry_id)
            words = f"{name.first} {name.last}, {post.subject.profession.replace('_', ' ')}"
            said = Said(
                post.clinic_id, "staff", words, basis=post.basis, other_entry_id=post.subject.entry_id
            )
            yield dated(chance, said, as_of)
