"""The description of the JSON API, `site/openapi.yml`, at `/openapi.json`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from datasette import Response

from .fhir_posted import FORM
from .security import READ_BY_SCRIPTS

FILE = Path(__file__).resolve().parents[2] / "openapi.yml"


@cache
def read_description() -> dict[str, Any]:
    """What the file says, with each search in FHIR by POST beside the one by GET."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    posted = {
        f"{path}/_search": {"post": _as_posted(path, each["get"], found["components"]["parameters"])}
        for path, each in found["paths"].items()
        if re.fullmatch(r"/fhir/[A-Z][A-Za-z]+", path)
    }
    return {**found, "paths": {**found["paths"], **posted}}


def _as_posted(path: str, search: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    """The same search with its parameters in a form; it may have them in the address too."""
    parameters = [
        shared[each["$ref"].rpartition("/")[2]] if "$ref" in each else each for each in search["parameters"]
    ]
    form: dict[str, Any] = {
        "schema": {"type": "object", "properties": {each["name"]: each["schema"] for each in parameters}},
        "example": {each["name"]: each["example"] for each in parameters if "example" in each},
    }
    return {
        "tags": search["tags"],
        "operationId": f"{search['operationId']}Posted",
        "summary": f"The search at {path}, by a form; it reads, and changes nothing",
        "description": "Each parameter may stand in the address or in the form.",
        "requestBody": {"content": {FORM: form}},
        "responses": {
            **search["responses"],
            **dict.fromkeys(("413", "415"), search["responses"]["400"]),
        },
    }


async def openapi(datasette: Any, request: Any) -> Response:
    """The description, with the address of this server."""
    server = datasette.absolute_url(request, datasette.urls.path("/")).rstrip("/")
    described = {**read_description(), "servers": [{"url": server}]}
    return Response.json(described, headers={"Cache-Control": "public, max-age=3600", **READ_BY_SCRIPTS})


ROUTES = [(r"^/openapi\.json$", openapi)]
"""Pattern of the path, and the function that answers."""
