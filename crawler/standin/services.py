"""The listing services that the stand-in answers for, each a pure function of request and files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from crawler.standin.breaks import Break, broken_reply, broken_text
from crawler.standin.california_boards import BOARDS, Board
from crawler.standin.form_sites import FORM_HOSTS, FormSites
from crawler.standin.leie_service import exclusion_reply
from crawler.standin.npi_registry import NPI_REGISTRY, NpiRegistry
from crawler.standin.npi_registry_results import registry_results
from crawler.standin.nppes import zip_name, zip_rows
from crawler.standin.nppes_service import nppes_reply
from crawler.standin.reply import Reply, Request, file_reply, json_reply, not_found
from crawler.standin.sample import DEMO_DAYS_LATER
from crawler.standin.socrata_listings import SOCRATA_HOSTS
from crawler.standin.socrata_service import SocrataService

TOKEN = "stand-in-token-not-a-secret"  # noqa: S105 - fiction
_SOCRATA_ROBOTS = ("Disallow: /OData.svc", "Disallow: /api/odata", "Disallow: /api/collocate")
_ROBOTS = {
    **dict.fromkeys(SOCRATA_HOSTS, (*_SOCRATA_ROBOTS, "Crawl-delay: 1")),
    "www.dca.ca.gov": ("Disallow: /admin/", "Disallow: /search/"),
    "oig.hhs.gov": ("Disallow: /search/", "Disallow: /core/"),
}


class Services:
    """Every service over one sample folder, broken in the ways asked for."""

    def __init__(self, sample: Path, breaks: tuple[Break, ...] = ()) -> None:
        """Read the dates of the sample; the listings are read when first asked for.

        Raises:
            OSError: there is no sample in the folder.
        """
        self._sample = sample
        self._breaks = breaks
        demo = date.fromisoformat((sample / "as_of.txt").read_text(encoding="utf-8").strip())
        self._as_of = demo - timedelta(days=DEMO_DAYS_LATER)
        self._registry: NpiRegistry | None = None
        self._hosts: dict[str, Callable[[Request], Reply]] = {
            **dict.fromkeys(SOCRATA_HOSTS, SocrataService(sample, self._kinds).answer),
            **dict.fromkeys(FORM_HOSTS, FormSites(sample, self._kinds).answer),
            "www.dca.ca.gov": self._dca,
            "api.box.com": self._box,
            "dl.boxcloud.com": self._box_file,
            "download.cms.gov": self._cms,
            NPI_REGISTRY: self._npi_registry,
            "oig.hhs.gov": self._oig,
        }

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names of the real hosts that have a stand-in here."""
        return tuple(self._hosts)

    def answer(self, request: Request) -> Reply:
        """The reply to a request; 404 for an unknown host or path."""
        is_robots = request.path == "/robots.txt"
        if is_robots and request.host in _ROBOTS:
            text = "\n".join(["User-agent: *", *_ROBOTS[request.host], ""])
            reply = Reply(200, "text/plain; charset=utf-8", text.encode())
        elif is_robots or request.host not in self._hosts:
            reply = not_found(request)
        else:
            reply = self._hosts[request.host](request)
        return broken_reply(self._kinds(request.host), is_robots, reply)

    def _kinds(self, host: str) -> frozenset[str]:
        return frozenset(each.kind for each in self._breaks if each.host in ("", host))

    def _dca(self, request: Request) -> Reply:
        if request.path == "/boxToken/getToken":
            return Reply(200, "text/plain; charset=utf-8", TOKEN.encode())
        return not_found(request)

    def _box(self, request: Request) -> Reply:
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            body = {"type": "error", "status": 401, "code": "unauthorized", "message": "Unauthorized"}
            return json_reply(body, 401)
        for board in BOARDS:
            if request.path == f"/2.0/folders/{board.folder_id}/items":
                return json_reply(_folder(board))
            for name in _names(board):
                if request.path == f"/2.0/files/{_file_id(name)}/content":
                    location = f"https://dl.boxcloud.com/d/1/{_file_id(name)}/download"
                    return Reply(302, "text/plain", b"", {"Location": location})
        return json_reply({"type": "error", "status": 404, "code": "not_found", "message": "Not Found"}, 404)

    def _box_file(self, request: Request) -> Reply:
        for board in BOARDS:
            for name in _names(board):
                if request.path == f"/d/1/{_file_id(name)}/download":
                    text = (self._sample / "dca" / name).read_text(encoding="utf-8")
                    if name.endswith(".xls"):
                        text = broken_text(self._kinds(request.host), text, "\t")
                    first = self._as_of.replace(day=1)
                    return file_reply(request, "application/octet-stream", text.encode(), first)
        return not_found(request)

    def _cms(self, request: Request) -> Reply:
        return nppes_reply(request, self._sample / "nppes", self._as_of, self._kinds(request.host))

    def _npi_registry(self, request: Request) -> Reply:
        if self._registry is None:
            rows = zip_rows(self._sample / "nppes" / zip_name(self._as_of))
            self._registry = NpiRegistry(registry_results(rows), is_busy="busy" in self._kinds(request.host))
        return self._registry.answer(request)

    def _oig(self, request: Request) -> Reply:
        return exclusion_reply(request, self._sample / "leie", self._as_of, self._kinds(request.host))


def _names(board: Board) -> tuple[str, ...]:
    return (f"{board.stem}_Counts.csv", f"{board.stem}_Data00.xls")


def _file_id(name: str) -> str:
    """A file id of twelve digits; the real ones change every month."""
    return str(10**12 + int(hashlib.sha256(name.encode()).hexdigest()[:10], 16) % 10**12)


def _folder(board: Board) -> dict[str, Any]:
    entries = [{"type": "file", "id": _file_id(name), "etag": "0", "name": name} for name in _names(board)]
    return {"total_count": len(entries), "entries": entries, "offset": 0, "limit": 1000}
