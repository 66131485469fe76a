"""How far passages reach: whole lists, each once, and none where another kind of text speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from verify.page.document import Block, BlockKind, Document, Passage, quoted

LISTED = ("contraindications", "doctor_first")
"""Points that a whole list makes, by the line that leads it in."""
OF_CARE = ("how_long", "how_often", "how_much")
"""Points that a patient's story does not make: its weeks are not those of the reader."""
_OF_STUDIES = re.compile(
    r"\b(?:participants?|volunteers|researchers|randomi[sz]ed|according to a (?:trial|study)|"
    r"(?:trial|study|review) found|(?:study|review) of|were treated|had been given)\b",
    re.IGNORECASE,
)
_OF_HARM = re.compile(
    r"\b(?:sore(?:ness)?|bruis\w+|marks|aching|achy|flare|redness|droop\w*|discomfort|tender\w*|stiffness)\b",
    re.IGNORECASE,
)
"""How long a side effect lasts is a risk, and not how long the care takes."""
APART = {"unnamed_studies": "evidence_limits", "how_long": "speed"}
"""A sentence that makes the second point does not make the first as well."""
LONGEST_LIST = 1_500
"""Characters of a list that are quoted."""
_LEADS = re.compile(
    r"(?:[:,–—-]|\b(?:if|if you|when|when you|you|with|for|have|unless|before we start|first))\W*$",
    re.IGNORECASE,
)


def once(passages: Iterable[Passage]) -> dict[int, Passage]:
    """The passages by their start, without those that stand within another one."""
    kept: dict[int, Passage] = {}
    reached = -1
    for passage in sorted(passages, key=lambda each: (each.start, -each.end)):
        if passage.end > reached:
            kept[passage.start] = passage
            reached = passage.end
    return kept


def with_lists(document: Document, passages: Iterable[Passage]) -> Iterator[tuple[int, Passage]]:
    """The passages by their start; one that leads a list in goes on to the end of the list.

    What a list under "Tell us if" names belongs to the point, whatever its words are. Passages within such a
    list are no others. A heading that leads no list in only names what is told below it.
    """
    ends = dict(_lists(document))
    headings = {block.end for block in document.blocks if block.kind is BlockKind.HEADING} - set(ends)
    reached = -1
    for passage in sorted(passages, key=lambda each: each.start):
        if passage.start < reached or passage.end in headings:
            continue
        end = ends.get(passage.end, passage.end)
        reached = end
        yield (
            passage.start,
            passage if end == passage.end else quoted(document, passage.start, end, passage.rule),
        )


def _lists(document: Document) -> Iterator[tuple[int, int]]:
    """Where each line that leads a list in ends, and where its list does."""
    lead, last = None, None
    for block in (*document.blocks, Block(0, 0, BlockKind.PARAGRAPH)):
        if block.kind is BlockKind.ITEM and lead is not None:
            last = block.end
            continue
        if lead is not None and last is not None:
            yield lead, min(last, lead + LONGEST_LIST)
        is_lead = block.kind is BlockKind.HEADING or _LEADS.search(document.text[block.start : block.end])
        lead, last = (block.end if is_lead else None), None


def of_care(passages: Iterable[Passage], testimonials: Iterable[Passage]) -> dict[int, Passage]:
    """The passages by their start that are about the reader's care: no patient's story, no study's plan."""
    told = [(each.start, each.end) for each in testimonials]
    return {
        each.start: each
        for each in passages
        if not _OF_STUDIES.search(each.quote) and not any(start <= each.start < end for start, end in told)
    }


def apart(found: Mapping[str, Mapping[int, Passage]]) -> dict[str, dict[int, Passage]]:
    """The passages of each point of `APART` that make it, and not only the other one beside it."""
    kept = {
        point: {
            start: each for start, each in found.get(point, {}).items() if start not in found.get(other, {})
        }
        for point, other in APART.items()
    }
    kept["how_long"] = {
        start: each for start, each in kept["how_long"].items() if not _OF_HARM.search(each.quote)
    }
    return kept
