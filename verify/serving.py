"""Serves a published database with Datasette and the pages of `site/`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from verify.publish.codes import ROOT
from verify.publish.errors import CannotRunError

SETTINGS = {
    "default_page_size": "50",
    "sql_time_limit_ms": "2000",
    "max_returned_rows": "1000",
    "allow_csv_stream": "off",
    "allow_download": "off",
    "suggest_facets": "off",
    "num_sql_threads": "6",
}
"""Datasette settings: bounds that keep one reader from starving the others."""


def serve(database: Path, host: str, port: int, today: str | None, *, open_page: bool = False) -> NoReturn:
    """This process has become the server and answers on `host` and `port` until it is stopped.

    The address is printed when the server answers, and opened in the browser if asked.

    Raises:
        CannotRunError: there is no database, or the port is taken.
    """
    if not database.exists():
        raise CannotRunError(f"There is no {database} to serve yet; run `practitioners refresh` first.")
    require_free_port(host, port)
    arguments = server_arguments(database, host, port)
    announcer = [sys.executable, "-m", "verify.announce", f"http://{host}:{port}"]
    subprocess.Popen([*announcer, "--open"] if open_page else announcer)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(arguments[0], arguments, server_environment(os.environ, today))  # noqa: S606


def server_arguments(database: Path, host: str, port: int) -> list[str]:
    """The command line of the server; the database is served as `directory` by its file name."""
    site = ROOT / "site"
    command = [sys.executable, "-m", "datasette", "serve", str(database)]
    command += ["--metadata", str(ROOT / "metadata.yml")]
    command += ["--template-dir", str(site / "templates"), "--plugins-dir", str(site / "plugins")]
    command += ["--static", f"static:{site / 'static'}"]
    for name, value in SETTINGS.items():
        command += ["--setting", name, value]
    return [*command, "--host", host, "--port", str(port)]


def server_environment(environment: Mapping[str, str], today: str | None) -> dict[str, str]:
    """The environment of the server: `today` as the site's day when it is given."""
    return {**environment, "DIRECTORY_TODAY": today} if today else dict(environment)


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
