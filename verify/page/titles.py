"""Titles in words, such as "licensed acupuncturist", by their table, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_BETWEEN = 70
"""Characters between a name and the title that describes it."""
_BEFORE = 40
"""Characters before a title that may describe it: `Specialist Musculoskeletal Physiotherapist`."""
_DESCRIBES = re.compile(
    r"^[\s,(–—|:-]*(?:(?:is|was|who is|has been|works|practices|practises|trained|serves|qualified|, )\b)?"
    r"(?P<words>(?:[\s,]*[\w’'./-]+)*?)[\s,(–—|:]*$",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:not|never|patient|patients|client|by|with|from|told|asks?|asked|sees?|saw|sent|to|without"
    r"|unlike|met|for|via|an? friend of|wife|husband|no|former|our|his"
    r"|my|their|any|other|another|every|each|if|when|but|said|says|than|works with|refer\w*)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(
    r"^(?:[\s,]*\(?(?:[A-Z][\w.]{0,20}[A-Z][\w.]{0,20}|[A-Z]\.[\w.]{0,20}|\(?Hons\)?)\)?(?=[\s,)]))+"
)
_OWN = re.compile(
    r"\b(?:I\s?['’]?\s?a?m|I have been|I['’]ve been|I work as|I practi[cs]e as|as|I "
    r"became)\s+(?:[\w-]+\s+){0,5}$",
    re.IGNORECASE,
)
_OWN_NOT = re.compile(r"\bnot\b|\bwas\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a text, its place, and the credential that it names."""

    credential: str
    start: int
    end: int

    def is_right_before(self, text: str, name: int) -> bool:
        """Whether a name follows at once: `physiotherapist Tom Ash`."""
        between = text[self.end : name]
        return (
            name >= self.end
            and re.fullmatch(r"[\s,]*(?:Dr\.?|Mr\.?|Ms\.?|Mrs\.?)?\s*", between) is not None
            and "\n" not in between
        )

    def describes(self, text: str, name_end: int) -> bool:
        """Whether it says what the name before it is: `Tom Ash, a physio`, `Tom Ash is our lead physio`."""
        between = text[name_end : self.start]
        if len(between) > _BETWEEN or re.search(r"[.!?;](?:\s|$)", between) or "\n" in between:
            return False
        between = _LETTERS.sub("", between, count=1)
        is_told = re.match(r"\s*(?:,|\(|–|—|-|\||:|is\b|was\b|works\b|has\b|who\b|the\b)", between)
        return bool(is_told or not between.strip()) and not _FOREIGN.search(between)

    def opens(self, text: str, start: int) -> bool:
        """Whether the block that begins at `start` opens with it: `Principal Physiotherapist, AHPRA ...`."""
        before = text[start : self.start]
        return len(before) <= _BEFORE and not re.search(r"[.!?:;,]|\b(?:I|my|our|you|your)\b", before)

    def is_own(self, text: str) -> bool:
        """Whether the writer says it of himself or herself: `I am a physiotherapist`."""
        before = text[max(0, self.start - 60) : self.start].replace("\n", " ")
        own = _OWN.search(before)
        return own is not None and not _OWN_NOT.search(own.group())


class Titles:
    """The titles of the table `page_titles`."""

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Read the table: `title` to `normalized_credential`."""
        self._credentials = {row["title"].lower(): row["normalized_credential"] for row in rows}
        written = sorted(self._credentials, key=len, reverse=True)
        self._form = re.compile(r"\b(" + "|".join(map(re.escape, written)) + r")\b(?!['’-])", re.IGNORECASE)

    def in_text(self, text: str, start: int = 0) -> Iterator[Title]:
        """Every title of a text that stands at `start`, the longest form each."""
        for match in self._form.finditer(text):
            yield Title(self._credentials[match.group().lower()], start + match.start(), start + match.end())
