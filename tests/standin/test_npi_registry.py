"""The stand-in of the NPI Registry has the limits and the manners of the real one."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from crawler.standin.breaks import parse_break
from crawler.standin.npi_registry import NPI_REGISTRY, NpiRegistry
from crawler.standin.reply import Request
from crawler.standin.server import StandIn
from tests.registry.people import clinic, person


def ask(server: StandIn, **query: Any) -> httpx.Response:
    with httpx.Client(base_url=server.base_url, trust_env=False) as client:
        return client.get(f"/{NPI_REGISTRY}/api/", params={"version": "2.1", **query})


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"version": "2.0", "number": "1234567893"}, "17"),
        ({"number": "12345"}, "06"),
        ({}, "04"),
        ({"limit": "200"}, "04"),
        ({"enumeration_type": "NPI-1"}, "09"),
        ({"state": "WA"}, "07"),
    ],
)
def test_errors_come_with_http_200(stand_in: StandIn, query: dict[str, str], number: str) -> None:
    answer = ask(stand_in, **query)
    assert answer.status_code == 200
    assert [error["number"] for error in answer.json()["Errors"]] == [number]


def test_a_page_has_at_most_200_and_its_count_is_its_own(stand_in: StandIn) -> None:
    asked = {"taxonomy_description": "Physical*"}
    assert ask(stand_in, **asked).json()["result_count"] == 10
    page = ask(stand_in, **asked, limit=201).json()
    assert page["result_count"] == len(page["results"]) == 200
    seen = set()
    for skip in range(0, 1001, 200):
        seen |= {each["number"] for each in ask(stand_in, **asked, limit=200, skip=skip).json()["results"]}
    assert len(seen) == 1200
    assert "Errors" in ask(stand_in, **asked, skip=1200).json()


def test_nobody_is_an_empty_page_and_so_is_a_deactivated_number(
    stand_in: StandIn, npidata: list[dict[str, str]]
) -> None:
    empty = {"result_count": 0, "results": []}
    assert ask(stand_in, number="1234567893").json() == empty
    gone = next(row for row in npidata if not row["Entity Type Code"])
    assert ask(stand_in, number=gone["NPI"]).json() == empty
    active = next(row for row in npidata if row["Entity Type Code"] == "1")
    (result,) = ask(stand_in, number=active["NPI"]).json()["results"]
    assert (result["basic"]["status"], result["basic"]["name_prefix"]) == ("A", "--")
    assert None not in result["basic"].values()
    assert isinstance(result["created_epoch"], str)


def found(query: dict[str, str]) -> list[str]:
    registry = NpiRegistry(
        [
            person(1, last="EXAMPLE", zip_code="981010000"),
            person(2, last="EXAMPLESON", state="CA", zip_code="94102"),
            clinic(3, "EXAMPLE LLC", other_names=[{"organization_name": "OTHER EXAMPLE"}]),
        ]
    )
    reply = registry.answer(Request(NPI_REGISTRY, "/api/", {"version": "2.1", **query}, {}))
    return [each["basic"].get("last_name", "clinic") for each in json.loads(reply.body)["results"]]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"last_name": "example"}, ["EXAMPLE"]),
        ({"last_name": "Ex*"}, ["EXAMPLE", "EXAMPLESON"]),
        ({"organization_name": "other*"}, ["clinic"]),
        ({"postal_code": "98101"}, ["EXAMPLE", "clinic"]),
        ({"postal_code": "94*"}, ["EXAMPLESON"]),
        ({"state": "CA", "last_name": "EXAMPLE"}, []),
        ({"taxonomy_description": "Acupuncturist", "enumeration_type": "NPI-2"}, ["clinic"]),
    ],
)
def test_criteria_match_whole_or_by_their_beginning(query: dict[str, str], names: list[str]) -> None:
    assert found(query) == names


def test_a_busy_registry_asks_to_wait(stand_in: StandIn, sample: Any) -> None:
    with StandIn(sample, breaks=(parse_break(f"busy@{NPI_REGISTRY}"),)) as busy:
        answers = [ask(busy, number="1234567893") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 429, 200]
    assert answers[2].headers["Retry-After"] == "1"
