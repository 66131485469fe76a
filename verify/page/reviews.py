"""Blocks that are the words of a patient or a buyer as a whole: quotations, reviews with stars and names."""

from __future__ import annotations

import re

from verify.page.document import Block, BlockKind

_HEADING = re.compile(
    r"\b(?:testimonials?|reviews?|success stories|patient stories|kind words|love letters|what (?:our "
    r"|my |his |her )?(?:patients?|clients?|people|customers?|members?)"
    r"|(?:patients?|clients?|customers?) (?:say|said|speak)|happy (?:patients|clients|customers)|in "
    r"their (?:own )?words|word of mouth|raves?)\b",
    re.IGNORECASE,
)
_ABOUT_REVIEWS = re.compile(
    r"\b(?:why|no|not|don['’]t|took|policy|how we|without|about (?:our|these))\b", re.I
)
_OWN = re.compile(r"\b(?:I|I['’](?:m|d|ve|ll)|my|me|mine|myself)\b")
_FIRST = re.compile(r"\b(?:I|I['’](?:m|d|ve|ll)|my|me|mine|we|our)\b", re.IGNORECASE)
RESULT = re.compile(
    r"\b(?:pain|ached?|walk\w*|slept|sleep\w*|back|again|better|gone|relief|heal\w*|cured?|fixed"
    r"|hurt\w*|knees?|hips?|neck|shoulders?|legs?|spine|life"
    r"|cane|crutches|stairs|golf|garden\w*|danc\w+|run|running|bend|stood|stand|lift\w*|kneel|sit"
    r"|session|visit|treatment|needles?|helped|worked|work|felt|feel|miracle)\b",
    re.IGNORECASE,
)
"""Words of what became of somebody."""
STARS = re.compile(
    r"[★⭐]\s?[★⭐☆]|\b[1-5](?:\.\d)?\s?(?:out of|/)\s?5\b|\b[1-5][\s-]stars?\b|\b(?:one|two|three|four"
    r"|five)[\s-]stars?\b",
    re.IGNORECASE,
)
"""A rating."""
_TOTAL = re.compile(
    r"\d[\d,.]*\+?\s+(?:\w+[\s-]){0,3}(?:reviews|ratings|patients|customers|stars? on)\b|\b(?:average"
    r"|rated|rating)\b",
    re.IGNORECASE,
)
"""Of many ratings together: nobody tells of a result."""
_BESIDE_STARS = re.compile(
    r"[★⭐☆]|\b[1-5](?:\.\d)?\s?(?:out of|/)\s?5\b|\b(?:[1-5]|one|two|three|four|five)[\s-]stars?\b"
    r"|\b(?:verified|google|yelp|facebook|trustpilot)?\s?(?:patient|buyer|purchase|customer|review)\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\b|\b\d{4}\b|(?<=\d)/|/(?=\d)"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b|\b(?:weeks?|months?|days?|years?"
    r"|an?) ago\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^\s*[\"”’*]*\s*(?:[–—-]|~|by\b)?\s*\(?(?:[Aa]nonymous|[A-Z][\w'’.-]+(?:\s(?:and"
    r"|&)\s[A-Z][\w'’-]+)?(?:\s+[A-Z]\.?)?(?:,\s*(?:age\s*)?\d\d)?(?:,?\s+(?:from|of"
    r"|in)?\s*[A-Z][\w'’. -]+)?)[).]?\s*$"
)
_WHOLE = re.compile(r"^\s*[“\"][^”\"]{20,}[”\"]?\s*(?:[–—~-].{0,60}|\([^)]{0,60}\))?\s*$", re.DOTALL)
_PAST = re.compile(
    r"\b(?:was|had|came|went|could|couldn['’]t|slept|took|felt|got|did|tried|told|left|\w{3,}ed)\b"
)
_NAMED = re.compile(
    r"^\s*(?:[–—~-]\s*[A-Z]|[A-Z][\w'’]+\s[A-Z]\.(?:\W|$)|[A-Z]\.\s?[A-Z]\.(?:\W|$))(?!.*\d{3})"
)
_SIGNATURE = re.compile(
    r"(?:^|[”\"'’)\s])(?:[–—~-]\s*[A-Z][\w'’.]*(?:\s(?:and|&)\s[A-Z]\w*)?(?:\s(?:[A-Z]\.?"
    r"|[A-Z][a-z]+))?(?:,?\s(?:age\s)?\d\d)?(?:,\s[\w'’. ]+)?"
    r"|[–—-]?\s*\(?(?:Google|Yelp|Facebook|[Vv]erified)\s(?:review|patient|buyer|customer"
    r"|purchase)\)?.{0,20})\s*$"
)
EXPERT = re.compile(
    r"\b(?:Dr\.?|Prof\w*\.?|MD|M\.D\.|PhD|researchers?|scientists?|authors?|physicians?|spokes\w+"
    r"|directors?|founder|ceo|chief|executive|editor|investigator|leader|chair\w*|professor|therapist"
    r"|acupuncturist|chiropractor|physiotherapist)\b"
)
"""Who speaks as one who knows, and not of himself or herself."""
_HOUSE = re.compile(
    r"\b(?:I (?:offer|treat|ask|use|help|practice|work with)|(?:my|our) (?:patients|clients|practice"
    r"|clinic|office|approach)|we (?:are|offer"
    r"|read|don['’]t pay|do not pay|treat|publish|print)|tell us|review us|leave (?:us )?a review"
    r"|intended to diagnose|take our word)\b",
    re.IGNORECASE,
)
"""The practice speaks of itself."""
OUTSIDE = re.compile(r"[“\"][^“”\"]{0,600}[”\"]")
"""What stands in quotation marks."""


LONGEST_RATING_LINE = 160
"""Characters of a line that is stars with a name and a day."""


def is_rating_alone(text: str) -> bool:
    """Whether a line is stars with a name and a day, above or below what somebody wrote."""
    if len(text) > LONGEST_RATING_LINE or not STARS.search(text) or _TOTAL.search(text):
        return False
    rest = _BESIDE_STARS.sub(" ", text).strip(" “”\"'‘’–—-·|,.\n()/")
    return not rest or bool(_SIGNED.match(" ".join(rest.split()).strip(" ,.–—-|·")))


def is_of_many(text: str) -> bool:
    """Whether it counts ratings together."""
    return bool(STARS.search(text) and _TOTAL.search(text)) and not OUTSIDE.search(text)


def without_signature(text: str) -> str:
    """What is left of a review without stars and the name below it; empty where nothing is."""
    rest = _SIGNATURE.sub("", re.sub("[★⭐☆]", " ", text)).strip(" “”\"'‘’–—-·|\n")
    return "" if _SIGNED.match(rest) else rest


def is_review(block: Block, text: str, before: str, following: str) -> bool:
    """Whether all of a block is the words of a patient; `before` and `following` are the blocks beside it."""
    if block.kind is BlockKind.HEADING or EXPERT.search(OUTSIDE.sub(" ", text)) or _HOUSE.search(text):
        return False
    if is_rating_alone(text) or is_of_many(text):
        return False
    is_quote = block.kind is BlockKind.QUOTE or text[:1] in "\"“'‘" or bool(STARS.search(text))
    tail = re.split(r"[”\"]\s*|\s(?=[–—]\s)", text)[-1]
    is_signed = any(part and _NAMED.match(part) for part in (following, tail))
    is_under = bool(_HEADING.search(block.heading)) and not _ABOUT_REVIEWS.search(block.heading)
    is_first = bool(_FIRST.search(text))
    is_from_quote = block.kind is BlockKind.QUOTE and (is_first or is_signed or bool(RESULT.search(text)))
    if _is_told(text) or (is_rating_alone(before) and block.kind is BlockKind.PARAGRAPH):
        return True
    is_own = is_under and bool(_OWN.search(text))
    return (is_quote and (is_under or (is_first and is_signed) or is_from_quote)) or is_own


def _is_told(text: str) -> bool:
    """Whether all of a block is a quotation in which somebody tells of himself or herself."""
    return all(form.search(text) for form in (_WHOLE, _OWN, _PAST, RESULT))
