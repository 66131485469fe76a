"""Slots for requests that can be slow, so that many of them cannot starve the pages."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import parse_qsl

from .frame import DATABASE
from .questions import MOST_AT_ONCE, MOST_CELLS, MOST_CELLS_OF_PAGE, Question, asking
from .security import DATA, PAGE, RECONCILE, App, say

CLIENT = "directory.client"
"""Of a scope: who asks, as `clients` found it; empty where nobody can be told from others."""
RETRY_SECONDS = 3
"""Longer than the time limit of one question."""

_FREE = frozenset({"sql", "_where"})
_FILE_OF_RELEASE = re.compile(r"/release/[^/]+/.")


class Kind(Enum):
    """What a request costs."""

    PAGE = "page"
    TABLE = "table"
    QUESTION = "question"
    FILE = "file"
    BATCH = "batch"
    PASTED = "pasted"


SENT = frozenset({Kind.BATCH, Kind.PASTED})
"""What has a body, which is read before a slot is taken."""


@dataclass(slots=True)
class Gate:
    """At most `most` requests at one time, `most_each` of one client; some wait, others are sent away."""

    most: int
    most_each: int
    most_waiting: int
    seconds: float
    _inside: Counter[str] = field(default_factory=Counter)
    _waiting: list[tuple[str, asyncio.Future[bool]]] = field(default_factory=list)

    def _takes(self, who: str) -> bool:
        is_free = self._inside.total() < self.most and (not who or self._inside[who] < self.most_each)
        self._inside[who] += is_free
        return is_free

    async def enter(self, who: str = "") -> bool:
        """Whether a slot was free in time; it has to be given back by `leave`. Nobody in particular is ""."""
        if self._takes(who):
            return True
        if len(self._waiting) >= self.most_waiting:
            return False
        place = (who, asyncio.get_running_loop().create_future())
        self._waiting.append(place)
        try:
            return await asyncio.wait_for(place[1], self.seconds)
        except TimeoutError:
            return False
        except asyncio.CancelledError:
            if place[1].done() and not place[1].cancelled():
                self.leave(who)
            raise
        finally:
            if place in self._waiting:
                self._waiting.remove(place)

    def leave(self, who: str = "") -> None:
        """The slot is free again, and whoever waits longest and may, has it."""
        self._inside[who] -= 1
        self._inside += Counter()
        for place in list(self._waiting):
            if not place[1].done() and self._takes(place[0]):
                self._waiting.remove(place)
                place[1].set_result(True)


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


def is_free_sql(scope: dict[str, Any]) -> bool:
    """Whether a request carries SQL of its own: a question, a condition of a table, raw words of a search.

    The path is not looked at, because there is more than one way to write it.
    """
    query = scope.get("query_string", b"").decode("latin-1")
    pairs = parse_qsl(query, keep_blank_values=True)
    is_raw = ("_searchmode", "raw") in pairs
    return is_raw or any(name in _FREE and value.strip() for name, value in pairs)


def kind_of(scope: dict[str, Any]) -> Kind:
    """What a request is: a question, a batch, a text to read, a file of a release, a table, or a page."""
    if scope["path"] == RECONCILE and (scope.get("method") == "POST" or scope.get("query_string")):
        return Kind.BATCH
    if scope["path"] in (PAGE, f"{PAGE}.json") and scope.get("method") == "POST":
        return Kind.PASTED
    if is_free_sql(scope):
        return Kind.QUESTION
    if _FILE_OF_RELEASE.match(scope["path"]):
        return Kind.FILE
    first = scope["path"].split("/")[1].partition(".")[0] if "/" in scope["path"] else ""
    return Kind.TABLE if first == DATABASE or "~" in first else Kind.PAGE


def question_of(scope: dict[str, Any]) -> Question:
    """How large the answer may be. Rows of a table are never left out: its pages follow each other."""
    names = {name for name, _ in parse_qsl(scope.get("query_string", b"").decode("latin-1"))}
    is_data = scope["path"].endswith(DATA)
    is_answer = "sql" in names
    return Question(MOST_CELLS if is_data or not is_answer else MOST_CELLS_OF_PAGE, may_truncate=is_answer)


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
            receive = _again(messages)
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
        await while_listened(lambda: app(scope, _nothing_more(), send), receive)
        return
    with asking(question_of(scope)):
        await while_listened(lambda: app(scope, _nothing_more(), send), receive)


async def whole_body(receive: Any) -> list[dict[str, Any]]:
    """All that is sent, read before a slot is taken: whoever sends slowly holds none.

    The last message is `http.disconnect` where the client left, or sent more than anybody may.
    """
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())
    return messages


def _again(messages: list[dict[str, Any]]) -> Any:
    """Receives what was read before, and then that the client left."""
    left = iter(messages)

    async def receive() -> dict[str, Any]:
        return next(left, {"type": "http.disconnect"})

    return receive


async def while_listened(start: Callable[[], Any], receive: Any) -> None:
    """What was started has ended, or was cancelled because the client went away."""
    work = asyncio.ensure_future(start())
    gone = asyncio.ensure_future(_until_gone(receive))
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            work.cancel()
        await asyncio.wait({work})
    finally:
        for each in (work, gone):
            each.cancel()
    if not work.cancelled():
        work.result()


async def _until_gone(receive: Any) -> None:
    while (message := await receive())["type"] != "http.disconnect":
        if not message.get("more_body") and not message.get("body"):
            break
    else:
        return
    if (await receive())["type"] != "http.disconnect":
        await asyncio.Event().wait()  # whoever feeds us never says that the client left


def _nothing_more() -> Any:
    """Receives an empty body, and then nothing for ever: who reads has nothing to send."""
    told = False

    async def receive() -> dict[str, Any]:
        nonlocal told
        if told:
            await asyncio.Event().wait()
        told = True
        return {"type": "http.request", "body": b"", "more_body": False}

    return receive
