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
from typing import Any

import httpx
from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.call import Call, Head
from crawler.conditional import conditions, former_answer
from crawler.context import CrawlContext
from crawler.exchange import asked, manifest_line
from crawler.manifest import ManifestLine
from crawler.store import ObjectWriter
from crawler.stored_answers import BODY_LIMIT_BYTES, replayed_answer, stored_answer
from crawler.transfer import receive


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
        context, is_stream = self._spider.context, bool(request.meta.get("stream"))
        asked(request)
        if context.is_replay:
            return replayed_answer(context, request)
        with context.store.writer(is_secret=bool(request.meta.get("secret_body"))) as writer:
            former = former_answer(context, request)
            head = await self._received(context, request, former, writer)
            body = b"" if is_stream else writer.read_back(BODY_LIMIT_BYTES)
            line = manifest_line(context, request, head, writer.commit())
        if former is not None and head.status == 304:
            line = replace(line, headers=former.headers, sha256=former.sha256, size=former.size)
            body = b"" if is_stream else context.store.path(former.sha256).read_bytes()
        context.manifest.append(line)
        headers = line.headers if head.status == 304 else head.headers
        return stored_answer(context, request, line, body, headers)

    async def _received(
        self, context: CrawlContext, request: Request, former: ManifestLine | None, writer: ObjectWriter
    ) -> Head:
        """The head of the answer, whose body is in `writer`; `meta` tells how long it took."""
        call = self._call(context, request, former)
        began = time.monotonic()
        try:
            head = await receive(self._client(context, request.url), call, writer, self._progress())
        except Exception as error:
            error.args = (f"{asked(request)[1]}: {error}",)
            raise
        request.meta["download_latency"] = time.monotonic() - began
        return head

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
        headers = (*request.headers.to_tuple_list(), *conditions(former))
        is_stream = bool(request.meta.get("stream"))
        url = context.hosts.transport_url(request.url)
        head_bytes = int(request.meta.get("head_bytes") or 0)
        return Call(request.method, url, headers, request.body, timeout, is_stream, head_bytes=head_bytes)

    def _progress(self) -> Callable[[int, int], None]:
        spider = self._spider
        return lambda done, total: spider.progress.bytes_received(spider.name, done, total)
