"""Writes an Atom feed (RFC 4287): pure. All text is plain text; nothing in it can be markup."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

NAMESPACE = "http://www.w3.org/2005/Atom"
CONTENT_TYPE = "application/atom+xml; charset=utf-8"
OWNED_SINCE = "2026"
"""The date of our `tag:` names (RFC 4151); it never changes, so that the names don't."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One item of a feed. `name` is the rest of its `tag:`, `day` an ISO day, `link` a whole address."""

    name: str
    title: str
    day: str
    link: str
    summary: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed. `address` is its own whole address, `page` that of the page it belongs to."""

    host: str
    name: str
    language: str
    title: str
    author: str
    rights: str
    day: str
    address: str
    page: str
    entries: tuple[FeedEntry, ...]


def feed_xml(feed: Feed) -> bytes:
    """The feed as it is sent; the same feed gives the same bytes."""
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(f"{{{NAMESPACE}}}feed", {"xml:lang": feed.language})
    _add(root, "id", tag_of(feed.host, feed.name))
    _add(root, "title", feed.title)
    _add(root, "updated", moment(max([each.day for each in feed.entries], default=feed.day)))
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "rights", feed.rights)
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for each in feed.entries:
        _add_entry(root, feed, each)
    ElementTree.indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="utf-8") + b"\n"


def _add_entry(root: Any, feed: Feed, entry: FeedEntry) -> None:
    item = _add(root, "entry")
    _add(item, "id", tag_of(feed.host, entry.name))
    _add(item, "title", entry.title)
    _add(item, "updated", moment(entry.day))
    _add(item, "link", rel="alternate", type="text/html", href=entry.link)
    _add(item, "summary", entry.summary)
    for category in entry.categories:
        _add(item, "category", term=category)


def _add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    values = {key: _safe(value) for key, value in attributes.items()}
    child = ElementTree.SubElement(parent, f"{{{NAMESPACE}}}{name}", values)
    child.text = _safe(text) or None
    return child


def _safe(text: str) -> str:
    """The text without the characters that XML can't hold."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def moment(day: str) -> str:
    """The beginning of a day in UTC, as RFC 3339 writes it."""
    return f"{day[:10]}T00:00:00Z"


def tag_of(host: str, name: str) -> str:
    """A name that no other feed or entry has (RFC 4151): it stays when addresses or languages change."""
    authority = re.sub(r":\d+$", "", host).strip("[]").lower() or "directory.invalid"
    return f"tag:{authority},{OWNED_SINCE}:{name}"


def etag_of(body: bytes) -> str:
    """The `ETag` of a body: it changes when the release does, and when somebody is withheld since."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'
