from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.person_names import SplitName, move_initial, split_first_last, split_name


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("JANE DOE", ("JANE", "", "DOE", "")),
        ("JOHN Q DOE", ("JOHN", "Q", "DOE", "")),
        ("MARIA DE LA CRUZ", ("MARIA", "", "DE LA CRUZ", "")),
        ("PIET JAN VAN DER BERG", ("PIET", "JAN", "VAN DER BERG", "")),
        ("RICHARD ROE JR", ("RICHARD", "", "ROE", "JR")),
        ("RICHARD ROE, III", ("RICHARD", "", "ROE", "III")),
        ("LA TOYA DOE", ("LA", "TOYA", "DOE", "")),
        ("VAN NGUYEN", ("VAN", "", "NGUYEN", "")),
        ("ANH LE TRAN", ("ANH", "LE", "TRAN", "")),
        ("O'NEIL ST. JOHN", ("O'NEIL", "", "ST. JOHN", "")),
        ("MEI-HUA LIN-WICK", ("MEI-HUA", "", "LIN-WICK", "")),
        ("ROE JR", ("ROE", "", "JR", "")),
        ("MADONNA", ("", "", "MADONNA", "")),
        ("", ("", "", "", "")),
    ],
)
def test_a_name_in_one_field_is_split_by_the_documented_rule(
    printed: str, parts: tuple[str, str, str, str]
) -> None:
    assert split_first_last(printed) == SplitName(*parts)


@given(st.lists(st.sampled_from(["ANN", "DE", "LA", "VAN", "JR", "II", "Q", "DOE"]), max_size=6))
def test_no_word_of_a_name_is_lost(words: list[str]) -> None:
    name = split_first_last(" ".join(words))
    assert " ".join(filter(None, [name.first, name.middle, name.last, name.suffix])).split() == words


def test_last_name_before_a_comma() -> None:
    assert split_name("DE LA CRUZ,ANA Q") == SplitName("ANA", "Q", "DE LA CRUZ", "")
    assert split_name("SOLO") == SplitName("", "", "SOLO", "")


@pytest.mark.parametrize(
    ("first", "middle", "expected"),
    [
        ("JOHN S", "", ("JOHN", "S")),
        ("JOHN S.", "", ("JOHN", "S.")),
        ("JOHN S", "LEE", ("JOHN S", "LEE")),
        ("MARY ANN", "", ("MARY ANN", "")),
        ("J", "", ("J", "")),
    ],
)
def test_an_initial_in_the_field_of_the_first_name_is_the_middle_name(
    first: str, middle: str, expected: tuple[str, str]
) -> None:
    assert move_initial(first, middle) == expected
