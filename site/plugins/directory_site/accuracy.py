"""How often answers are right: what was measured where the truth is known, and what persons found by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from datasette import Response

from .frame import directory, read_sources
from .reading import has_table, read_once
from .rendering import render

MEASURES = ("precision", "recall", "recall_with_review", "verified", "not_found")
DIMENSIONS = ("all", "kind", "number", "source")
MEASURED = "select * from accuracy"
AUDITED = """
select * from audits where dimension = 'all' order by audited_on desc, audit_id desc, answer
"""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One stratum: a figure for each of `MEASURES`, None where it has no answers."""

    dimension: str
    stratum: str
    cells: tuple[Row | None, ...]


def lines(rows: Iterable[Row]) -> list[Line]:
    """The rows of the table by stratum, in the order of `DIMENSIONS`."""
    cells = {(row["dimension"], row["stratum"], row["measure"]): row for row in rows}
    strata = sorted({key[:2] for key in cells}, key=lambda key: (DIMENSIONS.index(key[0]), key[1]))
    return [Line(*key, tuple(cells.get((*key, measure)) for measure in MEASURES)) for key in strata]


async def accuracy(datasette: Any, request: Any) -> Response:
    """The figures of the release that is served; an older one that has none says so."""
    db = directory(datasette)
    rows = await read_once(db, MEASURED) if await has_table(db, "accuracy") else []
    audits = await read_once(db, AUDITED) if await has_table(db, "audits") else []
    variables = {
        "tab": "about",
        "lines": lines(rows),
        "measures": MEASURES,
        "as_of": rows[0]["as_of"] if rows else None,
        "audits": audits,
        "accuracy_percent": percent,
        "source_titles": {row["source"]: row["title"] for row in await read_sources(db)},
    }
    return Response.html(await render(datasette, "accuracy.html", variables, request))


def percent(share: float) -> str:
    """A share as percent with one decimal; what is short of all is never rounded up to all, nor to none."""
    shown = round(100 * share, 1)
    if shown == 100 and share < 1:
        shown = 99.9
    if shown == 0 and share > 0:
        shown = 0.1
    return f"{shown:.1f}"


ROUTES = [(r"^/accuracy$", accuracy)]
"""Pattern of the path, and the function that answers."""
