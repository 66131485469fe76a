"""Requests stay with the hosts that a source names, wherever a redirect would lead them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest


class UndeclaredHostError(IgnoreRequest):
    """The request would leave the hosts of its source; the sentence says which host and what to do."""


class DeclaredHostsMiddleware:
    """No request leaves for a host outside the domains of `hosts`, not even for its robots.txt.

    On a stand-in it must be a host that the stand-in serves: a redirect must not lead a drill to the network.
    """

    def __init__(self, crawler: Any) -> None:
        """Keep the crawler, whose spider names the hosts."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> DeclaredHostsMiddleware:
        """The middleware of this crawler."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let the request pass.

        Raises:
            UndeclaredHostError: its host is none of the source's.
        """
        spider = self._crawler.spider
        host = (urlsplit(request.url).hostname or "").lower()
        asked = request.meta.get("redirect_urls", [request.url])[0]
        if not is_declared(host, spider.hosts):
            raise UndeclaredHostError(
                f"{asked} leads to {host}, which is no host of this source; look where the listing is now, "
                "and name the host in the class if it is the owner's"
            )
        if spider.context.hosts.bases and host not in spider.context.hosts.bases:
            raise UndeclaredHostError(f"{asked} leads to {host}, which the host map does not name")


def is_declared(host: str, declared: tuple[str, ...]) -> bool:
    """Whether the host is one of the declared ones, or of the domain of one (its last two labels)."""
    return host in declared or _domain(host) in {_domain(each) for each in declared}


def _domain(host: str) -> str:
    return ".".join(host.split(".")[-2:])
