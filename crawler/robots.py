"""robots.txt as RFC 9309 reads it, for every source and without any switch.

Scrapy's own middleware lets everything pass when robots.txt can't be read; here that stops the host.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)


class ForbiddenByRobotsError(IgnoreRequest):
    """The host does not want this request; the sentence says which rule and where."""


class RobotsMiddleware(RobotsTxtMiddleware):
    """No request leaves before the host's robots.txt was read and allows it.

    4xx means that there are no rules; 429, 5xx and no answer at all mean full stop for the host
    (RFC 9309, sections 2.3.1.3 and 2.3.1.4; 429 is read as "come back later"). `Crawl-delay` is
    honored, except on a stand-in on this machine.
    """

    async def process_request(self, request: Request, spider: object = None) -> None:
        """Let the request pass, or raise `ForbiddenByRobotsError` with the reason."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        address = _robots_address(request.url)
        known: dict[str, asyncio.Task[RobotParser | str]] = self.__dict__.setdefault("_known", {})
        # Requests that wait together share one reading, so that none of them slips past it.
        if address not in known:
            known[address] = asyncio.ensure_future(self._read(address))
        rules = await asyncio.shield(known[address])
        if isinstance(rules, str):
            self._count("unreadable")
            raise ForbiddenByRobotsError(
                f"{address} {rules}, so nothing is asked of this host; try again later"
            )
        if not rules.allowed(request.url, self._robotstxt_useragent or self._default_useragent):
            self._count("forbidden")
            raise ForbiddenByRobotsError(
                f"{address} forbids {request.url}; ask the owner before reading this listing"
            )

        self._count("allowed")

    def _count(self, decision: str) -> None:
        """The decision is in the statistics of the crawl, where a check looks it up."""
        self.crawler.stats.inc_value(f"robotstxt/{decision}")

    async def _read(self, address: str) -> RobotParser | str:
        """The rules at `address`, or the words that say why they can't be known."""
        request = Request(
            address,
            priority=self.DOWNLOAD_PRIORITY,
            meta={"dont_obey_robotstxt": True, "handle_httpstatus_all": False},
            callback=NO_CALLBACK,
        )
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            logger.debug("no robots.txt", exc_info=True)
            return f"can't be read ({error})"
        if response.status == 429 or response.status >= 500:
            return f"answered {response.status}"
        rules: RobotParser = self._parserimpl.from_crawler(
            self.crawler, response.body if response.status < 300 else b""
        )
        self._slow_down(response, rules)
        return rules

    def _slow_down(self, response: Response, rules: RobotParser) -> None:
        spider: Any = self.crawler.spider
        context = spider.context
        delay = rules.crawl_delay(self._robotstxt_useragent or self._default_useragent)
        if not delay or context.is_replay or context.hosts.is_local(response.url):
            return
        downloader = self.crawler.engine.downloader
        host = urlsplit(response.url).hostname or ""
        settings = downloader.per_slot_settings.setdefault(host, {})
        settings["delay"] = max(
            float(delay), settings.get("delay", self.crawler.settings.getfloat("DOWNLOAD_DELAY"))
        )
        if host in downloader.slots:
            downloader.slots[host].delay = settings["delay"]


def _robots_address(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"
