"""The open tables that a page is read by, as rows of `data/codes` or of a published database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from verify.page.phrases import Phrases, read_phrases
from verify.page.titles import Titles

Row = Mapping[str, str]
NAMES = ("page_phrases", "page_words", "page_titles", "credential_abbreviations", "credential_registers")
"""Names of the tables."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What is looked up while a page is read; `version` is the newest day of the phrases and words."""

    phrases: Phrases
    titles: Titles
    abbreviations: tuple[Row, ...]
    registers: Mapping[str, Row]
    version: str


def read_tables(rows_of: Callable[[str], Sequence[Row]]) -> Tables:
    """The tables from a function that gives the rows of each by its name; missing cells are empty text.

    Raises:
        PhraseError: a phrase can't be read.
    """
    phrases, words, titles, abbreviations, registers = (tuple(rows_of(name)) for name in NAMES)
    return Tables(
        read_phrases(phrases, words),
        Titles(titles),
        abbreviations,
        {row["credential"]: row for row in registers},
        max((row["as_of"] for row in (*phrases, *words)), default=""),
    )
