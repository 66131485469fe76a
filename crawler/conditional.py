"""What an answer that has not changed is recognized by, so that it need not come again."""

from __future__ import annotations

from scrapy import Request

from crawler.context import CrawlContext
from crawler.exchange import asked
from crawler.manifest import ManifestLine


def former_answer(context: CrawlContext, request: Request) -> ManifestLine | None:
    """What the last good crawl got for this request of a file, if its body is still whole in the store."""
    if not (request.meta.get("stream") or request.meta.get("conditional")):
        return None
    line = context.former.get(asked(request))
    if line is None or not line.sha256 or not conditions(line):
        return None
    if line.served_from != context.hosts.stand_in(request.url):
        return None  # a stand-in's file must never pass for the real one because the dates happen to fit
    try:
        context.store.checked_path(line.sha256)
    except ValueError:
        return None
    return line


def conditions(former: ManifestLine | None) -> tuple[tuple[str, str], ...]:
    """The headers that ask for what differs from the former answer; none without one."""
    held = dict(former.headers) if former else {}
    wanted = (("If-None-Match", held.get("etag")), ("If-Modified-Since", held.get("last-modified")))
    return tuple((name, value) for name, value in wanted if value)
