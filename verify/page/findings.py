"""The passages of each point on a page: phrases that the page says itself, and references by their form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from verify.page.dates import find_dates
from verify.page.document import Block, BlockKind, Document, Passage, Sentence, quoted
from verify.page.phrases import Hit, Phrases
from verify.page.points import BY_KEY, POINTS
from verify.page.references import INLINE, references
from verify.page.spans import LISTED, OF_CARE, apart, of_care, once, with_lists
from verify.page.stance import WARNING, Stance, Surroundings, points_of, stances_of
from verify.page.testimonials import find_testimonials
from verify.page.tokens import Words, read_words

Passages = Mapping[str, tuple[Passage, ...]]
"""The passages of each point by its key, in the order of the page; every point is there."""


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence with its words, and with every phrase and cue that stands in it."""

    sentence: Sentence
    words: Words
    hits: tuple[Hit, ...]

    @property
    def points(self) -> frozenset[str]:
        """The points and kinds of cue that stand in the sentence."""
        return points_of(self.hits)


def find_passages(document: Document, phrases: Phrases) -> Passages:
    """All passages of a document, each sentence once under a point."""
    found: dict[str, dict[int, Passage]] = defaultdict(dict)
    for point, start, end in references(document.text):
        found[point].setdefault(start, quoted(document, start, end, f"form of a {BY_KEY[point].name}"))
    for point, passage in find_dates(document):
        found[point].setdefault(passage.start, passage)
    known = [_read(sentence, phrases) for sentence in document.sentences]
    above = _above(document, phrases)
    starts = {read.sentence.start: read for read in known}
    for passage in find_testimonials(document):
        read = starts[passage.start]
        if WARNING not in above[read.sentence.block]:
            found["testimonial"].setdefault(passage.start, passage)
    for number, read in enumerate(known):
        for hit, rule in _said(document, known, number, above):
            start = read.sentence.start
            found[hit].setdefault(start, quoted(document, start, read.sentence.end, rule))
    for point in LISTED:
        found[point] = dict(with_lists(document, found[point].values()))
    found["testimonial"] = once(found["testimonial"].values())
    for point in OF_CARE:
        found[point] = of_care(found[point].values(), found["testimonial"].values())
    found.update(apart(found))
    return {
        point.key: tuple(found[point.key][start] for start in sorted(found[point.key])) for point in POINTS
    }


def _read(sentence: Sentence, phrases: Phrases) -> Read:
    words = read_words(sentence.text, sentence.start)
    return Read(sentence, words, tuple(phrases.hits(words)))


def _said(
    document: Document, known: Sequence[Read], number: int, above: Sequence[frozenset[str]]
) -> Iterator[tuple[str, str]]:
    """The points that a sentence makes, with the phrase that shows each."""
    read = known[number]
    around = Surroundings(
        read.sentence.text,
        read.sentence.start,
        read.words,
        read.hits,
        above[read.sentence.block],
        _beside(known, number, 1),
        _beside(known, number, -1),
    )
    said: set[str] = set()
    for hit in read.hits:
        point = BY_KEY.get(hit.phrase.point)
        if point is None or point.key in said or _is_name(document, read, hit):
            continue
        if point.key == "unnamed_studies" and document.blocks[read.sentence.block].kind is BlockKind.HEADING:
            continue
        stances = stances_of(hit, around) if point.excused_by else frozenset()
        if Stance.REFERENCED in point.excused_by and _is_referenced(document, known, number):
            stances |= {Stance.REFERENCED}
        if not stances & point.excused_by:
            said.add(point.key)
            yield point.key, hit.phrase.written


def _is_name(document: Document, read: Read, hit: Hit) -> bool:
    """Whether a single word is part of a name: a capital within a sentence, beside another one."""
    if hit.first != hit.last or hit.first == 0:
        return False
    word = document.text[read.words.starts[hit.first] : read.words.ends[hit.first]]
    before = document.text[read.words.starts[hit.first - 1] : read.words.ends[hit.first - 1]]
    small = sum(each.islower() for each in read.sentence.text.split()[1:])
    is_title = small == 0 and len(read.words.words) < 6
    return word.istitle() and before[:1].isupper() and (small > len(read.words.words) / 3 or is_title)


def _beside(known: Sequence[Read], number: int, step: int) -> frozenset[str]:
    """The cues of the sentence before or behind, in the same block."""
    other = number + step
    is_there = 0 <= other < len(known) and known[other].sentence.block == known[number].sentence.block
    return known[other].points if is_there else frozenset()


def _is_referenced(document: Document, known: Sequence[Read], number: int) -> bool:
    """Whether the sentence, or the one right behind it in its block, names what it stands on."""
    here = known[number]
    nearby = [here, *known[number + 1 : number + 2]]
    return any(
        _has_reference(document, each) for each in nearby if each.sentence.block == here.sentence.block
    )


def _has_reference(document: Document, read: Read) -> bool:
    text = document.text[read.sentence.start : read.sentence.end + 2]
    is_named = bool(read.points & {"journal", "guideline"})
    return is_named or INLINE.search(text) is not None or any(references(text))


def _above(document: Document, phrases: Phrases) -> list[frozenset[str]]:
    """Of each block the cues of what stands above it: its heading, and the line that leads its list in."""
    found: list[frozenset[str]] = []
    about = _about(document, phrases)
    heading: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            found.append(about)
            heading = _cues(document, block, phrases, is_lead=False) & {WARNING}
            lead = _cues(document, block, phrases, is_lead=True)
            continue
        is_item = block.kind in (BlockKind.ITEM, BlockKind.QUOTE)
        found.append(heading | (lead | about if is_item else frozenset()))
        if block.kind is not BlockKind.ITEM:
            lead = _cues(document, block, phrases, is_lead=True)
    return found


def _about(document: Document, phrases: Phrases) -> frozenset[str]:
    """Whether the page is about claims of others: its lists do not say what its title warns of."""
    first = next((block for block in document.blocks if block.kind is BlockKind.HEADING), None)
    text = document.text[first.start : first.end] if first else document.head.title
    return points_of(tuple(phrases.hits(read_words(text)))) & {WARNING}


def _cues(document: Document, block: Block, phrases: Phrases, *, is_lead: bool) -> frozenset[str]:
    """The cues of a block; of a line before a list only where it leads it in."""
    text = document.text[block.start : block.end]
    if is_lead and not text.rstrip().endswith((":", ",", "…", "-", "–", "—")):
        return frozenset()
    words = read_words(text[-400:])
    return points_of(tuple(hit for hit in phrases.hits(words) if hit.phrase.point.startswith("cue_")))
