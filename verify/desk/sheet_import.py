"""Takes a filled-in spreadsheet of the queue: as a whole, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from verify.corrections import record_decisions
from verify.desk.queue import Candidate, Queue
from verify.desk.sheet import COLUMNS, NEEDED, seen_cell
from verify.desk.sheet_rows import sheet_rows
from verify.publish.decisions import ClericalDecision, Pair, Word
from verify.publish.errors import CannotRunError
from verify.publish.own_table import OwnRow, assert_cell_publishable


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a sheet is not taken; `row` counts the rows below the heading from 1, and 0 is the heading."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a sheet: `decided` rows were written, none where there are problems."""

    decided: int
    unchanged: int
    blank: int
    problems: tuple[Problem, ...]


def import_sheet(data: Path, path: Path, by: str, day: str) -> Imported:
    """Every row of the sheet with a decision is written to `decisions.csv`; with any problem, none is.

    `by` stands for an empty `decided_by`. A row without a decision is left waiting, and one that says what
    `decisions.csv` says already is not written again.

    Raises:
        CannotRunError: the sheet or the queue can't be read at all.
    """
    queue = {each.pair.key: each for each in Queue(data).candidates()}
    rows = list(sheet_rows(path, COLUMNS, NEEDED, "practitioners review --export"))
    said: dict[Pair, tuple[int, ClericalDecision]] = {}
    problems: list[Problem] = []
    blank = 0
    for row in rows:
        if not (row.cells["decision"] or row.cells["reason"]):
            blank += 1
            continue
        try:
            decision = _decision(row, queue, by, day)
            _assert_first(row, decision, said)
            said[decision.pair] = row.number, decision
        except _ProblemError as error:
            problems.append(error.problem)
    if problems:
        return Imported(0, 0, blank, tuple(problems))
    new = [each for _, each in said.values() if not _says(queue[each.pair].said, each)]
    if new:
        record_decisions(data, new)
    return Imported(len(new), len(said) - len(new), blank, ())


class _ProblemError(Exception):
    def __init__(self, row: OwnRow, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = Problem(row.number, column, sentence)


def _decision(row: OwnRow, queue: Mapping[Pair, Candidate], by: str, day: str) -> ClericalDecision:
    cells = row.cells
    if cells["decision"] not in list(Word):
        words = ", ".join(Word)
        raise _problem(row, "decision", f"is not known. Write one of {words}.", "is empty beside a reason.")
    waiting = queue.get((cells["entry_id"], cells["license_id"]))
    if waiting is None:
        raise _problem(row, "license_id", "does not wait with this entry. Export the queue again.")
    if cells["seen"] != seen_cell(waiting):
        raise _problem(row, "seen", "is not what is there now: the records changed. Export the queue again.")
    for column, value in (("reason", cells["reason"]), ("decided_by", cells["decided_by"] or by)):
        if not value:
            raise _problem(row, column, "", "is empty. Fill it in.")
    for column in ("reason", "decided_by"):
        try:
            assert_cell_publishable(row, column, is_name=True)
        except CannotRunError as error:
            raise _ProblemError(row, column, str(error)) from error
    who = cells["decided_by"] or by
    return ClericalDecision(
        *waiting.pair.key, Word(cells["decision"]), cells["reason"], who, day, *waiting.seen
    )


def _assert_first(
    row: OwnRow, decision: ClericalDecision, said: Mapping[Pair, tuple[int, ClericalDecision]]
) -> None:
    if decision.pair in said:
        earlier = said[decision.pair][0]
        raise _problem(row, "license_id", f"is decided in row {earlier} already. Keep one of the rows.")


def _problem(row: OwnRow, column: str, why: str, why_empty: str = "is empty.") -> _ProblemError:
    value = row.cells[column]
    told = f"{value[:60]!a} {why}" if value else why_empty
    return _ProblemError(row, column, f"{row.file}, row {row.number}, {column}: {told}")


def _says(before: ClericalDecision | None, now: ClericalDecision) -> bool:
    """Whether the earlier decision is this one, on whatever day it was made."""
    return before is not None and _without_day(before) == _without_day(now)


def _without_day(said: ClericalDecision) -> tuple[str, ...]:
    return (*said.pair, said.word, said.reason, said.decided_by, said.entry_hash, said.license_hash)
