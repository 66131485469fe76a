"""Names and numbers in all the forms that people and boards write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.linkage.names import are_nicknames, fold, standardize
from verify.linkage.numbers import readings


@pytest.mark.parametrize(
    ("printed", "surname", "given_name", "suffix"),
    [
        (("MEI-HUA", "", "LINWICK, L.AC."), "LINWICK", "MEI HUA", ""),
        (("José", "A.", "García-López", "Jr."), "GARCIA LOPEZ", "JOSE", "JR"),
        (("Jane", "", "GARCIA LAC"), "GARCIA", "JANE", ""),
        (("JOHN, DPT", "", "O’BRIEN III"), "OBRIEN", "JOHN", "3"),
        (("Dr. Amy L. Ac", "", "Đỗ"), "DO", "AMY", ""),
        (("Elizabeth", "", "Westgate Dipl. O.M., LAc"), "WESTGATE", "ELIZABETH", ""),
        (("Łukasz", "", "Søndergård"), "SONDERGARD", "LUKASZ", ""),
    ],
)
def test_credentials_titles_and_diacritics_do_not_hide_a_name(printed, surname, given_name, suffix):
    name = standardize(*printed)
    assert (name.surname, name.given, name.suffix) == (surname, given_name, suffix)


@pytest.mark.parametrize("surname", ["Ma", "Do", "Ba", "Lac", "Rai", "An", "Dom"])
def test_family_names_that_look_like_credentials_stay(surname):
    assert standardize("Minh", "", surname).surname == surname.upper()


def test_given_names_joined_spaced_and_hyphenated_share_a_key():
    assert {standardize(g, "", "Wu").given_key for g in ("Mei Hua", "MEI-HUA", "Meihua")} == {"MEIHUA"}


def test_nicknames_hold_both_ways_and_only_for_nicknames():
    assert are_nicknames("BOB", "ROBERT")
    assert are_nicknames("ROBERT", "BOB")
    assert not are_nicknames("JOHN", "MARY")


@given(st.text(max_size=60))
def test_folding_is_settled_and_plain(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert folded.isascii()
    assert folded == " ".join(folded.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AC 6099-0117", "ACUP.AC.60990117"),
        ("AC60990117", "ACUP.AC.60990117"),
        ("L.Ac. 123", "123"),
        ("P160123456", "PTA.P1.60123456"),
        ("PT 00012345", "12345"),
        ("ARNP.AP.60990003-CNM", "60990003"),
        ("012345-1", "12345"),
    ],
)
def test_numbers_agree_however_they_are_written(one, other):
    assert readings(one) & readings(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("AC 6099-0117", "117"), ("AC 6099-0117", "6099"), ("12345", "123456"), ("", ""), ("000", "0")],
)
def test_a_part_of_a_number_is_not_the_number(one, other):
    assert not readings(one) & readings(other)


@given(st.integers(1, 10**8 - 1), st.sampled_from(["AC", "PT ", "ac-", "L.Ac. ", "No. ", ""]))
def test_prefix_and_padding_never_change_a_number(value, prefix):
    assert (
        readings(f"{prefix}{value:09d}") & (readings(str(value)) or {str(value)}) or len(set(str(value))) == 1
    )
