"""Runs the desk in this process until it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from verify.desk.answers import application
from verify.desk.desk import Desk
from verify.desk.doors import HOST, Doors
from verify.server import listen
from verify.serving import require_free_port


def run_desk(
    data: Path, by: str, port: int, today: date | None, site: str, announce: Callable[[str], None]
) -> None:
    """The desk answered on the loopback address until it was stopped; `announce` was told its link once.

    Raises:
        CannotRunError: there is no queue to show, or the port is taken.
    """
    import uvicorn

    desk = Desk(data, by, Doors(port), today, site)
    desk.queue.candidates()
    require_free_port(HOST, port)
    listener = listen(HOST, port)
    announce(desk.doors.link)
    config = uvicorn.Config(
        application(desk.answer),
        lifespan="off",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        ws="none",
        limit_concurrency=20,
    )
    uvicorn.Server(config).run(sockets=[listener])
