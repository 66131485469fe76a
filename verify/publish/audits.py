"""Hand checks of published answers, read back: `audits.csv`, a line for each figure of each audit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from verify.publish.cells import Row
from verify.publish.own_table import OwnRow, read_own_table

FILE = "audits.csv"
ANSWERS = ("link", "not_found")
DIMENSIONS = ("all", "source", "kind", "strength")
COUNTS = ("answers_count", "sampled_count", "right_count", "wrong_count", "cant_tell_count")
SHARES = ("share", "share_low", "share_high")
COLUMNS = (
    *("audit_id", "audited_on", "audited_by", "release_id", "seed", "answer", "dimension", "stratum"),
    *COUNTS,
    *SHARES,
)


@dataclass(frozen=True, slots=True)
class AuditFigure:
    """What an audit found of one kind of answer in one stratum.

    `answers_count` answers were published, `sampled_count` of them were looked at. `share` is the weighted
    share that is right, with its 95 % interval, by whom nobody could tell of any None.
    """

    audit_id: str
    audited_on: str
    audited_by: str
    release_id: str
    seed: int
    answer: str
    dimension: str
    stratum: str
    answers_count: int
    sampled_count: int
    right_count: int
    wrong_count: int
    cant_tell_count: int
    share: float | None
    share_low: float | None
    share_high: float | None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it is a figure of."""
        return self.audit_id, self.answer, self.dimension, self.stratum


def read_audits(data: Path) -> tuple[AuditFigure, ...]:
    """All figures of the file, in its order.

    Raises:
        CannotRunError: a row can't be read; the sentence says which and what to do.
    """
    _, rows = read_own_table(data / FILE, COLUMNS, names=("audited_by",), free=(*COUNTS, *SHARES, "seed"))
    found: dict[tuple[str, str, str, str], AuditFigure] = {}
    for row in rows:
        figure = _figure(row)
        if figure.key in found:
            raise row.wrong("stratum", "stands there twice for this audit", "Remove one of the rows.")
        found[figure.key] = figure
    return tuple(found.values())


def audit_rows(figures: Iterable[AuditFigure]) -> Iterator[Row]:
    """Rows of `audits`, by their keys."""
    for each in sorted(figures, key=lambda figure: figure.key):
        yield tuple(getattr(each, column) for column in COLUMNS)


def _figure(row: OwnRow) -> AuditFigure:
    figure = AuditFigure(
        audit_id=row.needed("audit_id"),
        audited_on=row.day("audited_on"),
        audited_by=row.needed("audited_by"),
        release_id=row.needed("release_id"),
        seed=_count(row, "seed"),
        answer=row.one_of("answer", ANSWERS),
        dimension=row.one_of("dimension", DIMENSIONS),
        stratum=row.needed("stratum"),
        **{column: _count(row, column) for column in COUNTS},
        **{column: _share(row, column) for column in SHARES},  # type: ignore[arg-type]
    )
    judged = figure.right_count + figure.wrong_count + figure.cant_tell_count
    if judged != figure.sampled_count or figure.sampled_count > figure.answers_count:
        raise row.wrong("sampled_count", "does not agree with the other counts", "Read the sheet back again.")
    return figure


def _count(row: OwnRow, column: str) -> int:
    if not (row.needed(column).isascii() and row.cells[column].isdecimal()):
        raise row.wrong(column, "is no whole number", "Read the sheet back again; do not edit figures.")
    return int(row.cells[column])


def _share(row: OwnRow, column: str) -> float | None:
    text = row.cells[column]
    try:
        share = float(text) if text else None
    except ValueError:
        share = -1.0
    if share is not None and not 0 <= share <= 1:
        raise row.wrong(column, "is no share from 0 to 1", "Read the sheet back again; do not edit figures.")
    return share
