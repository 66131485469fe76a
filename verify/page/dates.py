"""When a page was written and when it was looked at again, as far as the page tells its reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.page.document import Block, BlockKind, Document, Passage, quoted

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
DATE = re.compile(
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s+(?:of\s+)?{_MONTH},?\s+(?:19|20)\d\d\b"
    rf"|\b{_MONTH}\s+(?:19|20)\d\d\b|\b(?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}\b|\b\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:(?:19|20)\d\d|\d\d)\b"
    rf"|\b(?:spring|summer|autumn|fall|winter)\s+(?:19|20)\d\d\b|\b\d{{1,2}}/(?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""A day or a month with its year, in the usual writings."""

_REVIEW = re.compile(
    r"\b(?:(?:last|medically|clinically|fact|text|page|content|was|profile|article|leaflet)[\s-]+)*"
    r"(?:reviewed|updated|revised|fact-checked|checked|corrected|modified|amended|altered|re-?checked|edited|revision|update|correction|rev\.?|stand)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\b(?:next|due|will be)\b.{0,20}\breview", re.IGNORECASE)
_REVIEWER = re.compile(
    r"\b(?:medically|clinically|scientifically|fact[\s-]?|peer[\s-]|expert[\s-])?\s?(?:reviewed|checked|fact-checked|approved|verified|vetted|edited)"
    r"\s*(?:by|:)\s*:?\s*(?=(?:[Dd]r\.?\s|the\s|our\s|[Pp]rof)?\s*[A-Z\d])"
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|written|issued|released|dated?|first\s+published|originally\s+published|ran\s+on|appeared|sent|publication\s+date|release)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"©|\bcopyright\b|\(c\)|\boffer|\bexpire|\buntil\b|\bends?\b|\bsince\b|\bfounded\b|\bestablished\b|\btrial\b|\bstudy\b|\bjournal\b|\bvalid\b"
    r"|\blicen[sc]ed?\b|\bborn\b|\bevent\b|\bsale\b|\bjoin us\b|\bworkshop\b|\beffective\b|\beff\."
    r"|\bppts?\b|\bvol\b|\bdoi\b|\bet al\b|\bpractic(?:ing|e)\b",
    re.IGNORECASE,
)
SHORT = 110
"""Characters of a line that may be a dateline or a byline."""


def find_dates(document: Document) -> Iterator[tuple[str, Passage]]:
    """`published` or `reviewed`, with the passage that says so."""
    is_dated = False
    for number, block in enumerate(document.blocks):
        text = document.text[block.start : block.end]
        if not block.is_told:
            continue
        for sentence in (each for each in document.sentences if each.block == number):
            said = sentence.text
            if point := _point(said, text, block, number, is_dated):
                is_dated = is_dated or point == "published"
                yield point, quoted(document, sentence.start, sentence.end, "a date and what it is of")


def _point(said: str, text: str, block: Block, number: int, is_dated: bool) -> str:
    dated = DATE.search(said)
    review = _REVIEW.search(said) if not _NEXT.search(said) else None
    if _REVIEWER.search(said) and not _OTHER.search(said) and len(said) < 2 * SHORT:
        return "reviewed"
    if dated is None:
        return ""
    if (
        review
        and len(said) < 2 * SHORT
        and not re.search(r"\b(?:stud|trial|evidence|literature)", said, re.IGNORECASE)
    ):
        return "reviewed"
    if _OTHER.search(said):
        return ""
    if _PUBLISHED.search(said) and len(said) < 2 * SHORT:
        return "published"
    return "" if is_dated or not _is_dateline(text, dated, block, number) else "published"


def _is_dateline(text: str, dated: re.Match[str], block: Block, number: int) -> bool:
    """Whether a short line near the top is little more than a date, a place and a name."""
    rest = (text[: dated.start()] + text[dated.end() :]).strip(" .,|·•–—-/\t")
    if number > 12 and block.kind is not BlockKind.FOOTER:
        return False
    return len(text) <= SHORT and len(rest.split()) <= 12 and not rest.endswith((".", "!"))
