"""References by their form: DOI, PubMed number, trial registration. Nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FORMS = {
    "doi": re.compile(r"\b10\.\d{4,9}/[-._;()/:a-z0-9<>]*[a-z0-9]", re.IGNORECASE),
    "pmid": re.compile(
        r"\b(?:PMID|PubMed(?:\s+(?:ID|number|no\.?))?)\s*[:#=]?\s*([1-9]\d{4,7})\b"
        r"|\bpubmed(?:\.ncbi\.nlm\.nih\.gov|/)/?(?:pubmed/)?([1-9]\d{4,7})\b",
        re.IGNORECASE,
    ),
    "trial": re.compile(
        r"\bNCT\s?\d{8}\b|\bISRCTN\s?\d{8}\b|\bACTRN\s?126\d{11}\b|\bChiCTR[-\s]?(?:[A-Z]{2,4}-)?\d{8,10}\b"
        r"|\bEudraCT(?:\s+(?:number|no\.?))?\s*:?\s*\d{4}-\d{6}-\d{2}\b|\b20\d\d-\d{6}-\d\d(?:-\d\d)?\b"
        r"|\bDRKS\s?\d{8}\b|\bUMIN\s?\d{9}\b|\bjRCT[a-z]?\d{10}\b|\bCTRI/\d{4}/\d{2,3}/\d{5,6}\b|\bKCT\d{7}\b"
        r"|\bNTR\s?\d{3,4}\b|\bPACTR\d{15,16}\b|\bTCTR\d{11}\b|\bIRCT\d{11,17}N\d+\b|\bRBR-[0-9a-z]{6,7}\b",
        re.IGNORECASE,
    ),
    "journal": re.compile(
        r"\b[A-Z][\w.& ]{2,60}?[.,]?\s(?:19"
        r"|20)\d\d(?:\s[A-Z][a-z]{2}(?:\s\d{1,2})?)?\s?;\s?\d{1,4}(?:\s?\(\w{1,9}\))?\s?:\s?e?\d+"
        r"|(?<=\sin\s)(?:the\s)?[A-Z][a-z]+(?:\s(?:of|and|in|&|for|[A-Z][a-z]+)){0,6}\s(?:Medicine|Pain|Therapy|Rheumatology"
        r"|Rheumatism|Research|Rehabilitation|Headache|Neurology|Arthritis|Obstetrics|Gynecology|Nutrition|Cartilage|Surgery"
        r"|Neuroscience|Physiotherapy|Orthopaedics|Orthopedics|Spine|Neuroradiology|Psychiatry|Pediatrics|Physiology|Reviews)\b"
        r"(?=[^.]{0,80}\b(?:19|20)\d\d\b|,|\s\(|\.)"
    ),
}  # fmt: skip
_BROKEN = re.compile(
    r"(\b10\.\d{4,9}/[-._;()/:a-z0-9]*[-/.])[ \t]*\n[ \t]*([-._;()/:a-z0-9]+)", re.IGNORECASE
)

INLINE = re.compile(
    r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]|\((?:[A-Z][\w'’-]{1,40}(?:\s(?:et al\.?|and"
    r"|&)(?:\s[A-Z][\w'’-]{1,40})?)?,?\s)(?:19|20)\d\d[a-z]?\)"
    r"|\b[A-Z][\w'’-]{1,40}(?:\s(?:et al\.?|and colleagues))?\s\((?:19|20)\d\d\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]+"
)
"""A reference within a text: a number in brackets, or author and year."""


def references(text: str) -> Iterator[tuple[str, int, int]]:
    """Point, start and end of each reference by number in a text. Each place is given once."""
    for point, form in _FORMS.items():
        for match in form.finditer(text):
            start, end = match.span()
            yield (
                point,
                start,
                _balanced(text, start, _continued(text, start, end) if point == "doi" else end),
            )


def _continued(text: str, start: int, end: int) -> int:
    """The end of a DOI that is broken over two lines behind a hyphen, slash or point."""
    broken = _BROKEN.match(text, start)
    return broken.end() if broken and broken.end(1) >= end else end


def _balanced(text: str, start: int, end: int) -> int:
    """The end without a closing bracket that was opened before it."""
    while end > start and text[end - 1] == ")" and text.count(")", start, end) > text.count("(", start, end):
        end -= 1
    return end
