"""What a client sends, read before its turn; and whether it is still there while we work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any


async def whole_body(receive: Any) -> list[dict[str, Any]]:
    """All that is sent, read before a slot is taken: whoever sends slowly holds none.

    The last message is `http.disconnect` where the client left, or sent more than anybody may.
    """
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())
    return messages


def received_again(messages: list[dict[str, Any]]) -> Any:
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


def nothing_more() -> Any:
    """Receives an empty body, and then nothing for ever: who reads has nothing to send."""
    told = False

    async def receive() -> dict[str, Any]:
        nonlocal told
        if told:
            await asyncio.Event().wait()
        told = True
        return {"type": "http.request", "body": b"", "more_body": False}

    return receive
