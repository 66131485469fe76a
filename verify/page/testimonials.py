"""Passages in which somebody tells of one person's result: reviews, quotations of patients, stars."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    r"\b(?:do(?:es)? not|don['’]t|never|no|may not|must not|cannot)\s+(?:publish|print|use|show"
    r"|display|prove|testimonials?|reviews?|anecdotes?)\b",
    re.IGNORECASE,
)
_WRONG_WORDS = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)


def find_testimonials(document: Document) -> Iterator[Passage]:
    """Every sentence that tells of one person's result, or rates."""
    by_block: dict[int, list[Sentence]] = {}
    for sentence in document.sentences:
        by_block.setdefault(sentence.block, []).append(sentence)
    for number, sentences in by_block.items():
        block = document.blocks[number]
        following = document.blocks[number + 1] if number + 1 < len(document.blocks) else None
        text = document.text[block.start : block.end]
        is_whole = _is_review(document, block, text, following)
        for sentence in sentences:
            if not _NOT.search(sentence.text) and (rule := _rule(document, sentence, block, text, is_whole)):
                yield quoted(document, sentence.start, sentence.end, rule)


def _is_review(document: Document, block: Block, text: str, following: Block | None) -> bool:
    """Whether all of a block is the words of a patient."""
    outside = re.sub(r"[“\"][^”\"]*[”\"]", " ", text)
    if block.kind is BlockKind.HEADING or _EXPERT.search(outside):
        return False
    is_quote = block.kind is BlockKind.QUOTE or text[:1] in "\"“'‘" or bool(_STARS.search(text))
    signed = following is not None and bool(_SIGNED.match(document.text[following.start : following.end]))
    tail = re.split(r"[”\"’']\s*(?:[–—-]|~)?\s*|\s[–—]\s*", text)[-1]
    is_signed = signed or bool(_SIGNED.match(tail))
    is_under = bool(_HEADING.search(block.heading))
    is_first = bool(_FIRST.search(text))
    return (is_quote and (is_under or (is_first and is_signed) or block.kind is BlockKind.QUOTE)) or (
        is_under and is_first
    )


def _rule(document: Document, sentence: Sentence, block: Block, text: str, is_whole: bool) -> str:
    told = _SIGNATURE.sub("", _STARS_ALONE.sub(" ", sentence.text)).strip(" “”\"'‘’–—-·|\n")
    if is_whole:
        return "the words of a patient" if len(told.split()) > 1 and not _SIGNED.match(told) else ""
    if _STARS.search(sentence.text):
        return "a rating" if told else ""
    if _MINE.search(sentence.text) and _RESULT.search(sentence.text) and not sentence.text.endswith("?"):
        return "a result of a patient, told by another"
    if _SEEN.search(sentence.text) and _RESULT.search(sentence.text):
        return "a result that the writer has seen"
    return "a quotation of a patient" if _quotes_patient(sentence.text, text) else ""


def _quotes_patient(said: str, block: str) -> bool:
    """Whether words in quotation marks tell, in the first person, of a result; those of experts do not."""
    if _EXPERT.search(re.sub(r"[“\"][^”\"]*[”\"]", " ", said)):
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
