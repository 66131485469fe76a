"""Changes as Atom feeds: of a state, of one list, of one person or clinic. The first two name nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from email.utils import format_datetime
from typing import Any

from datasette import NotFound, Response
from datasette.utils import tilde_decode, tilde_encode
from markupsafe import Markup

from .atom import CONTENT_TYPE, Feed, FeedEntry, etag_of, feed_xml
from .clock import as_day
from .feed_changes import changes_of_entry, changes_of_lists, current_release
from .frame import directory
from .history import step_of
from .languages import linker, texts_of
from .pages import Gone
from .reading import read_rows
from .texts import Texts
from .withheld import is_withheld
from .wording import state_name

FRESH_SECONDS = 900
"""How long a copy may be kept without asking again. A new release comes once a week."""

LISTS = "select source, title from sources where kind = 'license' and {} = ? order by source"
_ENTRY_PATHS = {"individual": "/practitioner/", "organization": "/clinic/"}


async def state_feed(datasette: Any, request: Any) -> Response:
    """Changes on the lists of one state."""
    code = request.url_vars["state"]
    lists = await read_rows(directory(datasette), LISTS.format("jurisdiction"), code)
    if not lists:
        raise NotFound(texts_of(request).text("feed.no_state"))
    title = texts_of(request).text("feed.of_state", state=state_name(code, texts_of(request)))
    return await _of_lists(datasette, request, f"/feeds/state/{code}.atom", title, "/coverage", lists)


async def board_feed(datasette: Any, request: Any) -> Response:
    """Changes on one list of a board."""
    source = tilde_decode(request.url_vars["source"])
    lists = await read_rows(directory(datasette), LISTS.format("source"), source)
    if not lists:
        raise NotFound(texts_of(request).text("error.no_source"))
    path, page = f"/feeds/board/{tilde_encode(source)}.atom", f"/source/{tilde_encode(source)}"
    title = texts_of(request).text("feed.of_list", list=lists[0]["title"])
    return await _of_lists(datasette, request, path, title, page, lists)


async def entry_feed(datasette: Any, request: Any) -> Response:
    """Changes about one person or clinic, as its page tells them."""
    texts, db = texts_of(request), directory(datasette)
    entry_id = tilde_decode(request.url_vars["entry_id"])
    if is_withheld(entry_id):
        raise Gone(texts.text("error.gone_words"))
    found = await read_rows(db, "select * from entries where entry_id = ?", entry_id)
    if not found:
        raise NotFound(texts.text("error.no_entry"))
    page = _ENTRY_PATHS[found[0]["kind"]] + tilde_encode(entry_id)
    changes = await changes_of_entry(db, found[0], texts)
    title = texts.text("feed.of_entry", name=found[0]["name"])
    return await _answer(datasette, request, f"{page}.atom", title, page, changes)


async def _of_lists(
    datasette: Any, request: Any, path: str, title: str, page: str, lists: Iterable[dict[str, Any]]
) -> Response:
    changes = await changes_of_lists(directory(datasette), [row["source"] for row in lists])
    return await _answer(datasette, request, path, title, page, changes)


async def _answer(
    datasette: Any, request: Any, path: str, title: str, page: str, changes: Iterable[dict[str, Any]]
) -> Response:
    """The feed, or 304 where the reader has it already, by its `ETag` alone: a day can have many builds."""
    texts = texts_of(request)
    release = await current_release(directory(datasette))
    link = linker(datasette, texts)

    def whole(address: str) -> str:
        return str(datasette.absolute_url(request, link(address)))

    entries = tuple(_entry(change, texts, whole) for change in changes)
    names = (request.host or "", path, texts.language.tag, _plain(title), _plain(texts.text("frame.name")))
    rights = _plain(texts.text("feed.rights"))
    feed = Feed(*names, rights, release["built_on"], whole(path), whole(page), entries)
    body = feed_xml(feed)
    headers = _headers(body, release["built_on"])
    if headers["ETag"] in (request.headers.get("if-none-match") or "").replace("W/", ""):
        return Response("", status=304, headers=headers)
    return Response(body, headers=headers, content_type=CONTENT_TYPE)


def _headers(body: bytes, built_on: str) -> dict[str, str]:
    day = as_day(built_on)
    midnight = datetime.combine(day, time(), UTC) if day else None
    modified = {"Last-Modified": format_datetime(midnight, usegmt=True)} if midnight else {}
    return {"Cache-Control": f"public, max-age={FRESH_SECONDS}", "ETag": etag_of(body), **modified}


def _entry(change: dict[str, Any], texts: Texts, whole: Any) -> FeedEntry:
    release = change["release_id"]
    if change["kind"] == "more":
        words = _plain(texts.text("feed.more", release=release))
        path = f"/release/{tilde_encode(release)}"
        return FeedEntry(f"{path}#{change['source']}", words, change["built_on"], whole(path), words)
    step = step_of(change, texts)
    about = change["source_title"] or ""
    summary = texts.text("feed.summary", why=_plain(step.tag), list=about, release=release)
    name, link = f"/change/{change['change_id']}", whole(_path(change))
    return FeedEntry(name, _plain(step.words), step.day, link, _plain(summary), (change["kind"], step.cause))


def _path(change: dict[str, Any]) -> str:
    """The page that says more: that of the entry, else the row of the license, else the list."""
    if change["page_entry_id"]:
        return _ENTRY_PATHS[change["page_kind"]] + tilde_encode(change["page_entry_id"])
    if change["license_table"]:
        return f"/directory/{change['license_table']}/{tilde_encode(change['license_id'])}"
    return f"/source/{tilde_encode(change['source'])}" if change["source"] else "/releases"


def _plain(words: Any) -> str:
    """Words of the catalogue as plain text: what was escaped for a page is as it was."""
    return " ".join(Markup(words).striptags().split())  # noqa: S704 - it leaves the markup out


ROUTES = [
    (r"^/feeds/state/(?P<state>[A-Z]{2})\.atom$", state_feed),
    (r"^/feeds/board/(?P<source>[^/]+)\.atom$", board_feed),
    (r"^/(?:practitioner|clinic)/(?P<entry_id>[^/]+?)\.atom$", entry_feed),
]
"""Pattern of the path, and the function that answers. They come before the pages of entries."""
