"""The results grid on the pages of an ASP.NET WebForms site, and the link to its next page. Pure reading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsel import Selector

from crawler.platforms.aspnet_form import text_of

_POSTBACK = re.compile(r"""__doPostBack\(\s*['"]([^'"]+)['"]\s*,""")
_PAGES_ALONE = re.compile(r"[\d\s.…<>]+")


@dataclass(frozen=True, slots=True)
class GridPage:
    """One page of a results grid: header and rows as text, and where the next page is.

    `number` is None where the grid shows no page numbers; `next_target` is empty on the last page.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    number: int | None
    next_target: str


def read_grid(page: Selector, table_id: str) -> GridPage | None:
    """The results grid with this id; None where the page has none.

    Cells are the direct children of the table's own rows, because a cell may hold a table itself.
    """
    tables = page.xpath("//table[@id=$id]", id=table_id)
    if not tables:
        return None
    rows, number, target = [], None, ""
    for row in tables[0].xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"):
        cells = tuple(text_of(cell) for cell in row.xpath("./td | ./th"))
        if _PAGES_ALONE.fullmatch(" ".join(cells)) and len(cells) == 1:
            number, target = _pager(row)
        elif any(cells):
            rows.append(cells)
    return GridPage(rows[0] if rows else (), tuple(rows[1:]), number, target)


def _pager(row: Selector) -> tuple[int | None, str]:
    """The number of this page, and the target of the link right after it: a number or `...`.

    Only the link behind the present page leads on: the `...` before it leads back.
    """
    number: int | None = None
    for node in row.xpath(".//a | .//span"):
        label = text_of(node)
        if number is None:
            number = int(label) if node.root.tag == "span" and label.isdigit() else None
            continue
        found = _POSTBACK.search(node.attrib.get("href", ""))
        if found and node.root.tag == "a":
            return number, found[1]
    return number, ""
