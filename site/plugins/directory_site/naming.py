"""Entries by name: all words as they stand, or short forms; else close names; the best first."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from sqlite3 import Connection

from rapidfuzz import fuzz

from verify.linkage.names import are_nicknames, fold
from verify.linkage.romanizations import are_romanizations
from verify.linkage.word_keys import FORMAL, JOINED, ROMANIZATION, SOUND, TYPO

from .close_words import Close, close_words, is_word

NAMES, NAME = "{name other_names license_numbers}", "{name}"
MOST_FOUND = 20_000
MOST_RANKED = 300
"""More entries of one name than these are ranked by whole words alone."""
MOST_CLOSE = 40
MOST_COMPARED = 1_000
"""Entries that are compared letter by letter with a name that nobody bears: it costs 50 ms for so many."""
OTHER_NAME = "o"
"""Kind of a reason: the entry states another name that holds the word."""
LEAST_LIKENESS = 72.0
"""Average likeness (0-100) of the typed words to a name, below which it is not offered as close.

Of three words one may be less like: a middle name or a title that the entry does not state.
"""
_APOSTROPHES = re.compile("['’`´‘ʼ]")

Words = tuple[str, ...]
Known = dict[tuple[str, str], tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Why:
    """A typed word and the word of the name that it was taken for; `kind` is the letter of the key."""

    kind: str
    typed: str
    word: str


@dataclass(frozen=True, slots=True)
class Named:
    """Entries that bear a name, the best match first, and why each is there where that isn't obvious.

    `is_close` says that nobody bears the name as it was typed; these are close to it.
    """

    ids: tuple[int, ...]
    reasons: dict[int, tuple[Why, ...]] = field(default_factory=dict)
    is_close: bool = False


def find_named(connection: Connection, words: Words) -> Named:
    """The entries whose names hold every word, as its start or in a short form."""
    if not words:
        return Named(())
    readings = [words, *_joined(connection, words)]
    short = {
        word: _phrases(close_words(connection, word, FORMAL + JOINED)) for word in set(sum(readings, ()))
    }
    query = " OR ".join(_all(f'("{word}"*{short[word]})' for word in reading) for reading in readings)
    ids = _match(connection, f"{NAMES} : ({query})")
    if len(ids) > MOST_RANKED:
        whole = set(_match(connection, f"{NAME} : {_all(_quoted(word) for word in words)}"))
        return Named(tuple(sorted(ids, key=lambda each: (each not in whole, each))))
    return _ranked(connection, words, ids, _exactness)


def find_close(connection: Connection, words: Words) -> Named:
    """Entries whose names are close to the words, the closest first; at last without one of the words."""
    choices = [_choices(connection, word) for word in words]
    queries = [_all(choices)] if all(choices) else []
    if len(words) > 1:
        queries += [
            _all(c for c in choices[:place] + choices[place + 1 :] if c) for place in range(len(words))
        ]
    known: Known = {}
    for query in filter(None, queries[:1]), filter(None, queries[1:]):
        tried = list(query)
        ids = _match(connection, f"{NAMES} : ({' OR '.join(tried)})") if tried and len(words) > 1 else []
        ids = ids or (_of_closest(connection, words[0]) if len(words) == 1 else [])
        named = (
            _ranked(connection, words, ids[:MOST_COMPARED], partial(_closeness, known)) if ids else Named(())
        )
        if named.ids:
            return Named(named.ids[:MOST_CLOSE], named.reasons, is_close=True)
    return Named((), is_close=True)


def _of_closest(connection: Connection, word: str) -> list[int]:
    """Entries whose names hold a word that is close to this one, those of the closest words first, enough."""
    ids: list[int] = []
    for close in close_words(connection, word, TYPO + SOUND + ROMANIZATION + FORMAL + JOINED):
        ids += _match(connection, f"{NAMES} : {_quoted(close.word)}")[: 2 * MOST_CLOSE]
        if len(ids) >= 5 * MOST_CLOSE:
            break
    return list(dict.fromkeys(ids))


def _choices(connection: Connection, word: str) -> str:
    """A query for the word as a start, and for every word that is close to it; empty where there is none."""
    close = close_words(connection, word, TYPO + SOUND + ROMANIZATION + FORMAL + JOINED)
    return f'("{word}"*{_phrases(close)})'


def _joined(connection: Connection, words: Words) -> list[Words]:
    """The words with two neighbors run together, where that is a listed word: `mei hua`, `Meihua`."""
    return [
        (*words[:place], first + second, *words[place + 2 :])
        for place, (first, second) in enumerate(pairwise(words))
        if is_word(connection, first + second)
    ]


def _phrases(close: Iterable[Close]) -> str:
    return "".join(f" OR {_quoted(each.word)}" for each in close)


def _quoted(word: str) -> str:
    return f'"{word}"'


def _all(queries: Iterable[str]) -> str:
    return f"({' AND '.join(queries)})"


def _match(connection: Connection, query: str) -> list[int]:
    sql = "select rowid from entries_fts where entries_fts match ? limit ?"
    return [row[0] for row in connection.execute(sql, [query, MOST_FOUND])]


Rank = tuple[float, ...]


def _ranked(
    connection: Connection,
    words: Words,
    ids: Sequence[int],
    rank: Callable[[Words, Words, list[str]], tuple[Rank | None, tuple[Why, ...]]],
) -> Named:
    """The entries by rank, then in the order of their names; those without a rank are left out."""
    sql = """
        select n.search_id, e.name,
          (select group_concat(o.name, '|') from entry_names o where o.entry_id = e.entry_id) as others
        from json_each(?) i cross join entry_search n on n.search_id = i.value
        cross join entries e on e.entry_id = n.entry_id
    """
    found: list[tuple[Rank, int]] = []
    reasons: dict[int, tuple[Why, ...]] = {}
    for search_id, name, others in connection.execute(sql, [json.dumps(list(ids))]):
        order, why = rank(words, _tokens(name), others.split("|") if others else [])
        if order is not None:
            found.append((order, search_id))
            reasons |= {search_id: why} if why else {}
    return Named(tuple(search_id for _, search_id in sorted(found)), reasons)


def _tokens(name: str) -> Words:
    """The words of a name folded, also divided by apostrophes: `obrien`, `o`, `brien`."""
    folded = tuple(fold(name).lower().split())
    return tuple(dict.fromkeys((*folded, *fold(_APOSTROPHES.sub(" ", name)).lower().split())))


def _exactness(words: Words, name: Words, others: list[str]) -> tuple[Rank | None, tuple[Why, ...]]:
    """All words and no other first; then whole words, starts of words, short forms, other names."""
    typed = tuple(fold(word).lower() for word in words)
    if sorted(typed) == sorted(name) or "".join(typed) == "".join(name):
        return (0.0,), ()
    missing = [word for word in typed if word not in name]
    unbegun = [word for word in missing if not any(part.startswith(word) for part in name)]
    if not unbegun:
        return (1.0 if not missing else 2.0,), ()
    for other in others:
        if all(any(part.startswith(word) for part in _tokens(other)) for word in unbegun):
            return (4.0,), (Why(OTHER_NAME, " ".join(unbegun), other),)
    return (3.0,), tuple(why for word in unbegun if (why := _closest(word, _parts(name, others), {})[1]))


def _closeness(
    known: Known, words: Words, name: Words, others: list[str]
) -> tuple[Rank | None, tuple[Why, ...]]:
    """Least for the closest; None below `LEAST_LIKENESS`. `known` keeps the likeness of pairs of words."""
    parts = _parts(name, others)
    closest = [_closest(fold(word).lower(), parts, known) for word in words]
    average = sum(score for score, _ in closest) / len(closest)
    unlike = sum(score < LEAST_LIKENESS for score, _ in closest)
    is_close = average >= LEAST_LIKENESS and unlike <= len(words) // 3
    return ((-average,) if is_close else None), tuple(why for _, why in closest if why)


def _parts(name: Words, others: list[str]) -> Words:
    """The words of all names, and two or three neighbors run together: `delacruz`."""
    joined = ("".join(name[place : place + size]) for size in (2, 3) for place in range(len(name) - size + 1))
    return (*name, *_tokens(" ".join(others)), *joined)


def _closest(word: str, parts: Words, known: Known) -> tuple[float, Why | None]:
    """The likeness of the part that is closest to a word, and why; no reason if it is the word."""
    for part in parts:
        if (word, part) not in known:
            known[word, part] = _likeness(word, part)
    scored = [(*known[word, part], part) for part in parts]
    score, kind, part = max(scored, default=(0.0, TYPO, ""), key=lambda each: each[0])
    return score, None if score == 100.0 or not part else Why(kind, word, part)


def _likeness(word: str, part: str) -> tuple[float, str]:
    if part.startswith(word):
        return 100.0, TYPO
    one, other = word.upper(), part.upper()
    if are_nicknames(one, other):
        return 95.0, FORMAL
    if are_romanizations(one, other):
        return 90.0, ROMANIZATION
    return fuzz.ratio(word, part), TYPO
