"""When a page was written and when it was looked at again, as far as the page tells its reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.page.document import Block, BlockKind, Document, Passage, quoted

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
DATE = re.compile(
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b|\b\d{{1,2}}(?:st|nd|rd"
    rf"|th)?\.?\s+(?:of\s+)?{_MONTH},?\s+(?:19|20)\d\d\b"
    rf"|\b{_MONTH}\s+(?:19|20)\d\d\b|\b(?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}\b"
    rf"|\b\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:(?:19|20)\d\d|\d\d)\b"
    rf"|\b(?:spring|summer|autumn|fall|winter)\s+(?:19|20)\d\d\b|\b\d{{1,2}}/(?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""A day or a month with its year, in the usual writings."""

_REVIEW = re.compile(
    r"\b(?:(?:last|medically|clinically|fact|text|page|content|was|profile|article|leaflet)[\s-]+)*"
    r"(?:reviewed|updated|revised|fact-checked|checked|corrected|modified|amended|altered|re-?checked"
    r"|edited|revision|update|correction|rev\.?|stand|last review|medical review|clinical review"
    r"|review (?:date|due)|date of review|next review|due for review)\b",
    re.IGNORECASE,
)
_REVIEWER = re.compile(
    r"\b(?i:(?:medically|clinically|scientifically|fact[\s-]?|peer[\s-]|expert[\s-])?\s?(?:reviewed"
    r"|checked|fact-checked"
    r"|approved|verified|vetted|edited)\s*(?:by|:)\s*:?\s*)(?=(?:[Dd]r\.?\s|the\s|our\s|[Pp]rof)?\s*[A-Z\d])"
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|written|issued|released|dated?|first\s+published|originally\s+published"
    r"|ran\s+on|appeared|sent|publication\s+date|release|online)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"©|\bfees?\b|\bprices?\b|\brates\b|\bcopyright\b|\(c\)|\boffer|\bexpire|\buntil\b|\bends?\b"
    r"|\bsince\b|\bfounded\b|\bestablished\b|\btrial\b|\bstudy\b|\bjournal\b|\bvalid\b"
    r"|\blicen[sc]ed?\b|\bborn\b|\bevent\b|\bsale\b|\bjoin us\b|\bworkshop\b|\beffective\b|\beff\."
    r"|\bppts?\b|\bvol\b|\bdoi\b|\bet al\b|\bpractic(?:ing|e)\b",
    re.IGNORECASE,
)
SHORT = 110
"""Characters of a line that may be a dateline or a byline."""


def find_dates(document: Document) -> Iterator[tuple[str, Passage]]:
    """`published` or `reviewed`, with the passage that says so."""
    is_dated = False
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        text = document.text[block.start : min(block.end, block.start + 2 * SHORT)]
        for point in _points(sentence.text, text, block, sentence.block, is_dated):
            is_dated = is_dated or point == "published"
            yield point, quoted(document, sentence.start, sentence.end, "a date and what it is of")


def _points(said: str, text: str, block: Block, number: int, is_dated: bool) -> Iterator[str]:
    dates = list(DATE.finditer(said))
    is_short = len(said) < 2 * SHORT
    is_review = bool(_REVIEWER.search(said)) or (dates and _is_review(said))
    if is_review and is_short:
        yield "reviewed"
    if not dates or _OTHER.search(said) or (is_review and len(dates) < 2):
        return
    is_line = not is_dated and not is_review and _is_dateline(text, dates[0], block, number)
    if (_PUBLISHED.search(said) and is_short) or is_line:
        yield "published"


def _is_review(said: str) -> bool:
    is_of_studies = re.search(r"\b(?:stud|trial|evidence|literature)", said, re.IGNORECASE)
    return bool(_REVIEW.search(said)) and not is_of_studies


def _is_dateline(text: str, dated: re.Match[str], block: Block, number: int) -> bool:
    """Whether a short line near the top is little more than a date, a place and a name."""
    rest = (text[: dated.start()] + text[dated.end() :]).strip(" .,|·•–—-/\t")
    if number > 12 and block.kind is not BlockKind.FOOTER:
        return False
    return len(text) <= SHORT and len(rest.split()) <= 12 and not rest.endswith((".", "!"))
