"""Names of many records as columns of codes, each distinct part standardized once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from verify.linkage.names import clean_part, suffix_of
from verify.linkage.vocabulary import Codes, Vocabulary, Wide

SUFFIX_CODES = {"": 0, "JR": 1, "SR": 2, "2": 3, "3": 4, "4": 5}
SUFFIXES = tuple(SUFFIX_CODES)


@dataclass(frozen=True, slots=True)
class NameColumns:
    """One name a place: codes of its parts, 0 where a part is missing.

    `surname` and `given` are without blanks (`DELACRUZ`), `surname_words` and `given_words` with
    them; `first` is the first word of the given name; `joined` is given and middle name in one
    piece; `suffix` is a place in `SUFFIXES`.
    """

    surname: Codes
    surname_words: Codes
    given: Codes
    given_words: Codes
    first: Codes
    middle: Codes
    joined: Codes
    suffix: Codes

    def __len__(self) -> int:
        """How many names there are."""
        return len(self.surname)

    def at(self, places: Codes | Wide) -> NameColumns:
        """The names at these places."""
        return NameColumns(*(getattr(self, field.name)[places] for field in fields(self)))


Printed = Sequence[tuple[str, str, str, str]]


class _Parts(dict[str, tuple[int, int, int, int]]):
    """Printed part -> codes of its words, of the words in one piece, of the first word; its suffix."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, printed: str) -> tuple[int, int, int, int]:
        words, suffix = clean_part(printed)
        code = self._vocabulary.code
        found = (
            code(words),
            code(words.replace(" ", "")),
            code(words.partition(" ")[0]),
            SUFFIX_CODES[suffix],
        )
        self[printed] = found
        return found


class NameReader:
    """Turns printed names into columns; every distinct part is read once for both sides."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Read into this vocabulary."""
        self._vocabulary = vocabulary
        self._parts = _Parts(vocabulary)

    def columns(
        self, first: Sequence[str], middle: Sequence[str], last: Sequence[str], suffix: Sequence[str]
    ) -> NameColumns:
        """The columns of names printed in four parts, as long as the sequences."""
        given, second, surname = self._column(first), self._column(middle), self._column(last)
        own = np.fromiter((SUFFIX_CODES[suffix_of(text)] if text else 0 for text in suffix), np.int32)
        for part in (surname, given, second):
            own = np.where(own == 0, part[:, 3], own)
        return NameColumns(
            surname=_ints(surname[:, 1]),
            surname_words=_ints(surname[:, 0]),
            given=_ints(given[:, 1]),
            given_words=_ints(given[:, 0]),
            first=_ints(given[:, 2]),
            middle=_ints(second[:, 0]),
            joined=self._joined(_ints(given[:, 1]), _ints(second[:, 0])),
            suffix=_ints(own),
        )

    def _column(self, printed: Sequence[str]) -> Codes:
        parts = self._parts
        return np.array([parts[text] for text in printed], dtype=np.int32).reshape(-1, 4)

    def _joined(self, given: Codes, middle: Codes) -> Codes:
        packed = (given.astype(np.int64) << 32) | middle
        distinct, places = np.unique(packed, return_inverse=True)
        texts = self._vocabulary.strings()
        pairs = zip(texts[distinct >> 32], texts[distinct & 0xFFFFFFFF], strict=True)
        return self._vocabulary.codes(one + other.replace(" ", "") for one, other in pairs)[places]


def _ints(column: Codes) -> Codes:
    return np.ascontiguousarray(column, dtype=np.int32)
