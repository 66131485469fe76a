"""The stand-in server: answers on 127.0.0.1 at `/<host>/...` for the real listing services."""

from __future__ import annotations

import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import TracebackType

from crawler.standin.breaks import Break
from crawler.standin.form_sites import FORM_HOSTS
from crawler.standin.handler import Handler, Sent
from crawler.standin.npi_registry import NPI_REGISTRY
from crawler.standin.services import Services
from crawler.standin.socrata_listings import SOCRATA_HOSTS


class StandIn:
    """A running stand-in; leaving the `with` block stops it.

    `host_map` is what `CRAWLER_HOST_MAP` takes: real host name to base URL here. `requests`
    lists `GET host/path` (or `POST`) of every request so far, in order, and `sent` the answers.
    """

    def __init__(self, sample: Path, port: int = 0, breaks: tuple[Break, ...] = ()) -> None:
        """Bind to a port (0: any free one) and read what the sample holds.

        Raises:
            OSError: the port is taken, or there is no sample in the folder.
        """
        self._services = Services(sample, breaks)
        self.requests: list[str] = []
        self.sent: list[Sent] = []
        handler = partial(Handler, self._services, self.requests, self.sent)
        self._server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def port(self) -> int:
        """The port in use."""
        return int(self._server.server_address[1])

    @property
    def base_url(self) -> str:
        """The address without a trailing slash."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def host_map(self) -> dict[str, str]:
        """Real host name to the base URL of its stand-in."""
        return host_map(self.base_url, self._services.hosts)

    def __enter__(self) -> StandIn:
        """Start to answer."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop, and free the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


HOSTS = (
    *SOCRATA_HOSTS,
    *FORM_HOSTS,
    "www.dca.ca.gov",
    "api.box.com",
    "dl.boxcloud.com",
    "download.cms.gov",
    NPI_REGISTRY,
    "oig.hhs.gov",
)


def host_map(base_url: str, hosts: tuple[str, ...] = HOSTS) -> dict[str, str]:
    """The host map of a stand-in at `base_url`, as `CRAWLER_HOST_MAP` takes it."""
    return {host: f"{base_url.rstrip('/')}/{host}" for host in hosts}
