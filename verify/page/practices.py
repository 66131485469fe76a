"""The practice, clinic or organization that speaks on a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from verify.linkage.names import fold
from verify.page.document import Block, BlockKind, Document, Passage, quoted
from verify.page.person_names import names_in

_WORD = r"(?:[A-ZÀ-Þ][\w'’.]*|&|\+)"
_SORT = (
    r"(?:Acupuncture|Clinic|Clinics|Physiotherapy|Physical Therapy|Wellness|Health|Healthcare"
    r"|Hospital|Chiropractic|Medicine|Medical|Integrative|Spa"
    r"|Institute|Associates|Physio|Rehab|Rehabilitation|Trust|Center|Centre|Practice|Massage|Therapy|Labs?|Studio|Collective|Group|College|Academy|University"
    r"|Foundation|Society|Council|Department|Office|Courier|Times|Herald|Tribune|Gazette|News|Post|Journal|Magazine|Network|Community|Orthop\w+|Spine|Pain|Back|Care"
    r"|LLC|PLLC|Inc|Ltd|Limited|P\.C|Company|Co|Seminars|Wellbeing|Apothecary|Yoga|Pilates|Pharmacy|Library|Association|Partners|Sports|Herbs|Herbals|Nutrition|Devices|Technologies|Systems|Supplements|School|Surgery)"
)
_SPEAKER = re.compile(
    rf"\b(?:The\s)?{_WORD}(?:[ \u00a0-](?:{_WORD}|of|and|for|the|at|de|del|y))*?[ \u00a0]{_SORT}\b(?:[ "
    rf"\u00a0](?:{_SORT}|of [A-Z]\w+|NHS Trust))*"
)
_COPYRIGHT = re.compile(
    r"(?:©|\bcopyright\b|\(c\)|&copy;)[\s\d©–—,-]*(?:by\s+)?(?P<name>[^\d©|·•.,;\n]{3,60}?)(?=\s*(?:[|·•.,;\n©]|\ball\b|\d|[–—]|$))",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    rf"(?P<name>{_WORD}(?:[ \u00a0-]{_WORD}){{0,4}}),?\s(?:LLC|PLLC|Inc|Ltd|P\.?C|LLP|Pty|GmbH|CIC"
    rf"|Limited)\b\.?"
)
_FOUNDED = re.compile(
    rf"\b(?:founder of|owner of|owns|welcome to|Welcome to|here at|Here at|join us at|from all of us "
    rf"at|the team at)\s+(?P<name>{_WORD}(?:\s(?:{_WORD}|of|the|and))*)"
)
_TITLE_PARTS = re.compile(r"\s*(?:\||\s[-–—:»·]\s|::)\s*")
_FIRST_PART = re.compile(r"(?<![\w])[A-ZÀ-Þ][^|:,;•·⚡\n]{2,58}?(?=\s*(?:[|:,;•·⚡\n]|\s[–—-]+\s|$))")
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


def _signs(document: Document) -> Iterator[tuple[str, str, int]]:
    text = document.text
    for number, block in enumerate(document.blocks):
        line = text[block.start : block.end]
        first = _FIRST_PART.search(line)
        if (
            number < 3
            and first
            and block.kind is not BlockKind.NAVIGATION
            and _is_masthead(first.group(), block)
        ):
            yield "masthead", first.group(), block.start + first.start()
        for form, sign in ((_COPYRIGHT, "copyright"), (_COMPANY, "company"), (_FOUNDED, "words of the page")):
            for match in form.finditer(line):
                name = _LEGAL.sub("", match.group("name")).strip(" ,-–—")
                yield sign, name, block.start + line.find(name)
        for match in _SPEAKER.finditer(line):
            if block.is_told:
                yield "kind of name", _LEGAL.sub("", match.group()), block.start + match.start()
    for name in document.head.organizations:
        yield "organization in the head", name, text.find(name)
    parts = _TITLE_PARTS.split(document.head.title)
    for part in parts if len(parts) > 1 else []:
        if _SPEAKER.search(part) or text.count(part) > 0:
            yield "title", part, text.find(part)


def _is_masthead(line: str, block: Block) -> bool:
    words = line.split()
    capital = sum(word[:1].isupper() or word in ("of", "the", "and", "&", "for") for word in words)
    return (
        0 < len(words) <= 6
        and capital == len(words)
        and not line.rstrip().endswith((".", "!", "?", ":"))
        and (bool(_SPEAKER.search(line)) or block.kind is not BlockKind.HEADING)
    )


def _key(name: str) -> str:
    return fold(re.sub(r"^the\s+", "", _LEGAL.sub("", name), flags=re.IGNORECASE))


def _is_person(name: str) -> bool:
    return any(found.name == name for found in names_in(name)) and _SPEAKER.search(name) is None
