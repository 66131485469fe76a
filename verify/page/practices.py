"""The practice, clinic or organization that speaks on a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from verify.linkage.names import fold
from verify.page.document import Block, BlockKind, Document, Passage, quoted
from verify.page.person_names import names_in

_WORD = r"(?:[A-ZÀ-Þ][\w'’.]{0,40}|&|\+)"
_SORT = (
    r"(?:Acupuncture|Clinic|Clinics|Physiotherapy|Physical Therapy|Wellness|Health|Healthcare"
    r"|Hospital|Chiropractic|Medicine|Medical|Integrative|Spa"
    r"|Institute|Associates|Physio|Rehab|Rehabilitation|Trust|Center|Centre|Practice|Massage|Therapy|Labs?|Studio|Collective|Group|College|Academy|University"
    r"|Foundation|Society|Council|Department|Office|Courier|Times|Herald|Tribune|Gazette|News|Post|Journal|Magazine|Network|Community|Orthop\w+|Spine|Pain|Back|Care"
    r"|LLC|PLLC|Inc|Ltd|Limited|P\.C|Company|Co|Seminars|Wellbeing|Apothecary|Yoga|Pilates|Pharmacy|Library|Association|Partners|Sports|Herbs|Herbals|Nutrition|Devices|Technologies|Systems|Supplements|School|Surgery|Bodywork|Bodyworks|Barn|Apothecary|Sentinel|Directory|Plan|Needles|Needle|Trust|Chiropractors|PT|Physiotherapists|Acupuncturists|Therapies|Clinica|Healing|Works|Room|House|Podcast|Review|Digest|Mutual|Insurance|Bureau|Agency|Alliance|League|Network|Education)"
)
_SHOUTED = re.compile(r"\b[A-Z][A-Z&'’]+(?:[ -](?:[A-Z][A-Z&'’]+|&|OF|AND))+\b")
_SPEAKER = re.compile(
    rf"\b(?:The\s)?{_WORD}(?:[ \u00a0-](?:{_WORD}|of|and|for|the|at|de|del|y)){{0,6}}?[ \u00a0]{_SORT}\b(?:[ "
    rf"\u00a0](?:{_SORT}|of [A-Z]\w+|NHS Trust))*"
)
_COPYRIGHT = re.compile(
    r"(?:©|\bcopyright\b|\(c\)|&copy;)[\s\d©–—,-]{0,40}(?:by\s+)?(?P<name>[^\d©|·•.,;\n]{3,60}?)(?=\s*(?:[|·•.,;\n©]|\ball\b|\d|[–—]|$))",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    rf"\b(?P<name>{_WORD}(?:[ \u00a0-]{_WORD}){{0,4}}),?\s(?:LLC|PLLC|Inc|Ltd|P\.?C|LLP|Pty|GmbH|CIC"
    rf"|Limited)\b\.?"
)
_FOUNDED = re.compile(
    rf"\b(?:founder of|owner of|owns|welcome to|Welcome to|here at|Here at|join us at|from all of us "
    rf"at|the team at)\s+(?P<name>{_WORD}(?:\s(?:{_WORD}|of|the|and)){{0,7}})"
)
_TITLE_PARTS = re.compile(r"\s*(?:\||\s[-–—:»·]\s|::)\s*")
_SENDER = re.compile(r"From:\s+([^<\n|]{3,60}?)\s*(?=<|$|\|)")
_FIRST_PART = re.compile(r"(?<!\w)([A-ZÀ-Þ][^|:,;•·⚡\n]{2,58}?)(?=\s*(?:[|:,;•·⚡\n]|\s[–—-]+\s|$))")
_LEGAL = re.compile(
    r"[\s,]+(?:LLC|PLLC|Inc|Ltd|P\.?C|LLP|Pty|Media|All rights reserved|Limited)\b\.?", re.IGNORECASE
)
_NOT = re.compile(
    r"\b(?:privacy|cookies?|rights|reserved|home|about|contact|blog|welcome|demo|template|squarespace|wordpress|wix|site|website|theme|page|menu)\b",
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


def find_practice(document: Document) -> tuple[str, Passage] | None:
    """Name and passage of the organization that speaks; None where none shows itself plainly."""
    counted: Counter[str] = Counter()
    writings: dict[str, tuple[str, int]] = {}
    for sign, name, place in _signs(document):
        key = _key(name)
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


Sign = tuple[str, str, int]
"""What shows a name, the name, and its place in the text; -1 where a reader does not see it."""


def _signs(document: Document) -> Iterator[Sign]:
    last = len(document.blocks) - 1
    for number, block in enumerate(document.blocks):
        line = document.text[block.start : block.end]
        if number < 3 and block.kind is not BlockKind.NAVIGATION:
            yield from _mastheads(line, block)
        for sign, name, place in (*_said(line), *_shouted(line)):
            yield sign, name, block.start + place
        is_edge = number < 2 or last - number < 3 or block.kind is BlockKind.FOOTER
        for match in _SPEAKER.finditer(line) if block.is_told else ():
            name = _LEGAL.sub("", match.group())
            yield "kind of name", name, block.start + match.start()
            if is_edge:
                yield "edge of the page", name, block.start + match.start()
    yield from _of_the_head(document)


def _mastheads(line: str, block: Block) -> Iterator[Sign]:
    """The name that a page opens with, or the sender of a message."""
    first = _SENDER.match(line) or _FIRST_PART.search(line)
    if first and (line.startswith("From:") or _is_masthead(first.group(1), block)):
        yield "masthead", first.group(1), block.start + first.start(1)


def _said(line: str) -> Iterator[Sign]:
    for form, sign in ((_COPYRIGHT, "copyright"), (_COMPANY, "company"), (_FOUNDED, "words of the page")):
        for match in form.finditer(line):
            name = _LEGAL.sub("", match.group("name")).strip(" ,-–—")
            yield sign, name, line.find(name, match.start())


def _shouted(line: str) -> Iterator[Sign]:
    for match in _SHOUTED.finditer(line):
        if _SPEAKER.fullmatch(match.group().title()):
            yield "words of the page", match.group(), match.start()


def _of_the_head(document: Document) -> Iterator[Sign]:
    for name in document.head.organizations:
        yield "organization in the head", name, document.text.find(name)
    parts = _TITLE_PARTS.split(document.head.title)
    for part in parts if len(parts) > 1 else []:
        if part and (_SPEAKER.search(part) or part in document.text):
            yield "title", part, document.text.find(part)


def _is_masthead(line: str, block: Block) -> bool:
    words = line.split()
    capital = sum(word[:1].isupper() or word in ("of", "the", "and", "&", "for") for word in words)
    return (
        0 < len(words) <= 6
        and capital == len(words)
        and not line.rstrip().endswith((".", "!", "?", ":"))
        and (bool(_SPEAKER.search(_spoken(line))) or block.kind is not BlockKind.HEADING)
    )


def _spoken(line: str) -> str:
    """The line in small letters with capitals, where it is all in capitals."""
    return line.title() if line.isupper() else line


def _key(name: str) -> str:
    return fold(re.sub(r"^the\s+", "", _LEGAL.sub("", name), flags=re.IGNORECASE))


def _is_person(name: str) -> bool:
    """Whether it is a person's name, with or without `By` or `Dr.` before it and letters behind."""
    return _SPEAKER.search(name) is None and any(len(found.name) > len(name) / 2 for found in names_in(name))
