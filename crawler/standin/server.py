"""The stand-in server: answers on 127.0.0.1 at `/<host>/...` for the real listing services."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.standin.breaks import Break
from crawler.standin.form_sites import FORM_HOSTS
from crawler.standin.npi_registry import NPI_REGISTRY
from crawler.standin.reply import Reply, Request
from crawler.standin.services import Services
from crawler.standin.socrata_listings import SOCRATA_HOSTS


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer as it left. `has_validator` says that the asker may ask whether it is still the same."""

    host: str
    status: int
    bytes_count: int
    has_validator: bool


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
        handler = _handler(self._services, self.requests, self.sent)
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


def _handler(services: Services, requests: list[str], sent: list[Sent]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Answer a GET or a POST."""
            request = self._request()
            requests.append(f"{self.command} {request.host}{request.path}")
            reply = services.answer(request)
            body = b"" if self.command == "HEAD" else reply.body[: reply.sent_bytes]
            sent.append(Sent(request.host, reply.status, len(body), "ETag" in reply.headers))
            self._send(reply, body)

        do_HEAD = do_GET  # noqa: N815 - the name is the protocol's
        do_POST = do_GET  # noqa: N815 - the name is the protocol's

        def _request(self) -> Request:
            parts = urlsplit(self.path)
            _, _, rest = parts.path.partition("/")
            host, _, path = rest.partition("/")
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers.get("content-length", "0")))
            return Request(host, "/" + unquote(path), query, headers, self.command, body)

        def _send(self, reply: Reply, body: bytes) -> None:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            if reply.status != 304:
                self.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.sent_bytes is not None:
                self.close_connection = True
                self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet; `requests` holds what was asked."""

    return Handler
