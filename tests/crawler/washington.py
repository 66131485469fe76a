"""The Washington dataset as the service answers it. Nobody here exists."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tests.crawler.service import Answer, Asked, Service

SOURCE = "us_wa_doh"
RESOURCE = "/data.wa.gov/resource/qxh8-f4bd.json"
METADATA = "/data.wa.gov/api/views/qxh8-f4bd.json"
COLUMNS = (
    "credentialnumber lastname firstname middlename credentialtype status birthyear ceduedate firstissuedate "
    "lastissuedate expirationdate actiontaken"
).split()
Row = dict[str, Any]


def row(number: int = 1, **changes: Any) -> Row:
    """A row of 2026; `None` leaves a column out as the service does for nulls."""
    cells: Row = {
        "credentialnumber": f"ACUP.AC.6099{number:04}",
        "lastname": "Example",
        "firstname": "Ann",
        "credentialtype": "Acupuncturist License",
        "status": "Active",
        "firstissuedate": "02/03/2015",
        "lastissuedate": "07/09/2026",
        "expirationdate": "07/08/2027",
        "actiontaken": "No",
    }
    cells.update(changes)
    return {name: value for name, value in cells.items() if value is not None}


def rows(count: int) -> list[Row]:
    return [row(number) for number in range(1, count + 1)]


def serve(
    service: Service, listing: Iterable[Row], cap: int = 1000, columns: Iterable[str] = COLUMNS
) -> None:
    """The service hands out the listing in pages of `cap` rows at most, with metadata and a count."""
    held = list(listing)

    def answer(asked: Asked) -> Answer:
        if asked.query.get("$select") == "count(*)":
            return Answer(json.dumps([{"count": str(len(held))}]).encode())
        start = int(asked.query.get("$offset", "0"))
        size = min(cap, int(asked.query.get("$limit", "1000")))
        return Answer(
            json.dumps(held[start : start + size]).encode(), headers={"Content-Type": "application/json"}
        )

    metadata = {"rowsUpdatedAt": 1795168800, "columns": [{"fieldName": name} for name in columns]}
    service.routes[RESOURCE] = answer
    service.routes[METADATA] = Answer(json.dumps(metadata).encode())
