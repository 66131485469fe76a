"""The table of phrases, and where its phrases stand in a sentence.

A phrase is words with blanks between. `cure*` is every word that begins so; `lasting|permanent` either of
them, and so is `(for good|once and for all)`; `?total` may be missing; `..3` stands for up to three words;
`#` for a number; `<body>` for any word of that list of `page_words.csv`. Case, hyphens and curly apostrophes
do not matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from verify.page.tokens import Words, read_words

Row = Mapping[str, str]

KEY = 3
"""Letters at the start of a word by which phrases are looked up."""

MOST_HITS = 10
"""Places of one phrase in one sentence that are looked at."""

_PART = re.compile(r"\??\([^()]*\)|\S+")
_SPLIT = re.compile(r"[\s|()?]+")
_GAP = re.compile(r"\.\.(\d{1,2})")
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty"
    " fifty sixty ninety hundred dozen couple several few half"
)
_NUMBER = r"(?:\d\S*|" + "|".join(_NUMBERS.split()) + ")"


class PhraseError(ValueError):
    """A phrase of the table that can't be read; the message names it and says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """One row of the table: what it is a sign of, how it is written, and what takes it back in a sentence."""

    point: str
    written: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None

    @property
    def literals(self) -> frozenset[str]:
        """The words that the phrase itself is written with: `never` in `does what pills never could`."""
        return frozenset(_SPLIT.split(self.written))


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that stands in a sentence: words `first` to `last` of it, both counted."""

    phrase: Phrase
    first: int
    last: int


class Phrases:
    """All phrases of the table, looked up by the words of a sentence."""

    def __init__(self, rows: Iterable[Row], words: Iterable[Row]) -> None:
        """Read the table.

        Args:
            rows: rows of `page_phrases.csv`.
            words: rows of `page_words.csv`.

        Raises:
            PhraseError: a phrase has no word of its own, or names a list that is not there.
        """
        lists: dict[str, list[str]] = defaultdict(list)
        for row in words:
            lists[row["word_list"]].append(row["word"])
        self._by_key: dict[str, list[Phrase]] = defaultdict(list)
        for row in rows:
            phrase = _phrase(row, lists)
            for key in _keys(phrase.written, lists):
                self._by_key[key].append(phrase)

    def hits(self, words: Words) -> Iterator[Hit]:
        """Every place at which a phrase stands, in the order of the table."""
        keys = {word[:KEY] for word in words.words}
        found = dict.fromkeys(phrase for key in sorted(keys) for phrase in self._by_key.get(key, ()))
        for phrase in found:
            matches = list(islice(phrase.pattern.finditer(words.line), MOST_HITS))
            if matches and not (phrase.unless and phrase.unless.search(words.line)):
                for match in matches:
                    yield Hit(phrase, words.number_at(match.start()), words.number_at(match.end() - 1))


def read_phrases(rows: Sequence[Row], words: Sequence[Row]) -> Phrases:
    """The phrases of two tables, read once for the same rows.

    Raises:
        PhraseError: a phrase can't be read.
    """
    columns = ("point", "phrase", "unless")
    return _read(
        tuple(tuple(row[column] or "" for column in columns) for row in rows),
        tuple((row["word_list"], row["word"]) for row in words),
    )


@lru_cache(maxsize=4)
def _read(rows: tuple[tuple[str, ...], ...], words: tuple[tuple[str, str], ...]) -> Phrases:
    return Phrases(
        ({"point": point, "phrase": phrase, "unless": unless} for point, phrase, unless in rows),
        ({"word_list": name, "word": word} for name, word in words),
    )


def _phrase(row: Row, lists: Mapping[str, Sequence[str]]) -> Phrase:
    unless = row["unless"]
    taken_back = (
        re.compile("|".join(_regex(part.strip(), lists) for part in unless.split(";"))) if unless else None
    )
    return Phrase(row["point"], row["phrase"], re.compile(_regex(row["phrase"], lists)), taken_back)


def _regex(written: str, lists: Mapping[str, Sequence[str]]) -> str:
    parts = _PART.findall(written)
    if not parts:
        raise PhraseError("A phrase of page_phrases.csv is empty.")
    for one, other in pairwise(parts):
        if _is_bare(one) and _is_bare(other):
            raise PhraseError(f"In “{written}” brackets have to say where “{one} {other}” begins and ends.")
    return r"(?<!\S)" + "".join(_part(part, written, lists) for part in parts)


def _is_bare(part: str) -> bool:
    """Whether alternatives stand without brackets: beside others nobody could tell which words they join."""
    return "|" in part and not part.startswith(("(", "?("))


def _part(part: str, written: str, lists: Mapping[str, Sequence[str]]) -> str:
    if part.startswith("?"):
        return f"(?:{_part(part[1:], written, lists)})?"
    alternatives = [text for each in _choices(part) for text in _alternatives(each, written, lists)]
    return "(?:" + "|".join(sorted(alternatives, key=len, reverse=True)) + ")"


def _choices(part: str) -> list[str]:
    return part.removeprefix("(").removesuffix(")").split("|")


def _alternatives(each: str, written: str, lists: Mapping[str, Sequence[str]]) -> list[str]:
    if each.startswith("<") and each.endswith(">"):
        if each[1:-1] not in lists:
            raise PhraseError(f"The phrase “{written}” names the list {each}, which page_words.csv lacks.")
        return [_words(text) for text in lists[each[1:-1]]]
    return [_words(each)]


def _words(text: str) -> str:
    return "".join(_word(word) for word in text.split())


def _word(text: str) -> str:
    if text == "#":
        return _NUMBER + " "
    if gap := _GAP.fullmatch(text):
        return rf"(?:\S+ ){{0,{gap[1]}}}?"
    plain = "".join(f"{re.escape(word)} " for word in read_words(text.rstrip("*")).words)
    if not plain:
        raise PhraseError(f"“{text}” in page_phrases.csv is no word.")
    return plain[:-1] + r"\S* " if text.endswith("*") else plain


def _keys(written: str, lists: Mapping[str, Sequence[str]]) -> set[str]:
    """The starts of the words one of which a sentence must have for the phrase to stand in it."""
    parts = [part for part in _PART.findall(written) if not part.startswith(("?", ".."))]
    parts = [part for part in parts if not any(each.startswith("#") for each in _choices(part))]
    known = [_starts(part, lists) for part in parts]
    if not known:
        raise PhraseError(f"The phrase “{written}” has no word of its own.")
    return min(known, key=lambda starts: (len(starts), -min(map(len, starts))))


def _starts(part: str, lists: Mapping[str, Sequence[str]]) -> set[str]:
    words: list[str] = []
    for each in _choices(part):
        words += lists[each[1:-1]] if each.startswith("<") else [each]
    first = {(word.split()[0], word.split()[0].endswith("*")) for word in words}
    for word, is_start in first:
        if is_start and len(word) - 1 < KEY:
            raise PhraseError(f"“{word}” is too short for a start of words; write at least {KEY} letters.")
    return {word.rstrip("*").lower()[:KEY] for word, _ in first}
