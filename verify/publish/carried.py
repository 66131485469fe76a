"""Releases and changes of the past, carried into the next database: pure.

A change is told of an entry and a license together only while an accepted or former link ties them, so that
a match that was cut is in no history either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from verify.publish.cells import Cell, Row, text
from verify.publish.change import Change
from verify.publish.present import may_tell
from verify.publish.private import WITHHELD
from verify.publish.private_text import is_private_name

CHANGE, RELEASE, SUBJECT, SOURCE, ENTRY, LICENSE, KIND, CAUSE, FIELD, BEFORE, AFTER = range(11)
"""Places of the columns of `changes`."""
IS_CURRENT = 2
"""Place of `is_current` in a row of `releases`."""

Ties = Mapping[tuple[str, str], str]
"""(entry, license) to the identity class of the accepted or former link that ties them."""


def carried_releases(releases: Iterable[Row], release_id: str) -> list[Row]:
    """The rows of earlier releases, none of them current and none of the release itself."""
    return [(*row[:IS_CURRENT], 0, *row[IS_CURRENT + 1 :]) for row in releases if row[0] != release_id]


def carried_changes(changes: Iterable[Row], ties: Ties, withheld: Collection[str]) -> Iterator[Row]:
    """The rows of earlier changes; of what is withheld nothing is told, and what is cut is untied."""
    for row in changes:
        if row[ENTRY] in withheld or row[LICENSE] in withheld:
            continue
        kept = _untied(row, ties)
        if kept is not None:
            yield (*kept[:BEFORE], *(_safe(value) for value in kept[BEFORE:]))


def _untied(row: Row, ties: Ties) -> Row | None:
    """The row, without its entry or license where nothing ties them; None where nothing stays to tell.

    What is left of a license's change is told of the license alone; an entry's verdict or match that rested
    on a cut link is told no more.
    """
    entry_id, license_id = row[ENTRY], row[LICENSE]
    if not entry_id or not license_id:
        return row
    identity = ties.get((str(entry_id), str(license_id)))
    if row[SUBJECT] == "entry":
        return row if identity else None
    if identity and may_tell(str(row[KIND]), identity):
        return row
    return (*row[:ENTRY], None, *row[ENTRY + 1 :])


def _safe(value: Cell) -> Cell:
    return WITHHELD if isinstance(value, str) and is_private_name(value) else value


def change_rows(changes: Iterable[Change], release_id: str, carried: Collection[Row]) -> list[Row]:
    """Rows of `changes` that this release adds, numbered on from those it has already."""
    start = Counter(row[RELEASE] for row in carried)[release_id] + 1
    return [
        (
            f"{release_id}:{number:07d}",
            release_id,
            each.subject,
            *map(text, (each.source, each.entry_id, each.license_id)),
            str(each.kind),
            str(each.cause),
            *map(text, (each.field, each.value_before, each.value_after)),
        )
        for number, each in enumerate(changes, start=start)
    ]
