"""A file of rows that is not the whole answer says so: in the headers `Directory-Truncated` and `Link`.

JSON tells it itself (`truncated`, `next_url`); CSV has no place for it but the headers.
"""

from __future__ import annotations

from typing import Any

from datasette.views.base import DataView

NAME = "Directory-Truncated"
_PLAIN = DataView.as_csv
"""The file of rows as Datasette makes it."""


def install() -> None:
    """Every file of rows is made with these headers from now on; once or often is the same."""
    DataView.as_csv = _as_csv


def cut_headers(data: dict[str, Any]) -> dict[str, str]:
    """The headers for an answer that has more rows than it gives; none where it is whole."""
    next_url = data.get("next_url")
    if next_url:
        return {NAME: "true; the next rows are at the link", "Link": f'<{next_url}>; rel="next"'}
    if data.get("truncated"):
        return {NAME: f"true; {len(data['rows'])} rows are given, ask for fewer"}
    return {}


async def _as_csv(view: Any, request: Any, database: Any) -> Any:
    read = view.data
    seen: dict[str, Any] = {}

    async def data(*given: Any, **named: Any) -> Any:
        answer = await read(*given, **named)
        if isinstance(answer, tuple):
            seen.update(answer[0])
        return answer

    view.data = data
    response = await _PLAIN(view, request, database)
    if hasattr(response, "headers"):
        response.headers.update(cut_headers(seen))
    return response
