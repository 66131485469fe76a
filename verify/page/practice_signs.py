"""What on a page shows the name of who speaks: titles, copyrights, companies, lines at its edges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.page.document import Block, BlockKind, Document

_WORD = r"(?:[A-ZÀ-Þ][\w'’.]{0,40}|&|\+)"
_SORT = (
    r"(?:Acupuncture|Clinic|Clinics|Physiotherapy|Physical Therapy|Wellness|Health|Healthcare"
    r"|Hospital|Chiropractic|Medicine|Medical|Integrative|Spa"
    r"|Institute|Associates|Physio|Rehab|Rehabilitation|Trust|Center|Centre|Practice|Massage|Therapy"
    r"|Labs?|Studio|Collective|Group|College|Academy|University"
    r"|Foundation|Society|Council|Department|Office|Courier|Times|Herald|Tribune|Gazette|News|Post"
    r"|Journal|Magazine|Network|Community|Orthop\w+|Spine|Pain|Back|Care"
    r"|LLC|PLLC|Inc|Ltd|Limited|P\.C|Company|Co|Seminars|Wellbeing|Apothecary|Yoga|Pilates|Pharmacy"
    r"|Library|Association|Partners|Sports|Herbs|Herbals|Nutrition|Devices|Technologies|Systems"
    r"|Supplements|School|Surgery|Bodywork|Bodyworks|Barn|Apothecary|Sentinel|Directory|Plan|Needles"
    r"|Needle|Trust|Chiropractors|PT|Physiotherapists|Acupuncturists|Therapies|Clinica|Healing|Works"
    r"|Room|House|Podcast|Review|Digest|Mutual|Insurance|Bureau|Agency|Alliance|League|Network|Education)"
)
_SHOUTED = re.compile(r"\b[A-Z][A-Z&'’]+(?:[ -](?:[A-Z][A-Z&'’]+|&|OF|AND))+\b")
SPEAKER = re.compile(
    rf"(?<![\w-])(?:The\s)?{_WORD}(?:[ \u00a0-](?:{_WORD}|of|and|for|the|at|de|del"
    rf"|y)){{0,6}}?[ \u00a0]{_SORT}\b(?:[ "
    rf"\u00a0](?:{_SORT}|of [A-Z]\w+|NHS Trust))*"
)
"""Words with capitals of which one says what kind of organization it is."""
_COPYRIGHT = re.compile(
    r"(?:©|\bcopyright\b|\(c\)|&copy;)[\s\d©–—,-]{0,40}(?:by\s+)?(?P<name>[^\d©"
    r"|·•.,;\n]{3,60}?)(?=\s*(?:[|·•.,;\n©]|\ball\b|\d|[–—]|$))",
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
_GOES_ON = re.compile(r"[ \u00a0]\w")
"""A heading that goes on behind what looks like a name is a sentence: `The Laser That Melts Pain Away`."""
TITLE_PARTS = re.compile(r"\s*(?:\||\s[-–—:»·]\s|::)\s*")
"""What parts the title of a page from the name of its site."""
_SENDER = re.compile(r"From:\s+([^<\n|]{3,60}?)\s*(?=<|$|\|)")
_FIRST_PART = re.compile(r"(?<!\w)([A-ZÀ-Þ][^|:,;•·⚡\n]{2,58}?)(?=\s*(?:[|:,;•·⚡\n]|\s[–—-]+\s|$))")
LEGAL = re.compile(
    r"[\s,]+(?:LLC|PLLC|Inc|Ltd|P\.?C|LLP|Pty|Media|All rights reserved|Limited)\b\.?", re.IGNORECASE
)
"""What follows a name and is no part of it."""

Sign = tuple[str, str, int]
"""What shows a name, the name, and its place in the text; -1 where a reader does not see it."""


def signs_of(document: Document) -> Iterator[Sign]:
    """Every sign of a name on a page, in the order of the page; those of its head last."""
    last = len(document.blocks) - 1
    for number, block in enumerate(document.blocks):
        line = document.text[block.start : block.end]
        if number < 3 and block.kind is not BlockKind.NAVIGATION:
            yield from _mastheads(line, block)
        for sign, name, place in (*_said(line), *_shouted(line)):
            yield sign, name, block.start + place
        is_edge = number < 2 or last - number < 3 or block.kind is BlockKind.FOOTER
        for match in SPEAKER.finditer(line) if block.is_told else ():
            if block.kind is BlockKind.HEADING and _GOES_ON.match(line, match.end()):
                continue
            name = LEGAL.sub("", match.group())
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
            name = LEGAL.sub("", match.group("name")).strip(" ,-–—")
            yield sign, name, line.find(name, match.start())


def _shouted(line: str) -> Iterator[Sign]:
    for match in _SHOUTED.finditer(line):
        if SPEAKER.fullmatch(match.group().title()):
            yield "words of the page", match.group(), match.start()


def _of_the_head(document: Document) -> Iterator[Sign]:
    for name in document.head.organizations:
        yield "organization in the head", name, document.text.find(name)
    parts = TITLE_PARTS.split(document.head.title)
    for part in parts if len(parts) > 1 else []:
        if part and (SPEAKER.search(part) or part in document.text):
            yield "title", part, document.text.find(part)


def _is_masthead(line: str, block: Block) -> bool:
    words = line.split()
    capital = sum(word[:1].isupper() or word in ("of", "the", "and", "&", "for") for word in words)
    return (
        0 < len(words) <= 6
        and capital == len(words)
        and not line.rstrip().endswith((".", "!", "?", ":"))
        and (bool(SPEAKER.search(_spoken(line))) or block.kind is not BlockKind.HEADING)
    )


def _spoken(line: str) -> str:
    """The line in small letters with capitals, where it is all in capitals."""
    return line.title() if line.isupper() else line
