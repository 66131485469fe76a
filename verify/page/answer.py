"""The answer on a page: its reading, with each claimed credential checked, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from verify.linkage.lookup import as_facts as answer_facts
from verify.page.claims import MOST_PEOPLE, Ask, Certificates, Checked, Elsewhere, LookedUp, check_person
from verify.page.document import Document, Passage
from verify.page.next_steps import QUESTIONS, Search, questions_for, search_for
from verify.page.person_names import is_same_person
from verify.page.points import POINTS
from verify.page.reading import Reading, read_page
from verify.page.tables import Tables

NO_SCORE = (
    "This shows what the page says, and what it leaves out. It is not a judgment whether the page is "
    "true, and "
    "no score of it. A rule can miss a passage or misread one; the words of the page decide."
)


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """What is told of a page. `is_looked_up` is false where there was no directory to ask."""

    reading: Reading
    people: tuple[Checked, ...]
    has_more_people: bool
    is_looked_up: bool
    questions: tuple[str, ...]
    search: Search


def answer_page(
    document: Document, tables: Tables, ask: Ask | None, certificates: Certificates | None = None
) -> PageAnswer:
    """The answer on a document; `ask` is the verifier of a directory, None where there is none."""
    reading = read_page(document, tables)
    authors = [name for name, _ in reading.authors]
    people = tuple(
        check_person(
            person, any(is_same_person(person.name, name) for name in authors), tables, ask, certificates
        )
        for person in reading.people[:MOST_PEOPLE]
    )
    return PageAnswer(
        reading,
        people,
        len(reading.people) > MOST_PEOPLE,
        ask is not None,
        questions_for(reading, people),
        search_for(reading, people),
    )


def as_facts(answer: PageAnswer) -> dict[str, Any]:
    """The answer as plain values, for JSON; a point not looked for is null, one not found is empty."""
    reading = answer.reading
    is_read = reading.language.is_read
    return {
        "phrases_version": reading.version,
        "language": {"code": reading.language.code, "name": reading.language.name, "is_read": is_read},
        "is_cut": reading.document.is_cut,
        "is_looked_up": answer.is_looked_up,
        "who_speaks": {
            "authors": [{"name": name, **_passage(passage)} for name, passage in reading.authors],
            "practice": {"name": reading.practice[0], **_passage(reading.practice[1])}
            if reading.practice
            else None,
            "people": [_person(person) for person in answer.people],
            "has_more_people": answer.has_more_people,
        },
        **{group: _group(reading, group) for group in ("stands_on", "promises", "needs")},
        "next": {
            "questions": [QUESTIONS[key] for key in answer.questions],
            "search": {"profession": answer.search.profession, "place": answer.search.place},
        },
        "note": NO_SCORE,
    }


def was_looked_for(reading: Reading, key: str) -> bool:
    """Whether a point was looked for: those of words only on pages in English."""
    return reading.language.is_read or key in ("doi", "pmid", "trial")


def _group(reading: Reading, group: str) -> dict[str, Any]:
    return {
        point.key: [_passage(each) for each in reading.passages[point.key]]
        if was_looked_for(reading, point.key)
        else None
        for point in POINTS
        if point.group == group
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {"quote": passage.quote, "start": passage.start, "end": passage.end, "rule": passage.rule}


def _person(person: Checked) -> dict[str, Any]:
    return {
        "name": person.name,
        **_passage(person.passage),
        "is_author": person.is_author,
        "state": person.state,
        "numbers": list(person.numbers),
        "claims": [
            {"printed": claim.printed, "credentials": list(claim.credentials), **_passage(claim.passage)}
            for claim in person.claims
        ],
        "looked_up": [_looked_up(each) for each in person.looked_up],
        "elsewhere": [_elsewhere(each) for each in person.elsewhere],
    }


def _looked_up(each: LookedUp) -> dict[str, Any]:
    return {
        "profession": each.profession,
        "outcome": str(each.outcome),
        "claims": [claim.printed for claim in each.claims],
        "answer": answer_facts(each.answer),
    }


def _elsewhere(each: Elsewhere) -> dict[str, Any]:
    register = each.register or {}
    return {
        "claim": each.claim.printed,
        "outcome": str(each.outcome),
        "kind": each.kind,
        "sentence": each.sentence,
        "register": register.get("register", ""),
        "register_url": register.get("register_url", ""),
        "how_to_look": register.get("how_to_look", ""),
    }
