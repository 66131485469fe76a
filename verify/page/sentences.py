"""Sentences of a block of text. A point behind an abbreviation, an initial or a number ends none."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 1_200
"""Characters of a sentence; a longer one is cut at the last blank before."""

_END = re.compile(r"[.!?…。！？]+[\"'”’)\]]*(?=\s|$)|\s[•·|]\s|\s{3,}|[;:]\s*(?=[•])")
_NEXT = re.compile(r"[\s\"'“‘(\[*•–—-]*(\S)")
_ABBREVIATIONS = frozenset(
    "dr mr mrs ms prof st sr jr vs no nos e.g i.e eg ie etc approx ca cf al fig ref refs vol pp p ed "
    "eds inc ltd"
    " co corp dept tel ext min max l.ac lic dipl ph.d m.d d.c d.o p.t n.d d.p.t b.s m.s b.a m.a u.s "
    "u.k a.m p.m"
    " jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun ave blvd rd ste apt mt ft"
    " hon rev gen col capt sgt".split()
)
_MAY_END = frozenset(
    "etc inc ltd co corp l.ac ph.d m.d d.c d.o p.t n.d d.p.t a.m p.m u.s u.k st al no".split()
)
"""Abbreviations behind which a sentence does end where a new one plainly starts."""
_STARTERS = frozenset(
    "the a an i we you he she it they this that these those my our your his her their in on at for "
    "if when but"
    " and so after before most some many there what how who why please call not no yes as with by".split()
)


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of `text[start:end]`, without the white space around it."""
    begin = start
    for match in _END.finditer(text, start, end):
        if _ends(text, match, begin, end):
            yield from _trimmed(text, begin, match.end())
            begin = match.end()
    yield from _trimmed(text, begin, end)


def _ends(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    mark = match.group().strip("\"'”’)]")
    if match.end() >= end or (mark != "." and not _is_said(text, match, end)):
        return True
    word = _word_before(text, begin, match.start())
    following = _NEXT.match(text, match.end(), end)
    first = following.group(1) if following else ""
    if first.islower() or first in ",;":
        return False
    if len(word) == 1 and word.isalpha() and word != "i":
        return False
    if word.rstrip(".") in _ABBREVIATIONS:
        return word in _MAY_END and _starts_sentence(text, match.end(), end)
    return True


def _is_said(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a mark and a quotation end within a sentence: `“It is!” she says.`"""
    following = _NEXT.match(text, match.end(), end)
    return match.group()[-1] in '"”’' and following is not None and following.group(1).islower()


def _word_before(text: str, begin: int, end: int) -> str:
    """The last word before a place, in small letters; at most twenty of them."""
    return re.split(r"[\s(\[\"“]", text[max(begin, end - 20) : end])[-1].lower()


def _starts_sentence(text: str, start: int, end: int) -> bool:
    """Whether a word follows that usually opens a sentence, so that the point ends one as well."""
    words = text[start : min(end, start + 40)].split()
    return bool(words) and words[0].strip("\"'“‘(,").lower() in _STARTERS


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        stop = _cut(text, start, end)
        last = stop
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            yield start, last
        start = stop


def _cut(text: str, start: int, end: int) -> int:
    if end - start <= LONGEST:
        return end
    blank = text.rfind(" ", start + 1, start + LONGEST)
    return blank if blank > start else start + LONGEST
