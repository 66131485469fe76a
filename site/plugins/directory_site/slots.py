"""Slots for questions in free SQL, so that a few slow ones cannot starve the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from .security import App

MOST_AT_ONCE = 2
"""Questions in free SQL that may run at one time; the server has more threads than these."""
RETRY_SECONDS = 3
"""Longer than the time limit of one question."""

_FREE = frozenset({"sql", "_where"})
_BUSY = b"503 Busy: other questions in SQL are running. Ask again in a few seconds.\n"


def is_free_sql(scope: dict[str, Any]) -> bool:
    """Whether a request carries SQL of its own, as a question or as a condition of a table."""
    query = scope.get("query_string", b"").decode("latin-1")
    return any(name in _FREE for name, _ in parse_qsl(query, keep_blank_values=True))


def limited(app: App, most: int = MOST_AT_ONCE) -> App:
    """The application; of requests with SQL of their own more than `most` at a time get 503."""
    running: set[object] = set()

    async def limited_app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not is_free_sql(scope):
            await app(scope, receive, send)
        elif len(running) >= most:
            await _answer_busy(send)
        else:
            await _run(running, lambda: app(scope, receive, send))

    return limited_app


async def _run(running: set[object], start: Callable[[], Any]) -> None:
    slot = object()
    running.add(slot)
    try:
        await start()
    finally:
        running.discard(slot)


async def _answer_busy(send: Any) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"retry-after", str(RETRY_SECONDS).encode()),
    ]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": _BUSY})
