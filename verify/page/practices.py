"""The practice, clinic or organization that speaks on a page."""

from __future__ import annotations

import re
from collections import Counter

from verify.linkage.names import fold
from verify.page.document import BlockKind, Document, Passage, quoted
from verify.page.person_names import names_in
from verify.page.practice_signs import LEGAL, SPEAKER, TITLE_PARTS, signs_of

_SERVICES = re.compile(
    r"(?:(?:acupuncture|cupping|shockwave|laser|physical|therapy|therapies|massage|dry|needling|pain"
    r"|back|neck|chronic|low|lower"
    r"|chinese|herbal|medicine|treatment|physiotherapy|chiropractic|care|decompression|spinal|headache"
    r"|headaches|migraine|migraines|sciatica"
    r"|knee|shoulder|for|and|your|our|the|of|in|services?|relief)\b[\s&,-]*)+",
    re.IGNORECASE,
)
"""Words for what is offered alone; no practice is called so."""
_NOT = re.compile(
    r"\b(?:privacy|cookies?|rights|reserved|home|about|contact|blog|welcome|demo|template|squarespace"
    r"|wordpress|wix|site|website|theme|page|menu|advertise\w+|advertorial|sponsored|subject|search"
    r"|skip to|guest|you|thread|reader|dear|posted|claim|reject|accept|price|book now|read more)\b",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"\b(?:American|British|National|World|Royal|Chartered|Federal|Food and Drug|General|Cochrane"
    r"|Harvard|Mayo|Oxford|Australian|Canadian|European|International)\b.*\b(?:Association|College"
    r"|Council|Organi[sz]ation|Institute|Society|Board|Academy|Service|Administration|Commission"
    r"|Review|Journal|University|School)\b|\bJournal of\b|\bBoard of\b"
)
WEIGHTS = {
    "organization in the head": 3,
    "title": 3,
    "copyright": 3,
    "company": 2,
    "masthead": 3,
    "words of the page": 2,
    "kind of name": 1,
    "edge of the page": 2,
}
"""How much each sign counts; the name that collects most speaks."""
ENOUGH = 3
_PLAIN = ("organization in the head", "copyright", "company")
"""Signs of a name that no headline gives."""


def find_practice(document: Document) -> tuple[str, Passage] | None:
    """Name and passage of the organization that speaks; None where none shows itself plainly."""
    counted: Counter[str] = Counter()
    writings: dict[str, tuple[str, int]] = {}
    headlines = _headlines(document)
    for sign, name, place in signs_of(document):
        key = _key(name)
        if sign not in _PLAIN and (any(key in each for each in headlines) or _SERVICES.fullmatch(name)):
            continue
        if len(key) < 3 or _NOT.search(name) or _BODIES.search(name) or _is_person(name):
            continue
        key = next((known for known in counted if known.startswith(key) or key.startswith(known)), key)
        counted[key] += WEIGHTS[sign]
        writings.setdefault(key, (name, place))
    seen = [
        (count, -number, key) for number, (key, count) in enumerate(counted.items()) if writings[key][1] >= 0
    ]
    if not seen or max(seen)[0] < ENOUGH:
        return None
    name, place = writings[max(seen)[2]]
    return name, quoted(document, place, place + len(name), "the name of the organization that speaks")


def _headlines(document: Document) -> frozenset[str]:
    """The parts of the title that head the text, where another part names who speaks: `7 Stretches "
    "| FitHearth`."""
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    heads = {_key(document.text[block.start : block.end]) for block in headings}
    parts = {_key(part): part for part in TITLE_PARTS.split(document.head.title)}
    outside = document.text[: headings[0].start] if headings else ""
    names = [part for key, part in parts.items() if key not in heads]
    is_named = any(part and (SPEAKER.search(part) or part in outside) for part in names)
    return frozenset(heads & set(parts)) if is_named else frozenset()


def _key(name: str) -> str:
    return fold(re.sub(r"^the\s+", "", LEGAL.sub("", name), flags=re.IGNORECASE))


def _is_person(name: str) -> bool:
    """Whether it is a person's name, with or without `By` or `Dr.` before it and letters behind."""
    return SPEAKER.search(name) is None and any(len(found.name) > len(name) / 2 for found in names_in(name))
