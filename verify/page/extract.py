"""A page's markup, or pasted text, as a document: the text that a reader sees, in blocks and sentences.

inscriptis lays the text out. It keeps the whole page, not the main article alone: who speaks, what is warned
of and when it was reviewed often stand beside or below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from inscriptis.css_profiles import STRICT_CSS_PROFILE
from inscriptis.html_engine import Inscriptis
from inscriptis.html_properties import Display
from inscriptis.model.config import ParserConfig
from inscriptis.model.html_element import HtmlElement

from verify.page.document import Block, BlockKind, Document, Head, Sentence
from verify.page.head import read_head
from verify.page.markup import KIND, cleaned, parsed
from verify.page.plain_text import blocks_of
from verify.page.sentences import split

LONGEST_MARKUP = 3_000_000
"""Characters of markup that are read."""
LONGEST_TEXT = 200_000
"""Characters of text that are read: some seventy printed pages."""
LONGEST_BLOCK = 2_000
"""Characters of a block; a longer one is parted behind a sentence: no rule looks over all of a page."""

_IS_MARKUP = re.compile(
    r"<!doctype\b|</?(?:html|head|body|title|meta|main|article|section|header|footer|nav|aside|div|p|h[1-6]|br|ul|ol|li|dl"
    r"|table|tr|td|blockquote|figure|form|span|strong|em|a|b|i|center|font|script|style)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_OTHER_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LINE = re.compile(r"[^\n]+")
_BLOCKS = "section dl dt dd details summary form fieldset legend tr caption address".split()
_RANK = {
    BlockKind.NAVIGATION: 0,
    BlockKind.CONTROL: 1,
    BlockKind.HEADING: 2,
    BlockKind.FOOTER: 3,
    BlockKind.QUOTE: 4,
    BlockKind.ITEM: 5,
}
"""What a block is where it is several things."""

Span = tuple[int, int, BlockKind]


def read_document(content: str) -> Document:
    """The document of markup or of plain text. Never raises; what is longer than the limits is cut."""
    return read_markup(content) if _IS_MARKUP.search(content[:20_000]) else read_text(content)


def read_text(content: str) -> Document:
    """The document of pasted text."""
    text = _plain(content)
    cut = text[:LONGEST_TEXT]
    return _document(cut, blocks_of(cut), Head(), is_cut=len(text) > LONGEST_TEXT)


def read_markup(content: str) -> Document:
    """The document of a page's HTML; empty where it has no text."""
    tree = parsed(content[:LONGEST_MARKUP])
    if tree is None:
        return _document("", (), Head(), is_cut=False)
    head = read_head(tree)
    laid = Inscriptis(cleaned(tree), _config())
    text = laid.get_text().replace("\0", " ")
    labels = sorted((each.start, each.end, BlockKind(each.metadata)) for each in laid.get_annotations())
    cut = text[:LONGEST_TEXT]
    is_cut = len(text) > LONGEST_TEXT or len(content) > LONGEST_MARKUP
    return _document(cut, _lines(cut, labels), head, is_cut=is_cut)


def _plain(content: str) -> str:
    text = _OTHER_BREAKS.sub("\n", content)
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)


def _config() -> ParserConfig:
    css = {**STRICT_CSS_PROFILE, **{tag: HtmlElement(display=Display.block) for tag in _BLOCKS}}
    return ParserConfig(css=css, annotation_rules={f"#{KIND}={kind}": [str(kind)] for kind in BlockKind})


def _lines(text: str, labels: list[Span]) -> Iterator[Span]:
    """Each line as a block: what it is say the labels that cover all of it."""
    open_labels: list[Span] = []
    waiting = iter([*labels, (len(text) + 1, len(text) + 1, BlockKind.PARAGRAPH)])
    following = next(waiting)
    for match in _LINE.finditer(text):
        start, end = _stripped(text, match.start(), match.end())
        if start >= end:
            continue
        while following[0] <= start:
            open_labels.append(following)
            following = next(waiting)
        open_labels = [each for each in open_labels if each[1] >= end]
        kinds = [kind for _, _, kind in open_labels if kind in _RANK]
        yield start, end, min(kinds, key=_RANK.__getitem__, default=BlockKind.PARAGRAPH)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), end - (len(line) - len(line.rstrip()))


def _document(text: str, spans: Iterable[Span], head: Head, *, is_cut: bool) -> Document:
    blocks: list[Block] = []
    heading = ""
    for start, end, kind in _parted(text, spans):
        if kind is BlockKind.HEADING:
            heading = text[start:end].strip("# \t:")
        blocks.append(Block(start, end, kind, heading))
    sentences = tuple(
        Sentence(start, end, text[start:end], number)
        for number, block in enumerate(blocks)
        if block.is_told
        for start, end in split(text, block.start, block.end)
    )
    return Document(text, tuple(blocks), sentences, head, is_cut)


def _parted(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, none longer than `LONGEST_BLOCK`."""
    for begin, end, kind in spans:
        start = begin
        while end - start > LONGEST_BLOCK:
            last = start + LONGEST_BLOCK
            stops = (text.rfind(mark, start + 1, last) + len(mark) for mark in (". ", " "))
            start, before = next((stop for stop in stops if stop > start + 2), last), start
            yield before, start, kind
        yield start, end, kind


def blocks_together(document: Document) -> Iterator[tuple[str, list[Block]]]:
    """The blocks by the heading that they stand under."""
    for heading, blocks in groupby(document.blocks, key=lambda block: block.heading):
        yield heading, list(blocks)
