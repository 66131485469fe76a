"""How a request and its answer stand in the manifest."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request

from crawler.call import Head
from crawler.context import CrawlContext
from crawler.manifest import ManifestLine, body_hash, kept_headers
from crawler.store import StoredObject


def asked(request: Request) -> tuple[str, str, str]:
    """Method, address and body hash of the request first made, as a manifest line names it.

    Redirects change all three, and the addresses that they lead to may be short-lived secrets.
    """
    own = (request.method, request.url, body_hash(request.body))
    first: tuple[str, str, str] = request.meta.setdefault("asked", own)
    return first


def manifest_line(context: CrawlContext, request: Request, head: Head, stored: StoredObject) -> ManifestLine:
    """The line of an answer whose body is in the store. Of secret addresses the host alone stays."""
    method, url, request_sha256 = asked(request)
    is_secret = bool(request.meta.get("secret_address"))
    headers = tuple(
        (name, _shown_address(context.hosts.public_location(value, request.url), is_secret=is_secret))
        if name == "location"
        else (name, value)
        for name, value in kept_headers(head.headers)
    )
    return ManifestLine(
        url=url,
        method=method,
        request_sha256=request_sha256,
        fetched_at=context.clock.now(),
        status=head.status,
        headers=headers,
        sha256=stored.sha256,
        size=stored.size,
        served_from=context.hosts.stand_in(request.url),
        redirected_to="" if url == request.url else _shown_address(request.url, is_secret=is_secret),
    )


def _shown_address(url: str, *, is_secret: bool) -> str:
    if not is_secret:
        return url
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/" if parts.netloc else ""
