"""Asks a server on this machine many things at once, and says how long each took; for other benchmarks."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SECONDS_TO_START = 60
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. Status 0: the connection broke, or nothing came in time; `began` is monotonic."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    began: float
    seconds: float


@dataclass(slots=True)
class Client:
    """One keep-alive connection; asks one thing after the other and opens anew where the server closed."""

    port: int
    seconds: float = 30.0
    headers: dict[str, str] = field(default_factory=dict)
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def get(self, target: str) -> Reply:
        """The reply to GET of a path with its query, exactly as written."""
        began = time.monotonic()
        try:
            status, headers, body = await asyncio.wait_for(self._ask(target), self.seconds)
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError) as error:
            await self.close()
            return Reply(0, {}, repr(error).encode(), began, time.monotonic() - began)
        return Reply(status, headers, body, began, time.monotonic() - began)

    async def _ask(self, target: str) -> tuple[int, dict[str, str], bytes]:
        if self._reader is None or self._writer is None or self._reader.at_eof():
            await self.close()
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        extra = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        self._writer.write(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n{extra}\r\n".encode("latin-1"))
        await self._writer.drain()
        return await self._read(self._reader)

    async def _read(self, reader: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(": ") for line in head[1:] if line)
        headers = {name.lower(): value for name, _, value in pairs}
        if "chunked" in headers.get("transfer-encoding", ""):
            body = b"".join([chunk async for chunk in _chunks(reader)])
        else:
            body = await reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection") == "close":
            await self.close()
        return int(head[0].split()[1]), headers, body

    async def close(self) -> None:
        """The connection is closed."""
        writer, self._reader, self._writer = self._writer, None, None
        if writer is not None:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()


async def _chunks(reader: asyncio.StreamReader):
    while size := int(await reader.readuntil(b"\r\n"), 16):
        yield await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readexactly(2)


def free_port() -> int:
    """A port of this machine on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(
    link: Path, workers: int = 1, module: str = "verify.server", **environment: str
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A server on a link to a build answers on the port that is given, until the block ends.

    Raises:
        RuntimeError: it does not answer within a minute.
    """
    port = free_port()
    command = [sys.executable, "-m", module, str(link), "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--workers", str(workers)], cwd=ROOT, env={**os.environ, **environment}
    )
    try:
        _wait_until_up(port, process)
        yield port, process
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_up(port: int, process: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < last and process.poll() is None:
        if asyncio.run(_asked_once(port)) == 200:
            return
        time.sleep(0.1)
    raise RuntimeError("The server does not answer.")


async def _asked_once(port: int) -> int:
    client = Client(port, seconds=5)
    reply = await client.get("/-/healthz")
    await client.close()
    return reply.status


def family_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Process ids of a process and of all that it started, itself first."""
    found = [process.pid]
    for pid in found:
        children = Path(f"/proc/{pid}/task/{pid}/children")
        found += [int(child) for child in children.read_text().split()] if children.exists() else []
    return found


def resident_megabytes(process: subprocess.Popen[bytes]) -> float:
    """Memory that a process and all that it started hold now."""
    total = 0
    for pid in family_of(process):
        with contextlib.suppress(OSError, IndexError):
            total += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    return total / 1e6


def quantile(values: list[float], share: float) -> float:
    """The value below which a share of them lies; 0 where there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
