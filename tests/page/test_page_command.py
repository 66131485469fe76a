"""`practitioners page`: a file, standard input or an address; errors in a sentence, and nothing kept."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from click.testing import CliRunner, Result

from tests.linkage.lookup_lists import database
from verify import cli
from verify.page_source import MOST_BYTES, read_source
from verify.publish.errors import CannotRunError

PAGE = (
    "<html><body><h1>Backs</h1><p>By Mei-Hua Linwick, L.Ac., Washington license AC60990117."
    " Guaranteed relief!</p></body></html>"
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    with sqlite3.connect(folder / "directory.db") as connection:
        database().backup(connection)
    connection.close()
    return folder


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli.cli, ["page", *map(str, arguments), "--today", "2026-11-22"], input=stdin)


def test_a_file_is_answered_in_words_with_its_credential_verified(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    done = run(path, "--data", data)
    assert done.exit_code == 0
    assert "As acupuncturist: verified" in done.stdout and "“Guaranteed relief!”" in done.stdout
    assert "How much: not found on the page" in done.stdout


def test_standard_input_is_answered_as_json(data: Path) -> None:
    done = run("-", "--json", "--data", data, stdin=PAGE.encode())
    facts = json.loads(done.stdout)
    assert facts["who_speaks"]["people"][0]["looked_up"][0]["outcome"] == "verified"
    assert facts["promises"]["certainty"][0]["quote"] == "Guaranteed relief!"


def test_without_a_directory_the_page_is_read_all_the_same(tmp_path: Path) -> None:
    done = run("-", "--data", tmp_path, stdin=PAGE.encode())
    assert done.exit_code == 0 and "no credential was looked up" in done.stdout


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "no text"),
        (b"%PDF-1.7\0\0\0\0", "PDF or Word"),
        (b"<p hidden>x</p>", "no text"),
        (b"a" * (MOST_BYTES + 1), "more than"),
    ],
)
def test_what_is_no_page_is_refused_in_a_sentence(
    content: bytes, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "page"
    path.write_bytes(content)
    assert cli.run(["page", str(path), "--data", str(tmp_path)]) == 3
    assert complaint in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["page", "nowhere.html"]) == 3
    assert "nowhere.html" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    [
        "<meta charset=latin-1><p>caf\xe9".encode("latin-1"),
        "<p>caf\xe9".encode(),
        "\ufeff<p>caf\xe9".encode("utf-16-le"),
    ],
)
def test_the_encoding_that_a_page_states_is_believed(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(content)
    assert "caf\xe9" in read_source(str(tmp_path / "page"))


class Site(BaseHTTPRequestHandler):
    """A site with a page, a page that moved, pages that are none, and a robots.txt."""

    robots: ClassVar[str] = "User-agent: *\nDisallow: /private\n"
    answers: ClassVar[dict[str, tuple[int, str, bytes]]] = {
        "/page": (200, "text/html; charset=utf-8", PAGE.encode()),
        "/private": (200, "text/html", b"<p>Secret</p>"),
        "/paper.pdf": (200, "application/pdf", b"%PDF"),
        "/gone": (404, "text/html", b"<p>Not here</p>"),
        "/long": (200, "text/html", b"a" * (MOST_BYTES + 1)),
    }
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(f"{self.path} {self.headers['User-Agent']}")
        moved = {"/moved": "/page", "/round": "/round", "/into": "/private"}.get(self.path)
        status, kind, content = self.answers.get(self.path, (302 if moved else 404, "text/plain", b""))
        if self.path == "/robots.txt":
            status, content = 200, self.robots.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if moved:
            self.send_header("Location", moved)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_an_address_is_fetched_once_by_name_and_where_it_moved(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRAWLER_CONTACT", "https://example.org/us")
    Site.asked.clear()
    assert read_source(f"{site}/moved") == PAGE
    assert [each.split()[0] for each in Site.asked] == ["/robots.txt", "/moved", "/robots.txt", "/page"]
    assert all("(+https://example.org/us)" in each for each in Site.asked)


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/private", "robots.txt forbids"),
        ("/into", "robots.txt forbids"),
        ("/paper.pdf", "application/pdf"),
        ("/gone", "404"),
        ("/long", "more than"),
        ("/round", "on and on"),
    ],
)
def test_an_address_that_may_not_or_cannot_be_read_is_refused(site: str, path: str, complaint: str) -> None:
    with pytest.raises(CannotRunError, match=complaint):
        read_source(site + path)


def test_a_site_that_is_not_there_is_an_error_in_a_sentence() -> None:
    with pytest.raises(CannotRunError, match="can't be fetched"):
        read_source("http://127.0.0.1:9/page")
