"""What the stand-in answers: a plain value, made by pure functions and sent by the server."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """A request: host and path as at the real service, decoded query, headers in lower case."""

    host: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    method: str = "GET"
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply; `sent_bytes`, when not None, is how much of the body really leaves."""

    status: int
    content_type: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    sent_bytes: int | None = None


def json_reply(value: Any, status: int = 200) -> Reply:
    """The value as JSON."""
    return Reply(status, "application/json; charset=utf-8", json.dumps(value, ensure_ascii=False).encode())


def not_found(request: Request) -> Reply:
    """404 for a path that the stand-in does not know."""
    return Reply(404, "text/plain; charset=utf-8", f"nothing at {request.host}{request.path}\n".encode())


def file_reply(request: Request, content_type: str, body: bytes, modified: date) -> Reply:
    """A file with ETag and Last-Modified: 200, 304 when unchanged, 206 for a range, 416 beyond the end."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    stamp = format_datetime(datetime.combine(modified, time(6), UTC), usegmt=True)
    headers = {"ETag": etag, "Last-Modified": stamp, "Accept-Ranges": "bytes"}
    whole = Reply(200, content_type, body, headers)
    known = request.headers.get("if-none-match")
    if etag in (known or "") or (known is None and request.headers.get("if-modified-since") == stamp):
        return replace(whole, status=304, body=b"")
    condition = request.headers.get("if-range", etag)
    if condition not in (etag, stamp):
        return whole
    return _ranged(whole, request.headers.get("range", ""))


def _ranged(whole: Reply, wanted: str) -> Reply:
    found = re.fullmatch(r"bytes=(\d+)-(\d*)", wanted.strip())
    if not found:
        return whole
    size = len(whole.body)
    start, end = int(found[1]), min(int(found[2] or size - 1), size - 1)
    if start > end:
        headers = {**whole.headers, "Content-Range": f"bytes */{size}"}
        return replace(whole, status=416, body=b"", headers=headers)
    headers = {**whole.headers, "Content-Range": f"bytes {start}-{end}/{size}"}
    return replace(whole, status=206, body=whole.body[start : end + 1], headers=headers)
