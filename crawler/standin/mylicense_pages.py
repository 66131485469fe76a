"""The pages of the MyLicense stand-in: forms with view state, a grid with a windowed pager, the error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

PAGE_ROWS = 40
WINDOW = 10
ERROR = """<!DOCTYPE html>
<html><head><title>Runtime Error</title></head><body><h1>Server Error in '/' Application.</h1>
<h2><i>Validation of viewstate MAC failed. If this application is hosted by a Web Farm or cluster, ensure that
&lt;machineKey&gt; configuration specifies the same validationKey and validation algorithm.</i></h2>
</body></html>
"""
_FORM = """<!DOCTYPE html>
<html><head><title>Person Search</title></head><body>
<p>Fiction: nobody in these pages exists.</p>
<form name="TheForm" method="post" action="{action}" id="TheForm">
<input type="hidden" name="__EVENTTARGET" value="" />
<input type="hidden" name="__EVENTARGUMENT" value="" />
<input type="hidden" name="__VIEWSTATE" value="{state}" />
<input type="hidden" name="__VIEWSTATEGENERATOR" value="{generator}" />
<input type="hidden" name="__EVENTVALIDATION" value="{validation}" />
{body}
</form></body></html>
"""
_TEXTS = ("first_name", "last_name", "license_no", "addr_city")
_GRID_HEADER = (
    *("", "Name", "Address", "Details", "License Number", "Profession", "License Type", "License Status"),
    *("City", "State"),
)


def form_page(action: str, state: str, body: str) -> str:
    """A page whose form goes to `action` and carries this view state."""
    return _FORM.format(
        action=escape(action), state=state, generator=state[:8], validation=state[::-1], body=body
    )


def search_body(
    professions: Sequence[str], chosen: str, types: Sequence[str], statuses: Sequence[str]
) -> str:
    """The fields of the search form; the license types are those of the chosen profession."""
    change = "javascript:setTimeout('__doPostBack(\\'t_web_lookup__profession_name\\',\\'\\')', 0)"
    texts = "".join(f'<input name="t_web_lookup__{name}" type="text" />\n' for name in _TEXTS)
    return (
        _select("profession_name", professions, chosen, f' onchange="{escape(change)}"')
        + _select("license_type_name", types)
        + _select("license_status_name", statuses)
        + texts
        + '<input type="submit" name="sch_button" value="Search" id="sch_button" />'
        + '<input type="submit" name="sch_clear" value="Clear" />'
    )


def grid_body(rows: Sequence[Sequence[str]], page: int) -> str:
    """One page of the results: cells with tables in them, the last row with a window of page numbers."""
    shown = rows[(page - 1) * PAGE_ROWS : page * PAGE_ROWS]
    lines = [_line("th", map(escape, _GRID_HEADER)), *map(_grid_line, shown)]
    pages = -(-len(rows) // PAGE_ROWS)
    if pages > 1:
        target = f"datagrid_results$_ctl{PAGE_ROWS + 4}"
        lines.append(f'<tr><td colspan="{len(_GRID_HEADER)}">{_pager(page, pages, target)}</td></tr>')
    return '<table id="datagrid_results" border="1">\n{}\n</table>'.format("\n".join(lines))


def pager_target(label_place: int) -> str:
    """The target of the link at this place (from 0) of the pager."""
    return f"datagrid_results$_ctl{PAGE_ROWS + 4}$_ctl{label_place}"


def pager_pages(page: int, pages: int) -> list[tuple[str, int]]:
    """Label and page of every number and `...` of the pager, the present page included."""
    start = (page - 1) // WINDOW * WINDOW + 1
    numbers = [(str(number), number) for number in range(start, min(start + WINDOW - 1, pages) + 1)]
    before = [("...", start - 1)] if start > 1 else []
    after = [("...", start + WINDOW)] if start + WINDOW <= pages else []
    return [*before, *numbers, *after]


def _pager(page: int, pages: int, target: str) -> str:
    parts = []
    for place, (label, number) in enumerate(pager_pages(page, pages)):
        href = f"javascript:__doPostBack('{target}$_ctl{place}','')"
        link = f'<a href="{escape(href)}">{label}</a>'
        parts.append(f"<span>{label}</span>" if number == page else link)
    return "&nbsp;".join(parts)


def _grid_line(cells: Sequence[str]) -> str:
    name, *others = map(escape, cells)
    nested = f'<table><tr><td><a href="Details.aspx?result=1">{name}</a></td></tr></table>'
    return _line("td", ("", nested, "", "", *others))


def _line(tag: str, cells: Iterable[str]) -> str:
    return "<tr>{}</tr>".format("".join(f"<{tag}>{cell}</{tag}>" for cell in cells))


def _select(name: str, labels: Sequence[str], chosen: str = "", more: str = "") -> str:
    options = "".join(
        f'<option{" selected" if label == chosen else ""} value="{escape(label)}">{escape(label)}</option>'
        for label in ("", *labels)
    )
    return f'<select name="t_web_lookup__{name}"{more}>{options}</select>\n'
