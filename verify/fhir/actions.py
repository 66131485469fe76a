"""What a board publishes against a license: its own words, with stage and days, and never a sum of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from verify.fhir.elements import Element, printable, web
from verify.fhir.facts import Row

BOARD_ACTIONS = "urn:uuid:12aeba16-5369-47f8-828c-c0d2e11448ff"
"""Our extension of a qualification; `definitions.py` describes it."""

LISTED = {"yes": "yes", "none": "none", "not_stated": "not-stated"}
"""Whether the list has actions against this license. `none` is true of this list on its day alone."""

_ORDER = ("final", "unknown", "alleged")


def board_actions(license_row: Row, actions: Iterable[Row], today: date) -> list[Element]:
    """The extension of one license; empty unless number and name tie the license to the person."""
    if license_row["identity_class"] != "number_and_name":
        return []
    own = [row for row in actions if row["license_id"] == license_row["license_id"]]
    own.sort(key=lambda row: (_is_over(row, today), _ORDER.index(row["stage"])))
    as_of = license_row["source_as_of"] or license_row["fetched_at"][:10]
    parts = [
        *_part("listed", "Code", LISTED[license_row["discipline"]]),
        *_part("asOf", "Date", as_of),
        *_part("printed", "String", license_row["discipline_printed"]),
        *({"extension": _action(row, today), "url": "action"} for row in own),
    ]
    return [{"extension": parts, "url": BOARD_ACTIONS}]


def _action(row: Row, today: date) -> list[Element]:
    order = web(row["order_url"])
    return [
        *_part("words", "String", row["action_printed"]),
        *_part("reason", "String", row["reason_printed"]),
        *_part("stage", "Code", row["stage"]),
        *_part("isOver", "Boolean", _is_over(row, today)),
        *_part("actedOn", "Date", row["acted_on"]),
        *_part("endedOn", "Date", row["ended_on"]),
        *_part("docket", "String", row["docket"]),
        *_part("order", "Uri", order[0]["value"] if order else None),
    ]


def _is_over(row: Row, today: date) -> bool:
    """Whether the matter was dropped or has ended."""
    return bool(row["is_over"] or (row["ended_on"] and row["ended_on"] <= today.isoformat()))


def _part(name: str, kind: str, value: Any) -> list[Element]:
    """One part of an extension; none without a value."""
    shown = printable(" ".join(value.split())) if isinstance(value, str) else value
    return [] if shown in (None, "") else [{"url": name, f"value{kind}": shown}]
