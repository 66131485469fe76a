"""People on a page, with the credentials, titles and numbers that the page gives to each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from verify.linkage.credential_letters import Code
from verify.page.document import Block, BlockKind, Document, Passage, quoted
from verify.page.letters_behind import letters_behind
from verify.page.person_names import NameInText, is_same_person, names_in, surname_key
from verify.page.registrations import Registration, is_town, registrations, state_of
from verify.page.titles import Title, Titles

LONGEST_NAME_LINE = 80
"""Characters of a line that is a name with its letters; the block below it tells of this person."""
_OF_A_PRACTICE = re.compile(
    r"[ \u00a0](?:Physical Therapy|Physiotherapy|Physio|Acupuncture|Chiropractic|Rehab|Clinic)\b"
)
MOST_WORDS_OF_A_NAME = 5


@dataclass(frozen=True, slots=True)
class Claim:
    """A credential that the page gives to a person; `credentials` are all that the letters may stand for."""

    printed: str
    credentials: tuple[str, ...]
    passage: Passage


@dataclass(slots=True)
class Person:
    """A person of a page: the fullest writing of the name, and what is claimed."""

    name: str
    passage: Passage
    is_doctor: bool = False
    claims: list[Claim] = field(default_factory=list)
    numbers: list[Registration] = field(default_factory=list)
    state: str = ""

    @property
    def is_told_of(self) -> bool:
        """Whether the page gives the person anything: letters, a title, a number, or "Dr."."""
        return bool(self.claims or self.numbers or self.is_doctor)

    def claim(self, printed: str, credentials: tuple[str, ...], passage: Passage) -> None:
        """The claim is among the person's, once."""
        known = ((each.credentials, each.printed if not credentials else "") for each in self.claims)
        if (credentials, printed if not credentials else "") not in known:
            self.claims.append(Claim(printed, credentials, passage))


def find_people(
    document: Document, authors: Sequence[str], rows: Sequence[Code], titles: Titles
) -> list[Person]:
    """Everybody to whom the page gives letters, a title or a number, in order of appearance."""
    reader = _Reader(document, authors, rows, titles)
    for block in document.blocks:
        if block.kind not in (BlockKind.NAVIGATION, BlockKind.CONTROL):
            reader.read(block)
    state = state_of(document.text)
    told = [each for each in reader.people if each.is_told_of]
    for person in told:
        person.state = next((each.state for each in person.numbers if each.state), "") or state
    return told


class _Reader:
    """Reads block by block; a number goes to the last person that was named before it."""

    def __init__(
        self, document: Document, authors: Sequence[str], rows: Sequence[Code], titles: Titles
    ) -> None:
        self._document, self._rows, self._titles = document, rows, titles
        self._authors = authors
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._last: Person | None = None
        self._announced: Person | None = None
        self._start = 0
        self._practices = _practice_names(f"{document.head.title}\n{document.text}")
        self.people: list[Person] = []

    def read(self, block: Block) -> None:
        """All that a block gives to people."""
        text = self._document.text[block.start : block.end]
        self._start = block.start
        names = [name for name in names_in(text, block.start) if not is_town(self._document.text, name.end)]
        names = [name for name in names if not name.name.isupper() or names[0].name.isupper()]
        here = [self._person(name) for name in names]
        stops = [name.start for name in names[1:]] + [block.end]
        for name, person, stop in zip(names, here, stops, strict=False):
            person.is_doctor |= name.is_doctor
            self._claim_letters(person, name, stop)
        for title in self._titles.in_text(text, block.start):
            self._claim_title(title, names, here)
        if self._announced and self._announced.is_told_of:
            self._last = self._announced
        self._last = self._last or next(iter(here), None)
        for found in registrations(text, block.start):
            self._number(found, names, here)
        told = [person for person in here if person.is_told_of]
        self._last = told[-1] if told else self._last
        is_name_line = len(names) == 1 and names[0].start == block.start and len(text) <= LONGEST_NAME_LINE
        self._announced = here[0] if is_name_line else None

    def _person(self, name: NameInText) -> Person:
        known = self._by_surname[surname_key(name.name)]
        for person in known:
            if is_same_person(person.name, name.name):
                person.name = max(person.name, name.name, key=len)
                return person
        known.append(Person(name.name, quoted(self._document, name.start, name.end, "a name")))
        self.people.append(known[-1])
        return known[-1]

    def _claim_letters(self, person: Person, name: NameInText, stop: int) -> None:
        text = self._document.text
        letters = letters_behind(text, name.end, stop, self._rows)
        if not letters or (
            text[name.end : name.end + 1].isspace() and tuple(name.name.split()) in self._practices
        ):
            return
        end = text.find(letters[-1].printed, name.end, stop)
        behind = end + len(letters[-1].printed) if end >= 0 else name.end
        passage = quoted(self._document, name.start, behind, "letters behind a name")
        for each in letters:
            person.claim(each.printed, each.credentials, passage)

    def _claim_title(self, title: Title, names: Sequence[NameInText], here: Sequence[Person]) -> None:
        holder = self._holder(title, names, here)
        if holder is not None:
            printed = self._document.text[title.start : title.end]
            place = quoted(self._document, title.start, title.end, "a title in words")
            holder.claim(printed, (title.credential,), place)

    def _holder(self, title: Title, names: Sequence[NameInText], here: Sequence[Person]) -> Person | None:
        """Whose title it is: that of the name behind it, of the one before it, or the writer's own."""
        text = self._document.text
        behind = bisect_right(names, title.start, key=lambda name: name.start)
        if behind < len(names) and title.is_right_before(text, names[behind].start):
            return here[behind]
        if behind and title.describes(text, names[behind - 1].end):
            return here[behind - 1]
        if not behind and self._announced and title.opens(text, self._start):
            return self._announced
        if not title.is_own(text):
            return None
        own = (each for author in self._authors for each in self._by_surname[surname_key(author)])
        return next(own, None)

    def _number(self, found: Registration, names: Sequence[NameInText], here: Sequence[Person]) -> None:
        """Each number goes to the name before it in its block, else to the last one above."""
        before = bisect_right(names, found.start, key=lambda name: name.start)
        named = here[before - 1] if before else None
        holder = named if named and named.is_told_of else self._last or named or next(iter(here), None)
        if holder is not None and all(each.number != found.number for each in holder.numbers):
            holder.numbers.append(found)


def _practice_names(text: str) -> frozenset[tuple[str, ...]]:
    """Words before one for a practice: where `Blue Heron Physical Therapy` is, `Blue Heron PT` is nobody."""
    found = set()
    for match in _OF_A_PRACTICE.finditer(text):
        words = tuple(text[max(0, match.start() - 80) : match.start()].split())[-MOST_WORDS_OF_A_NAME:]
        found |= {words[start:] for start in range(len(words))}
    return frozenset(found)
