"""A search in FHIR whose parameters are posted as a form: the same search as with GET, out of the address.

R4 lets parameters stand in the address, in the body or in both; all of them count alike, so one that stands
once in each is given twice. A body is bounded as the query of an address is, and read only so far.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from datasette.utils import MultiParams

from .addresses import LONGEST_QUERY_BYTES, MOST_PARAMETERS
from .fhir_asked import RefusedError

FORM = "application/x-www-form-urlencoded"


async def given_to(request: Any) -> MultiParams:
    """The parameters of a search: those of the address, and with POST those of the body beside them.

    Raises:
        RefusedError: the body is too long (413), no form (415), or not in UTF-8, or they are too many (400).
    """
    if request.method != "POST":
        return request.args
    pairs = parse_qsl(request.query_string, keep_blank_values=True) + read_form(
        await _body(request), request.headers.get("content-type") or ""
    )
    if len(pairs) > MOST_PARAMETERS:
        raise RefusedError(400, f"A search has {MOST_PARAMETERS} parameters at most.")
    return MultiParams(pairs)


def read_form(body: bytes, content_type: str) -> list[tuple[str, str]]:
    """The parameters of a form in their order; none where nothing was sent.

    Raises:
        RefusedError: it is no form (415), or not in UTF-8 (400).
    """
    if not body:
        return []
    if content_type.partition(";")[0].strip().lower() != FORM:
        raise RefusedError(415, f"Send the parameters as {FORM}.")
    try:
        text = body.decode("utf-8")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except UnicodeDecodeError as error:
        raise RefusedError(400, "Send the parameters in UTF-8.") from error
    except ValueError as error:
        raise RefusedError(400, f"A search has {MOST_PARAMETERS} parameters at most.") from error


async def _body(request: Any) -> bytes:
    """What was sent. The rest of a body that is too long stays unread.

    Raises:
        RefusedError: it is longer than the query of an address may be (413), or broke off (400).
    """
    parts, size, is_open = [], 0, True
    while is_open:
        message = await request.receive()
        if message["type"] != "http.request":
            raise RefusedError(400, "The form broke off.")
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LONGEST_QUERY_BYTES:
            raise RefusedError(413, f"A form has {LONGEST_QUERY_BYTES:,} bytes at most.", "too-long")
        is_open = message.get("more_body", False)
    return b"".join(parts)
