"""A health page fetched for one reading: from a file, from standard input, or, politely, from its address.

Only the command line fetches, because its user gave the address; the service never does.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx
from w3lib.encoding import html_to_unicode

from verify.publish.errors import CannotRunError

MOST_BYTES = 5_000_000
"""Bytes of a page that are read; a longer one is refused."""
SECONDS = 20.0
MOST_MOVES = 5
"""Times that an address may lead to another one."""
NAME = "PractitionerDirectory"
"""The name by which robots.txt of a site can speak to us."""
TYPES = ("text/html", "application/xhtml+xml", "text/plain")


def read_source(source: str) -> str:
    """The text or markup of a file, of `-` for standard input, or of an address that begins with http.

    Raises:
        CannotRunError: it can't be read, is too long, is no text, or the site does not want programs there.
    """
    if source.lower().startswith(("http://", "https://")):
        return _fetched(source)
    if source == "-":
        return decoded(sys.stdin.buffer.read(MOST_BYTES + 1), None, "standard input")
    path = Path(source)
    if not path.is_file():
        raise CannotRunError(f"There is no file {source!a}; give a file, an address with https:// or -.")
    with path.open("rb") as file:
        return decoded(file.read(MOST_BYTES + 1), None, source)


def decoded(content: bytes, content_type: str | None, where: str) -> str:
    """The text of bytes, by what they or their sender say of their encoding; UTF-8 where nobody says.

    Raises:
        CannotRunError: it is too long, or no text.
    """
    if len(content) > MOST_BYTES:
        raise CannotRunError(f"{where} has more than {MOST_BYTES:,} bytes; give the part that matters.")
    if b"\0" in content[:2048] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CannotRunError(f"{where} is no text; give the page as HTML or as text, and not as PDF or Word.")
    return str(html_to_unicode(content_type, content, default_encoding="utf-8")[1])


def _fetched(address: str) -> str:
    contact = os.environ.get("CRAWLER_CONTACT", "").strip() or "contact not set"
    agent = {"User-Agent": f"{NAME}/0.1 (+{contact})"}
    try:
        with httpx.Client(timeout=SECONDS, headers=agent) as client:
            for _ in range(MOST_MOVES + 1):
                _ask_robots(client, address)
                content, content_type, moved = _answer(client, address)
                if not moved:
                    return decoded(content, content_type, address)
                address = urljoin(address, moved)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise CannotRunError(f"{address} can't be fetched ({error or type(error).__name__}).") from error
    raise CannotRunError(f"{address} leads on and on; save the page and give the file.")


def _ask_robots(client: httpx.Client, address: str) -> None:
    if urlsplit(address).scheme not in ("http", "https"):
        raise CannotRunError(f"{address} is no address of the web.")
    found = client.get(urljoin(address, "/robots.txt"), follow_redirects=True)
    if found.status_code >= 500:
        raise CannotRunError(f"The site of {address} does not tell whether programs may read it; try later.")
    rules = RobotFileParser()
    rules.parse(found.text[:500_000].splitlines() if found.is_success else [])
    if not rules.can_fetch(NAME, address):
        raise CannotRunError(f"robots.txt forbids programs {address}; save the page and give the file.")


def _answer(client: httpx.Client, address: str) -> tuple[bytes, str | None, str]:
    """Content, its type, and where the address leads on, if it does."""
    with client.stream("GET", address) as answer:
        if answer.has_redirect_location:
            return b"", None, answer.headers["Location"]
        if not answer.is_success:
            raise CannotRunError(f"{address} answered {answer.status_code}.")
        kind = answer.headers.get("Content-Type")
        if kind and kind.partition(";")[0].strip().lower() not in TYPES:
            raise CannotRunError(f"{address} is {kind}, and no page or text.")
        content = b""
        for part in answer.iter_bytes():
            content += part
            if len(content) > MOST_BYTES:
                break
        return content, kind, ""
