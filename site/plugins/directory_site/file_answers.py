"""Answers that are files: in pieces, whole or the part that was asked for, or that nothing changed."""

from __future__ import annotations

import asyncio
import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .security import READ_BY_SCRIPTS

PIECE_BYTES = 262_144
MOST_AGE_SECONDS = 900
"""How long a copy may be kept unasked: a release may be withdrawn."""

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
_EXPOSED = "Content-Range, Content-Disposition, ETag, Repr-Digest, Accept-Ranges, Content-Length"


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes `first` to `last` of a file, both included."""

    first: int
    last: int


def part_of(asked: str, size: int) -> Part | None:
    """The part that a `Range` asks for; None where all is to be sent, because it asks in another way.

    Raises:
        ValueError: the file has no such bytes.
    """
    found = _RANGE.fullmatch(asked.strip())
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        first, last = max(0, size - int(found[2])), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
        if found[2] and int(found[2]) < first:
            return None
    if first > last:
        raise ValueError(asked)
    return Part(first, last)


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """A file to be sent: `is_shown` in the browser, or kept under `name`. Datasette calls `asgi_send`."""

    path: Path
    name: str
    media_type: str
    size: int
    sha256: str
    asked: Mapping[str, str]
    has_body: bool = True
    is_shown: bool = False

    @property
    def tag(self) -> str:
        """The `ETag`: the hash of the bytes."""
        return f'"{self.sha256}"'

    async def asgi_send(self, send: Any) -> None:
        """The answer was sent."""
        if self.tag in self.asked.get("if-none-match", "") or self.asked.get("if-none-match") == "*":
            await self._begin(send, 304, {})
            await send({"type": "http.response.body", "body": b""})
            return
        try:
            part = self._part()
        except ValueError:
            await self._begin(send, 416, {"Content-Range": f"bytes */{self.size}", "Content-Length": "0"})
            await send({"type": "http.response.body", "body": b""})
            return
        sent = part or Part(0, self.size - 1)
        headers = {"Content-Length": str(sent.last - sent.first + 1)}
        if part:
            headers["Content-Range"] = f"bytes {part.first}-{part.last}/{self.size}"
        await self._begin(send, 206 if part else 200, headers)
        if self.has_body:
            await self._pieces(send, sent)
        await send({"type": "http.response.body", "body": b""})

    def _part(self) -> Part | None:
        if "range" not in self.asked or self.asked.get("if-range", self.tag) != self.tag:
            return None
        return part_of(self.asked["range"], self.size)

    async def _begin(self, send: Any, status: int, headers: dict[str, str]) -> None:
        kept = "inline" if self.is_shown else "attachment"
        digest = base64.b64encode(bytes.fromhex(self.sha256)).decode()
        named = {
            "Content-Type": self.media_type,
            "Content-Disposition": f'{kept}; filename="{self.name}"',
            "Accept-Ranges": "bytes",
            "ETag": self.tag,
            "Repr-Digest": f"sha-256=:{digest}:",
            "Cache-Control": f"public, max-age={MOST_AGE_SECONDS}",
            **READ_BY_SCRIPTS,
            "Access-Control-Expose-Headers": _EXPOSED,
            **headers,
        }
        pairs = [(name.lower().encode(), value.encode()) for name, value in named.items()]
        await send({"type": "http.response.start", "status": status, "headers": pairs})

    async def _pieces(self, send: Any, part: Part) -> None:
        left = part.last - part.first + 1
        with self.path.open("rb") as file:
            file.seek(part.first)
            while left > 0:
                piece = await asyncio.to_thread(file.read, min(PIECE_BYTES, left))
                if not piece:
                    return
                left -= len(piece)
                await send({"type": "http.response.body", "body": piece, "more_body": True})
