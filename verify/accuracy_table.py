"""The measured accuracy as `data/codes/accuracy.csv`, and as the table of docs/methodology.md."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from verify.accuracy import COLUMNS, DIMENSIONS, MEASURES, Figure
from verify.publish.errors import CannotRunError

BEGIN, END = "<!-- accuracy: made by `make evaluate` -->", "<!-- end of accuracy -->"

HEADINGS = {
    "precision": "links that are right",
    "recall": "true links found",
    "recall_with_review": "found or before a person",
    "verified": '"verified" that is right',
    "not_found": '"not found" that is right',
}
NAMES = {
    ("all", "all"): "**all**",
    ("number", "stated"): "entry states the license number",
    ("number", "not_stated"): "entry states no such number",
}
Row = Mapping[str, str]


def accuracy_csv(found: Iterable[Figure], as_of: str, labels: str) -> str:
    """The text of the file: a row for each figure, in their order."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(figure.cells(as_of, labels) for figure in found)
    return text.getvalue()


def accuracy_block(rows: Sequence[Row]) -> str:
    """The rows of the file as a table in Markdown between its marks: a line for each stratum."""
    cells = {(row["dimension"], row["stratum"], row["measure"]): _cell(row) for row in rows}
    strata = sorted({key[:2] for key in cells}, key=lambda key: (DIMENSIONS.index(key[0]), key[1]))
    lines = [
        "| " + " | ".join([_name(key), *(cells.get((*key, name), "") for name in MEASURES)]) + " |"
        for key in strata
    ]
    heading = f"| | {' | '.join(HEADINGS[name] for name in MEASURES)} |"
    said = f"{rows[0]['labels']} Listings of {rows[0]['as_of']}."
    return "\n".join([BEGIN, said, "", heading, "|---" * (len(MEASURES) + 1) + "|", *lines, END])


def with_block(page: str, block: str, begin: str = BEGIN, end: str = END) -> str:
    """The page with the block in place of what stood between its marks.

    Raises:
        CannotRunError: the page does not hold both marks once, in their order.
    """
    before, first, rest = page.partition(begin)
    _, last, after = rest.partition(end)
    if not (first and last) or begin in rest or end in after:
        raise CannotRunError(f"The page must hold {begin!r} and {end!r} once each, in this order.")
    return before + block + after


def _name(stratum: tuple[str, str]) -> str:
    return NAMES.get(stratum, f"`{stratum[1]}`")


def _cell(row: Row) -> str:
    low, high = (f"{100 * float(row[name]):.1f}" for name in ("share_low", "share_high"))
    return f"{int(row['right_count']):,} of {int(row['of_count']):,} ({low}–{high} %)"
