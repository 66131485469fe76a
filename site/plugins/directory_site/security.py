"""What every response carries, and what no request may ask."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Headers of every response. Scripts, styles and pictures come from here only, and none stands in a page."""

TILES = "https://tile.openstreetmap.org"
WITH_STREETS = {
    "Content-Security-Policy": HEADERS["Content-Security-Policy"].replace(
        "img-src 'self'", f"img-src 'self' {TILES}"
    ),
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
"""For the one page on which a visitor turned on the streets; their publisher asks for a referrer."""

DATA = (".json", ".csv", ".jsono", ".geojson", ".atom")
READ_BY_SCRIPTS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Expose-Headers": "Link, Retry-After, Directory-Release, Directory-Truncated",
    "Access-Control-Max-Age": "3600",
}
"""For data alone: reading, without cookies. Pages can't be read by other sites."""

RECONCILE = "/reconcile"
PAGE = "/page"
POSTED = frozenset({RECONCILE, PAGE, f"{PAGE}.json"})
"""Addresses to which something may be posted from anywhere, beside the searches in FHIR."""
_POSTED_SEARCH = re.compile(r"/fhir/[A-Za-z]+/_search")
ASKED_BY_SCRIPTS = {**READ_BY_SCRIPTS, "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS"}
"""For data that is asked for by posting; nothing is written, and no cookie is known."""

PREVIEW = f"{RECONCILE}/preview"
IN_FRAMES = {
    "Content-Security-Policy": HEADERS["Content-Security-Policy"]
    .replace("frame-ancestors 'none'", "frame-ancestors *")
    .replace("script-src 'self'; connect-src 'self'", "script-src 'none'; connect-src 'none'")
    .replace("form-action 'self'", "form-action 'none'")
}
"""For the one page that other sites may show in a frame: it has no script and no form."""

_STREETS = {name.lower().encode(): value.encode() for name, value in WITH_STREETS.items()}

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


def guarded(app: App) -> App:
    """The application, with `HEADERS` on every response, and reading by scripts of other sites allowed."""

    async def guarded_app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        ours = {name.lower().encode(): value.encode() for name, value in headers_of(scope["path"]).items()}

        async def send_with_headers(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                given = {pair[0].lower(): pair[1] for pair in message.get("headers", [])}
                own = {name: given[name] for name in _STREETS if given.get(name) == _STREETS[name]}
                kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in ours]
                message = {**message, "headers": kept + list((ours | own).items())}
            await send(message)

        await app(scope, receive, send_with_headers)

    return guarded_app


def headers_of(path: str) -> dict[str, str]:
    """The headers of a response; data that anybody may read, scripts on other sites may read as well."""
    if path == PREVIEW:
        framed = {name: value for name, value in HEADERS.items() if name != "X-Frame-Options"}
        return {**framed, **IN_FRAMES, **READ_BY_SCRIPTS}
    is_asked = path in (RECONCILE, f"{PAGE}.json") or path.startswith(f"{RECONCILE}/")
    if is_asked or is_posted_search(path):
        return {**HEADERS, **ASKED_BY_SCRIPTS}
    is_data = path.endswith(DATA) or is_resource(path)
    return {**HEADERS, **READ_BY_SCRIPTS} if is_data else HEADERS


def may_be_posted(path: str) -> bool:
    """Whether something may be posted to an address from anywhere, without the token of a form of ours.

    Such a token keeps other sites from changing something in a visitor's name. Here nothing is changed,
    nobody signs in, and no cookie changes the answer.
    """
    return path in POSTED or is_posted_search(path)


def is_posted_search(path: str) -> bool:
    """Whether an address is that of a search in FHIR whose parameters are posted: it reads, as with GET."""
    return bool(_POSTED_SEARCH.fullmatch(path))


def is_resource(path: str) -> bool:
    """Whether an address is one of those in FHIR."""
    return f"{path}/".startswith("/fhir/")


async def say(send: Any, status: int, sentence: str, *headers: tuple[bytes, bytes]) -> None:
    """A plain answer of one line."""
    named = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"), *headers]
    await send({"type": "http.response.start", "status": status, "headers": named})
    await send({"type": "http.response.body", "body": f"{status} {sentence}\n".encode()})
