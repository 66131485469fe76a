from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from verify import announce


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server():
    with HTTPServer(("127.0.0.1", 0), Page) as running:
        yield running
        running.shutdown()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    pages: list[str] = []
    monkeypatch.setattr(announce.webbrowser, "open", lambda url: pages.append(url) or True)
    monkeypatch.setattr(announce, "PAUSE_SECONDS", 0.0)
    return pages


@pytest.mark.parametrize("open_page", [True, False])
def test_the_address_is_told_once_the_server_answers(server, opened, capsys, open_page) -> None:
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    assert announce.announce_when_ready(url, open_page=open_page)
    assert url in capsys.readouterr().out
    assert opened == ([url] if open_page else [])


def test_an_address_that_never_answers_is_never_told(opened, capsys) -> None:
    assert not announce.announce_when_ready("http://127.0.0.1:9", open_page=True, tries=3)
    assert capsys.readouterr().out == ""
    assert opened == []
