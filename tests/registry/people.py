"""Fictional holders of numbers, as the API shows them. Nobody here exists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crawler.standin.npi import invented_npi
from crawler.standin.npi_registry import NPI_REGISTRY, NpiRegistry
from crawler.standin.reply import Request
from tests.crawler.service import Answer, Asked, Service

PATH = f"/{NPI_REGISTRY}/api/"
Result = dict[str, Any]


def person(number: int, /, **changes: Any) -> Result:
    """Result `number` of a million; changes are `last`, `first`, `state`, `zip_code`, or whole fields."""
    address = {
        "address_purpose": "LOCATION",
        "address_1": "100 EXAMPLE ST",
        "city": "EXAMPLEVILLE",
        "state": changes.pop("state", "WA"),
        "postal_code": changes.pop("zip_code", "98101"),
        "country_code": "US",
    }
    basic = {
        "first_name": changes.pop("first", "JO"),
        "last_name": changes.pop("last", "EXAMPLE"),
        "enumeration_date": "2009-01-02",
        "last_updated": "2019-07-08",
        "status": "A",
        **changes.pop("basic", {}),
    }
    return {
        "number": invented_npi(number),
        "enumeration_type": "NPI-1",
        "basic": {name: value for name, value in basic.items() if value is not None},
        "addresses": [address],
        "taxonomies": [{"code": "171100000X", "desc": "Acupuncturist", "license": "AC1", "state": "WA"}],
        "other_names": [],
        **changes,
    }


def clinic(number: int, name: str, **changes: Any) -> Result:
    made = person(number, **changes)
    basic = {"organization_name": name, "status": "A", "last_updated": "2019-07-08"}
    return {**made, "enumeration_type": "NPI-2", "basic": basic}


def serve(service: Service, results: Iterable[Result], *, is_busy: bool = False) -> None:
    """The service answers as the registry would over these results."""
    registry = NpiRegistry(list(results), is_busy=is_busy)

    def answer(asked: Asked) -> Answer:
        reply = registry.answer(Request(NPI_REGISTRY, "/api/", asked.query, {}))
        return Answer(reply.body, reply.status, reply.headers)

    service.routes[PATH] = answer
