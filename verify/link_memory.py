"""What linking learned and compared, kept in `data/state/` for the next run, which weighs only what changed.

The result is that of linking everything by what was learned, bit for bit. Learning is done anew where nothing
is kept, where the code of linking or of numpy is another, where the lists that have rows are others, or where
their size moved by over a tenth; and when a person asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from crawler.records import EntryRecord, LicenseRecord
from verify.link_memory_file import Memory, code_sha256, read_memory, write_memory
from verify.linkage.engine import link_sides, linkage_of
from verify.linkage.from_records import directory_columns, roll_columns
from verify.linkage.incremental import Changes, changed
from verify.linkage.links import Linkage
from verify.linkage.name_columns import NameReader
from verify.linkage.run import Run, Scope
from verify.linkage.sides import Sides
from verify.linkage.standardize import directory_table, roll_table, sides_of
from verify.linkage.vocabulary import Vocabulary
from verify.record_marks import Marks, entry_marks, row_marks

MOST_GROWTH = 0.1
"""Share by which the number of rows and entries may move before it is learned anew how common names are."""

Say = Callable[[str], None]


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
        write_memory(data, memory)
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
