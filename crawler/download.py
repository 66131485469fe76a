"""The download handler for http and https: real address above, stand-in below, bytes into the raw store.

A request may carry in `meta`: `stream` (leave the body in the store and hand on an empty one),
`secret_body` (a token: never kept), `secret_address` (redirects lead to addresses that are secrets),
`head_bytes` (so much of the beginning is enough), `conditional` (an unchanged answer need not come again;
for streams that goes without saying).
The handler adds `download_latency` (seconds), `raw_sha256`, `raw_path`, `fetched_at` and `served_from`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from scrapy.utils._download_handlers import make_response

from crawler.context import CrawlContext
from crawler.errors import ListingError
from crawler.manifest import ManifestLine, body_hash, kept_headers
from crawler.store import StoredObject
from crawler.transfer import Call, Head, receive

BODY_LIMIT_BYTES = 64 << 20
SECRET_PLACEHOLDER = b"not-kept"
# The body in the store is decoded, so these no longer describe it.
_TRANSFER_HEADERS = ("content-encoding", "transfer-encoding", "connection")


class RawStoreDownloadHandler(BaseDownloadHandler):
    """Downloads into the raw store, or answers from it in a replay."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        """Prepare; connections are opened by the first request."""
        super().__init__(crawler)
        self._clients: dict[bool, httpx.AsyncClient] = {}

    async def download_request(self, request: Request) -> Response:
        """The answer, its body kept in the raw store and its line written to the manifest.

        Raises:
            ListingError: a replay meets a request that the replayed crawl never made.
            DownloadFailedError and its like: see `transfer.receive`.
        """
        context = self._spider.context
        _asked(request)
        if context.is_replay:
            return _replayed(context, request)
        with context.store.writer(is_secret=bool(request.meta.get("secret_body"))) as writer:
            former = _unchanged_candidate(context, request)
            call = self._call(context, request, former)
            began = time.monotonic()
            try:
                head = await receive(self._client(context, request.url), call, writer, self._progress())
            except Exception as error:
                error.args = (f"{_asked(request)[1]}: {error}",)
                raise
            request.meta["download_latency"] = time.monotonic() - began
            body = b"" if request.meta.get("stream") else writer.read_back(BODY_LIMIT_BYTES)
            stored = writer.commit()
        if former is not None and head.status == 304 and not request.meta.get("stream"):
            body = context.store.path(former.sha256).read_bytes()
        line = _line(context, request, head, stored)
        if former is not None and head.status == 304:
            line = replace(line, headers=former.headers, sha256=former.sha256, size=former.size)
        context.manifest.append(line)
        return _response(context, request, line, body, line.headers if line.status == 304 else head.headers)

    async def close(self) -> None:
        """All connections are closed."""
        for client in self._clients.values():
            await client.aclose()

    @property
    def _spider(self) -> Any:
        return self.crawler.spider

    def _client(self, context: CrawlContext, url: str) -> httpx.AsyncClient:
        is_local = context.hosts.is_local(url)
        if is_local not in self._clients:
            # A proxy of the machine serves the open internet, never a stand-in on this machine.
            limits = httpx.Limits(max_connections=None, max_keepalive_connections=1)
            client = httpx.AsyncClient(trust_env=not is_local, follow_redirects=False, limits=limits)
            for name in ("accept", "accept-encoding", "user-agent"):
                client.headers.pop(name, None)
            self._clients[is_local] = client
        return self._clients[is_local]

    def _call(self, context: CrawlContext, request: Request, former: ManifestLine | None) -> Call:
        timeout = float(request.meta.get("download_timeout") or 60)
        headers = (*request.headers.to_tuple_list(), *_conditions(former))
        is_stream = bool(request.meta.get("stream"))
        url = context.hosts.transport_url(request.url)
        head_bytes = int(request.meta.get("head_bytes") or 0)
        return Call(request.method, url, headers, request.body, timeout, is_stream, head_bytes=head_bytes)

    def _progress(self) -> Callable[[int, int], None]:
        spider = self._spider
        return lambda done, total: spider.progress.bytes_received(spider.name, done, total)


def _line(context: CrawlContext, request: Request, head: Head, stored: StoredObject) -> ManifestLine:
    method, asked, request_sha256 = _asked(request)
    is_secret = bool(request.meta.get("secret_address"))
    headers = tuple(
        (name, _shown_address(context.hosts.public_location(value, request.url), is_secret=is_secret))
        if name == "location"
        else (name, value)
        for name, value in kept_headers(head.headers)
    )
    return ManifestLine(
        url=asked,
        method=method,
        request_sha256=request_sha256,
        fetched_at=context.clock.now(),
        status=head.status,
        headers=headers,
        sha256=stored.sha256,
        size=stored.size,
        served_from=context.hosts.stand_in(request.url),
        redirected_to="" if asked == request.url else _shown_address(request.url, is_secret=is_secret),
    )


def _unchanged_candidate(context: CrawlContext, request: Request) -> ManifestLine | None:
    """What the last good crawl got for this request of a file, if its body is still whole in the store."""
    if not (request.meta.get("stream") or request.meta.get("conditional")):
        return None
    line = context.former.get(_asked(request))
    if line is None or not line.sha256 or not _conditions(line):
        return None
    if line.served_from != context.hosts.stand_in(request.url):
        return None  # a stand-in's file must never pass for the real one because the dates happen to fit
    try:
        context.store.checked_path(line.sha256)
    except ValueError:
        return None
    return line


def _conditions(former: ManifestLine | None) -> tuple[tuple[str, str], ...]:
    held = dict(former.headers) if former else {}
    wanted = (("If-None-Match", held.get("etag")), ("If-Modified-Since", held.get("last-modified")))
    return tuple((name, value) for name, value in wanted if value)


def _asked(request: Request) -> tuple[str, str, str]:
    """Method, address and body hash of the request first made, as a manifest line names it.

    Redirects change all three, and the addresses that they lead to may be short-lived secrets.
    """
    own = (request.method, request.url, body_hash(request.body))
    asked: tuple[str, str, str] = request.meta.setdefault("asked", own)
    return asked


def _shown_address(url: str, *, is_secret: bool) -> str:
    if not is_secret:
        return url
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/" if parts.netloc else ""


def _response(
    context: CrawlContext,
    request: Request,
    line: ManifestLine,
    body: bytes,
    headers: tuple[tuple[str, str], ...],
) -> Response:
    path = context.store.path(line.sha256) if line.sha256 else Path()
    request.meta.update(
        raw_sha256=line.sha256, raw_path=str(path), fetched_at=line.fetched_at, served_from=line.served_from
    )
    shown = Headers()
    for name, value in headers:
        if name not in _TRANSFER_HEADERS:
            public = context.hosts.public_location(value, request.url) if name == "location" else value
            shown.appendlist(name, public)
    return make_response(
        url=_answered_url(context, request, line),
        status=200 if line.status == 304 else line.status,
        headers=shown,
        body=body,
    )


def _answered_url(context: CrawlContext, request: Request, line: ManifestLine) -> str:
    """The address that the answer is from; in a replay the one that the redirects of that crawl led to.

    Relative addresses in a page, such as where its form goes, count from there.
    """
    if not context.is_replay or not line.redirected_to or request.meta.get("secret_address"):
        return request.url
    request.meta["redirect_urls"] = [request.url]
    return line.redirected_to


def _replayed(context: CrawlContext, request: Request) -> Response:
    line = context.replayed.get((request.method, request.url, body_hash(request.body)))
    if line is None:
        raise ListingError(
            context.source,
            f"the replayed crawl {context.manifest.path.name} holds no answer to "
            f"{request.method} {request.url}; crawl again",
        )
    if not line.sha256:
        return _response(context, request, line, SECRET_PLACEHOLDER, line.headers)
    try:
        path = context.store.checked_path(line.sha256)
    except ValueError as error:
        raise ListingError(context.source, str(error)) from error
    body = b"" if request.meta.get("stream") or line.size > BODY_LIMIT_BYTES else path.read_bytes()
    return _response(context, request, line, body, line.headers)
