"""People on a page, with the credentials, titles and numbers that the page gives to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from verify.linkage.credential_letters import Code, Letters
from verify.page.document import Block, BlockKind, Document, Passage, quoted
from verify.page.letters_behind import letters_behind
from verify.page.person_names import NameInText, is_same_person, names_in
from verify.page.registrations import Registration, registrations, state_of
from verify.page.titles import Title, Titles


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

    def claim(self, printed: str, credentials: tuple[str, ...], passage: Passage) -> None:
        """The claim is among the person's, once."""
        known = any(
            each.credentials == credentials and (credentials or each.printed == printed)
            for each in self.claims
        )
        if not known:
            self.claims.append(Claim(printed, credentials, passage))


def find_people(
    document: Document, authors: Sequence[str], rows: Sequence[Code], titles: Titles
) -> list[Person]:
    """Everybody to whom the page gives letters, a title or a number, in order of appearance."""
    people: list[Person] = []
    last: Person | None = None
    for block in document.blocks:
        if block.kind in (BlockKind.NAVIGATION, BlockKind.CONTROL):
            continue
        last = _read_block(document, block, people, last, rows, titles, authors)
    state = state_of(document.text)
    told = [each for each in people if each.claims or each.numbers or each.is_doctor]
    for person in told:
        person.state = next((each.state for each in person.numbers if each.state), "") or state
    return told


def _read_block(
    document: Document, block: Block, people: list[Person], last: Person | None,
    rows: Sequence[Code], titles: Titles, authors: Sequence[str],
) -> Person | None:  # fmt: skip
    text = document.text[block.start : block.end]
    names = list(names_in(text, block.start))
    here: list[Person] = []
    for number, name in enumerate(names):
        stop = names[number + 1].start if number + 1 < len(names) else block.end
        person = _known(people, name, document)
        here.append(person)
        person.is_doctor |= name.is_doctor
        _claim_letters(document, person, letters_behind(document.text[:stop], name.end, rows), name)
    for title in titles.in_text(text, block.start):
        holder = _holder(document, title, names, here, people, authors)
        if holder is not None:
            place = quoted(document, title.start, title.end, "a title in words")
            holder.claim(document.text[title.start : title.end], (title.credential,), place)
    last = here[-1] if here else last
    _number(document, text, block, names, here, last, people)
    return last


def _known(people: list[Person], name: NameInText, document: Document) -> Person:
    for person in people:
        if is_same_person(person.name, name.name):
            if len(name.name) > len(person.name):
                person.name = name.name
            return person
    people.append(Person(name.name, quoted(document, name.start, name.end, "a name")))
    return people[-1]


def _claim_letters(document: Document, person: Person, letters: Sequence[Letters], name: NameInText) -> None:
    if not letters:
        return
    end = document.text.find(letters[-1].printed, name.end)
    passage = quoted(
        document,
        name.start,
        end + len(letters[-1].printed) if end >= 0 else name.end,
        "letters behind a name",
    )
    for each in letters:
        person.claim(each.printed, each.credentials, passage)


def _holder(
    document: Document, title: Title, names: Sequence[NameInText], here: Sequence[Person],
    people: Sequence[Person], authors: Sequence[str],
) -> Person | None:  # fmt: skip
    """Whose title it is: that of the name behind it, of the one before it, or the writer's own."""
    for name, person in zip(names, here, strict=True):
        if title.is_right_before(document.text, name.start):
            return person
    for name, person in reversed(list(zip(names, here, strict=True))):
        if name.end <= title.start:
            return person if title.describes(document.text, name.end) else None
    if title.is_own(document.text):
        return next(
            (each for author in authors for each in people if is_same_person(each.name, author)), None
        )
    return None


def _number(
    document: Document, text: str, block: Block, names: Sequence[NameInText], here: Sequence[Person],
    last: Person | None, people: Sequence[Person],
) -> None:  # fmt: skip
    """Each number goes to the name before it in its block, else to the last one above."""
    for found in registrations(text, block.start):
        before = [person for name, person in zip(names, here, strict=True) if name.end <= found.start]
        holder = before[-1] if before else here[0] if here else last
        if holder is not None and all(each.number != found.number for each in holder.numbers):
            holder.numbers.append(found)
