"""Sentences in which somebody tells of a result of his or her own, or in the family, good or bad."""

from __future__ import annotations

import re

_SORE = (
    r"(?:pain|back|knees?|neck|shoulders?|hips?|jaw|head|headaches?|migraines?|aura|sciatica|feet|foot|ache"
    r"|stiffness|elbow|ankle|arm|legs?|hands?)"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?:it|this|that|they|she|he|acupuncture|needles?|needling|pt|chiro|physio"
        r"|[A-Z]\w+) (?:really |actually |totally |definitely |has |have )?"
        rf"(?:helped|fixed|cured|healed|saved|changed|got rid of|worked for|did wonders for"
        rf"|took away) (?:me\b|mine\b|my (?:\w+ )?(?:{_SORE}|life)\b|the (?:\w+ )?{_SORE} in my)",
        rf"\bmy (?:\w+ ){{0,3}}{_SORE} (?:\w+ ){{0,3}}(?:stopped|quit|vanished|disappeared|gone"
        rf"|went away|hurt more|hurts less|got worse|got better"
        r"|better|worse|eased|improved|down (?:to|from)|halved|has never|have never|never came back"
        r"|loosened|doesn['’]t|don['’]t|no longer)\b",
        r"\bI(?:['’]ve| have| was|['’]m| am)? (?:\w+ ){0,3}(?:pain[- ]free|without (?:any )?pain"
        r"|like new|a new (?:man|woman|person)|cured|back (?:to|on|at) (?:the|my|work|golf|running))\b",
        r"\bmy (?:husband|wife|mother|mum|mom|dad|father|sister|brother|son|daughter|neighbou?r|friend"
        r"|uncle|aunt|nan|gran\w*) .{0,60}\b(?:threw|walk\w*|gone|better|pain|cane|again|slept|healed"
        r"|cured|fixed)\b",
        r"\b(?:felt|feel|got) (?:worse|nothing|no better|zero|no different) (?:after|from|out of)\b"
        r"|\bgot nothing out of it\b|\bdid nothing for (?:me|my)\b",
    )
)
_NOT_TOLD = re.compile(
    r"\b(?:you|your|yours|may|might|should|will|would|patients|clients|our|study|trials?|if|research"
    r"|licensed)\b|\?\s*$",
    re.IGNORECASE,
)


def is_own_result(sentence: str) -> bool:
    """Whether somebody tells of his or her own result, or of one in the family, good or bad."""
    return not _NOT_TOLD.search(sentence) and any(form.search(sentence) for form in _FORMS)
