"""Slots for requests that can be slow, so that many of them cannot starve the pages."""

from __future__ import annotations

from typing import Any

from .client_messages import nothing_more, received_again, while_listened, whole_body
from .gate import Gate
from .questions import MOST_AT_ONCE, asking
from .request_kinds import SENT, Kind, kind_of, question_of
from .security import App, say

CLIENT = "directory.client"
"""Of a scope: who asks, as `clients` found it; empty where nobody can be told from others."""
RETRY_SECONDS = 3
"""Longer than the time limit of one question."""


def gates() -> dict[Kind, Gate]:
    """Of the server's six threads three for tables, two for batches, one for pages that are pasted.

    Questions have processes of their own. A long page takes a second, so more wait for it, and longer.
    """
    return {
        Kind.TABLE: Gate(3, 2, 30, 3.0),
        Kind.QUESTION: Gate(MOST_AT_ONCE, 1, 16, 1.0),
        Kind.FILE: Gate(20, 4, 20, 3.0),
        Kind.BATCH: Gate(2, 1, 20, 3.0),
        Kind.PASTED: Gate(1, 1, 20, 6.0),
    }


def limited(app: App) -> App:
    """The application; requests above their gate get 503, and those whose client left are stopped."""
    doors = gates()

    async def limited_app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        kind = kind_of(scope) if scope["type"] == "http" else Kind.PAGE
        if kind in SENT:
            messages = await whole_body(receive)
            if messages[-1]["type"] == "http.disconnect":
                await say(send, 413, "Content Too Large: send less at a time.")
                return
            receive = received_again(messages)
        if kind is Kind.PAGE:
            await app(scope, receive, send)
        elif not await doors[kind].enter(who := scope.get(CLIENT) or ""):
            sentence = "Busy: other questions are running. Ask again in a few seconds."
            await say(send, 503, sentence, (b"retry-after", str(RETRY_SECONDS).encode()))
        else:
            try:
                await _run(app, kind, scope, receive, send)
            finally:
                doors[kind].leave(who)

    return limited_app


async def _run(app: App, kind: Kind, scope: dict[str, Any], receive: Any, send: Any) -> None:
    if kind in SENT:
        await app(scope, receive, send)
        return
    if kind is not Kind.QUESTION:
        await while_listened(lambda: app(scope, nothing_more(), send), receive)
        return
    with asking(question_of(scope)):
        await while_listened(lambda: app(scope, nothing_more(), send), receive)
