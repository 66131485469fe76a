"""Passages in which somebody tells of one person's result: reviews, quotations of patients, stars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.page.anecdotes import is_anecdote
from verify.page.document import Block, BlockKind, Document, Passage, Sentence, quoted
from verify.page.stance import quotations

_HEADING = re.compile(
    r"\b(?:testimonials?|reviews?|success stories|patient stories|kind words|love letters|what (?:our "
    r"|my |his |her )?(?:patients?|clients?|people|customers?|members?)"
    r"|(?:patients?|clients?|customers?) (?:say|said|speak)|happy (?:patients|clients|customers)|in "
    r"their (?:own )?words|word of mouth|raves?)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:I|I['’](?:m|d|ve|ll)|my|me|we|our)\b", re.IGNORECASE)
_RESULT = re.compile(
    r"\b(?:pain|ached?|walk\w*|slept|sleep\w*|back|again|better|gone|relief|heal\w*|cured?|fixed|hurt\w*|knees?|hips?|neck|shoulders?|legs?|spine|life"
    r"|cane|crutches|stairs|golf|garden\w*|danc\w+|run|running|bend|stood|stand|lift\w*|kneel|sit|session|visit|treatment|needles?|helped|worked|work|felt|feel|miracle)\b",
    re.IGNORECASE,
)
_STARS = re.compile(
    r"[★⭐]\s?[★⭐☆]|\b[1-5](?:\.\d)?\s?(?:out of|/)\s?5\b|\b5[\s-]stars?\b|\bfive[\s-]stars?\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^\s*[\"”’*]*\s*(?:[–—-]|~|by\b)?\s*\(?[A-Z][\w'’.-]+(?:\s(?:and"
    r"|&)\s[A-Z][\w'’-]+)?(?:\s+[A-Z]\.?)?(?:,\s*(?:age\s*)?\d\d)?(?:,?\s+(?:from|of"
    r"|in)?\s*[A-Z][\w'’. -]+)?[).]?\s*$"
)
_STARS_ALONE = re.compile(r"[★⭐☆]")
_WHOLE = re.compile(r"^\s*[“\"][^”\"]{20,}[”\"]?\s*(?:[–—~-].{0,60}|\([^)]{0,60}\))?\s*$", re.DOTALL)
_OWN = re.compile(r"\b(?:I|my|me)\b")
_PAST = re.compile(
    r"\b(?:was|had|came|went|could|couldn['’]t|slept|took|felt|got|did|tried|told|left|\w{3,}ed)\b"
)
_NAMED = re.compile(
    r"^\s*(?:[–—~-]\s*[A-Z]|[A-Z][\w'’]+\s[A-Z]\.(?:\W|$)|[A-Z]\.\s?[A-Z]\.(?:\W|$))(?!.*\d{3})"
)
_SIGNATURE = re.compile(
    r"(?:^|[”\"'’)\s])(?:[–—~-]\s*[A-Z][\w'’.]*(?:\s(?:and|&)\s[A-Z]\w*)?(?:\s(?:[A-Z]\.?"
    r"|[A-Z][a-z]+))?(?:,?\s(?:age\s)?\d\d)?(?:,\s[\w'’. ]+)?"
    r"|[–—-]?\s*\(?(?:Google|Yelp|Facebook|[Vv]erified)\s(?:review|patient|buyer|customer|purchase)\)?.{0,20})\s*$"
)
_EXPERT = re.compile(
    r"\b(?:Dr\.?|Prof\w*\.?|MD|M\.D\.|PhD|researchers?|scientists?|authors?|physicians?|spokes\w+|directors?|founder|ceo|chief|executive|editor|investigator|leader|chair\w*|professor|therapist"
    r"|acupuncturist|chiropractor|physiotherapist)\b"
)
_MINE = re.compile(
    r"\b(?:(?:one|some|many|several|most|all|another|a(?: \w+)?)\s+(?:of\s+)?(?:my|our|his"
    r"|her)?\s*(?:patients?|clients?|customers?|women|men|woman|man)|(?:patients?|clients?"
    r"|people)\s+of\s+(?:mine|ours))\b"
    r".{0,60}\b(?:told|tells|tell|say|says|said|wrote|reports?|came|walked|left|arrived|was|were"
    r"|could|can|ran|stood|slept|no longer|went)\b",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(?:I|we)(?:['’]ve| have)? (?:seen|watched|had|helped|treated|met)\b.{0,80}\b(?:who|walk\w*"
    r"|carried|get|go|come|leave|throw|run|stand)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:do(?:es)? not|don['’]t|never|no|may not|must not|cannot)\s+(?:publish|print|use|show|pay|remove"
    r"|display|prove|testimonials?|reviews?|anecdotes?)\b",
    re.IGNORECASE,
)
_WRONG_WORDS = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)


def find_testimonials(document: Document) -> Iterator[Passage]:
    """Every passage that tells of one person's result, or rates: a whole review, or a sentence of another."""
    by_block: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        by_block.setdefault(sentence.block, []).append(sentence)
    for number, sentences in by_block.items():
        block = document.blocks[number]
        text = document.text[block.start : block.end]
        told = [each for each in sentences if not _NOT.search(each.text)]
        if told and _is_review(block, text, _following(document, number)):
            if len(_without_signature(text).split()) > 1:
                yield quoted(document, told[0].start, told[-1].end, "the words of a patient")
            continue
        for sentence in told:
            if rule := _rule(sentence):
                yield quoted(document, sentence.start, sentence.end, rule)


def _following(document: Document, number: int) -> str:
    """The text of the block behind, where the name of a patient may stand."""
    behind = document.blocks[number + 1 : number + 2]
    return document.text[behind[0].start : behind[0].end] if behind else ""


def _without_signature(text: str) -> str:
    rest = _SIGNATURE.sub("", _STARS_ALONE.sub(" ", text)).strip(" “”\"'‘’–—-·|\n")
    return "" if _SIGNED.match(rest) else rest


def _is_review(block: Block, text: str, following: str) -> bool:
    """Whether all of a block is the words of a patient."""
    outside = re.sub(r"[“\"][^“”\"]{0,600}[”\"]", " ", text)
    if block.kind is BlockKind.HEADING or _EXPERT.search(outside):
        return False
    is_quote = block.kind is BlockKind.QUOTE or text[:1] in "\"“'‘" or bool(_STARS.search(text))
    tail = re.split(r"[”\"]\s*|\s(?=[–—]\s)", text)[-1]
    is_signed = any(part and _NAMED.match(part) for part in (following, tail))
    is_under = bool(_HEADING.search(block.heading))
    is_first = bool(_FIRST.search(text))
    is_from_quote = block.kind is BlockKind.QUOTE and (is_first or is_signed or bool(_RESULT.search(text)))
    if _is_told(text):
        return True
    return (is_quote and (is_under or (is_first and is_signed) or is_from_quote)) or (is_under and is_first)


def _is_told(text: str) -> bool:
    """Whether all of a block is a quotation in which somebody tells of himself or herself."""
    return (
        bool(_WHOLE.match(text))
        and bool(_OWN.search(text))
        and bool(_PAST.search(text))
        and bool(_RESULT.search(text))
    )


def _rule(sentence: Sentence) -> str:
    if _STARS.search(sentence.text):
        return "a rating" if _without_signature(sentence.text) else ""
    if _MINE.search(sentence.text) and _RESULT.search(sentence.text) and not sentence.text.endswith("?"):
        return "a result of a patient, told by another"
    if _SEEN.search(sentence.text) and _RESULT.search(sentence.text):
        return "a result that the writer has seen"
    if is_anecdote(sentence.text):
        return "the story of one person"
    return "a quotation of a patient" if _quotes_patient(sentence.text) else ""


def _quotes_patient(said: str) -> bool:
    """Whether words in quotation marks tell, in the first person, of a result; those of experts do not."""
    if _EXPERT.search(re.sub(r"[“\"][^“”\"]{0,600}[”\"]", " ", said)):
        return False
    for start, end in quotations(said):
        inside = said[start:end]
        if (
            len(inside.split()) > 3
            and re.search(r"\b(?:I|my|me|I['’]\w+)\b", inside)
            and _RESULT.search(inside)
        ):
            return not _WRONG_WORDS.search(inside)
    return False
