"""A page read: who speaks, and the passages of each point. Nothing is looked up anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from verify.page.authors import find_authors
from verify.page.document import Document, Passage
from verify.page.findings import Passages, find_passages
from verify.page.language import Language, language_of
from verify.page.people import Person, find_people
from verify.page.points import POINTS
from verify.page.practices import find_practice
from verify.page.tables import Tables

BY_FORM = ("doi", "pmid", "trial")
"""Points that are found in any language, by their form."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page says of itself. `passages` has every point; in other languages those by form are filled."""

    document: Document
    language: Language
    authors: tuple[tuple[str, Passage], ...]
    practice: tuple[str, Passage] | None
    people: tuple[Person, ...]
    passages: Passages
    version: str


def read_page(document: Document, tables: Tables) -> Reading:
    """The reading of a document by the tables. The same document and tables always give the same reading."""
    language = language_of(document.text, document.head.language)
    authors = find_authors(document)
    passages = find_passages(document, tables.phrases)
    if not language.is_read:
        passages = {point.key: passages[point.key] if point.key in BY_FORM else () for point in POINTS}
    people = find_people(document, [name for name, _ in authors], tables.abbreviations, tables.titles)
    return Reading(
        document, language, authors, find_practice(document), tuple(people), passages, tables.version
    )
