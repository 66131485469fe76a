"""The description of the JSON API, `site/openapi.yml`, at `/openapi.json`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from datasette import Response

from .security import READ_BY_SCRIPTS

FILE = Path(__file__).resolve().parents[2] / "openapi.yml"


@cache
def read_description() -> dict[str, Any]:
    """What the file says."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


async def openapi(datasette: Any, request: Any) -> Response:
    """The description, with the address of this server."""
    server = datasette.absolute_url(request, datasette.urls.path("/")).rstrip("/")
    described = {**read_description(), "servers": [{"url": server}]}
    return Response.json(described, headers={"Cache-Control": "public, max-age=3600", **READ_BY_SCRIPTS})


ROUTES = [(r"^/openapi\.json$", openapi)]
"""Pattern of the path, and the function that answers."""
