"""Which requests are not even looked at: paths that mislead, methods that write, endless addresses."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, unquote_to_bytes

from datasette.utils import tilde_decode

from .frame import DATABASE
from .security import DATA, App, may_be_posted, say

LONGEST_PATH_BYTES = 1_000
LONGEST_QUERY_BYTES = 12_000
LARGEST_BODY_BYTES = 2_000_000
MOST_PARAMETERS = 100
LONGEST_SEARCH = 300
MOST_OF_A_KIND = {"_facet": 8, "_where": 5, "_sort": 1, "_size": 1, "sql": 1}
"""How often a parameter may stand in one address; `_facet` stands for all that begin with it."""
MOST_ROWS_OF_PAGE = 200
"""Rows of a table on a page of HTML; as data there are up to 1,000."""

READING = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN_WITHIN = ("/-/static/", "/-/static-plugins/", "/-/metadata")
"""Of Datasette's own pages under `/-/` these alone are open; the others tell of the server."""

Refusal = tuple[int, str]


def refusal(scope: dict[str, Any]) -> Refusal | None:
    """Status and sentence for a request that is not looked at, else None."""
    rules: tuple[Callable[[dict[str, Any]], Refusal | None], ...]
    rules = (_length, _misleading, _method, _closed, _parameters)
    return next((found for rule in rules if (found := rule(scope))), None)


def _raw(scope: dict[str, Any]) -> bytes:
    return (scope.get("raw_path") or scope["path"].encode("utf-8")).split(b"?")[0]


def _length(scope: dict[str, Any]) -> Refusal | None:
    if len(_raw(scope)) > LONGEST_PATH_BYTES or len(scope.get("query_string", b"")) > LONGEST_QUERY_BYTES:
        return 414, "This address is too long."
    return None


def _misleading(scope: dict[str, Any]) -> Refusal | None:
    r"""Paths that could lead to another host (`/\host`, `/%5Chost`, `//host`), and control characters."""
    raw = _raw(scope)
    decoded = unquote_to_bytes(raw)
    if b"\\" in decoded or raw.startswith(b"//") or "\\" in scope["path"] or "~5c" in scope["path"].lower():
        return 400, "Bad Request: a backslash or a double slash at the start has no place in an address here."
    if any(byte < 32 or byte == 127 for byte in decoded) or any(byte > 126 for byte in raw):
        return 400, "Bad Request: this address has characters that no address has."
    return None


def _method(scope: dict[str, Any]) -> Refusal | None:
    is_ours = _first_part(scope) not in ("-", DATABASE)
    if scope["method"] in READING or (scope["method"] == "POST" and is_ours):
        return None
    return 405, "Method Not Allowed: this address can only be read."


def _first_part(scope: dict[str, Any]) -> str:
    return tilde_decode(scope["path"].split("/")[1] if "/" in scope["path"] else "")


def _closed(scope: dict[str, Any]) -> Refusal | None:
    path, first = scope["path"], _first_part(scope)
    is_closed = (first == "-" and not path.startswith(OPEN_WITHIN)) or first.startswith(("_", ":"))
    return (404, "Not Found: there is no page at this address.") if is_closed else None


def _parameters(scope: dict[str, Any]) -> Refusal | None:
    pairs = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    if len(pairs) > MOST_PARAMETERS:
        return 400, f"Bad Request: an address has {MOST_PARAMETERS} parameters at most."
    counts = Counter("_facet" if name.startswith("_facet") else name for name, _ in pairs)
    for name, most in MOST_OF_A_KIND.items():
        if counts[name] > most:
            return 400, f"Bad Request: {name} can stand {most} times at most in one address."
    if _first_part(scope) == DATABASE and any("\x00" in text for pair in pairs for text in pair):
        return 400, "Bad Request: a parameter has a character that no text has."
    return _values(scope["path"], dict(pairs))


def _values(path: str, values: dict[str, str]) -> Refusal | None:
    for name in ("_timelimit", "_ttl", "_facet_size"):
        value = values.get(name, "")
        if value and not (value.isascii() and value.isdigit() and len(value) < 7) and value != "max":
            return 400, f"Bad Request: {name} is a number."
    if "_through" in values and not _is_through(values["_through"]):
        return 400, "Bad Request: _through is JSON with table, column and value."
    size = values.get("_size", "")
    is_large = size == "max" or (size.isascii() and size.isdigit() and int(size[:9]) > MOST_ROWS_OF_PAGE)
    if len(values.get("q", "")) > LONGEST_SEARCH:
        return 400, f"Bad Request: a search has {LONGEST_SEARCH} characters at most."
    if is_large and not path.endswith(DATA):
        return (
            400,
            f"Bad Request: a page has {MOST_ROWS_OF_PAGE} rows at most; as .json or .csv there are 1,000.",
        )
    return None


def _is_through(text: str) -> bool:
    try:
        found = json.loads(text)
    except ValueError:
        return False
    return isinstance(found, dict) and {"table", "column", "value"} <= found.keys()


def refused(app: App) -> App:
    """The application; what `refusal` names is answered here, a question about methods too."""

    async def refused_app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        found = refusal(scope) if scope["type"] == "http" else None
        if found:
            allow = [(b"allow", b"GET, HEAD, OPTIONS")] if found[0] == 405 else []
            await say(send, *found, *allow)
        elif scope["type"] == "http" and scope["method"] == "OPTIONS":
            allow = [(b"allow", b"GET, HEAD, POST" if may_be_posted(scope["path"]) else b"GET, HEAD")]
            await send({"type": "http.response.start", "status": 204, "headers": allow})
            await send({"type": "http.response.body", "body": b""})
        else:
            await app(scope, _bounded(receive), send)

    return refused_app


def _bounded(receive: Any) -> Any:
    """Receives a body up to its largest size; a larger one counts as a client that went away."""
    left = LARGEST_BODY_BYTES

    async def bounded_receive() -> dict[str, Any]:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        return message if left >= 0 else {"type": "http.disconnect"}

    return bounded_receive
