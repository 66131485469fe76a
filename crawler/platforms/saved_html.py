"""The people on a saved result page of a directory, as rows of cells. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsel import Selector

from crawler.challenge import challenge_reason, is_web_page
from crawler.errors import ListingError
from crawler.platforms.saved_layouts import PageLayout
from crawler.records import Evidence

_END = re.compile(rb"</html\s*>", re.IGNORECASE)
Cells = dict[str, str]


def html_rows(body: bytes, evidence: Evidence, layout: PageLayout) -> list[tuple[int, Cells]]:
    """A row for each certificate of each person on the page; one without a certificate has one row.

    Raises:
        ListingError: the body is no whole result page of this directory.
    """
    name = page_name(evidence)
    reason = challenge_reason(body)
    if reason:
        raise ListingError(evidence.source, f"{name} is a saved challenge page, not a result page: {reason}")
    if not is_web_page(body):
        raise ListingError(evidence.source, f"{name} is no web page; save the page as HTML")
    if not _END.search(body[-4096:]):
        raise ListingError(evidence.source, f"{name} is cut off: it has no end; save it again")
    page = Selector(text=_decoded(body), huge_tree=False)
    cards = page.css(layout.card)
    if not cards and not re.search(layout.empty, _text(page), re.IGNORECASE):
        raise ListingError(
            evidence.source,
            f"{name} is no result page of the directory: it has no {layout.card!r}; save a page of results, "
            "or correct crawler/platforms/saved_layouts.py where the directory has changed",
        )
    return [
        (number, cells) for number, card in enumerate(cards, start=1) for cells in _card_rows(card, layout)
    ]


def page_name(evidence: Evidence) -> str:
    """The name of the saved file, for messages."""
    return evidence.source_url.removeprefix("file:").removeprefix("inbox/")


def text_of_html(fragment: str) -> str:
    """The text of a piece of HTML in one line, a comma for each `<br>`."""
    if not fragment.strip():
        return ""
    return _text(Selector(text=f"<div>{fragment}</div>", huge_tree=False))


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _card_rows(card: Selector, layout: PageLayout) -> Iterator[Cells]:
    key = re.search(layout.key_pattern, card.css(layout.key).get("").strip())
    cells = {
        "id": key[1] if key else "",
        "name": _first(card.css(layout.name)),
        "status": _first(card.css(layout.status)),
        "place": _first(card.css(layout.place)),
    }
    certificates = dict.fromkeys(_text(each) for each in card.css(layout.certification))
    for certificate in certificates or ("",):
        yield {**cells, "certification": certificate}


def _first(found: Sequence[Selector]) -> str:
    return _text(found[0]) if found else ""


def _text(node: Selector) -> str:
    """The text of a node in one line, a comma for each `<br>`; never what a script or style sheet says."""
    parts = node.xpath(".//text()[not(ancestor::script or ancestor::style)] | .//br")
    text = "".join(part.root if isinstance(part.root, str) else ", " for part in parts)
    return " ".join(text.split())
