from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fhir.checks import validated
from verify.fhir.actions import BOARD_ACTIONS
from verify.fhir.elements import narrative, npi, period, phone, resource, web


@given(st.lists(st.text(), max_size=3))
def test_no_text_breaks_the_narrative(sentences: list[str]) -> None:
    text = narrative(sentences)
    validated(resource("Organization", "a", text=text, name="A"))
    if text:
        inner = text["div"].removeprefix('<div xmlns="http://www.w3.org/1999/xhtml">').removesuffix("</div>")
        assert "<" not in inner.replace("<p>", "").replace("</p>", "")


def test_nothing_but_a_number_is_a_telephone() -> None:
    assert phone("206-555-0117") == [{"system": "phone", "value": "206-555-0117", "use": "work"}]
    assert phone("+1 (206) 555-0117")
    assert not phone("<script>") and not phone("555-0117") and not phone(None)


def test_only_addresses_of_the_web_are_links() -> None:
    assert web("https://board.example/lookup")
    assert not web("javascript:alert(1)") and not web("") and not web("https://a b")


def test_end_before_the_start_leaves_the_end() -> None:
    assert period("2021-01-01", "2020-01-01") == {"end": "2020-01-01"}
    assert period(None, None) == {}


def test_own_entries_have_no_provider_number() -> None:
    assert npi("1999000001") and not npi("own:larkspur")


@pytest.mark.parametrize(
    "parts",
    [
        [{"url": "listed", "valueCode": "none"}],
        [{"url": "listed", "valueString": "none"}, {"url": "asOf", "valueDate": "2026-11-17"}],
        [{"url": "listed", "valueCode": "none"}, *[{"url": "asOf", "valueDate": "2026-11-17"}] * 2],
        [
            *({"url": "listed", "valueCode": "yes"}, {"url": "asOf", "valueDate": "2026-11-17"}),
            {"url": "action", "extension": [{"url": "stage", "valueCode": "final"}]},
        ],
        [
            *({"url": "listed", "valueCode": "none"}, {"url": "asOf", "valueDate": "2026-11-17"}),
            {"url": "guilty", "valueBoolean": True},
        ],
    ],
)
def test_board_actions_that_are_not_as_defined_are_found(parts: list[dict[str, Any]]) -> None:
    extension = {"url": BOARD_ACTIONS, "extension": parts}
    with pytest.raises((AssertionError, KeyError)):
        validated(
            resource("Practitioner", "a", qualification=[{"extension": [extension], "code": {"text": "A"}}])
        )
