"""Entries by name: all words as they stand, or short forms; else close names; the best first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from sqlite3 import Connection

from verify.linkage.names import fold
from verify.linkage.search_likeness import WHOLE, closest, likeness
from verify.linkage.search_sets import Ids, Mask, first_of_set, ids_from, ids_of, in_all, in_any
from verify.linkage.word_keys import FORMAL, JOINED, ROMANIZATION, SOUND, TYPO, name_words

from .close_words import Close, close_words, is_word
from .word_sets import NAME, WordSets

MOST_RANKED = 300
"""More entries of one name than these are ranked by whole words alone."""
MOST_CLOSE = 40
MOST_COMPARED = 1_000
"""Entries that are compared letter by letter with a name that nobody bears: it costs 50 ms for so many."""
OTHER_NAME = "o"
"""Kind of a reason: the entry states another name that holds the word."""
_NAMES_OF = """
select n.search_id, n.name_words, n.more_words, n.other_names
from json_each(?) i cross join search_names n on n.search_id = i.value
"""
_WORDS_OF = """
select group_concat(words, char(10)) from (
  select trim(n.name_words || ' ' || n.more_words) as words
  from json_each(?) i cross join search_names n on n.search_id = i.value order by i.key)
"""

Words = tuple[str, ...]
Known = dict[str, tuple[float, str]]
"""Likeness of parts of names to one typed word, with the letter of its kind."""
CLOSE = TYPO + SOUND + ROMANIZATION + FORMAL + JOINED


@dataclass(frozen=True, slots=True)
class Why:
    """A typed word and the word of the name that it was taken for; `kind` is the letter of the key."""

    kind: str
    typed: str
    word: str


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """Entries that bear a name, the best match first.

    `typed` are the words by which they were ranked, folded; none where too many bear the name to be ranked.
    `is_close` says that nobody bears the name as it was typed; these are close to it.
    """

    ids: Ids
    typed: Words = ()
    is_close: bool = False


def find_named(sets: WordSets, words: Words) -> Named:
    """The entries whose names hold every word, as its start or in a short form."""
    if not words:
        return Named(ids_from(()))
    readings = [words, *_joined(sets, words)]
    begun = {
        word: _any(sets, word, close_words(sets.connection, word, FORMAL + JOINED))
        for word in dict.fromkeys(sum(readings, ()))
    }
    ids = ids_of(in_any(in_all(begun[word] for word in reading) for reading in readings))
    if len(ids) > MOST_RANKED:
        return Named(first_of_set(in_all(sets.holding(word, NAME) for word in words), ids))
    return _ranked(sets, words, ids)


def beginning_so(sets: WordSets, words: Words) -> Ids:
    """The entries whose names hold words that begin as each of these, in the order of names."""
    return ids_of(in_all(sets.beginning(word, NAME) for word in words))


def find_close(sets: WordSets, words: Words) -> Named:
    """Entries whose names are close to the words, the closest first; at last without one of the words."""
    typed = tuple(map(_folded, words))
    for found in _close_ids(sets, words):
        ids = sorted(found[:MOST_COMPARED].tolist())
        if places := closest(typed, _words_of(sets, ids)):
            return Named(ids_from(ids[place] for place in places[:MOST_CLOSE]), typed, is_close=True)
    return Named(ids_from(()), is_close=True)


def reasons(connection: Connection, named: Named, ids: Iterable[int]) -> dict[int, tuple[Why, ...]]:
    """Why entries of a name are there, where that isn't obvious."""
    found = {}
    for search_id, words, more, others in connection.execute(_NAMES_OF, [json.dumps(list(ids))]):
        if named.is_close:
            found[search_id] = _why(named.typed, f"{words} {more}".split())
        elif named.typed:
            found[search_id] = _exact_reasons(named.typed, words, more, others)
    return {search_id: why for search_id, why in found.items() if why}


def _close_ids(sets: WordSets, words: Words) -> Iterator[Ids]:
    """Entries that hold something close to each word; then those that do but for one word."""
    if len(words) == 1:
        yield _of_closest(sets, words[0])
        return
    begun = [_any(sets, word, close_words(sets.connection, word, CLOSE)) for word in words]
    yield ids_of(in_all(begun))
    yield ids_of(in_any(in_all(begun[:place] + begun[place + 1 :]) for place in range(len(words))))


def _of_closest(sets: WordSets, word: str) -> Ids:
    """Entries whose names hold a word that is close to this one, those of the closest words first, enough."""
    ids: dict[int, None] = {}
    found = 0
    for close in close_words(sets.connection, word, CLOSE):
        some = ids_of(sets.holding(close.word))[: 2 * MOST_CLOSE].tolist()
        ids |= dict.fromkeys(some)
        found += len(some)
        if found >= 5 * MOST_CLOSE:
            break
    return ids_from(ids)


def _folded(word: str) -> str:
    return fold(word).lower()


def _any(sets: WordSets, word: str, close: Iterable[Close]) -> Mask:
    """Those that hold the word as a start, or a word that is close to it."""
    return in_any([sets.beginning(word), *(sets.holding(each.word) for each in close)])


def _joined(sets: WordSets, words: Words) -> list[Words]:
    """The words with two neighbors run together, where that is a listed word: `mei hua`, `Meihua`."""
    return [
        (*words[:place], first + second, *words[place + 2 :])
        for place, (first, second) in enumerate(pairwise(words))
        if is_word(sets.connection, first + second)
    ]


def _words_of(sets: WordSets, ids: list[int]) -> list[str]:
    """What a typed word may be like in the names of each entry, one blank between."""
    return (
        str(sets.connection.execute(_WORDS_OF, [json.dumps(ids)]).fetchone()[0] or "").split("\n")
        if ids
        else []
    )


def _ranked(sets: WordSets, words: Words, ids: Ids) -> Named:
    """The entries by how exactly they bear the words, then in the order of their names."""
    typed = tuple(map(_folded, words))
    rows = sets.connection.execute(_NAMES_OF, [json.dumps(ids.tolist())])
    found = sorted((_rank(typed, row[1].split(), row[3]), row[0]) for row in rows)
    return Named(ids_from(search_id for _, search_id in found), typed)


def _rank(typed: Words, name: list[str], others: str) -> int:
    """All words and no other first; then whole words, starts of words, short forms, other names."""
    if sorted(typed) == sorted(name) or "".join(typed) == "".join(name):
        return 0
    if all(word in name for word in typed):
        return 1
    unbegun = _unbegun(typed, name)
    if not unbegun:
        return 2
    return 4 if _other_name(unbegun, others) else 3


def _unbegun(typed: Words, name: Iterable[str]) -> list[str]:
    return [word for word in typed if not any(part.startswith(word) for part in name)]


def _other_name(words: list[str], others: str) -> str:
    """The first of other names with words that begin as all of these."""
    names = others.split("|") if others else ()
    return next((name for name in names if not _unbegun(tuple(words), name_words(name))), "")


def _exact_reasons(typed: Words, words: str, more: str, others: str) -> tuple[Why, ...]:
    unbegun = _unbegun(typed, words.split())
    other = _other_name(unbegun, others) if unbegun else ""
    return (Why(OTHER_NAME, " ".join(unbegun), other),) if other else _why(unbegun, f"{words} {more}".split())


def _why(typed: Iterable[str], parts: list[str]) -> tuple[Why, ...]:
    """For each word the first of the parts that are closest, unless it begins so."""
    found = []
    for word in typed:
        part = max(parts, key=lambda part: likeness(word, part)[0], default="")
        score, kind = likeness(word, part)
        if part and score < WHOLE:
            found.append(Why(kind, word, part))
    return tuple(found)
