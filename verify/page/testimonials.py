"""Passages in which somebody tells of one person's result: reviews, quotations of patients, stars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.page.anecdotes import is_anecdote
from verify.page.document import Document, Passage, Sentence, quoted
from verify.page.own_results import is_own_result
from verify.page.reviews import (
    EXPERT,
    OUTSIDE,
    RESULT,
    STARS,
    is_of_many,
    is_rating_alone,
    is_review,
    without_signature,
)
from verify.page.stance import quotations

_OF_ONE = (
    r"(?:one of (?:my|our|his|her) (?:\w+ )?(?:patients|clients|customers|testers|members)|(?:a|another"
    r"|one|our|this) (?:[\w-]+ ){0,3}?"
    r"(?:patient|client|customer|tester|man|woman|runner|nurse|teacher|carpenter|golfer|dancer|member)"
    r"|[Tt]ester [A-Z]\w+)"
)
_MINE = re.compile(
    rf"\b{_OF_ONE}\b.{{0,60}}\b(?:told|tells|said|says|wrote|reports?|came|walked|left|arrived|was|were"
    r"|could|can|ran|stood|slept|no longer|went|had)\b",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(?:I|we)(?:['’]ve| have)? (?:seen|watched|had|helped|treated|met) (?:a|one|this) .{0,80}\b(?:walk\w*"
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
        text = _text(document, number)
        told = [each for each in sentences if not _NOT.search(each.text)]
        before, following = _text(document, number - 1), _text(document, number + 1)
        if told and is_review(document.blocks[number], text, before, following):
            if len(without_signature(text).split()) > 1:
                yield quoted(document, told[0].start, told[-1].end, "the words of a patient")
            continue
        for sentence in told:
            if rule := _rule(sentence):
                yield quoted(document, sentence.start, sentence.end, rule)


def _text(document: Document, number: int) -> str:
    """The text of a block, empty before the first and behind the last."""
    if not 0 <= number < len(document.blocks):
        return ""
    block = document.blocks[number]
    return document.text[block.start : block.end]


def _rule(sentence: Sentence) -> str:
    text = sentence.text
    if STARS.search(text):
        is_bare = is_of_many(text) or is_rating_alone(text)
        return "a rating" if without_signature(text) and not is_bare else ""
    if _MINE.search(text) and RESULT.search(text) and not text.endswith("?"):
        return "a result of a patient, told by another"
    if _SEEN.search(text) and RESULT.search(text):
        return "a result that the writer has seen"
    if is_own_result(text):
        return "a result that somebody tells"
    if is_anecdote(text):
        return "the story of one person"
    return "a quotation of a patient" if _quotes_patient(text) else ""


def _quotes_patient(said: str) -> bool:
    """Whether words in quotation marks tell, in the first person, of a result; those of experts do not."""
    if EXPERT.search(OUTSIDE.sub(" ", said)):
        return False
    for start, end in quotations(said):
        inside = said[start:end]
        if (
            len(inside.split()) > 3
            and re.search(r"\b(?:I|my|me|I['’]\w+)\b", inside)
            and RESULT.search(inside)
        ):
            return not _WRONG_WORDS.search(inside)
    return False
