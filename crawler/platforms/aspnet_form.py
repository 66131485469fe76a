"""Pages of an ASP.NET WebForms site: a form that carries the server's state, and a paged grid. Pure reading.

The server checks the hidden inputs (`__VIEWSTATE` and its like) of the very page that a request comes from,
so whatever a browser would send back is sent back. Nothing is ever built: buttons and the targets of
postbacks are read from the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

from parsel import Selector

_POSTBACK = re.compile(r"""__doPostBack\(\s*['"]([^'"]+)['"]\s*,""")
_PAGES_ALONE = re.compile(r"[\d\s.…<>]+")
_NO_FIELD = ("submit", "button", "image", "reset", "file")


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a select: what is sent, and what a person reads."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one page. `fields` is what a browser would send with it, no button pressed.

    `choices` holds the options of each select and radio group, `buttons` the texts of the buttons.
    """

    url: str
    fields: Mapping[str, str]
    choices: Mapping[str, tuple[Choice, ...]]
    buttons: Mapping[str, str]

    def has(self, name: str) -> bool:
        """Whether the form has a field or button of this name."""
        return name in self.fields or name in self.choices or name in self.buttons

    def body(self, **changes: str) -> bytes:
        """The body of a POST: the fields with some of them changed."""
        return urlencode({**self.fields, **changes}).encode()

    def postback(self, target: str, **changes: str) -> bytes:
        """The body that the page's `__doPostBack(target, '')` would send."""
        return self.body(__EVENTTARGET=target, __EVENTARGUMENT="", **changes)

    def press(self, button: str, **changes: str) -> bytes:
        """The body that a press on the button would send."""
        return self.body(**changes, **{button: self.buttons[button]})


@dataclass(frozen=True, slots=True)
class GridPage:
    """One page of a results grid: header and rows as text, and where the next page is.

    `number` is None where the grid shows no page numbers; `next_target` is empty on the last page.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    number: int | None
    next_target: str


def page_selector(body: bytes) -> Selector:
    """The page, decoded as UTF-8 where it is, else as Windows-1252."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252", "replace")
    return Selector(text=text, type="html")  # an answer in JSON is a page without anything, too


def read_form(page: Selector, url: str) -> Form | None:
    """The page's form that carries the server's state; None for a page without one."""
    forms = page.xpath("//form[.//input[@name='__VIEWSTATE']]") or page.xpath("//form[.//input]")
    if not forms:
        return None
    form = forms[0]
    choices = {name: tuple(_options(group)) for name, group in _selects(form)}
    fields = {name: _selected(group) for name, group in _selects(form)}
    for each in form.xpath(".//input[@name]"):
        kind = (each.attrib.get("type") or "text").lower()
        name, value = each.attrib["name"], each.attrib.get("value", "")
        if kind == "radio":
            choices[name] = (*choices.get(name, ()), Choice(value, ""))
        is_off = kind in ("radio", "checkbox") and "checked" not in each.attrib
        if kind not in _NO_FIELD and not is_off:
            fields[name] = value
    buttons = {
        each.attrib["name"]: each.attrib.get("value", "")
        for each in form.xpath(".//input[@name][@type='submit' or @type='button'] | .//button[@name]")
    }
    return Form(urljoin(url, form.attrib.get("action") or ""), fields, choices, buttons)


def select_choices(page: Selector, select_id: str) -> tuple[Choice, ...]:
    """The options of the select with this id; empty where there is none."""
    return tuple(
        choice for each in page.xpath("//select[@id=$id]", id=select_id) for choice in _options(each)
    )


def read_grid(page: Selector, table_id: str) -> GridPage | None:
    """The results grid with this id; None where the page has none.

    Cells are the direct children of the table's own rows, because a cell may hold a table itself.
    """
    tables = page.xpath("//table[@id=$id]", id=table_id)
    if not tables:
        return None
    rows, number, target = [], None, ""
    for row in tables[0].xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"):
        cells = tuple(_text(cell) for cell in row.xpath("./td | ./th"))
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
        label = _text(node)
        if number is None:
            number = int(label) if node.root.tag == "span" and label.isdigit() else None
            continue
        found = _POSTBACK.search(node.attrib.get("href", ""))
        if found and node.root.tag == "a":
            return number, found[1]
    return number, ""


def _selects(form: Selector) -> Iterator[tuple[str, Selector]]:
    return ((each.attrib["name"], each) for each in form.xpath(".//select[@name]"))


def _options(select: Selector) -> Iterator[Choice]:
    for option in select.xpath(".//option"):
        label = _text(option)
        yield Choice(option.attrib.get("value", label), label)


def _selected(select: Selector) -> str:
    """The value that a browser sends: of the option marked as selected, else of the first."""
    options = tuple(_options(select))
    marked = [number for number, each in enumerate(select.xpath(".//option")) if "selected" in each.attrib]
    return options[marked[-1] if marked else 0].value if options else ""


def _text(node: Selector) -> str:
    parts = node.xpath(".//text()[not(ancestor::script or ancestor::style)]").getall()
    return " ".join(" ".join(parts).split())
