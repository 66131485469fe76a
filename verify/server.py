"""The server process: `python -m verify.server DATABASE [--host] [--port] [--workers]`.

One process answers by itself. With more of them, this one listens, starts them, and starts any that ends
anew; they share the listening socket, so none is asked before it can answer.
"""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

import click

from verify.publish.codes import ROOT
from verify.publish.errors import CannotRunError
from verify.publish.swap import published_build

SETTINGS: dict[str, int | bool] = {
    "default_page_size": 50,
    "sql_time_limit_ms": 2000,
    "max_returned_rows": 1000,
    "allow_csv_stream": False,
    "allow_download": False,
    "suggest_facets": False,
    "num_sql_threads": 6,
}
"""Datasette settings: bounds that keep one reader from starving the others."""

LARGEST_HEAD_BYTES = 16_384
"""Request line and headers may not be longer."""
MOST_CONNECTIONS = 400
"""Connections of one process; beyond it the answer is 503."""
GRACEFUL_SECONDS = 10
"""A stopping server ends the requests in flight within this time."""
RESTART_PAUSE_SECONDS = 1.0
MOST_EARLY_ENDS = 5
"""Workers that end one after the other without any that stays up: then the whole server ends."""
STAYS_UP_SECONDS = 10


def make_site(database: Path) -> Any:
    """The Datasette instance of the site, on a link to a build or on a plain file."""
    from datasette.app import Datasette
    from datasette.utils import parse_metadata

    site = ROOT / "site"
    return Datasette(
        [str(database)],
        metadata=parse_metadata((ROOT / "metadata.yml").read_text("utf-8")),
        template_dir=str(site / "templates"),
        plugins_dir=str(site / "plugins"),
        static_mounts=[("static", str(site / "static"))],
        settings=SETTINGS,
        secret=os.environ.get("DATASETTE_SECRET"),
    )


def listen(host: str, port: int) -> socket.socket:
    """A listening socket that knows that it is TCP: else asyncio leaves TCP_NODELAY off, 40 ms a page."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(1024)
    listener.set_inheritable(True)
    return listener


def answer(database: Path, listener: socket.socket) -> None:
    """This process answers on the listener until it is told to stop.

    Raises:
        SystemExit: code 3, with a sentence, where the site can't start with its database or its settings.
    """
    import uvicorn
    from datasette.utils import StartupError

    try:
        published_build(database.parent)
        app = make_site(database).app()
    except (StartupError, CannotRunError) as error:
        print(f"Error: {error}", file=sys.stderr)
        sys.exit(3)
    config = uvicorn.Config(
        app,
        lifespan="on",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        ws="none",
        h11_max_incomplete_event_size=LARGEST_HEAD_BYTES,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listener])


class Workers:
    """Processes that answer on one listener; one that ends unasked is started anew."""

    def __init__(self, database: Path, listener: socket.socket, count: int) -> None:
        """`count` processes are started."""
        self._command = [sys.executable, "-m", "verify.server", str(database), "--listener"]
        self._command.append(str(listener.fileno()))
        self._descriptor = listener.fileno()
        self._is_stopping = False
        self._early_ends = 0
        self._processes = [self._start() for _ in range(count)]

    def _start(self) -> tuple[subprocess.Popen[bytes], float]:
        return subprocess.Popen(self._command, pass_fds=[self._descriptor]), time.monotonic()

    def stop(self, number: int, frame: FrameType | None) -> None:
        """No process is started any more, and all are asked to end soon."""
        self._is_stopping = True

    def keep_up(self) -> None:
        """Processes were kept up until `stop`, and all of them have ended.

        Raises:
            SystemExit: code 3, where they end one after the other as soon as they start.
        """
        while not self._is_stopping and self._early_ends < MOST_EARLY_ENDS:
            time.sleep(RESTART_PAUSE_SECONDS)
            for place, (process, started) in enumerate(self._processes):
                if process.poll() is not None and not self._is_stopping:
                    print(f"A worker ended ({process.returncode}); another starts.", file=sys.stderr)
                    is_early = time.monotonic() - started < STAYS_UP_SECONDS
                    self._early_ends = self._early_ends + 1 if is_early else 0
                    self._processes[place] = self._start()
        for process, _ in self._processes:
            process.terminate()
        for process, _ in self._processes:
            process.wait()
        if not self._is_stopping:
            sys.exit(3)


@click.command()
@click.argument("database", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1")
@click.option("--port", type=int, default=8001)
@click.option("--workers", type=int, default=1)
@click.option("--listener", type=int, help="Descriptor of a socket that listens already.")
def main(database: Path, host: str, port: int, workers: int, listener: int | None) -> None:
    """Serve DATABASE until stopped."""
    if listener is not None:
        answer(database, socket.socket(fileno=listener))
        return
    ours = listen(host, port)
    if workers == 1:
        answer(database, ours)
        return
    os.environ.setdefault("DATASETTE_SECRET", secrets.token_hex(32))
    processes = Workers(database, ours, workers)
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, processes.stop)
    processes.keep_up()


if __name__ == "__main__":
    main()
