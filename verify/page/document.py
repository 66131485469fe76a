"""A page as text in blocks and sentences, each with its place, so that every finding can be quoted."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of text is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    NAVIGATION = "navigation"
    CONTROL = "control"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or item from `start` to `end`. `heading` is the one that it stands under."""

    start: int
    end: int
    kind: BlockKind
    heading: str = ""

    @property
    def is_told(self) -> bool:
        """Whether it is told to the reader: neither a menu nor a button."""
        return self.kind not in (BlockKind.NAVIGATION, BlockKind.CONTROL)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block: `start` to `end` of the text, and the number of its block."""

    start: int
    end: int
    text: str
    block: int


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself to machines: hints, never evidence, for a reader does not see them."""

    title: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a page that a reader sees; `is_cut` where the page is longer than what is read."""

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    head: Head = field(default_factory=Head)
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """What was found and where: the words of the page from `start` to `end`, white space evened out.

    `rule` names the row of the phrase table, or the form, that found it.
    """

    quote: str
    start: int
    end: int
    rule: str


def quoted(document: Document, start: int, end: int, rule: str) -> Passage:
    """The passage of a document."""
    return Passage(" ".join(document.text[start:end].split()), start, end, rule)
