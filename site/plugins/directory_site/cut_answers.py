"""An answer that is not the whole one says so, in its headers and in itself.

Headers: `Directory-Truncated`, and `Link` to the next rows of a table. In itself: a page has a sentence, JSON
has the key `warning` beside `truncated` and `next_url`. Where there is room for rows alone (CSV, and JSON of
the shapes array, arrayfirst and object) one more row follows whose first cell begins with `TRUNCATED`: a
program that counts rows or reads numbers notices.
"""

from __future__ import annotations

from typing import Any

from datasette.views.base import DataView

NAME = "Directory-Truncated"
MARK = "TRUNCATED"
_PLAIN = DataView.get
"""Every answer as Datasette makes it."""


def install() -> None:
    """Every answer of rows is made like this from now on; once or often is the same."""
    DataView.get = _get


def sentence(data: dict[str, Any]) -> str:
    """What is missing from an answer and how to get it; empty where it is whole."""
    given = len(data.get("rows", ()))
    if data.get("next_url"):
        return f"{given} rows are given and there are more: the next ones are at {data['next_url']}"
    if data.get("truncated"):
        return f"{given} rows are given and there are more: ask for fewer"
    return ""


def cut_headers(data: dict[str, Any]) -> dict[str, str]:
    """The headers for an answer that has more rows than it gives; none where it is whole."""
    next_url = data.get("next_url")
    if next_url:
        return {NAME: "true; the next rows are at the link", "Link": f'<{next_url}>; rel="next"'}
    if data.get("truncated"):
        return {NAME: f"true; {len(data['rows'])} rows are given, ask for fewer"}
    return {}


def tell_in_itself(data: dict[str, Any], written: str | None, shape: str) -> None:
    """The answer holds the sentence: as `warning`, or as one more row where it is written as rows alone."""
    said = sentence(data)
    if not said:
        return
    data["warning"] = f"{MARK}: {said}"
    if written == "csv" or shape in ("array", "arrayfirst"):
        data["rows"] = [*data["rows"], [data["warning"]]]
    elif shape == "object":
        data["rows"] = [*data["rows"], [data["warning"]] * len(data["columns"])]


async def _get(view: Any, request: Any) -> Any:
    read, headers = view.data, {}
    written = request.url_vars.get("format")

    async def data(*given: Any, **named: Any) -> Any:
        answer = await read(*given, **named)
        if isinstance(answer, tuple) and "rows" in answer[0]:
            headers.update(cut_headers(answer[0]))
            if written:
                tell_in_itself(answer[0], written, request.args.get("_shape") or "")
        return answer

    view.data = data
    response = await _PLAIN(view, request)
    if hasattr(response, "headers"):
        known = {name.lower() for name in response.headers}
        response.headers.update({name: value for name, value in headers.items() if name.lower() not in known})
    return response
