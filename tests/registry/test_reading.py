"""A question with more results than can be reached is asked in parts, and nothing is lost unsaid."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.registry import question as question_module
from crawler.registry import reading as reading_module
from crawler.registry.question import Question, make_question
from crawler.registry.reading import Asking, Coverage, Reading
from crawler.standin import npi_registry
from crawler.standin.npi_registry import NPI_REGISTRY, NpiRegistry
from crawler.standin.reply import Request
from tests.registry.people import Result, clinic, person


@pytest.fixture(autouse=True, scope="module")
def small_pages() -> Iterator[None]:
    """Two results a page and four skipped, so that six can be reached and small populations need parts."""
    with pytest.MonkeyPatch.context() as patch:
        for module, names in (
            (reading_module, {"PAGE_RESULTS": 2, "SKIP_MAX": 4, "RESULTS_MAX": 6}),
            (question_module, {"PAGE_RESULTS": 2}),
            (npi_registry, {"_LIMIT_MAX": 2, "_SKIP_MAX": 4}),
        ):
            for name, value in names.items():
                patch.setattr(module, name, value)
        yield


def read(
    question: Question, results: Sequence[Result], requests_max: int = 10**6
) -> tuple[Reading, set[str]]:
    """The finished reading of a question to a registry with these results, and the numbers that came."""
    registry, reading, seen = NpiRegistry(results), Reading(question, requests_max), set[str]()
    while asking := reading.take():
        query = dict(parse_qsl(urlsplit(asking.question.url(asking.skip)).query))
        answer = json.loads(registry.answer(Request(NPI_REGISTRY, "/api/", query, {})).body)
        if "Errors" in answer:
            assert reading.refused(asking, answer["Errors"][0]["description"])
            continue
        numbers = [result["number"] for result in answer["results"]]
        reading.answered(asking, numbers, len(numbers))
        seen.update(numbers)
    return reading, seen


def numbers(results: Sequence[Result]) -> set[str]:
    return {result["number"] for result in results}


names = st.sampled_from(["EXAMPLE", "EX", "EXAM", "E", "O'EX", "DE EX", "EX-AM", "EXAMPLESON"])
places = st.sampled_from(
    [("WA", "98101"), ("WA", "981020000"), ("WA", "99201"), ("CA", "94102"), ("PR", "00901")]
)


@st.composite
def populations(draw: st.DrawFn) -> list[Result]:
    """Up to thirty people and clinics with addresses in the United States, many of them alike."""
    made = []
    for number in range(draw(st.integers(0, 30))):
        (state, zip_code), name = draw(places), draw(names)
        given = {"state": state, "zip_code": zip_code}
        if draw(st.integers(0, 4)) == 0:
            made.append(
                clinic(number, draw(st.sampled_from(["EXAMPLE LLC", "1ST EXAMPLE", "EX & AM"])), **given)
            )
        else:
            first = draw(st.sampled_from(["JO", "JOAN", "AL", "X"]))
            made.append(person(number, last=name, first=first, **given))
    return made


@settings(max_examples=15, deadline=None)
@given(populations())
def test_the_union_of_the_parts_is_the_whole(results: list[Result]) -> None:
    reading, seen = read(make_question(taxonomy="Acupuncturist"), results)
    if reading.coverage() is Coverage.INCOMPLETE:
        # Only more people than can be reached, alike in every criterion, may be missing, and it is said.
        assert all("nothing is left to split by" in gap for gap in reading.gaps())
        assert seen <= numbers(results)
    else:
        assert seen == numbers(results)
        assert (reading.coverage() is Coverage.WHOLE) == (len(results) < 6)


@settings(max_examples=15, deadline=None)
@given(populations())
def test_a_name_is_read_to_its_end_in_every_state(results: list[Result]) -> None:
    wanted = [
        each
        for each in results
        if each["enumeration_type"] == "NPI-1" and each["basic"]["last_name"].startswith("EX")
    ]
    reading, seen = read(make_question(last_name="ex*"), results)
    assert seen <= numbers(wanted)
    assert seen == numbers(wanted) or reading.coverage() is Coverage.INCOMPLETE


def test_results_that_just_fit_are_asked_in_parts_too_because_no_total_is_stated() -> None:
    results = [person(number, state=["WA", "CA"][number % 2]) for number in range(6)]
    reading, seen = read(make_question(last_name="Example"), results)
    assert (reading.coverage(), seen) == (Coverage.IN_PARTS, numbers(results))
    assert read(make_question(last_name="Example"), results[:5])[0].coverage() is Coverage.WHOLE


def test_more_people_alike_than_can_be_reached_are_owned_up_to() -> None:
    results = [person(number) for number in range(9)]
    asked = make_question(last_name="Example", first_name="Jo", state="WA", postal_code="98101")
    reading, seen = read(asked, results)
    assert (reading.coverage(), len(seen)) == (Coverage.INCOMPLETE, 6)
    (gap,) = reading.gaps()
    assert "last_name Example, first_name Jo, state WA, postal_code 98101" in gap
    assert "there may be more" in gap


def test_someone_whom_no_part_holds_is_kept_and_told() -> None:
    abroad = person(100, state="ONTARIO", zip_code="M5V 2T6")
    results = [abroad, *(person(number, state=state) for number, state in enumerate(["WA", "CA"] * 4))]
    reading, seen = read(make_question(last_name="Example"), results)
    assert seen == numbers(results)
    assert reading.coverage() is Coverage.INCOMPLETE
    assert "1 of its first 6 results came in none of its parts" in " ".join(reading.gaps())


def test_enough_is_enough() -> None:
    results = [person(number, state="WA") for number in range(9)]
    reading, seen = read(make_question(last_name="Example"), results, requests_max=10)
    assert reading.requests_count == 10
    assert reading.coverage() is Coverage.INCOMPLETE
    assert "stopped after 10 requests" in reading.gaps()[0]
    assert seen <= numbers(results)


def test_a_number_that_comes_twice_shows_that_the_pages_moved() -> None:
    reading = Reading(make_question(last_name="Example"))
    first = reading.take()
    assert first == Asking(reading.question, 0)
    reading.answered(first, ["2990000000", "2990000001"], 2)
    second = reading.take()
    assert second == Asking(reading.question, 2)
    reading.answered(second, ["2990000001"], 1)
    assert reading.take() is None
    assert "a number came twice" in reading.gaps()[0]


def test_a_refused_part_is_a_gap_and_a_refused_question_an_end() -> None:
    reading = Reading(make_question(last_name="Example"))
    first = reading.take()
    assert first
    assert not reading.refused(first, "no")
    assert reading.refused(Asking(Question(last_name="O'*"), 0), "no such sign")
    assert reading.gaps() == ("last_name O'*: the registry refused it: no such sign",)
