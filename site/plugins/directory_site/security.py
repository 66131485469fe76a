"""What every response carries, and what no request may ask."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Headers of every response. No script runs on any page; styles and pictures come from here only."""

LONGEST_VALUE_BYTES = 1_000_000
"""No value in a query may be larger: an endless string would eat the memory of the server."""

_REFUSED = b"400 Bad Request: a backslash or a double slash at the start has no place in an address here.\n"

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


def limit_connection(connection: sqlite3.Connection) -> None:
    """Values on this connection can't grow beyond `LONGEST_VALUE_BYTES`."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE_BYTES)


def is_refused(scope: dict[str, Any]) -> bool:
    r"""Whether a path could send the browser to another host: `/\host`, `/%5Chost`, `//host`."""
    raw = (scope.get("raw_path") or scope["path"].encode("utf-8")).split(b"?")[0]
    return b"\\" in raw or b"%5c" in raw.lower() or "\\" in scope["path"] or raw.startswith(b"//")


def guarded(app: App) -> App:
    """The application, with `HEADERS` on every response and refused paths answered by 400."""

    async def guarded_app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        async def send_with_headers(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                ours = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
                kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in dict(ours)]
                message = {**message, "headers": kept + ours}
            await send(message)

        if is_refused(scope):
            await _refuse(send_with_headers)
        else:
            await app(scope, receive, send_with_headers)

    return guarded_app


async def _refuse(send: Any) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": _REFUSED})
