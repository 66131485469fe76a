from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.errors import ListingError
from crawler.platforms import nppes_columns as columns
from crawler.platforms.nppes_entries import Additions, entry_kind, make_entry
from crawler.platforms.nppes_refusals import RefusedError
from crawler.records import EntryKind
from crawler.registry.answer import read_answer
from crawler.registry.providers import read_provider
from crawler.standin.npi_registry_results import registry_results
from crawler.standin.nppes import zip_rows
from tests.registry import EVIDENCE, EXPECTED, read_case
from tests.registry.people import person

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "nppes"


def test_the_answer_gives_the_expected_providers() -> None:
    assert read_case() == EXPECTED.read_text(encoding="utf-8")


def test_an_entry_is_the_same_whether_it_came_by_the_file_or_by_the_api() -> None:
    (path,) = SAMPLE.glob("*_V2.zip")
    rows = {row["NPI"]: row for row in zip_rows(path)}
    compared = 0
    for result in registry_results(rows.values())[::4]:
        provider, _ = read_provider(json.loads(json.dumps(result)), EVIDENCE)
        row = rows[provider.npi]
        assert (provider.entry is None) == (entry_kind(row) is None)
        if provider.entry is not None:
            by_file, _ = make_entry(row, Additions(), EVIDENCE)
            assert provider.entry == by_file
            compared += 1
    assert compared > 800


def test_absent_null_and_marked_fields_are_all_nothing() -> None:
    plain, _ = read_provider(person(1), EVIDENCE)
    nothing: dict[str, Any] = dict.fromkeys(("middle_name", "credential", "name_suffix"))
    for mark in (None, "", "--"):
        marked = person(1)
        marked["basic"] |= dict.fromkeys(nothing, mark)
        assert read_provider(marked, EVIDENCE)[0] == plain
    bare = {name: value for name, value in person(1).items() if name != "other_names"}
    assert read_provider({**bare, "practiceLocations": None, "endpoints": None}, EVIDENCE)[0] == plain


@pytest.mark.parametrize(
    ("basic", "epoch", "expected"),
    [
        ({"last_updated": "2019-07-08"}, "1230768000000", "2019-07-08"),
        ({"last_updated": "07/08/2019"}, None, "2019-07-08"),
        ({"last_updated": None}, "1230768000000", "2009-01-01"),
        ({"last_updated": None}, 1230768000, "2009-01-01"),
        ({"last_updated": None}, "1230768000", "2009-01-01"),
        ({"last_updated": None}, None, None),
    ],
)
def test_a_day_is_that_of_the_answer_or_else_of_its_epoch(
    basic: Mapping[str, str | None], epoch: Any, expected: str | None
) -> None:
    provider, _ = read_provider(person(1, basic=dict(basic), last_updated_epoch=epoch), EVIDENCE)
    assert provider.updated_on == expected
    assert provider.entry
    assert provider.entry.updated_on == expected


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"basic": {"status": None}}, "basic.status", "registry_status"),
        ({"basic": {"status": "a"}}, "basic.status", "registry_status"),
        ({"basic": {"last_updated": "2019-13-01"}}, "basic.last_updated", "registry_day"),
        (
            {"basic": {"last_updated": None}, "last_updated_epoch": "soon"},
            "last_updated_epoch",
            "registry_day",
        ),
        ({"basic": {"first_name": ["JO"]}}, "first_name", "registry_shape"),
        ({"basic": {"first_name": "=HYPERLINK()"}}, columns.FIRST_NAME, "formula"),
        ({"basic": {"first_name": None, "last_name": None}}, columns.LAST_NAME, "missing_name"),
        ({"taxonomies": "none"}, "taxonomies", "registry_shape"),
        ({"taxonomies": [{"code": "171100000X"}] * 16}, "taxonomies", "registry_shape"),
        ({"number": "2990000000"}, "NPI", "npi_check_digit"),
        ({"number": True}, "number", "registry_shape"),
        ({"enumeration_type": None}, "enumeration_type", "registry_kind"),
    ],
)
def test_what_can_not_be_read_is_refused_with_its_place(
    changes: dict[str, Any], column: str, reason: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        read_provider(person(1, **changes), EVIDENCE)
    assert (refused.value.column, refused.value.reason) == (column, reason)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150)
@given(
    st.sampled_from(
        [*person(1), "practiceLocations", "last_updated_epoch", "basic.status", "basic.last_name"]
    ),
    json_values,
)
def test_whatever_stands_in_a_field_is_read_or_refused(field: str, value: Any) -> None:
    result = person(1, basic={"last_updated": None})
    holder, _, name = field.rpartition(".")
    (result[holder] if holder else result)[name] = value
    try:
        provider, _ = read_provider(result, replace(EVIDENCE, row_number=1))
    except RefusedError as error:
        assert error.message
    else:
        assert provider.kind in (EntryKind.INDIVIDUAL, EntryKind.ORGANIZATION)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "no JSON"),
        (b"<!DOCTYPE html><html><body>Down</body></html>", "a web page and no answer in JSON"),
        (b"<html><title>Just a moment...</title></html>", "challenge page of Cloudflare"),
        (b"[]", "no JSON object"),
        (b'{"result_count":0}', "neither results nor Errors"),
        (b'{"result_count":2,"results":[{}]}', "states 2 results and holds 1"),
    ],
)
def test_what_is_no_answer_is_said_to_be_none(body: bytes, words: str) -> None:
    with pytest.raises(ListingError, match=words):
        read_answer(body, "npi_registry")


def test_errors_are_told_in_the_words_of_the_registry() -> None:
    body = {"Errors": [{"description": "NPI must be 10 digits", "field": "number", "number": "06"}, "odd"]}
    answer = read_answer(json.dumps(body).encode(), "npi_registry")
    assert answer.refusal == "NPI must be 10 digits (field number, error 06); odd"
    assert answer.results == ()
    assert read_answer(b'{"result_count":0,"results":[]}', "npi_registry").refusal == ""


def test_an_impossible_day_is_refused_for_every_profession() -> None:
    other = person(1, basic={"last_updated": None}, last_updated_epoch=-(10**10), taxonomies=[])
    with pytest.raises(RefusedError):
        read_provider(other, EVIDENCE)
