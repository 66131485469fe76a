from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.clean import header_name, iso_day, us_state, zip5
from crawler.records import Status, is_npi
from crawler.statuses import meaning, vocabulary

FORMATS = ("%Y%m%d", "%m/%d/%Y")


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(FORMATS))
def test_a_day_written_in_a_format_is_read_back(day: date, form: str) -> None:
    text = (
        f"{day.year:04}{day.month:02}{day.day:02}"
        if form == "%Y%m%d"
        else f"{day.month:02}/{day.day:02}/{day.year:04}"
    )
    assert iso_day(text, FORMATS) == day.isoformat()


@pytest.mark.parametrize("text", ["", "00000000", "/ /", " / / "])
def test_no_date_is_none(text: str) -> None:
    assert iso_day(text, FORMATS) is None


@pytest.mark.parametrize(
    "text", ["2026111", "13/01/2026", "02/30/2026", "01/02/27", "18001227", "soon", "20261301"]
)
def test_what_is_no_date_of_the_listing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no date"):
        iso_day(text, FORMATS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("95762", "95762"),
        ("95762-0000", "95762"),
        ("957620000", "95762"),
        ("95762 1234", "95762"),
        ("95762 - 1234", "95762"),
        ("95762-    ", "95762"),
        ("95762-12", ""),
        ("231- 0000", ""),
        ("SW1A 1AA", ""),
        ("9576", ""),
        ("00000", ""),
        ("", ""),
    ],
)
def test_zip(text: str, expected: str) -> None:
    assert zip5(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("ca", "CA"), (" WA ", "WA"), ("99", ""), ("BC", ""), ("", "")]
)
def test_state(text: str, expected: str) -> None:
    assert us_state(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1234567893", True),
        ("2999999990", True),
        ("1234567890", False),
        ("123456789", False),
        ("0000000000", False),
    ],
)
def test_npi_check_digit(text: str, expected: bool) -> None:
    assert is_npi(text) is expected


@given(st.integers(0, 999_999_999), st.integers(0, 9))
def test_exactly_one_check_digit_is_right(stem: int, wrong: int) -> None:
    numbers = [f"1{stem:09}"[:9] + str(digit) for digit in range(10)]
    assert sum(map(is_npi, numbers)) == 1


def test_header_names_lose_case_and_separators_only() -> None:
    assert header_name("Indiv/Org") == header_name("INDIV_ORG") == "indivorg"
    assert header_name("License Number") != header_name("License Numbers")


@pytest.mark.parametrize(
    ("state", "field", "word", "expected"),
    [
        ("WA", "status", " active ", Status.ACTIVE),
        ("WA", "status", "EXPIRED - ACTIVE MSL", Status.EXPIRED),
        ("WA", "status", "Active On Probation", Status.PROBATION),
        ("CA", "License Status", "CurrentInactive", Status.INACTIVE),
        ("CA", "License Status", "Current", Status.ACTIVE),
        ("CA", "License Status", "Curr", Status.UNKNOWN),
        ("WA", "status", "Current", Status.UNKNOWN),
        ("WA", "status", "Active (pending review)", Status.UNKNOWN),
    ],
)
def test_only_the_exact_word_of_the_board_has_a_meaning(
    state: str, field: str, word: str, expected: Status
) -> None:
    assert meaning(word, vocabulary(state, field)).status is expected


@given(st.text(min_size=1).filter(lambda text: bool(text.strip())))
def test_no_word_outside_the_vocabulary_ever_reads_as_active(word: str) -> None:
    words = vocabulary("WA", "status")
    found = meaning(word, words)
    assert found.status is Status.UNKNOWN or word.strip().casefold() in words
