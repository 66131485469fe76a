"""Answers as the parsers see them, their bodies in the raw store; in a replay they come from there."""

from __future__ import annotations

from pathlib import Path

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.utils._download_handlers import make_response

from crawler.context import CrawlContext
from crawler.errors import ListingError
from crawler.manifest import ManifestLine, body_hash

BODY_LIMIT_BYTES = 64 << 20
SECRET_PLACEHOLDER = b"not-kept"
# The body in the store is decoded, so these no longer describe it.
_TRANSFER_HEADERS = ("content-encoding", "transfer-encoding", "connection")


def replayed_answer(context: CrawlContext, request: Request) -> Response:
    """The answer of the replayed crawl to this request.

    Raises:
        ListingError: there was none, or its body is not in the store any more.
    """
    line = context.replayed.get((request.method, request.url, body_hash(request.body)))
    if line is None:
        raise ListingError(
            context.source,
            f"the replayed crawl {context.manifest.path.name} holds no answer to "
            f"{request.method} {request.url}; crawl again",
        )
    if not line.sha256:
        return stored_answer(context, request, line, SECRET_PLACEHOLDER, line.headers)
    try:
        path = context.store.checked_path(line.sha256)
    except ValueError as error:
        raise ListingError(context.source, str(error)) from error
    body = b"" if request.meta.get("stream") or line.size > BODY_LIMIT_BYTES else path.read_bytes()
    return stored_answer(context, request, line, body, line.headers)


def stored_answer(
    context: CrawlContext,
    request: Request,
    line: ManifestLine,
    body: bytes,
    headers: tuple[tuple[str, str], ...],
) -> Response:
    """The answer of this line. `meta` of the request tells where its body is and when it was fetched."""
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
