"""Reads a filled-in sheet of an audit back: as a whole, or not at all; its figures go to `audits.csv`."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from verify.audit_estimate import Judged, estimate
from verify.audit_sample import Stratum
from verify.audit_sheet import COLUMNS, FILLED, KEYS, published_answers
from verify.desk.sheet_rows import sheet_rows
from verify.publish import audits
from verify.publish.audits import AuditFigure
from verify.publish.errors import CannotRunError
from verify.publish.ledger import append_rows, ledger_lock
from verify.publish.own_table import OwnRow, assert_cell_publishable

JUDGMENTS = ("right", "wrong", "cant_tell")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """What was drawn: the size of each stratum, and of each drawn answer its stratum and what was seen."""

    audit_id: str
    release_id: str
    seed: int
    strata: Mapping[Stratum, int]
    rows: Mapping[Key, tuple[Stratum, str]]


@dataclass(frozen=True, slots=True)
class AuditRead:
    """What became of a sheet: nothing was written where there are problems.

    `stale` are drawn answers that are published otherwise by now; they count, since the audit is about the
    release that they were drawn from.
    """

    audit_id: str
    figures: tuple[AuditFigure, ...] = ()
    stale: tuple[Key, ...] = ()
    problems: tuple[str, ...] = ()


def read_sheet(data: Path, path: Path, by: str, today: date) -> AuditRead:
    """The figures of the sheet stand in `audits.csv`; `by` stands for an empty `judged_by`.

    Raises:
        CannotRunError: the sheet or its draw can't be read at all, or the audit was recorded before.
    """
    rows = list(sheet_rows(path, COLUMNS, (*FILLED[:3], *KEYS), "practitioners audit"))
    if not rows:
        raise CannotRunError(f"{path.name} has no rows.")
    frame = _frame(data, rows[0])
    problems = [str(problem) for problem in _problems(rows, frame, by, today)]
    if problems:
        return AuditRead(frame.audit_id, problems=tuple(problems))
    figures = tuple(_figures(rows, frame, by))
    _record(data, frame.audit_id, figures)
    now = published_answers(data)[1]
    stale = tuple(key for key, (_, seen) in frame.rows.items() if now.get(key, {}).get("seen") != seen)
    return AuditRead(frame.audit_id, figures, stale)


def _frame(data: Path, row: OwnRow) -> Frame:
    name = row.needed("audit_id")
    path = data / "state" / "audits" / f"{name}.json"
    if "/" in name or not path.is_file():
        raise row.wrong(
            "audit_id", "was not drawn in this data folder", "Read it where it was drawn, --data."
        )
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        strata = {tuple(stratum): count for *stratum, count in kept["strata"]}
        rows = {(entry, license_id): (tuple(s), seen) for *s, entry, license_id, seen in kept["rows"]}
        return Frame(kept["audit_id"], kept["release_id"], kept["seed"], strata, rows)
    except (ValueError, KeyError, TypeError) as error:
        raise CannotRunError(f"{path} can't be read ({error!r}); draw a new sample.") from error


def _problems(rows: list[OwnRow], frame: Frame, by: str, today: date) -> Iterator[CannotRunError]:
    seen: dict[Key, int] = {}
    for row in rows:
        key = row.cells["entry_id"], row.cells["license_id"]
        try:
            if row.cells["audit_id"] != frame.audit_id:
                raise row.wrong("audit_id", "is of another audit", "Keep each audit in a sheet of its own.")
            if key not in frame.rows:
                raise row.wrong(
                    "entry_id", "was not drawn with this license", "Put the cells back as they were."
                )
            if key in seen:
                raise row.wrong("entry_id", f"stands in row {seen[key]} already", "Keep one of the rows.")
            seen[key] = row.number
            _assert_judged(row, by, today)
        except CannotRunError as error:
            yield error
    missing = [key for key in frame.rows if key not in seen]
    if missing:
        entry, license_id = missing[0]
        yield CannotRunError(
            f"{rows[0].file}: {len(missing)} drawn answers are missing, the first is {entry} {license_id}. "
            "Put the rows back; leaving out answers makes the share wrong."
        )


def _assert_judged(row: OwnRow, by: str, today: date) -> None:
    row.one_of("judgment", JUDGMENTS)
    if not (row.cells["judged_by"] or by):
        raise row.wrong("judged_by", "is empty", "Fill it in, or give --by NAME.")
    assert_cell_publishable(row, "judged_by", is_name=True)
    if row.day("judged_on") > today.isoformat():
        raise row.wrong("judged_on", f"lies ahead of {today}", "Write the day of the look.")


def _figures(rows: list[OwnRow], frame: Frame, by: str) -> Iterator[AuditFigure]:
    counts: defaultdict[Stratum, Counter[str]] = defaultdict(Counter)
    for row in rows:
        stratum, _ = frame.rows[row.cells["entry_id"], row.cells["license_id"]]
        counts[stratum][row.cells["judgment"]] += 1
    judged = {
        stratum: Judged(size, *(counts[stratum][word] for word in JUDGMENTS))
        for stratum, size in frame.strata.items()
    }
    who = "; ".join(sorted({row.cells["judged_by"] or by for row in rows}))
    day = max(row.cells["judged_on"] for row in rows)
    for (answer, dimension, name), held in sorted(_groups(judged).items()):
        yield _figure((frame.audit_id, day, who, frame.release_id, frame.seed, answer, dimension, name), held)


def _groups(judged: Mapping[Stratum, Judged]) -> dict[tuple[str, str, str], list[Judged]]:
    groups: defaultdict[tuple[str, str, str], list[Judged]] = defaultdict(list)
    for (answer, *parts), each in judged.items():
        for dimension, name in zip(audits.DIMENSIONS, ("all", *parts), strict=True):
            if name != "none":
                groups[answer, dimension, name].append(each)
    return groups


def _figure(named: tuple[str, str, str, str, int, str, str, str], held: list[Judged]) -> AuditFigure:
    right, wrong, untold = (sum(getattr(each, f"{word}_count") for each in held) for word in JUDGMENTS)
    found = estimate(held)
    shares = (found.share, found.low, found.high) if found else (None, None, None)
    size = sum(each.answers_count for each in held)
    return AuditFigure(*named, size, right + wrong + untold, right, wrong, untold, *shares)


def _record(data: Path, audit_id: str, figures: tuple[AuditFigure, ...]) -> None:
    path = data / audits.FILE
    with ledger_lock(path):
        if any(each.audit_id == audit_id for each in audits.read_audits(data)):
            raise CannotRunError(
                f"Audit {audit_id} stands in {path} already. To read it anew, remove its lines there first."
            )
        append_rows(path, audits.COLUMNS, (_cells(each) for each in figures))
        audits.read_audits(data)


def _cells(figure: AuditFigure) -> dict[str, str]:
    cells = {column: getattr(figure, column) for column in audits.COLUMNS}
    return {
        column: "" if cell is None else f"{cell:.6f}" if isinstance(cell, float) else str(cell)
        for column, cell in cells.items()
    }
