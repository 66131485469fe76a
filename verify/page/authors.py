"""Who wrote a page, as its reader sees it: bylines, signatures, and those who write of themselves by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from verify.page.dates import DATE
from verify.page.document import Block, BlockKind, Document, Passage, quoted
from verify.page.person_names import NAME, NameInText, is_same_person, names_in, trimmed

_N = rf"(?P<name>(?:(?:Dr|Prof|Professor)\.?\s)?{NAME}|[A-Z][A-Z'’-]+(?:\s[A-Z][A-Z'’.-]*){{1,3}})"
_BYLINE = re.compile(
    r"(?:^|[\n|•·–—]\s*|\.\s)(?:(?:Written|Words|Story|Text|Article|Posted|Authored|Compiled|Prepared|Column|Reported|Published|Composed|Opinion|Notes)\s+(?:and\s\w+\s)?)?"
    rf"(?:by|By|BY)\s*:?\s+{_N}"
)
_LABELED = re.compile(
    rf"\b(?:Authors?|AUTHORS?|Writer|Columnist|Text|Words|Your host|Host|From the desk of|A letter "
    rf"from|A note from|Letter from|Notes from|Posted by|Written by|written by|published by|Story by"
    rf"|Editor)\s*:?\s+{_N}"
)
_DATELINE = re.compile(r"(?:, [A-Z][\w./-]+)*\s*(?:[|·•,–—-]|\n|\(|on |$)")
_REVIEWED = re.compile(r"\breview|\bedited|\bupdated by", re.IGNORECASE)
_ANSWERS = re.compile(rf"(?P<name>{NAME})\s+(?:answers|writes|replies|explains|takes your|responds)\b")
_MIDWAY = re.compile(
    rf"\b(?:[Pp]osted|[Ww]ritten|[Pp]ublished|[Aa]rticle|[Bb]log|[Ss]tory|[Ss]ummary|[Tt]ext"
    rf"|[Ee]ntry)\b[^.\n]{{0,60}}?\bby:?\s+(?P<name>{NAME})"
)
_FROM = re.compile(rf"^From:\s+{_N}(?=\s*[<,|]|$)")
_SELF = re.compile(rf"\b(?:I\s?['’]\s?m|I am|[Mm]y name is|[Tt]his is|[Mm]y name['’]s|I, )\s*{_N}(?!['’]s)")
_CLOSING = re.compile(
    r"^\W*(?:(?:yours?|warm(?:ly|est)?|kind(?:est)?|best|in (?:good )?health|sincerely|love|cheers"
    r"|thanks|thank you|be well|with|many|blessings|regards|until|take|see you|yours truly"
    r"|namaste)\b[\w\s]{0,25}),?\s*[!.]?$",
    re.IGNORECASE,
)
_SIGNED = re.compile(rf"^\s*[-–—~]\s*{_N}")
_ABOUT = re.compile(rf"\b(?:About|ABOUT|Meet|MEET)\s+(?:(?:the|your)\s\w+:?\s)?{_N}")
_AND = re.compile(rf"^(?:,|\s*&|,?\s+and|,?\s+with)\s+{_N}")
_LETTERS = re.compile(r"^(?:,\s*[A-Z][\w.()/-]{1,14})+")
_LETTER = re.compile(r"[A-Z][\w./-]*[A-Z.][\w./-]*|Hons|Dr\.?")
_OTHERS = re.compile(
    r"\b(?:reviewed|photo\w*|edited|checked|approved|owned|designed|illustrat\w+|supervised|quoted|told|powered|said|translated|sponsored)\s+$",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|my)\b")


def find_authors(document: Document) -> tuple[tuple[str, Passage], ...]:
    """Names of the authors with the passage that says so; none where the page names nobody as such."""
    found: list[tuple[str, Passage]] = []
    for finder in (
        _bylines,
        _datelines,
        _name_lines,
        _by_themselves,
        _signatures,
        _of_the_page,
        _of_the_head,
    ):
        for name, passage in finder(document):
            if not any(is_same_person(name, known) for known, _ in found):
                found.append((name, passage))
        if found:
            return tuple(found)
    return ()


def _bylines(document: Document) -> Iterator[tuple[str, Passage]]:
    for number, block in enumerate(document.blocks):
        text = document.text[block.start : block.end]
        if not block.is_told:
            continue
        forms = (_BYLINE, _LABELED, _ANSWERS, _MIDWAY, _FROM)
        for form in forms if number < 25 or len(text) < 160 else (_LABELED, _MIDWAY):
            for match in form.finditer(text):
                if not _OTHERS.search(
                    text[: match.start("name")].rsplit("\n", 1)[-1].replace("by ", "").replace("By ", "")
                ):
                    yield from _with_others(document, block, match)


def _datelines(document: Document) -> Iterator[tuple[str, Passage]]:
    """A name in a short line with the date of the page, near its top: `Ann Ash | May 2, 2025`."""
    for block in document.blocks[:12]:
        text = document.text[block.start : block.end]
        if not block.is_told or len(text) > 140 or not DATE.search(text) or _REVIEWED.search(text):
            continue
        for name in names_in(text, block.start):
            before = document.text[block.start : name.start].rstrip()
            is_apart = not before or before.endswith(("|", "·", "•", ",", "–", "—", "-", "by", "By", "Dr."))
            if is_apart and _DATELINE.match(document.text, name.end):
                yield name.name, quoted(document, name.start, name.end, "a name with the date of the page")
                return


def _name_lines(document: Document) -> Iterator[tuple[str, Passage]]:
    """Names with letters that are all of a line below the title: authors of a paper or a leaflet."""
    for block in document.blocks[1:6]:
        text = document.text[block.start : block.end].split("\n")[0]
        names = list(names_in(text, block.start))
        rest = text
        for name in names:
            rest = rest.replace(name.name, "")
        is_all = block.kind is BlockKind.PARAGRAPH and all(
            _LETTER.fullmatch(word) for word in re.split(r"[\s,;&()]+|\band\b", rest) if word
        )
        if names and is_all and rest.strip(" ,;&"):
            for name in names:
                yield name.name, quoted(document, name.start, name.end, "a line of names")


def _with_others(document: Document, block: Block, match: re.Match[str]) -> Iterator[tuple[str, Passage]]:
    """The name of a byline, and those that go with it: `By Ann Ash, PT, and Tom Elm`."""
    text = document.text
    start, end = block.start + match.start("name"), block.start + match.end("name")
    while found := trimmed(text, start, end):
        yield " ".join(text[found[0] : found[1]].split()), quoted(document, found[0], found[1], "a byline")
        behind = end
        letters = _LETTERS.match(text[end : min(block.end, end + 80)])
        if letters:
            behind += letters.end()
        further = _AND.match(text[behind : block.end])
        if further is None:
            return
        start, end = behind + further.start("name"), behind + further.end("name")


def _by_themselves(document: Document) -> Iterator[tuple[str, Passage]]:
    """`I'm Ann Ash`, outside of quotations and of the words of patients."""
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.kind in (BlockKind.QUOTE, BlockKind.NAVIGATION, BlockKind.CONTROL):
            continue
        for match in _SELF.finditer(text):
            found = trimmed(document.text, block.start + match.start("name"), block.start + match.end("name"))
            if found and text[: match.start()].count("“") <= text[: match.start()].count("”"):
                name = " ".join(document.text[found[0] : found[1]].split())
                yield name, quoted(document, block.start + match.start(), found[1], "the writer’s own words")


def _signatures(document: Document) -> Iterator[tuple[str, Passage]]:
    """A name under a closing word, or behind a dash at the very end."""
    told = [block for block in document.blocks if block.is_told and block.kind is not BlockKind.FOOTER]
    for before, block in pairwise(told):
        text = document.text[block.start : block.end]
        if not _CLOSING.match(document.text[before.start : before.end].rsplit("\n", 1)[-1]):
            continue
        for name in names_in(text, block.start):
            if name.start - block.start < 12:
                yield name.name, quoted(document, name.start, name.end, "a signature")
    lettered = [name for block in told[-4:] for name in _opening_name(document, block)]
    if len(lettered) == 1 and _is_in_first_person(document):
        yield lettered[0].name, quoted(document, lettered[0].start, lettered[0].end, "a signature")
    for block in told[-3:]:
        text = document.text[block.start : block.end]
        signed = _SIGNED.match(text)
        if signed and block.kind is not BlockKind.QUOTE and len(text) < 120:
            found = trimmed(
                document.text, block.start + signed.start("name"), block.start + signed.end("name")
            )
            if found:
                yield document.text[found[0] : found[1]], quoted(document, *found, "a signature")


def _opening_name(document: Document, block: Block) -> Iterator[NameInText]:
    """The name that opens a short line, with letters behind it."""
    for name in names_in(document.text[block.start : block.end], block.start):
        if name.start == block.start and block.end - block.start < 70 and _is_lettered(document, name.end):
            yield name


def _of_the_page(document: Document) -> Iterator[tuple[str, Passage]]:
    """Whose name with letters opens a pasted text; whom the heading of a page in the first person names."""
    if not document.head.title:
        opening = (name for block in document.blocks[:1] for name in _opening_name(document, block))
        yield from (
            (name.name, quoted(document, name.start, name.end, "the name that opens the text"))
            for name in opening
        )
    if not _is_in_first_person(document):
        return
    headings = [b for b in document.blocks if b.kind is BlockKind.HEADING][:1]
    for block in headings:
        text = document.text[block.start : block.end]
        about = _ABOUT.search(text)
        names = list(names_in(text, block.start))
        if names and (about or _is_lettered(document, names[0].end)):
            yield (
                names[0].name,
                quoted(document, names[0].start, names[0].end, "the heading of a page in the first person"),
            )
    titled = _ABOUT.search(
        document.head.title.replace("—", "").replace("|", " ").replace("-", " ").replace("  ", " ")
    )
    place = document.text.find(titled.group("name")) if titled else -1
    if titled and place >= 0:
        name = titled.group("name")
        yield name, quoted(document, place, place + len(name), "the title of a page in the first person")


def _is_in_first_person(document: Document) -> bool:
    spoken = [block for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
    return sum(len(_FIRST_PERSON.findall(document.text[b.start : b.end])) for b in spoken) > 3


def _is_lettered(document: Document, end: int) -> bool:
    return bool(_LETTERS.match(document.text[end : end + 40]))


def _of_the_head(document: Document) -> Iterator[tuple[str, Passage]]:
    """Whom the head of the page calls its author, where a reader finds the name on the page too."""
    for hint in document.head.authors:
        for name in names_in(hint):
            place = document.text.find(name.name)
            if place >= 0:
                yield (
                    name.name,
                    quoted(document, place, place + len(name.name), "the head of the page, and its text"),
                )
