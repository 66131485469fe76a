"""Laws of reading: any text gives an answer, the same each time, and every quote stands in the text."""

from __future__ import annotations

import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.page.tables import tables
from verify.page.answer import answer_page, as_facts
from verify.page.extract import read_document
from verify.page.lines import answer_lines
from verify.page.sentences import split

PIECES = st.sampled_from(
    [
        "Dr. ",
        "Ann Ashgrove, L.Ac. ",
        "guaranteed relief ",
        "no ",
        "“",
        "”",
        '"',
        "? ",
        ". ",
        "\n",
        "\n\n",
        "- ",
        "<p>",
        "<li>",
        "</p>",
        "<h1>",
        "<td>",
        "license 12345 ",
        "OR 97201 ",
        "10.5555/abc ",
        "PMID 12345678 ",
        "★★★★★ ",
        "© 2026 ",
        "By ",
        "20 minutes ",
        "$90 ",
        "January 1, 2026 ",
        "\u202e",
        "\u200b",
        "&amp;",
        "\0",
        "İ",
        "ﬁ",
        "é",
        "É",
        "😀",
        "10%",
        "'",
        "’s ",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_gives_an_answer_whose_quotes_stand_in_it(text: str) -> None:
    document = read_document(text)
    answer = answer_page(document, tables(), None)
    for passages in answer.reading.passages.values():
        for each in passages:
            assert each.quote == " ".join(document.text[each.start : each.end].split()) != ""
    json.dumps(as_facts(answer))
    assert all(isinstance(line, str) for line in answer_lines(answer))


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_answer(text: str) -> None:
    one, other = (as_facts(answer_page(read_document(text), tables(), None)) for _ in range(2))
    assert one == other


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sentences_keep_every_letter_in_order_and_never_overlap(text: str) -> None:
    pieces = list(split(text, 0, len(text)))
    assert all(start < end for start, end in pieces)
    assert all(left[1] <= right[0] for left, right in pairwise(pieces))
    assert "".join("".join(text[a:b].split()) for a, b in pieces) == "".join(text.split())
