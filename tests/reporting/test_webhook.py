"""The webhook is told counts, signed where a key is set, and never fails a run."""

from __future__ import annotations

import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tests.reporting.made import COULD_NOT_RUN, PUBLISHED, REFUSED
from verify.reporting.webhook import is_allowed, message, post, tell


class Receiver:
    """A server on this machine that keeps what it was sent and answers with `status`."""

    def __init__(self, status: int = 204) -> None:
        self.bodies: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
                receiver.headers.append(dict(self.headers))
                self.send_response(status)
                self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Nothing is printed."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()
    yield found
    found.server.shutdown()
    found.server.server_close()


def test_nothing_is_sent_where_no_address_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REFRESH_WEBHOOK_URL", raising=False)
    assert tell(PUBLISHED) == ""


def test_message_is_sent_and_signed(monkeypatch: pytest.MonkeyPatch, receiver: Receiver) -> None:
    monkeypatch.setenv("REFRESH_WEBHOOK_URL", receiver.url)
    monkeypatch.setenv("REFRESH_WEBHOOK_KEY", "a key")
    assert tell(PUBLISHED) == "The webhook was told."
    (body,), (headers,) = receiver.bodies, receiver.headers
    assert headers["Refresh-Signature"] == "sha256=" + hmac.digest(b"a key", body, "sha256").hex()
    assert headers["Content-Type"] == "application/json"
    told = json.loads(body)
    assert (told["outcome"], told["exit_code"], told["failed_sources"]) == ("published", 1, ["us_wa_doh"])
    assert told["changes"] == {"lapsed": 2, "match": 1}


def test_message_is_not_signed_without_a_key(monkeypatch: pytest.MonkeyPatch, receiver: Receiver) -> None:
    monkeypatch.setenv("REFRESH_WEBHOOK_URL", receiver.url)
    monkeypatch.delenv("REFRESH_WEBHOOK_KEY", raising=False)
    tell(REFUSED)
    assert "Refresh-Signature" not in receiver.headers[0]


def test_message_names_no_row_and_no_person() -> None:
    for facts, code in ((PUBLISHED, 1), (REFUSED, 2), (COULD_NOT_RUN, 3)):
        text = json.dumps(message(facts))
        assert message(facts)["exit_code"] == code
        assert facts.run.reason == "" or facts.run.reason not in text
        assert "Hana" not in text and "1999000011" not in text and "AC60000001" not in text


@pytest.mark.parametrize("status", [302, 404, 500])
def test_other_answer_is_said_and_no_redirect_is_followed(status: int) -> None:
    receiver = Receiver(status)
    assert post(receiver.url, b"{}", "") == f"The webhook was not told: it answered {status}."
    receiver.server.shutdown()
    receiver.server.server_close()


def test_address_that_nobody_answers_is_said() -> None:
    assert post("http://127.0.0.1:1/", b"{}", "") == "The webhook was not told: ConnectError."


def test_address_that_never_answers_is_given_up() -> None:
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)  # accepts and says nothing
    said = post(f"http://127.0.0.1:{server.server_port}/", b"{}", "", seconds=0.2)
    server.server_close()
    assert said in (
        "The webhook was not told: ReadTimeout.",
        "The webhook was not told: it did not answer in time.",
    )


@pytest.mark.parametrize(
    ("url", "is_good"),
    [
        ("https://hooks.example/x", True),
        ("http://127.0.0.1:8080/x", True),
        ("http://[::1]/x", True),
        ("http://localhost/x", True),
        ("http://hooks.example/x", False),
        ("http://127.0.0.1.example/x", False),
        ("http://localhost@hooks.example/x", False),
        ("ftp://hooks.example/x", False),
        ("https://", False),
        ("https://x:port/", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_encrypted_or_local_addresses_are_used(
    url: str, is_good: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_allowed(url) is is_good
    if not is_good:
        monkeypatch.setenv("REFRESH_WEBHOOK_URL", url)
        assert "has to be https" in tell(PUBLISHED)
