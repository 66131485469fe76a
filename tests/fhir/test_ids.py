from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.fhir import ids

FHIR_ID = re.compile(r"[A-Za-z0-9\-.]+")
own_ids = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)


def test_numbers_stay_as_they_are() -> None:
    assert ids.written("1999000001") == "1999000001"
    assert ids.written("own:larkspur-east") == "own.3Alarkspur-east"
    assert ids.board("us_wa_doh") == "board-us-wa-doh"


@given(own_ids)
def test_id_has_the_letters_of_fhir_and_leads_back(own_id: str) -> None:
    made = ids.written(own_id)
    assert FHIR_ID.fullmatch(made)
    assert ids.read(made) == (own_id,) or not ids.has_room(made)


@given(own_ids, own_ids)
def test_joined_id_leads_back_to_both(first: str, second: str) -> None:
    made = ids.joined(first, second)
    assert FHIR_ID.fullmatch(made)
    assert ids.read(made) == (first, second) or not ids.has_room(made)


@pytest.mark.parametrize(
    "text", ["", ".", "..", "a..", "a..b..c", "a.zz", "a_b", "own:x", ".FF", ".30", "1" * 65]
)
def test_what_is_no_id_of_ours_leads_nowhere(text: str) -> None:
    assert ids.read(text) == ()


@given(st.text(string.ascii_letters + string.digits + "-."))
def test_every_row_has_one_id_alone(text: str) -> None:
    found = ids.read(text)
    assert not found or "..".join(map(ids.written, found)) == text
