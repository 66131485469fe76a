"""Names that are close to what was typed, for when no name is the same."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rapidfuzz import fuzz

from .question import words_of

LEAST_LIKENESS = 78.0
"""Average likeness (0-100) of the typed words to words of a name, below which it is not offered."""
MOST_CANDIDATES = 20_000
MOST_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Near:
    """A name offered instead: `pairs` are the typed words and the words of the name they are close to.

    `miles` is the distance from the place that was asked for, None where none was or is known.
    """

    entry_id: str
    name: str
    likeness: float
    pairs: tuple[tuple[str, str], ...]
    miles: float | None


async def near_names(
    db: Any, words: tuple[str, ...], profession: str, here: tuple[float, float] | None = None
) -> tuple[Near, ...]:
    """At most five entries whose names are close to the words, closest first, then nearest to `here`.

    Only names that share the first two letters of a word with the question are compared, so that the
    search stays fast on a national list.
    """
    folded = tuple(fold(word) for word in words)
    rows = await db.execute_fn(lambda connection: _candidates(connection, folded, profession, here))
    scored = (near for near in (_score(folded, row) for row in rows) if near.likeness >= LEAST_LIKENESS)
    return tuple(sorted(scored, key=_rank)[:MOST_OFFERED])


def _rank(near: Near) -> tuple[float, float, str, str]:
    return -near.likeness, math.inf if near.miles is None else near.miles, near.name, near.entry_id


def corrected(words: tuple[str, ...], misses: tuple[Near, ...]) -> str:
    """The words with those of the closest name in place of the mistyped ones; empty without any."""
    pairs = dict(misses[0].pairs) if misses else {}
    return " ".join(pairs.get(fold(word), word) for word in words) if pairs else ""


def fold(text: str) -> str:
    """A text in lower case without diacritics."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _candidates(
    connection: Any, words: tuple[str, ...], profession: str, here: tuple[float, float] | None
) -> list[Any]:
    starts = sorted({word[:2] for word in words if word[:2]})
    match = "{name other_names} : (" + " OR ".join(f'"{start}"*' for start in starts) + ")"
    sql = """
        select e.entry_id, e.name, miles(:latitude, :longitude, z.latitude, z.longitude) as miles
        from entries e left join zips z on z.zip5 = e.zip5
        where e.entry_id in (select entry_id from entries_fts where entries_fts match :match)
          and (:profession = '' or e.profession = :profession
            or (:profession = 'clinic' and e.kind = 'organization'))
        order by e.entry_id limit :limit
    """
    latitude, longitude = here or (None, None)
    values = {
        "match": match, "profession": profession, "limit": MOST_CANDIDATES,
        "latitude": latitude, "longitude": longitude,
    }  # fmt: skip
    return list(connection.execute(sql, values)) if starts else []


def _score(words: tuple[str, ...], row: Any) -> Near:
    parts = words_of(fold(row["name"]))
    joined = tuple(first + second for first, second in pairwise(parts))
    pairs, total = [], 0.0
    for word in words:
        likeness, part = max(((fuzz.ratio(word, part), part) for part in parts + joined), default=(0.0, ""))
        total += likeness
        if likeness < 100:
            pairs.append((word, part))
    return Near(row["entry_id"], row["name"], total / max(1, len(words)), tuple(pairs), row["miles"])
