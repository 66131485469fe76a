"""The manifest of a crawl: one line for each response, enough to read the crawl again offline."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from crawler.records import from_json, to_json

HEADERS_KEPT = (
    "content-type",
    "content-length",
    "last-modified",
    "etag",
    "location",
    "content-disposition",
    "retry-after",
)


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """One response. `url` is the address first asked for, also when redirects led elsewhere.

    `sha256` is empty for a secret body (a token), which is never kept. `location` and
    `redirected_to` of an answer that needs a token name the host alone: such addresses are
    short-lived secrets themselves.
    """

    url: str
    method: str
    request_sha256: str
    fetched_at: str
    status: int
    headers: tuple[tuple[str, str], ...]
    sha256: str
    size: int
    served_from: str
    redirected_to: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells one request of a crawl from another."""
        return (self.method, self.url, self.request_sha256)


class Manifest:
    """The file `DIR/raw/<source>/<crawl_id>.jsonl`, appended to as responses arrive."""

    def __init__(self, data_dir: Path, source: str, crawl_id: str) -> None:
        """Use this crawl's file; nothing is created before the first line."""
        self.path = data_dir / "raw" / source / f"{crawl_id}.jsonl"

    def append(self, line: ManifestLine) -> None:
        """The line is in the file."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as handle:
            handle.write(to_json(line) + "\n")

    def read(self) -> tuple[ManifestLine, ...]:
        """All lines in the order of arrival.

        Raises:
            OSError: there is no such crawl.
            ValueError: a line is damaged.
        """
        with self.path.open(encoding="utf-8") as handle:
            return tuple(from_json(ManifestLine, line) for line in handle)


def kept_headers(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The headers that matter, with lower-case names, sorted. Never a cookie or a token."""
    pairs = ((name.lower(), value) for name, value in headers)
    return tuple(sorted(pair for pair in pairs if pair[0] in HEADERS_KEPT))


def body_hash(body: bytes) -> str:
    """The sha256 of a request body; empty for a request without one."""
    return hashlib.sha256(body).hexdigest() if body else ""


def unused_crawl_id(data_dir: Path, source: str, now: str) -> str:
    """An id from source and time that no kept manifest has: with a fixed clock, `-2`, `-3` ... follow."""
    stem = f"{source}-{now.replace('-', '').replace(':', '')}"
    crawl_id, count = stem, 1
    while Manifest(data_dir, source, crawl_id).path.exists():
        count += 1
        crawl_id = f"{stem}-{count}"
    return crawl_id
