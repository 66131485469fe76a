"""Sentences that tell how one person fared: somebody, something done again or lost, and when."""

from __future__ import annotations

import re

LEAST_WORDS = 6

_WHO = re.compile(r"\b(?:I|my|he|she|his|her|him|they|[A-Z][a-z]+ (?:from|of) [A-Z]\w+)\b")
_WHAT = re.compile(
    r"\b(?:walk(?:ed|s|ing)?|slept|sleep(?:s|ing)?|lift(?:ed|s|ing)?|ran|running|danc(?:ed|es|ing)"
    r"|golf\w*|roof\w*"
    r"|garden\w*|driveway|turn(?:ed|s)? (?:my|his|her) head|stairs|cane|walker|crutches|wheelchair"
    r"|knee replacement"
    r"|surgery|fusion|painkillers?|pills|ladder|hay|pickleball|kneel|couch|lawn|marathon|raced?|racing"
    r"|bike|stood"
    r"|stand(?:ing)?|raised (?:her|his|my) arm|bowling|grandchild\w*|grandson|granddaughter|toddler"
    r"|church|shoes"
    r"|bed|work|job|gone|pain)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:after|by|later|since|that night|now|again|today|within|until|when|then|for the first time|the next"
    r"|last week|on (?:a |the )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|in (?:two|three|four|five|six|a|one|\d+) (?:days?|weeks?|visits?|sessions?|months?|afternoon))\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:was|had|came|went|could|slept|took|felt|got|did|left|stood|ran|threw|gave|woke|is|are|has"
    r"|\w{3,}ed)\b"
)
_OTHER = re.compile(
    r"\b(?:you|your|yours|if|may|might|should|will|would|patients?|clients?|we|our|study|trials?|participants"
    r"|reviews?|analysis|journal|acupuncture|license\w*|trained|graduat\w+|degree|school|born|founded"
    r"|practic\w+"
    r"|treat(?:s|ed|ing)?|refer\w*|said|says|according)\b|\?$",
    re.IGNORECASE,
)
"""Words of advice, of studies, of a career, and of those who only pass on what others say."""


def is_anecdote(sentence: str) -> bool:
    """Whether a sentence tells of one person's result; a rule of thumb, exact in four of five."""
    if len(sentence.split()) < LEAST_WORDS or _OTHER.search(sentence):
        return False
    return all(form.search(sentence) for form in (_WHO, _WHAT, _WHEN, _TOLD))
