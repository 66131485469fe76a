"""License and registration numbers that a page gives, by the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from verify.linkage.lookup_question import UNITED_KINGDOM
from verify.linkage.states import STATES

ELSEWHERE = "elsewhere"
"""The state of a page that speaks from another country."""

_ANY_CODE = "|".join(STATES)
_ANY_NAME = "|".join(sorted(STATES.values(), key=len, reverse=True))
_LABEL = re.compile(
    rf"(?:\b(?:{_ANY_CODE}|{_ANY_NAME}|[A-Z]{{2,6}})\s?(?=#)|\b(?:GCC|GOsC|GMC|NMC|GOC|HCPC|CTCMA|CMTO"
    rf"|CTCMPAO)\b|\bCollege of [A-Z]\w+(?: (?:[A-Z]\w+|of|and|in|the)){{0,10}}(?=\s(?:no\b|number|#|reg))"
    rf"|\bBoard of Australia\b|\b(?=(?:P?PTA?|LAC|LMT|DC)-\d{{3}})|(?i:\b(?:licen[cs]e[ds]?|licensure"
    rf"|lic|registration|registered|reg|registrant|register|hcpc|ahpra|membership|member|permit|credential"
    r"|l\.?ac|pt|dpt|acupuncturist|physiotherapist|physical therapist|therapist)\b\.?))"
    rf"(?:[^\S\n]*[,:]?[^\S\n]*(?:\(?(?:{_ANY_CODE})\)?(?=[\s,])|{_ANY_NAME}|(?i:with|the|board|state"
    rf"|of|in|is|hcpc|ahpra|under|license|lic\.?|reg\.?|physical therapist|acupuncturist"
    rf"|active)\b)){{0,4}}"
    r"[^\S\n]*,?[^\S\n]*\(?(?i:no|number|num|nr|nos|id|#"
    r"|№)?\.?(?:[^\S\n]+is\b)?[^\S\n]*[:#]?[^\S\n]*(?<![A-Za-z\d](?=[A-Za-z\d]))",
)
_NUMBER = re.compile(r"(?:[A-Z]{1,6}[ .-]{0,2})?(?:[A-Z]\.?)?\d(?:[\d./-]{1,14}\d)?(?:-?[A-Z]{1,2})?\b")
_BRACKET = re.compile(
    r"(?:\b(?i:licen[cs]ed|registered|registration)\b[^.;()\n]{0,80}|(?:L\.?Ac|PTA?|DPT|LMT|D\.?C|DOM"
    r"|A\.?P)\.?\s?,?\s?)"
    r"\((?:(?i:no|number|lic|license|#)\.?\s*)?(?=[A-Z]{1,5}[ .-]?\d{3}|\d{4,})"
)
"""A number in brackets behind words that say what it is, or behind letters."""
_SURE = re.compile(
    r"licen|lic\b|regist|reg\b|hcpc|ahpra|permit|member|#|№|\bno\b|number|credential|GCC|GOsC|GMC|NMC"
    r"|CTCMA|CMTO|CTCMPAO|College of|Board of|^$",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"\b(?:business|facility|establishment|liquor|tax|driver\S*|vehicle|company|charity|vat|firm|clinic"
    r"|ein|trade|city|parking|hospital|insurance|policy"
    r"|trial|phone|tel|fax|premises|provider number|iso|ltd|limited|vocational|school|software|broadcast"
    r"|charit\w+|in england and wales)\b",
    re.IGNORECASE,
)
_NO_LICENSE = re.compile(
    r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|\d{3}-\d{4}$|(?:19|20)\d\d$|NCT|ISRCTN|ACTRN|ChiCTR|DRKS|PMID|DOI",
    re.IGNORECASE,
)
"""What looks like a number of a license and is a telephone, a year, or a study."""
_STATE_NAME = re.compile(r"\b(" + "|".join(sorted(STATES.values(), key=len, reverse=True)) + r")\b")
_STATE_CODE = re.compile(r"\b(" + "|".join(STATES) + r")\b")
_ZIPPED = re.compile(r"\b(" + "|".join(STATES) + r")\.?\s+\d{5}(?:-\d{4})?\b")
_TOWN = re.compile(r"[A-Z][a-z.'’-]{2,30},?\s(" + "|".join(STATES) + r")\b")
_STATE_BEHIND = re.compile(r",?\s+(" + _ANY_CODE + r")\b(\.?\s+\d{5})?")
_ALSO_LETTERS = frozenset(("MD", "MA", "PA", "ND", "MS", "DC", "CA"))
"""States whose code is a credential too: behind a name it says no place."""
_ELSEWHERE = re.compile(
    r"\b(?:Canada|Ontario|British Columbia|Alberta|Quebec|Québec|Manitoba|Saskatchewan|Nova Scotia"
    r"|Australia|Ahpra|AHPRA|New South Wales|NSW|Queensland"
    r"|New Zealand|Ireland|CORU|India|South Africa|Germany|Deutschland|España|México)\b"
    r"|\b[ABCEGHJ-NPRSTVXY]\d[A-Z]\s?\d[A-Z]\d\b"
)
_KINGDOM = re.compile(
    r"\b(?:HCPC|NHS|BAcC|MBAcC|CSP|MCSP|United Kingdom|England|Scotland|Wales|Northern Ireland|GP "
    r"surgery|GPhC|GCC|GOsC|NMC)\b|£\s?\d|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"
)
_CODES = {name: code for code, name in STATES.items()}


@dataclass(frozen=True, slots=True)
class Registration:
    """A number as printed, its place, and the state that its label names, if any."""

    number: str
    start: int
    end: int
    state: str


def registrations(text: str, start: int = 0) -> Iterator[Registration]:
    """Every number that is said to be a license or registration; those of businesses are none."""
    taken: set[int] = set()
    for label in (*_LABEL.finditer(text), *_BRACKET.finditer(text)):
        found = _NUMBER.match(text, label.end())
        is_sure = _SURE.search(label.group()) or label.re is _BRACKET
        if found is None or found.start() in taken or not is_sure:
            continue
        number = found.group().rstrip(" .-")
        sentence = max(text.rfind(mark, 0, label.start()) for mark in ("\n", "|", "·", ";")) + 1
        before = text[max(sentence, label.start() - 40) : label.start()]
        if _OF_ANOTHER.search(before + label.group()) or _NO_LICENSE.match(number):
            continue
        taken.add(found.start())
        yield Registration(
            number,
            start + found.start(),
            start + found.start() + len(number),
            _state_near(before + label.group()),
        )


def _state_near(words: str) -> str:
    if re.search(r"\b(?:HCPC|GCC|GOsC|GMC|NMC)\b", words):
        return "UK"
    named = list(_STATE_NAME.finditer(words))
    if named:
        return _CODES[named[-1].group(1)]
    coded = list(_STATE_CODE.finditer(words))
    return coded[-1].group(1) if coded else ""


def state_of(text: str) -> str:
    """Where a page speaks from: the state of its one address, else the only state that it names.

    `UK` for the United Kingdom, `elsewhere` for another country, empty where the page does not tell.
    """
    zipped = {match.group(1) for match in _ZIPPED.finditer(text)}
    if len(zipped) == 1:
        return zipped.pop()
    if not zipped and _KINGDOM.search(text):
        return UNITED_KINGDOM
    if not zipped and _ELSEWHERE.search(text):
        return ELSEWHERE
    named = {_CODES[match.group(1)] for match in _STATE_NAME.finditer(text)}
    towns = {match.group(1) for match in _TOWN.finditer(text)} - _ALSO_LETTERS
    for found in (towns, named):
        if not zipped and len(found) == 1:
            return found.pop()
    return ""


def is_town(text: str, end: int) -> bool:
    """Whether what ends there is a town: a state that is no credential stands behind, or a ZIP code."""
    behind = _STATE_BEHIND.match(text, end)
    return behind is not None and (behind.group(1) not in _ALSO_LETTERS or bool(behind.group(2)))
