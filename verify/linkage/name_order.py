"""Names in one display string: which order a board prints them in, and how they come apart.

A board prints all its names in one order: `LAST, FIRST MIDDLE`, `First Middle Last`, or
`LAST FIRST MIDDLE` without a comma. The order is found from the words themselves: which of them
are given names and which are family names elsewhere in the same data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import log

from verify.linkage.names import (
    clean_part,
    fold,
    is_credential,
    is_pet_or_formal,
    suffix_of,
    with_whole_credentials,
)

SAMPLE = 4_000
"""Names of one board that are looked at to find its order."""

PARTICLES = frozenset(
    "DE DEL DELA DELLA DI DA DOS DU LA LE VAN VON DEN DER TEN TER EL AL BIN ST SAINT SAN MAC MC O".split()
)
"""Words that begin a family name and do not end it."""

LongName = tuple[str, str, str, str]
"""First name, middle name, last name, suffix."""


class NameOrder(StrEnum):
    """How a display string is to be read; a comma in front of a given name always wins."""

    LAST_COMMA_FIRST = "last, first"
    FIRST_LAST = "first last"
    LAST_FIRST = "last first"


@dataclass(slots=True)
class Lexicon:
    """How often each word is a given name and how often a family name, where that is known."""

    given: Counter[str] = field(default_factory=Counter)
    surname: Counter[str] = field(default_factory=Counter)
    _leans: dict[str, float] = field(default_factory=dict)

    def add(self, firsts: Iterable[str], lasts: Iterable[str]) -> None:
        """Count the first words of given names and the words of family names."""
        for first, count in Counter(firsts).items():
            self.given[fold(first).partition(" ")[0]] += count if first else 0
        for last, count in Counter(lasts).items():
            for word in fold(last).split():
                self.surname[word] += count

    def lean(self, word: str) -> float:
        """The log of how much likelier the word is a given name than a family name."""
        if word not in self._leans:
            plain = fold(word)
            pet = 2.0 if is_pet_or_formal(plain) else 0.0
            self._leans[word] = log((self.given[plain] + 0.5 + pet) / (self.surname[plain] + 0.5))
        return self._leans[word]


def order_called(text: str) -> NameOrder | None:
    """The order that a person names: `last-comma-first`, or as it looks (`LAST, FIRST MIDDLE`); else None."""
    plain = fold(text.replace(",", " comma ")).replace(" MIDDLE", "").replace(" ", "_")
    return next((order for order in NameOrder if order.name == plain), None)


def has_inverted_comma(name: str) -> bool:
    """Whether a given name stands behind a comma, and not just credentials or a suffix."""
    head, comma, tail = name.partition(",")
    if not comma or not head.strip():
        return False
    words = with_whole_credentials(tail).replace(",", " ").split()
    return any(not is_credential(word, is_behind_comma=True) and not suffix_of(word) for word in words)


def find_order(names: Sequence[str], lexicon: Lexicon) -> NameOrder:
    """The order of a board's names; `First Last` where the words say nothing."""
    step = max(1, len(names) // SAMPLE)
    looked_at = [name for name in names[::step] if name]
    if sum(map(has_inverted_comma, looked_at)) * 2 > len(looked_at):
        return NameOrder.LAST_COMMA_FIRST
    lean = 0.0
    for name in looked_at:
        words = _words(name)
        if len(words) > 1 and not has_inverted_comma(name):
            lean += max(
                -3.0,
                min(3.0, lexicon.lean(words[0]) - lexicon.lean(words[-1] if len(words) == 2 else words[1])),
            )
            lean += max(-3.0, min(3.0, lexicon.lean(words[0]) - lexicon.lean(words[-1])))
    return NameOrder.LAST_FIRST if lean < 0 else NameOrder.FIRST_LAST


def lexicon_of(firsts: Iterable[str], lasts: Iterable[str], displayed: Iterable[str]) -> Lexicon:
    """What names in parts, and those with a comma, say of words."""
    lexicon = Lexicon()
    lexicon.add(firsts, lasts)
    halves = [name.partition(",") for name in displayed if "," in name and has_inverted_comma(name)]
    lexicon.add((rest.strip().partition(" ")[0] for _, _, rest in halves), (last for last, _, _ in halves))
    return lexicon


def taken_apart(name: str, order: NameOrder, lexicon: Lexicon) -> LongName:
    """The parts of a display string; a suffix is found wherever it stands."""
    if "," in name and has_inverted_comma(name):
        last, _, rest = name.partition(",")
        words, suffix = _split_suffix(_words(rest))
        own, suffix_of_last = _split_suffix(_words(last))
        return _first(words), " ".join(words[1:]), " ".join(own), suffix or suffix_of_last
    words, suffix = _split_suffix(_words(name))
    if len(words) < 2:
        return "", "", " ".join(words), suffix
    if order is NameOrder.FIRST_LAST:
        cut = _start_of_surname(words)
        return words[0], " ".join(words[1:cut]), " ".join(words[cut:]), suffix
    cut = _end_of_surname(words, lexicon)
    return words[cut], " ".join(words[cut + 1 :]), " ".join(words[:cut]), suffix


def _first(words: Sequence[str]) -> str:
    return words[0] if words else ""


def _words(name: str) -> list[str]:
    """The words of a name without credentials and titles."""
    if "," in name or "." in name or "(" in name:
        name = clean_part(name)[0] + (f" {_tail_suffix(name)}" if _tail_suffix(name) else "")
        return name.split()
    return [word for i, word in enumerate(name.split()) if i == 0 or i == 1 or not is_credential(word)]


def _tail_suffix(name: str) -> str:
    return clean_part(name)[1]


def _split_suffix(words: list[str]) -> tuple[list[str], str]:
    for place in range(len(words) - 1, 0, -1):
        suffix = suffix_of(words[place])
        if suffix and len(words) > 1:
            return words[:place] + words[place + 1 :], suffix
    return words, ""


def _start_of_surname(words: Sequence[str]) -> int:
    """Where the family name begins in `First Middle Last`: at its particles, else at the last word."""
    cut = len(words) - 1
    while cut > 1 and fold(words[cut - 1]) in PARTICLES:
        cut -= 1
    return cut


def _end_of_surname(words: Sequence[str], lexicon: Lexicon) -> int:
    """Where the given name begins in `LAST FIRST MIDDLE`."""
    cut = 1
    while cut < len(words) - 1 and fold(words[cut - 1]) in PARTICLES:
        cut += 1
    is_compound = cut + 1 < len(words) and len(words[cut + 1]) > 1 and lexicon.lean(words[cut]) < -2.0
    return cut + 1 if is_compound and lexicon.lean(words[cut + 1]) > 2.0 else cut


def orders_by_board(
    names: Mapping[str, Sequence[str]], lexicon: Lexicon, given: Mapping[str, NameOrder]
) -> dict[str, NameOrder]:
    """The order of each board's names; those that were given are taken as they are."""
    return {
        board: given[board] if board in given else find_order(printed, lexicon)
        for board, printed in sorted(names.items())
    }
