"""Requests and answers of the desk as plain data, and the ASGI application between them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

LARGEST_FORM_BYTES = 20_000
HTML = "text/html; charset=utf-8"
HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
"""Headers of every answer: nothing is kept, framed or read by another page, and no link out tells whence.

Under `no-referrer` a browser would send its own forms as from `null`.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; names of headers are in lower case."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer."""

    status: int
    body: str = ""
    kind: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)


def see_other(path: str) -> Answer:
    """The browser goes on to another page of the desk, with GET."""
    return Answer(303, headers={"location": path})


def application(answer: Callable[[Asked], Answer]) -> Callable[[Any, Any, Any], Awaitable[None]]:
    """The ASGI application that asks `answer`, one request after the other."""

    async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        body = await _body(receive)
        found = Answer(413, "This form is too large.") if body is None else _answered(answer, scope, body)
        named = {"content-type": found.kind, **HEADERS, **found.headers}
        pairs = [(name.encode(), value.encode("latin-1")) for name, value in named.items()]
        await send({"type": "http.response.start", "status": found.status, "headers": pairs})
        await send({"type": "http.response.body", "body": found.body.encode("utf-8", "replace")})

    return app


def _answered(answer: Callable[[Asked], Answer], scope: Mapping[str, Any], body: bytes) -> Answer:
    try:
        asked = _asked(scope, body)
    except ValueError:
        return Answer(400, "This request has more fields than any form of the desk.")
    return answer(asked)


async def _body(receive: Any) -> bytes | None:
    body, has_more = b"", True
    while has_more:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        has_more = message.get("more_body", False)
        if len(body) > LARGEST_FORM_BYTES:
            return None
    return body


def _asked(scope: Mapping[str, Any], body: bytes) -> Asked:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    return Asked(
        method=scope["method"],
        path=scope["path"],
        query=_pairs(scope.get("query_string", b"")),
        headers=headers,
        form=_pairs(body) if scope["method"] == "POST" else {},
    )


def _pairs(text: bytes) -> dict[str, str]:
    return dict(parse_qsl(text.decode("latin-1"), keep_blank_values=True, max_num_fields=50))
