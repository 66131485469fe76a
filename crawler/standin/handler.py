"""How the stand-in server reads a request and sends its answer."""

from __future__ import annotations

from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.standin.reply import Reply, Request
from crawler.standin.services import Services


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer as it left. `has_validator` says that the asker may ask whether it is still the same."""

    host: str
    status: int
    bytes_count: int
    has_validator: bool


class Handler(BaseHTTPRequestHandler):
    """Answers one connection from `services`, and adds to `requests` and `sent` what came and what left."""

    protocol_version = "HTTP/1.1"

    def __init__(self, services: Services, requests: list[str], sent: list[Sent], *given: Any) -> None:
        """Answer; `given` is what the server of the standard library hands on."""
        self._services, self._requests, self._sent = services, requests, sent
        super().__init__(*given)

    def do_GET(self) -> None:
        """Answer a GET or a POST."""
        request = self._request()
        self._requests.append(f"{self.command} {request.host}{request.path}")
        reply = self._services.answer(request)
        body = b"" if self.command == "HEAD" else reply.body[: reply.sent_bytes]
        self._sent.append(Sent(request.host, reply.status, len(body), "ETag" in reply.headers))
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
