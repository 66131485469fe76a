"""The resources of a release in FHIR R4 as NDJSON: one file for each kind, one resource a line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from verify.export.table_files import packed
from verify.fhir.answers import as_text
from verify.fhir.elements import Element
from verify.fhir.every import KINDS, resources_of
from verify.fhir.facts import read_boards, read_facts
from verify.fhir.organization import board, directory

FOLDER = "fhir"
ENTRIES_AT_ONCE = 1_000

PATHS = {kind: f"{FOLDER}/{kind}.ndjson.gz" for kind in KINDS}
"""The file of each kind of resource, within the folder of a release."""


def write_fhir(connection: sqlite3.Connection, made: Path, today: date) -> dict[str, int]:
    """Each file of `PATHS` holds every resource of its kind, as of `today`; how many, by path."""
    counts = dict.fromkeys(PATHS.values(), 0)
    (made / FOLDER).mkdir()
    with ExitStack() as stack:
        files = {kind: stack.enter_context(packed(made / path)) for kind, path in PATHS.items()}
        for each in _every(connection, today):
            files[each["resourceType"]].write(f"{as_text(each)}\n".encode())
            counts[PATHS[each["resourceType"]]] += 1
    return counts


def _every(connection: sqlite3.Connection, today: date) -> Iterator[Element]:
    """We and the boards, then all that is made of each entry, in the order of the entries."""
    yield directory()
    yield from map(board, read_boards(connection))
    found = [each for (each,) in connection.execute("SELECT entry_id FROM entries ORDER BY entry_id")]
    for first in range(0, len(found), ENTRIES_AT_ONCE):
        for facts in read_facts(connection, found[first : first + ENTRIES_AT_ONCE]):
            yield from resources_of(facts, today)
