"""Names in one string: the order is found from the words, and each order comes apart the same."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linkage.build import write_list
from verify.linkage.list_sides import read_sides
from verify.linkage.lists import DIRECTORY_COLUMNS, ROLL_COLUMNS, read_list
from verify.linkage.name_order import (
    Lexicon,
    NameOrder,
    find_order,
    has_inverted_comma,
    lexicon_of,
    order_called,
    orders_by_board,
    taken_apart,
)

FIRSTS = "MARY JOHN LINDA ROBERT MEI PRIYA CARLOS THUY SOOJIN ELIZABETH THOMAS GRACE".split()
LASTS = "SMITH GARCIA NGUYEN PATEL KIM WANG JOHNSON OBRIEN LOPEZ WEBER MARTIN YOUNG".split()
MIDDLES = ["", "A", "LEE", "ANN", "J"]
LEXICON = lexicon_of(FIRSTS * 30, LASTS * 30, [])


def written(first, middle, last, order):
    behind = f"{first} {middle}".strip()
    if order is NameOrder.LAST_COMMA_FIRST:
        return f"{last}, {behind}"
    return f"{last} {behind}" if order is NameOrder.LAST_FIRST else f"{behind} {last}"


def people(seed=5, count=80):
    chance = random.Random(seed)
    return [(chance.choice(FIRSTS), chance.choice(MIDDLES), chance.choice(LASTS)) for _ in range(count)]


@pytest.mark.parametrize("order", NameOrder)
@pytest.mark.parametrize("shape", [str, str.title], ids=["capitals", "title case"])
def test_each_order_is_found_from_the_words(order, shape):
    assert find_order([shape(written(*each, order)) for each in people()], LEXICON) is order


@pytest.mark.parametrize("order", [NameOrder.FIRST_LAST, NameOrder.LAST_FIRST])
def test_credentials_behind_a_comma_make_no_inverted_order(order):
    names = [f"{written(*each, order)}, L.Ac." for each in people()]
    assert find_order(names, LEXICON) is order


def test_where_the_words_say_nothing_the_given_name_comes_first():
    assert find_order(["QXA ZVB", "QXC ZVD"], Lexicon()) is NameOrder.FIRST_LAST
    assert find_order([], Lexicon()) is NameOrder.FIRST_LAST


def test_a_given_order_is_taken_as_it_is():
    names = {"WA": [written(*each, NameOrder.LAST_FIRST) for each in people()]}
    names["OR"] = [written(*each, NameOrder.FIRST_LAST) for each in people()]
    orders = orders_by_board(names, LEXICON, {"OR": NameOrder.LAST_FIRST})
    assert orders == {"OR": NameOrder.LAST_FIRST, "WA": NameOrder.LAST_FIRST}


@settings(max_examples=200)
@given(
    st.sampled_from(FIRSTS),
    st.sampled_from(MIDDLES),
    st.sampled_from([*LASTS, "DE LA CRUZ", "VAN DYKE", "ST JOHN"]),
    st.sampled_from(["", "JR", "III"]),
    st.sampled_from(NameOrder),
)
def test_a_name_written_in_each_order_comes_apart_the_same(first, middle, last, suffix, order):
    name = f"{written(first, middle, last, order)} {suffix}".strip()
    found = taken_apart(name, order, LEXICON)
    assert found[:3] == (first, middle, last)
    assert found[3] == {"": "", "JR": "JR", "III": "3"}[suffix]


@pytest.mark.parametrize(
    ("name", "order", "parts"),
    [
        ("Jane Garcia, L.Ac., Dipl. O.M.", NameOrder.FIRST_LAST, ("JANE", "", "GARCIA", "")),
        ("Jane Garcia, L. Ac.", NameOrder.FIRST_LAST, ("JANE", "", "GARCIA", "")),
        ("DR. JANE GARCIA", NameOrder.FIRST_LAST, ("JANE", "", "GARCIA", "")),
        ("GARCIA LOPEZ, MARIA ELENA", NameOrder.LAST_COMMA_FIRST, ("MARIA", "ELENA", "GARCIA LOPEZ", "")),
        ("SMITH JR, JOHN A", NameOrder.LAST_COMMA_FIRST, ("JOHN", "A", "SMITH", "JR")),
        ("SMITH, JOHN A, JR", NameOrder.LAST_COMMA_FIRST, ("JOHN", "A", "SMITH", "JR")),
        ("JOHN SMITH, JR", NameOrder.FIRST_LAST, ("JOHN", "", "SMITH", "JR")),
        ("SMITH JOHN A JR", NameOrder.LAST_FIRST, ("JOHN", "A", "SMITH", "JR")),
        ("VAN DER BERG PIETER", NameOrder.LAST_FIRST, ("PIETER", "", "VAN DER BERG", "")),
        ("MARIA DE LA CRUZ", NameOrder.FIRST_LAST, ("MARIA", "", "DE LA CRUZ", "")),
        ("MEI MA", NameOrder.FIRST_LAST, ("MEI", "", "MA", "")),
        ("MA MEI", NameOrder.LAST_FIRST, ("MEI", "", "MA", "")),
        ("DO THUY", NameOrder.LAST_FIRST, ("THUY", "", "DO", "")),
        ("RAI PRIYA", NameOrder.LAST_FIRST, ("PRIYA", "", "RAI", "")),
        ("Madonna", NameOrder.FIRST_LAST, ("", "", "Madonna", "")),
        ("", NameOrder.LAST_FIRST, ("", "", "", "")),
    ],
)
def test_names_of_all_kinds_come_apart(name, order, parts):
    found = taken_apart(name, order, LEXICON)
    assert tuple(part.upper() for part in found) == tuple(part.upper() for part in parts)


@pytest.mark.parametrize(
    ("name", "inverted"),
    [("KIM, SOO", True), ("SOO KIM, LAC", False), ("SOO KIM, JR", False), ("KIM,", False), (", SOO", False),
     ("KIM, JR, SOO", True), ("MEI LIN, MA", False)],
)  # fmt: skip
def test_a_comma_inverts_a_name_only_before_a_given_name(name, inverted):
    assert has_inverted_comma(name) is inverted


@given(st.text(max_size=40), st.sampled_from(NameOrder))
def test_any_text_comes_apart_without_an_error(name, order):
    assert len(taken_apart(name, order, LEXICON)) == 4


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_boards_of_two_files_are_read_each_in_its_own_order(tmp_path_factory, chance):
    folder = tmp_path_factory.mktemp("lists")
    crowd = people(chance.randrange(10**6), 120)
    boards = dict(zip(("WA", "OR", "CA"), chance.sample(list(NameOrder), 3), strict=True))
    entries = [
        {"entry_id": f"e{i}", "first_name": first, "middle_name": middle, "last_name": last}
        for i, (first, middle, last) in enumerate(crowd)
    ]
    rows = [
        {"rec_id": f"r{i:03}", "name": written(*each, boards[state]), "profession": "LAc", "state": state}
        for i, each in enumerate(crowd)
        for state in [["WA", "OR", "CA"][i % 3]]
    ]
    directory = read_list(write_list(folder / "D.csv", entries), DIRECTORY_COLUMNS)
    read = read_sides(directory, read_list(write_list(folder / "R.csv", rows), ROLL_COLUMNS), {})
    assert read.orders == boards
    texts, names = read.sides.vocabulary.strings(), read.sides.roll.names
    assert [(texts[g], texts[s]) for g, s in zip(names.given, names.surname, strict=True)] == [
        (first, last) for first, _, last in crowd
    ]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("last-comma-first", NameOrder.LAST_COMMA_FIRST),
        ("LAST, FIRST MIDDLE", NameOrder.LAST_COMMA_FIRST),
        ("First Middle Last", NameOrder.FIRST_LAST),
        ("last_first", NameOrder.LAST_FIRST),
        ("sideways", None),
        ("", None),
    ],
)
def test_an_order_is_called_by_its_name_or_as_it_looks(text, order):
    assert order_called(text) is order
