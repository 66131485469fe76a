"""Serves a published database with Datasette and the pages of `site/`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from verify.publish.errors import CannotRunError
from verify.publish.swap import published_build


def serve(
    database: Path, host: str, port: int, today: str | None, *, open_page: bool = False, workers: int = 1
) -> NoReturn:
    """This process has become the server and answers on `host` and `port` until it is stopped.

    `database` is the link of `publish_build`: the server follows it to every later build. The address is
    printed when the server answers, and opened in the browser if asked.

    Raises:
        CannotRunError: there is no database, it is a file and not a link, or the port is taken.
    """
    if not database.exists():
        raise CannotRunError(f"There is no {database} to serve yet; run `practitioners refresh` first.")
    published_build(database.parent)
    require_free_port(host, port)
    arguments = server_arguments(database, host, port, workers)
    announcer = [sys.executable, "-m", "verify.announce", f"http://{host}:{port}"]
    subprocess.Popen([*announcer, "--open"] if open_page else announcer)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(arguments[0], arguments, server_environment(os.environ, today, database.parent))  # noqa: S606


def server_arguments(database: Path, host: str, port: int, workers: int = 1) -> list[str]:
    """The command line of the server; see `verify.server`."""
    command = [sys.executable, "-m", "verify.server", str(database)]
    return [*command, "--host", host, "--port", str(port), "--workers", str(workers)]


def server_environment(
    environment: Mapping[str, str], today: str | None, data: Path | None = None
) -> dict[str, str]:
    """The environment of the server: `today` as the site's day when it is given.

    `data` is the folder in which the site looks for suppressions and disputes, unless one is set.
    """
    day = {"DIRECTORY_TODAY": today} if today else {}
    folder = {"DIRECTORY_DATA": str(data.absolute())} if data else {}
    return {**folder, **environment, **day}


def require_free_port(host: str, port: int) -> None:
    """Nothing listens on `host` and `port`.

    Raises:
        CannotRunError: the port is taken or may not be used.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotRunError(
                f"{host} port {port} can't be used ({error.strerror}); choose another with --port, "
                f"or PORT={port + 1} before or after `make demo`."
            ) from error
