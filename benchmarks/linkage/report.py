"""The figures of a benchmark as Markdown tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.linkage.tables import Stratum

Figures = Mapping[str, Any]
Cell = Callable[[Figures], str]


def _of(*path: str, digits: int = 3) -> Cell:
    """The cell of a figure that lies under these keys."""

    def cell(figures: Figures) -> str:
        found: Any = figures
        for key in path:
            found = found[key]
        if isinstance(found, float):
            return f"{found:.{digits}f}"
        return f"{found:,}" if isinstance(found, int) else str(found)

    return cell


def _quality(*path: str) -> Cell:
    """Precision, wrong links and recall of one group, in one cell."""

    def cell(figures: Figures) -> str:
        found: Any = figures
        for key in path:
            found = found[key]
        return f"{found['precision']:.5f} ({found['wrong']:,}) / {found['recall']:.3f}"

    return cell


_WHO: list[tuple[str, Cell]] = [("population", _of("population")), ("linker", _of("linker"))]
DECISIONS: list[tuple[str, Cell]] = [
    *_WHO,
    ("all links", _quality("all")),
    *((str(each), _quality("strata", str(each))) for each in Stratum),
    ("discipline flags", _quality("discipline")),
    ("matched entries accepted", _of("matched entries accepted")),
    ("entries in review", _of("entries in review")),
    ("found with review", _of("found with review")),
]
SCORES: list[tuple[str, Cell]] = [
    *_WHO,
    *((each, _of(each)) for each in ("R@P.99", "R@P.999", "R@P.9995", "individuals R@P.999", "scored")),
    ("seconds", _of("seconds", digits=1)),
    ("peak MB", _of("peak_mb", digits=0)),
]


def markdown(figures: Sequence[Figures]) -> str:
    """Two tables: what linkers decided, and what their scores could do."""
    return "\n".join(
        [
            "Decisions: precision (wrong links) / recall. Peers are cut where another population",
            "reached .9995; their queue is ended with the truth at hand.",
            "",
            *_table(DECISIONS, [each for each in figures if each["decides"]]),
            "",
            "Scores: recall at a fixed precision, with the cut chosen on the measured population itself.",
            "",
            *_table(SCORES, figures),
            "",
        ]
    )


def _table(columns: Sequence[tuple[str, Cell]], figures: Sequence[Figures]) -> list[str]:
    lines = [f"| {' | '.join(name for name, _ in columns)} |", f"|{'---|' * len(columns)}"]
    return [*lines, *(f"| {' | '.join(cell(row) for _, cell in columns)} |" for row in figures)]
