"""Pages of an ASP.NET WebForms site: the form that carries the server's state. Pure reading.

The server checks the hidden inputs (`__VIEWSTATE` and its like) of the very page that a request comes from,
so whatever a browser would send back is sent back. Nothing is ever built: buttons and the targets of
postbacks are read from the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

from parsel import Selector

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


def _selects(form: Selector) -> Iterator[tuple[str, Selector]]:
    return ((each.attrib["name"], each) for each in form.xpath(".//select[@name]"))


def _options(select: Selector) -> Iterator[Choice]:
    for option in select.xpath(".//option"):
        label = text_of(option)
        yield Choice(option.attrib.get("value", label), label)


def _selected(select: Selector) -> str:
    """The value that a browser sends: of the option marked as selected, else of the first."""
    options = tuple(_options(select))
    marked = [number for number, each in enumerate(select.xpath(".//option")) if "selected" in each.attrib]
    return options[marked[-1] if marked else 0].value if options else ""


def text_of(node: Selector) -> str:
    """The text of a node in one line; never what a script or style sheet says."""
    parts = node.xpath(".//text()[not(ancestor::script or ancestor::style)]").getall()
    return " ".join(" ".join(parts).split())
