"""What a page claims of a person, held against the verifier: what is asked, what each answer means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from verify.linkage.lookup import Answer
from verify.linkage.lookup_decide import Result
from verify.linkage.lookup_question import UNITED_KINGDOM, Question, read_question
from verify.page.document import Passage
from verify.page.outcomes import LICENSES, PROFESSIONS, Outcome, outcome_of
from verify.page.people import Claim, Person
from verify.page.registrations import ELSEWHERE
from verify.page.tables import Row, Tables

MOST_PEOPLE = 12
"""People of a page that are looked up; a list of a whole staff is cut, and the answer says so."""

Ask = Callable[[Question], Answer]
"""The verifier: the answer to a question about a credential."""
Certificates = Callable[[str], Sequence[str]]
"""What the directory says of the certificates of an entry, by its id; each in a sentence that names it."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """An answer of the verifier on one profession of a person; the claims that speak of it."""

    profession: str
    outcome: Outcome
    claims: tuple[Claim, ...]
    answer: Answer

    @property
    def sentence(self) -> str:
        """What the answer means, in a sentence about the page; empty where it needs none."""
        return next(iter(self.answer.sentences), "").replace("what you typed", "what the page says")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A claim that no board's list answers: what it is, what is known of it, and where to look, if known."""

    claim: Claim
    outcome: Outcome
    kind: str
    note: str
    register: Row | None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A person of a page with all that could be said."""

    name: str
    passage: Passage
    is_author: bool
    state: str
    numbers: tuple[str, ...]
    claims: tuple[Claim, ...]
    looked_up: tuple[LookedUp, ...]
    elsewhere: tuple[Elsewhere, ...]


def check_person(
    person: Person, is_author: bool, tables: Tables, ask: Ask | None, certificates: Certificates | None = None
) -> Checked:
    """The person with an answer on each profession that is claimed; without a verifier none is looked up.

    Certificates are told of only where number and name made the person an entry of the directory.
    """
    looked_up = tuple(_look_up(person, ask)) if ask and person.state != ELSEWHERE else ()
    settled = {claim for each in looked_up for claim in each.claims}
    others = [claim for claim in person.claims if claim not in settled or not _is_license(claim)]
    shown = _certificates(looked_up, certificates)
    return Checked(
        person.name,
        person.passage,
        is_author,
        "" if person.state == ELSEWHERE else person.state,
        tuple(each.number for each in person.numbers),
        tuple(person.claims),
        looked_up,
        tuple(_elsewhere(claim, tables, shown) for claim in others),
    )


def professions_of(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """The professions that claims speak of, licenses first, each with its claims."""
    found: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda each: not _is_license(each)):
        for credential in claim.credentials[:1]:
            if credential in PROFESSIONS:
                found.setdefault(PROFESSIONS[credential], []).append(claim)
    return found


def _look_up(person: Person, ask: Ask) -> list[LookedUp]:
    professions = professions_of(person.claims)
    answers = []
    for profession, claims in professions.items():
        answer = _best(person, profession, ask, is_only=len(professions) == 1)
        answers.append(LookedUp(profession, outcome_of(answer), tuple(claims), answer))
    return answers


def _best(person: Person, profession: str, ask: Ask, is_only: bool) -> Answer:
    """The answer by name and number; of several professions a number may belong to another one."""
    number = person.numbers[0].number if person.numbers else ""
    state = "" if person.state == ELSEWHERE else person.state
    answer = ask(read_question(person.name, number, state, profession))
    if number and not is_only and answer.result in (Result.NOT_FOUND, Result.SEVERAL, Result.NOT_COVERED):
        return ask(read_question(person.name, "", state, profession))
    return answer


def _is_license(claim: Claim) -> bool:
    return bool(claim.credentials) and claim.credentials[0] in LICENSES


def _certificates(looked_up: Sequence[LookedUp], certificates: Certificates | None) -> tuple[str, ...]:
    entries = {
        one.entry_id
        for each in looked_up
        if each.outcome in (Outcome.VERIFIED, Outcome.VERIFIED_WITH_NOTICE)
        for one in each.answer.candidates
        if one.entry_id
    }
    return tuple(said for entry in sorted(entries) for said in certificates(entry)) if certificates else ()


def _elsewhere(claim: Claim, tables: Tables, certificates: Sequence[str]) -> Elsewhere:
    if not claim.credentials:
        return Elsewhere(claim, Outcome.UNKNOWN, "", "", None)
    rows = [row for row in tables.abbreviations if row["normalized_credential"] == claim.credentials[0]]
    kind = "license" if claim.credentials[0] in LICENSES else rows[0]["kind"] if rows else ""
    outcome = (
        Outcome.NOT_COVERED if kind in ("license", "certification", "membership") else Outcome.NO_LICENSE
    )
    said = next((each for each in certificates for name in claim.credentials if f"“{name}”" in each), "")
    outcome = Outcome.CERTIFICATE if said else outcome
    register = next((tables.registers[each] for each in claim.credentials if each in tables.registers), None)
    return Elsewhere(claim, outcome, kind, rows[0]["note"] if rows else "", register, said)


def is_in_kingdom(person: Checked) -> bool:
    """Whether the person works in the United Kingdom, where nobody is licensed as an acupuncturist."""
    return person.state == UNITED_KINGDOM
