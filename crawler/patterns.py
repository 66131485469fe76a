"""Reads blocks of rows by patterns: what rows have in common is parsed once, the rest cell by cell.

The parser of a listing stays the only place that says what a row means. For each combination of the cells
that it looks into, it is asked once; what it passes on unseen is put into the line that it made. A row with
anything unusual goes to the parser by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from crawler.batch import Batch, Record
from crawler.blocks import Block
from crawler.license_lines import LicenseLines, keyed
from crawler.readings import Cells, Reading
from crawler.records import Evidence, LicenseRecord, Profession, QuarantinedRow
from crawler.row_batches import parse_whole
from crawler.rows import Row, RowRejectedError
from crawler.slots import LookedInto
from crawler.tracing import ASIDE, SKIPPED, Pattern, trace

PATTERNS_MAX = 1 << 14
"""So many patterns are remembered; a listing has some hundred."""

FEW_PATTERNS, ROWS_A_PATTERN = 500, 8
"""With more patterns than these few, and fewer rows for each, it is faster to read row by row."""


class PatternReader:
    """Reads blocks by a parser; what it has learned from one block serves the next.

    `professions` are those of all records so far.
    """

    def __init__(self, parse: Callable[[Row], Record | None]) -> None:
        """Nothing is known of the parser yet."""
        self.professions: set[Profession] = set()
        self._parse = parse
        self._evidence: Evidence | None = None
        self._patterns: dict[tuple[Any, ...], Pattern] = {}
        self._deciding: dict[Reading, Cells] = {}
        self._places: dict[Reading, int] = {}
        self._slots: dict[Reading, Cells] = {}
        self._rows_count = self._traced_count = 0

    def batch(self, block: Block) -> Batch:
        """The batch of the block."""
        if block.evidence != self._evidence:
            self._evidence = block.evidence
            self._patterns.clear()
        self._rows_count += len(block.numbers)
        patterns = self._patterns_of(block)
        lines, aside = self._filled(block, patterns)
        self.professions.update(pattern.profession for pattern in set(patterns) if pattern.profession)
        rows = [(place, block.row(place)) for place in aside]
        quarantined, skipped = self._read_aside(rows, block.defective, lines)
        return Batch(
            LicenseLines(tuple(filter(None, lines))),
            tuple(quarantined),
            len(block.numbers) + len(block.defective),
            patterns.count(SKIPPED) + skipped,
        )

    def _patterns_of(self, block: Block) -> list[Pattern]:
        """The pattern of each row. Whenever another reading turns out to decide, all begins anew."""
        while True:
            if self._traced_count > max(FEW_PATTERNS, self._rows_count / ROWS_A_PATTERN):
                return [ASIDE] * len(block.numbers)
            columns = [cells.read(block.column(cells.reading.column)) for cells in self._deciding.values()]
            keys = list(zip(*columns, strict=True)) if columns else [()] * len(block.numbers)
            found = list(map(self._patterns.get, keys))
            if None not in found:
                return found  # type: ignore[return-value]
            if len(self._patterns) > PATTERNS_MAX:
                self._patterns.clear()
            self._learn(block, keys)

    def _learn(self, block: Block, keys: Sequence[tuple[Any, ...]]) -> None:
        for place, key in enumerate(keys):
            if key in self._patterns:
                continue
            try:
                self._patterns[key] = ASIDE if None in key else self._trace(block.row(place))
            except LookedInto as looked:
                self._deciding[looked.reading] = Cells(looked.reading, is_part=False)
                self._patterns.clear()
                self._places.clear()
                self._slots.clear()
                return

    def _trace(self, row: Row) -> Pattern:
        self._traced_count += 1
        pattern = trace(self._parse, row, tuple(self._deciding), self._places)
        for reading in self._places:
            if reading not in self._slots:
                self._slots[reading] = Cells(reading, is_part=True)
        return pattern

    def _filled(self, block: Block, patterns: list[Pattern]) -> tuple[list[bytes], list[int]]:
        """A line for each row, and the places of the rows that have to be read by themselves."""
        answers = [cells.read(block.column(cells.reading.column)) for cells in self._slots.values()]
        for cells, column in zip(self._slots.values(), answers, strict=True):
            if cells.has_unanswered:
                _set_aside(patterns, column)
        rows = zip(block.numbers, *answers, strict=True)
        lines = [pattern.template % pattern.pick(row) for pattern, row in zip(patterns, rows, strict=True)]
        return lines, [place for place, pattern in enumerate(patterns) if pattern is ASIDE]

    def _read_aside(
        self,
        rows: list[tuple[int, Row]],
        defective: Sequence[Row],
        lines: list[bytes],
    ) -> tuple[list[QuarantinedRow], int]:
        """The lines of these rows stand in their places; what was quarantined, and how many were skipped."""
        quarantined, skipped = [], 0
        rows = sorted(
            [*rows, *((-1, row) for row in defective)], key=lambda each: each[1].evidence.row_number
        )
        for place, row in rows:
            if place >= 0:
                lines[place] = b""
            try:
                record = parse_whole(row, self._parse)
            except RowRejectedError as error:
                quarantined.append(error.quarantined)
                continue
            if record is None:
                skipped += 1
                continue
            if not isinstance(record, LicenseRecord):
                raise TypeError(f"{type(record).__name__} is no license")
            lines[place] = keyed(record)
            self.professions.add(record.profession)
            quarantined.extend(row.notes)
        return quarantined, skipped


def _set_aside(patterns: list[Pattern], column: Sequence[Any]) -> None:
    """Rows whose cell in the column has no answer are read by themselves, those not ours too."""
    for place, answer in enumerate(column):
        if answer is None:
            patterns[place] = ASIDE
