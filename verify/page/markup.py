"""The tree of a page made ready for its text: what a reader can't see is gone, what a block is stands on it.

Markup is hostile: nothing of it is kept but the text, and no attribute reaches the library that lays it out.
"""

from __future__ import annotations

import re

from lxml import etree, html

from verify.page.document import BlockKind

KIND = "kind"
"""The attribute that says what a block is; all others are gone."""

_UNSEEN = (
    "script style template noscript svg math iframe object embed select datalist textarea input head "
    "audio video"
    " canvas map dialog"
).split()
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MENU = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|social|share|sharing|pagination)(?:$|[\s_-])", re.I
)
_BANNER = re.compile(r"cookie|gdpr|consent-?banner", re.IGNORECASE)
_BUTTON = re.compile(r"(?:^|[\s_-])(?:btn|button|cta)(?:$|[\s_-])", re.IGNORECASE)
_KINDS = {
    "nav": BlockKind.NAVIGATION,
    "button": BlockKind.CONTROL,
    "label": BlockKind.CONTROL,
    "footer": BlockKind.FOOTER,
    "blockquote": BlockKind.QUOTE,
    "li": BlockKind.ITEM,
    "dd": BlockKind.ITEM,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "legend"), BlockKind.HEADING),
}  # fmt: skip
_CELL_MAX = 90
"""Characters of a table's cell that stands in one line with the others of its row."""


def parsed(markup: str) -> html.HtmlElement | None:
    """The tree of a page; None where there is none. Never fetches anything."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def cleaned(tree: html.HtmlElement) -> html.HtmlElement:
    """The same tree with what is seen alone; each block carries its `KIND` and nothing else."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or _is_unseen(element):
            _drop(element)
    for row in list(tree.iter("tr")):
        _lay_row(row)
    for raised in list(tree.iter("sup")):
        _bracket(raised)
    for element in tree.iter():
        _mark(element)
    return tree


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is None:
        return
    if isinstance(element.tag, str):
        element.tail = f" {element.tail or ''}"
    element.drop_tree()


def _is_unseen(element: html.HtmlElement) -> bool:
    if element.tag in _UNSEEN or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search(element.get("style", "")))


def _lay_row(row: html.HtmlElement) -> None:
    """Short cells of a row in one line; long ones each for itself, as in tables that only lay out a page."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    is_short = all(len(cell.text_content()) <= _CELL_MAX and not len(cell.findall(".//p")) for cell in cells)
    row.tag = "div"
    for number, cell in enumerate(cells):
        cell.tag = "span" if is_short else "div"
        cell.tail = ": " if is_short and number < len(cells) - 1 else ""


def _bracket(raised: html.HtmlElement) -> None:
    """A raised number is a reference, and no longer part of the word before it."""
    text = raised.text_content().strip()
    if text and all(letter.isdigit() or letter in ",–- []" for letter in text):
        for child in list(raised):
            child.drop_tag()
        raised.text = f"[{text.strip('[]')}]"


def _mark(element: html.HtmlElement) -> None:
    kind = _kind(element)
    element.attrib.clear()
    if element.tag in ("table", "tbody", "thead", "tfoot", "td", "th", "caption"):
        element.tag = "div"
    if kind:
        element.set(KIND, kind)
    if kind == BlockKind.CONTROL:
        element.tag = "div"


def _kind(element: html.HtmlElement) -> str:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    if element.tag in ("body", "html", "main", "article"):
        return ""
    if _BANNER.search(names):
        return BlockKind.CONTROL
    if element.tag == "a" and (element.get("role") == "button" or _BUTTON.search(names)):
        return BlockKind.CONTROL
    if element.get("role") == "navigation" or (element.tag in ("ul", "ol", "div") and _MENU.search(names)):
        return BlockKind.NAVIGATION
    return _KINDS.get(element.tag, "")
