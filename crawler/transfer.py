"""One HTTP exchange whose body goes straight into the raw store, resumed where the server allows it."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
from scrapy.exceptions import DownloadFailedError

from crawler.call import Call, Head
from crawler.store import ObjectWriter
from crawler.transfer_errors import scrapy_errors

_RANGE = re.compile(r"bytes (\d+)-")


class _BrokenOffError(Exception):
    def __init__(self, head: Head, cause: httpx.RequestError) -> None:
        super().__init__(str(cause))
        self.head = head
        self.cause = cause


async def receive(
    client: httpx.AsyncClient, call: Call, writer: ObjectWriter, on_bytes: Callable[[int, int], None]
) -> Head:
    """The whole body is in `writer`; the head of the (first) answer is returned.

    `on_bytes(done, total)` is told how far the body has come; a total of 0 is not known.

    Raises:
        CannotResolveHostError, DownloadConnectionRefusedError, DownloadTimeoutError,
        ResponseDataLossError, DownloadFailedError: what Scrapy's retry knows to repeat.
    """
    known: Head | None = None
    async with scrapy_errors(call.timeout):
        for left in range(call.resumes_max if call.is_stream else 0, -1, -1):
            try:
                return await _receive_once(client, call, writer, known, on_bytes)
            except _BrokenOffError as broken:
                known = broken.head
                if left == 0 or not known.is_resumable or writer.size == 0:
                    raise broken.cause from None
    raise AssertionError("unreachable: the last attempt returns or raises")


async def _receive_once(
    client: httpx.AsyncClient,
    call: Call,
    writer: ObjectWriter,
    known: Head | None,
    on_bytes: Callable[[int, int], None],
) -> Head:
    request = client.build_request(
        call.method,
        call.url,
        headers=_headers(call, writer, known),
        content=call.body or None,
        timeout=call.timeout,
    )
    response = await client.send(request, stream=True)
    try:
        head = _continued(response, writer, known)
        total = _content_length(head)
        try:
            async for chunk in response.aiter_bytes():
                writer.write(chunk)
                on_bytes(writer.size, total)
                if 0 < call.head_bytes <= writer.size:
                    break
        except httpx.RequestError as error:
            raise _BrokenOffError(head, error) from error
        return head
    finally:
        await response.aclose()


def _headers(call: Call, writer: ObjectWriter, known: Head | None) -> list[tuple[str, str]]:
    headers = [pair for pair in call.headers if pair[0].lower() != "accept-encoding"]
    headers.append(("Accept-Encoding", "identity" if call.is_stream else "gzip, deflate"))
    if known is None and call.head_bytes:
        headers.append(("Range", f"bytes=0-{call.head_bytes - 1}"))
    if known is not None:
        headers.append(("Range", f"bytes={writer.size}-"))
        headers.append(("If-Range", known.validator))
    return headers


def _continued(response: httpx.Response, writer: ObjectWriter, known: Head | None) -> Head:
    """The head to go on with; the writer stands where the next byte belongs."""
    head = Head(
        response.status_code, tuple((key.lower(), value) for key, value in response.headers.multi_items())
    )
    if known is None:
        writer.restart()
        return head
    if head.status == 206:
        start = _RANGE.match(head.header("content-range"))
        if start is None or int(start[1]) != writer.size:
            raise DownloadFailedError(f"{response.url} answered with another range than was asked for")
        return known
    if head.status == 200:
        writer.restart()
        return head
    raise DownloadFailedError(
        f"{response.url} answered {head.status} to the request for the rest of the file"
    )


def _content_length(head: Head) -> int:
    length = head.header("content-length")
    return int(length) if length.isdigit() and not head.header("content-encoding") else 0
