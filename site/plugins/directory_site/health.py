"""`/-/healthz`: which release is served and how old it is, for load balancers and monitors."""

from __future__ import annotations

import json
import os
from typing import Any

from .clock import as_day, site_today
from .frame import DATABASE
from .swap_database import SwapDatabase

PATH = "/-/healthz"
STALE_DAYS = 14
"""From this age on `is_stale` is true: a weekly refresh was missed. The server itself is well."""


def health(datasette: Any) -> dict[str, Any]:
    """The release that a request would read now. It needs no query."""
    database = datasette.databases.get(DATABASE)
    if not isinstance(database, SwapDatabase):
        return {"ok": False, "release_id": "", "built_on": "", "age_days": None, "is_stale": None}
    fact = database.generations.look().fact
    built = as_day(fact.built_on)
    age = (site_today(datasette) - built).days if built else None
    return {
        "ok": True,
        "release_id": fact.release_id,
        "built_on": fact.built_on,
        "age_days": age,
        "is_stale": None if age is None else age > STALE_DAYS,
        "process_id": os.getpid(),
    }


def watched(app: Any, datasette: Any) -> Any:
    """The application; `PATH` is answered at once: 200, or 503 where no database is served."""

    async def watched_app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"] != PATH:
            await app(scope, receive, send)
            return
        answer = health(datasette)
        headers = [(b"content-type", b"application/json; charset=utf-8"), (b"cache-control", b"no-store")]
        await send(
            {"type": "http.response.start", "status": 200 if answer["ok"] else 503, "headers": headers}
        )
        await send({"type": "http.response.body", "body": json.dumps(answer).encode() + b"\n"})

    return watched_app
