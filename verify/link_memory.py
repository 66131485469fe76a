"""What linking learned and compared, kept in `data/state/` for the next run, which weighs only what changed.

The result is that of linking everything by what was learned, bit for bit. Learning is done anew where nothing
is kept, where the code of linking or of numpy is another, where the lists that have rows are others, or where
their size moved by over a tenth; and when a person asks for it.
"""

from __future__ import annotations

import io
import os
import pickle
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

import numpy as np

from crawler.records import EntryKind, EntryRecord, LicenseRecord, PlacePurpose
from verify.linkage.engine import link_sides, linkage_of
from verify.linkage.from_records import CURRENT, directory_columns, is_adverse, roll_columns
from verify.linkage.incremental import Changes, changed
from verify.linkage.links import Linkage
from verify.linkage.name_columns import NameReader
from verify.linkage.run import Run, Scope
from verify.linkage.sides import Sides
from verify.linkage.standardize import directory_table, roll_table, sides_of
from verify.linkage.vocabulary import Vocabulary

FOLDER, FILE = "state", "linked.pickle"
MOST_GROWTH = 0.1
"""Share by which the number of rows and entries may move before it is learned anew how common names are."""

LINKAGE = Path(__file__).parent / "linkage"
Say = Callable[[str], None]
Marks = dict[str, int]
"""Id to a hash of all that linking reads of a record."""


@dataclass(frozen=True, slots=True)
class Memory:
    """A finished run with the marks of its records, and of what it was learned.

    `strings_count` strings of the vocabulary were known when it was learned, from `records_count` records
    of `sources`, whose marks have the hash `learned_from`.
    """

    code: str
    run: Run
    rows: Marks
    entries: Marks
    strings_count: int
    records_count: int
    sources: frozenset[str]
    learned_from: str


def link_remembering(
    data: Path,
    licenses: Sequence[LicenseRecord],
    entries: Sequence[EntryRecord],
    say: Say | None = None,
    *,
    is_relearned: bool = False,
) -> Linkage:
    """All links, with the work of the run before; what is remembered is on disk for the next one."""
    tell = say or (lambda _: None)
    rows, people = row_marks(licenses), entry_marks(entries)
    sources = frozenset(r.evidence.source for r in licenses) | {e.evidence.source for e in entries}
    kept = None if is_relearned else read_memory(data)
    if kept is None or not _still_fits(kept, sources, len(rows) + len(people)):
        memory = _learned(licenses, entries, rows, people, sources, tell)
    else:
        memory = _gone_on(kept, licenses, entries, rows, people, tell)
    if memory is not kept:
        _write_memory(data, memory)
    return replace(linkage_of(memory.run), learned_from=memory.learned_from)


def link_by_memory(
    memory: Memory, licenses: Iterable[LicenseRecord], entries: Iterable[EntryRecord], say: Say
) -> Run:
    """Everything linked from the beginning by what was learned: what `link_remembering` must come to."""
    strings = memory.run.sides.vocabulary.strings()[1 : memory.strings_count].tolist()
    vocabulary = Vocabulary(strings)
    reader = NameReader(vocabulary)
    sides = Sides(
        vocabulary,
        roll_table(roll_columns(licenses), vocabulary, reader),
        directory_table(directory_columns(entries), vocabulary, reader),
    )
    return link_sides(sides, say, Scope(), memory.run.learned)


def read_memory(data: Path) -> Memory | None:
    """What is remembered; None where nothing is, or it is damaged or of other code."""
    path = data / FOLDER / FILE
    try:
        with path.open("rb") as file:
            digest, body = file.read(32), file.read()
        if sha256(body).digest() != digest:
            return None
        found = _Known(io.BytesIO(body)).load()
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, ValueError):
        return None
    return found if isinstance(found, Memory) and found.code == code_sha256() else None


def memory_sha256(data: Path) -> str:
    """The hash of what is remembered, as its file states it; empty where nothing is."""
    path = data / FOLDER / FILE
    if not path.exists():
        return ""
    with path.open("rb") as file:
        return file.read(32).hex()


@cache
def code_sha256() -> str:
    """The hash of the code of linking and the version of numpy, on which every number rests."""
    digest = sha256(f"{np.__version__}\n".encode())
    for path in (Path(__file__), *sorted(LINKAGE.glob("*.py"))):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def row_marks(licenses: Iterable[LicenseRecord]) -> Marks:
    """The marks of the rows of persons; equal marks mean that linking sees no difference."""
    return {
        r.license_id: _mark(
            (
                (r.first_name, r.middle_name, r.last_name, r.suffix, r.jurisdiction, r.profession.value),
                (r.license_number, r.city, r.state, r.zip5, r.is_superseded, is_adverse(r)),
                (r.status in CURRENT, r.holder_id),
            )
        )
        for r in licenses
        if r.last_name or r.first_name
    }


def entry_marks(entries: Iterable[EntryRecord]) -> Marks:
    """The marks of persons' entries."""
    return {
        e.entry_id: _mark(
            (
                (e.first_name, e.middle_name, e.last_name, e.suffix),
                [(o.first_name, o.middle_name, o.last_name, o.suffix) for o in e.other_names],
                [(p.city, p.state, p.zip5, p.purpose is PlacePurpose.MAILING) for p in e.places],
                [(c.state, c.profession.value, c.license_number) for c in e.claims],
            )
        )
        for e in entries
        if e.kind is EntryKind.INDIVIDUAL
    }


def _mark(values: object) -> int:
    return int.from_bytes(blake2b(repr(values).encode(), digest_size=8).digest(), "little")


def _still_fits(kept: Memory, sources: frozenset[str], count: int) -> bool:
    return kept.sources == sources and abs(count - kept.records_count) <= MOST_GROWTH * kept.records_count


def _learned(
    licenses: Sequence[LicenseRecord],
    entries: Sequence[EntryRecord],
    rows: Marks,
    people: Marks,
    sources: frozenset[str],
    say: Say,
) -> Memory:
    say("linking everything, and learning from it")
    run = link_sides(sides_of(roll_columns(licenses), directory_columns(entries)), say, Scope())
    return Memory(
        code=code_sha256(),
        run=run,
        rows=rows,
        entries=people,
        strings_count=len(run.sides.vocabulary),
        records_count=len(rows) + len(people),
        sources=sources,
        learned_from=sha256(repr(sorted([*rows.items(), *people.items()])).encode()).hexdigest(),
    )


def _gone_on(
    kept: Memory,
    licenses: Sequence[LicenseRecord],
    entries: Sequence[EntryRecord],
    rows: Marks,
    people: Marks,
    say: Say,
) -> Memory:
    new_rows = {key for key, mark in rows.items() if kept.rows.get(key) != mark}
    new_people = {key for key, mark in people.items() if kept.entries.get(key) != mark}
    came = [record for record in licenses if record.license_id in new_rows]
    arrived = [record for record in entries if record.entry_id in new_people]
    gone_rows, gone_entries = frozenset(kept.rows.keys() - rows), frozenset(kept.entries.keys() - people)
    count = len(came) + len(arrived) + len(gone_rows) + len(gone_entries)
    say(f"{count:,} of {len(rows) + len(people):,} records changed since the last run")
    if not count:
        return kept
    changes = Changes(roll_columns(came), directory_columns(arrived), gone_rows, gone_entries)
    return replace(kept, run=changed(kept.run, changes), rows=rows, entries=people)


def _write_memory(data: Path, memory: Memory) -> None:
    """The memory is on disk in full or as it was, readable by its owner alone."""
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    body = pickle.dumps(memory, protocol=5)
    temporary = folder / f".{FILE}.next"
    temporary.unlink(missing_ok=True)
    temporary.touch(mode=0o600)
    with temporary.open("wb") as file:
        file.write(sha256(body).digest())
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / FILE)


class _Known(pickle.Unpickler):
    """Makes arrays and classes of linking alone, so that a file in the folder can't run anything."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of this name.

        Raises:
            pickle.UnpicklingError: it is none of those that a memory is made of.
        """
        is_ours = module == __name__ or module.startswith("verify.linkage.")
        if not is_ours and (module, name) not in _PARTS:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of what is remembered")
        found = super().find_class(module, name)
        if is_ours and not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no class")
        return found


_NUMPY = ("numpy.core", "numpy._core")
_PARTS = {
    ("builtins", "frozenset"),
    ("numpy", "ndarray"),
    ("numpy", "dtype"),
    *((f"{place}.multiarray", "_reconstruct") for place in _NUMPY),
    *((f"{place}.multiarray", "scalar") for place in _NUMPY),
    *((f"{place}.numeric", "_frombuffer") for place in _NUMPY),
}
