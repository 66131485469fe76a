"""Does the page say it, or does it deny it, warn of it, ask it, or tell what others say?

A promise is one only in the mouth of the page itself. What takes it back stands before it in its clause
(`we cannot guarantee`), anywhere in its sentence (`beware of`), above it (a list under "Red flags:"), around
it (quotation marks with a doubt outside), or right behind it (`"Cured in a day!" There is no evidence`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from verify.page.phrases import Hit
from verify.page.tokens import Words


class Stance(StrEnum):
    """Why a phrase does not count as said by the page."""

    DENIED = "denied"
    WARNED = "warned"
    REPORTED = "reported"
    ASKED = "asked"
    HEDGED = "hedged"
    QUALIFIED = "qualified"
    REFERENCED = "referenced"


DENIAL, DENIAL_NEAR, NO_DENIAL = "cue_denial", "cue_denial_near", "cue_no_denial"
WARNING, REPORT, REBUTTAL = "cue_warning", "cue_report", "cue_rebuttal"
HEDGES = {"cue_hedge": Stance.HEDGED, "cue_qualifier": Stance.QUALIFIED}
DENIALS = frozenset((DENIAL, DENIAL_NEAR))
INVITING = "cue_inviting_question"
"""Kinds of cue in the phrase table."""

FAR, NEAR = 12, 4
"""Words before a phrase within which a denial reaches it: of a verb (`do not promise`), of a noun (`no`)."""

_NEGATIVE = frozenset(
    (
        "no",
        "zero",
        "without",
        "never",
        "not",
        "nothing",
        "can't",
        "cannot",
        "won't",
        "don't",
        "hasn't",
        "haven't",
    )
)
"""A phrase that begins so denies by itself: another "no" before it in a list does not take it back."""

MENTION_MAX = 6
"""Words in quotation marks that may be a mere mention of words: the “miracle” of the advertisement."""

_CLAUSE_ENDS = re.compile(
    r"[;:!?]|\s[–—-]\s|—|,?\s\b(?:but|yet|although|though|whereas|because|so that|and (?:we|you|it"
    r"|they|i|this|our|your|my))\b"
    r"|,\sso\b|,\s(?:and\s|so\s)?(?:we|you|it|they|i|this|that|our|your|my|the|these|those|he|she|there)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"“[^“”]{1,400}”|\"[^\"]{1,400}\"|(?<!\w)‘[^‘’]{1,200}’(?!\w)|(?<!\w)'[^']{1,200}'(?!\w)|«[^«»]{1,400}»"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A sentence with what stands around it, in words and as cues found in each.

    `above` are the cues of the heading and of the line that leads a list in, `before` those of the sentence
    before and `behind` those of the one behind, in the same block.
    """

    text: str
    start: int
    words: Words
    cues: tuple[Hit, ...]
    above: frozenset[str]
    behind: frozenset[str]
    before: frozenset[str]


def stances_of(hit: Hit, around: Surroundings) -> frozenset[Stance]:
    """All reasons why the page does not say this itself; none where it does."""
    found = set()
    if _is_denied(hit, around):
        found.add(Stance.DENIED)
    if WARNING in around.above or _has(around.cues, WARNING) or _is_rebutted(hit, around):
        found.add(Stance.WARNED)
    if _is_reported(hit, around):
        found.add(Stance.REPORTED)
    if _is_asked(around):
        found.add(Stance.ASKED)
    return frozenset(found | _hedges(hit, around))


def _hedges(hit: Hit, around: Surroundings) -> set[Stance]:
    """What weakens it: the writer is not sure (`may`), or it holds for some, or at times (`often`)."""
    hedges = (cue for cue in around.cues if cue.phrase.point in HEDGES)
    return {
        HEDGES[cue.phrase.point] for cue in hedges if cue.first <= hit.last and not _is_part(cue, hit, around)
    }


def quotations(text: str) -> list[tuple[int, int]]:
    """Start and end of what stands in quotation marks."""
    return [match.span() for match in _QUOTED.finditer(text)]


def _has(cues: Iterable[Hit], point: str) -> bool:
    return any(cue.phrase.point == point for cue in cues)


def _is_denied(hit: Hit, around: Surroundings) -> bool:
    if DENIAL in around.above:
        return True
    is_negative = around.words.words[hit.first] in _NEGATIVE
    seeming = [cue for cue in around.cues if cue.phrase.point == NO_DENIAL]
    for cue in around.cues:
        reach = {DENIAL: FAR, DENIAL_NEAR: NEAR}.get(cue.phrase.point, 0)
        reach = min(reach, 1) if is_negative else reach
        between = hit.first - cue.last - 1
        is_before = 0 <= between < reach and cue.first < hit.first
        is_real = not any(each.first <= cue.first and cue.last <= each.last for each in seeming)
        if is_before and is_real and not _is_other_clause(cue, hit, around):
            return True
        is_inside = reach and hit.first < cue.first <= cue.last < hit.last
        if is_real and is_inside and not _is_part(cue, hit, around):
            return True
    return False


def _is_part(cue: Hit, hit: Hit, around: Surroundings) -> bool:
    """Whether a cue within a phrase is one of its own words, and takes nothing back."""
    is_within = hit.first <= cue.first and cue.last <= hit.last
    return is_within and set(around.words.words[cue.first : cue.last + 1]) <= hit.phrase.literals


def _is_other_clause(cue: Hit, hit: Hit, around: Surroundings) -> bool:
    between = around.text[
        around.words.ends[cue.last] - around.start : around.words.starts[hit.first] - around.start
    ]
    return bool(_CLAUSE_ENDS.search(between))


def _is_reported(hit: Hit, around: Surroundings) -> bool:
    """Whether others say it: named before it, or it stands in quotation marks as mere words."""
    if (
        any(cue.last < hit.first for cue in around.cues if cue.phrase.point == REPORT)
        or REPORT in around.above
    ):
        return True
    _, end = _place(hit, around)
    for left, right in quotations(around.text):
        if left <= end - 1 < right:
            inside = len(around.text[left:right].split())
            outside = len((around.text[:left] + around.text[right:]).split())
            if _has(around.cues, REPORT) or REPORT in around.before:
                return True
            return inside <= MENTION_MAX and outside > inside
    return False


def _is_rebutted(hit: Hit, around: Surroundings) -> bool:
    """Whether a quotation or a question is answered with no in the sentence right behind it."""
    start, end = _place(hit, around)
    is_quoted = any(left <= start and end <= right for left, right in quotations(around.text))
    is_open = is_quoted or around.text.rstrip("”\"')").endswith("?")
    return is_open and REBUTTAL in around.behind


def _is_asked(around: Surroundings) -> bool:
    """Whether it is a question; those that invite ("Want instant relief?") are promises all the same."""
    return around.text.rstrip("”\"') ").endswith("?") and not _has(around.cues, INVITING)


def _place(hit: Hit, around: Surroundings) -> tuple[int, int]:
    return around.words.starts[hit.first] - around.start, around.words.ends[hit.last] - around.start


def points_of(cues: Sequence[Hit]) -> frozenset[str]:
    """The kinds of the cues."""
    return frozenset(cue.phrase.point for cue in cues)
