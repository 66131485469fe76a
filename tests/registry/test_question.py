from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.records import is_npi
from crawler.registry.parts import parts
from crawler.registry.question import ORGANIZATION, PERSON, Question, QuestionError, make_question


def sent(question: Question, skip: int = 0) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(question.url(skip)).query))


def test_a_number_is_asked_for_alone() -> None:
    url = "https://npiregistry.cms.hhs.gov/api/?version=2.1&number=1234567893"
    assert make_question(" 1234567893 ").url() == url


def test_criteria_are_sent_by_the_names_of_the_api() -> None:
    asked = make_question(last_name=" de la  cruz*", first_name="Jo", state="wa", postal_code="98101-0000")
    assert sent(asked, 400) == {
        "version": "2.1",
        "enumeration_type": "NPI-1",
        "last_name": "de la cruz*",
        "first_name": "Jo",
        "use_first_name_alias": "False",
        "state": "WA",
        "postal_code": "981010000",
        "limit": "200",
        "skip": "400",
    }
    assert sent(make_question(organization="Example & Co"))["enumeration_type"] == "NPI-2"
    assert "enumeration_type" not in sent(make_question(taxonomy="Acupuncturist", state="WA"))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "nothing is asked"),
        ({"number": "1234567890"}, "'1234567890' is no NPI.*Nothing was asked"),
        ({"number": "12345"}, "is no NPI"),
        ({"number": "1234567893", "city": "Avon"}, "not both"),
        ({"state": "WA"}, "a state alone is refused"),
        ({"state": "XX", "city": "Avon"}, "'XX' is no two-letter"),
        ({"last_name": "E*"}, r"last name 'E\*': \* stands at the end alone"),
        ({"last_name": "EX*MPLE"}, "stands at the end alone"),
        ({"city": "*"}, "the city"),
        ({"taxonomy": "171100000X"}, "is a code; the registry takes words alone"),
        ({"postal_code": "9810"}, "'9810' is neither five digits"),
        ({"postal_code": "9*"}, "is neither five digits"),
        ({"last_name": "Example", "organization": "Example"}, "together"),
    ],
)
def test_what_the_registry_would_refuse_is_refused_first(asked: dict[str, str], words: str) -> None:
    with pytest.raises(QuestionError, match=words):
        make_question(**asked)


@given(st.from_regex(r"[12][0-9]{9}", fullmatch=True))
def test_a_number_is_asked_for_exactly_when_its_check_digit_is_right(number: str) -> None:
    try:
        assert make_question(number).number == number
        assert is_npi(number)
    except QuestionError:
        assert not is_npi(number)


def test_the_kind_comes_first_then_the_state_then_the_zip_code_then_the_name() -> None:
    whole = Question(taxonomy_description="Acupuncturist")
    assert [part.enumeration_type for part in parts(whole)] == [PERSON, ORGANIZATION]
    people = parts(whole)[0]
    assert {part.state for part in parts(people)} >= {"WA", "PR", "AE"}
    (state,) = [part for part in parts(people) if part.state == "WA"]
    assert [part.postal_code for part in parts(state)] == [f"{number:02d}*" for number in range(100)]
    four = Question(**{**state.criteria(), "postal_code": "9810*"})
    assert [part.postal_code for part in parts(four)] == [f"9810{digit}" for digit in range(10)]
    (place,) = [part for part in parts(four) if part.postal_code == "98101"]
    names = [part.last_name for part in parts(place)]
    assert {"A", "AA*", "O'*", "O *", "ZZ*"} <= set(names)
    assert len(set(names)) == len(names) == 26 * (1 + 26 + 4)


def test_a_beginning_goes_on_letter_by_letter_and_a_whole_name_by_the_first_name() -> None:
    begun = Question(enumeration_type=PERSON, postal_code="98101", last_name="SM*")
    names = [part.last_name for part in parts(begun)]
    assert names[:2] == ["SM", "SMA*"]
    assert all(name == "SM" or (name.startswith("SM") and len(name) == 4) for name in names)
    (exact,) = [part for part in parts(begun) if part.last_name == "SM"]
    assert {part.last_name for part in parts(exact)} == {"SM"}
    assert "JO*" in {part.first_name for part in parts(exact)}


def test_nothing_is_left_to_split_by_in_a_whole_name_at_one_zip_code() -> None:
    asked = make_question(last_name="Example", first_name="Jo", state="WA", postal_code="98101")
    assert parts(asked) == ()
    assert parts(make_question("1234567893")) == ()


@given(st.text("AB'-. ", min_size=2, max_size=24).map(lambda stem: f"{stem.strip() or 'AB'}*"))
def test_parts_are_never_wider_and_splitting_comes_to_an_end(name: str) -> None:
    question = Question(enumeration_type=PERSON, postal_code="98101", last_name=name, first_name="JO")
    depth = 0
    while made := parts(question):
        assert all(part.last_name.startswith(name.removesuffix("*").rstrip()) for part in made)
        question, depth = made[-1], depth + 1
        assert depth < 30
