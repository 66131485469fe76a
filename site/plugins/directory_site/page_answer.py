"""The answer on a health page as its template shows it: quotes cut and cleaned, stamps, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from verify.linkage.lookup import Answer
from verify.page.answer import PageAnswer, was_looked_for
from verify.page.claims import Checked, Elsewhere, LookedUp, is_in_kingdom
from verify.page.document import Passage
from verify.page.outcomes import Outcome
from verify.page.points import POINTS, Group

SHOWN = 3
"""Passages of a point that stand open; the others unfold."""
LONGEST_QUOTE = 280
"""Characters of a quotation on the screen; JSON has all of it."""
LONGEST_NAME = 100

SHAPES = {
    Outcome.VERIFIED: "v-verified",
    Outcome.VERIFIED_WITH_NOTICE: "v-notice",
    Outcome.NO_END_DATE: "v-endless",
    Outcome.LISTED_UNDER_NAME: "v-review",
    Outcome.NOT_ACTIVE: "v-inactive",
    Outcome.NO_LONGER_LISTED: "v-missing",
    Outcome.NEEDS_MORE: "v-review",
    Outcome.NOT_FOUND: "v-missing",
    Outcome.NOT_COVERED: "v-uncovered",
    Outcome.CERTIFICATE: "",
    Outcome.NO_LICENSE: "",
    Outcome.UNKNOWN: "",
}
"""The outcome to its shape and color; what is no answer of a board's list has none."""

_TURNS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00-\x1f\x7f-\x9f]")
"""Marks that would turn the direction of what stands behind them, and characters that nobody sees."""

_OF_FORM = frozenset({"doi", "pmid", "trial", "published", "reviewed"})
"""Points that are found by their form; the table of phrases has none of them."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the page as they are shown, and the rule that found them."""

    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class PointShown:
    """A point with what the page says on it; not looked for in languages that are not read."""

    key: str
    was_looked_for: bool
    has_phrases: bool
    first: tuple[Said, ...]
    others: tuple[Said, ...]

    @property
    def is_missing(self) -> bool:
        """Whether it was looked for and not found."""
        return self.was_looked_for and not self.first


@dataclass(frozen=True, slots=True)
class Stamp:
    """What can be said of a claim: its outcome and shape, and where to look.

    `profession` and `answer` are there where a list was asked, `printed` where none was.
    """

    outcome: str
    shape: str
    printed: str
    profession: str
    answer: Answer | None
    check: str
    sentence: str
    places: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class PersonShown:
    """A person of the page with what is claimed, in the page's words, and what the lists say."""

    name: str
    is_author: bool
    state: str
    numbers: tuple[str, ...]
    claims: tuple[str, ...]
    quotes: tuple[Said, ...]
    stamps: tuple[Stamp, ...]


def variables_of(answer: PageAnswer) -> dict[str, Any]:
    """What the template of the answer says."""
    reading = answer.reading
    return {
        "answer": answer,
        "page_language": reading.language,
        "authors": [(shown(name, LONGEST_NAME), _said(passage)) for name, passage in reading.authors],
        "practice": shown(reading.practice[0], LONGEST_NAME) if reading.practice else "",
        "people": [_person(each) for each in answer.people],
        "is_in_kingdom": any(map(is_in_kingdom, answer.people)),
        "groups": {str(group): [_point(answer, key) for key in _keys(group)] for group in Group},
        "search": f"/search?{urlencode({'q': answer.search.words})}" if answer.search.words else "",
    }


def shown(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Words of the page in one line, without marks that turn or hide, cut at a blank where they are long."""
    plain = " ".join(_TURNS.sub(" ", text[: 4 * longest]).split())
    if len(plain) <= longest:
        return plain
    whole = plain[:longest].rpartition(" ")[0].rstrip(",;:") or plain[:longest]
    return f"{whole} …"


def _said(passage: Passage) -> Said:
    return Said(shown(passage.quote).strip('“”"').lstrip("-–—*•· "), passage.rule)


def _keys(group: Group) -> Iterable[str]:
    return (point.key for point in POINTS if point.group is group)


def _point(answer: PageAnswer, key: str) -> PointShown:
    said = [_said(passage) for passage in answer.reading.passages[key]]
    is_sought = was_looked_for(answer.reading, key)
    return PointShown(key, is_sought, key not in _OF_FORM, tuple(said[:SHOWN]), tuple(said[SHOWN:]))


def _person(person: Checked) -> PersonShown:
    quotes = dict.fromkeys(claim.passage for claim in person.claims)
    return PersonShown(
        shown(person.name, LONGEST_NAME),
        person.is_author,
        person.state,
        tuple(shown(number, LONGEST_NAME) for number in person.numbers),
        tuple(shown(claim.printed, LONGEST_NAME) for claim in person.claims),
        tuple(map(_said, quotes)),
        (*map(_looked_up, person.looked_up), *map(_elsewhere, person.elsewhere)),
    )


def _looked_up(each: LookedUp) -> Stamp:
    asked = each.answer.question
    fields = {name: getattr(asked, name) for name in ("name", "number", "state", "profession")}
    address = urlencode({name: value for name, value in fields.items() if value})
    boards = tuple((one.board, one.register_url, one.how_to_look) for one in each.answer.boards)
    return Stamp(
        str(each.outcome),
        SHAPES[each.outcome],
        "",
        each.profession,
        each.answer,
        f"/check?{address}",
        each.sentence,
        boards,
    )


def _elsewhere(each: Elsewhere) -> Stamp:
    row = each.register
    places = ((row["register"], row["register_url"], row["how_to_look"]),) if row else ()
    printed = shown(each.claim.printed, LONGEST_NAME)
    return Stamp(str(each.outcome), SHAPES[each.outcome], printed, "", None, "", each.sentence, places)
