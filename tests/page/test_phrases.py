"""The table of phrases: each row finds its example, and its notation is checked when it is read."""

from __future__ import annotations

import pytest

from tests.page.tables import quotes
from verify.page.extract import read_document
from verify.page.findings import find_passages
from verify.page.phrases import PhraseError, Phrases
from verify.page.points import BY_KEY
from verify.page.tokens import read_words
from verify.publish.codes import code_rows

WORDS = [{column: value or "" for column, value in row.items()} for row in code_rows("page_words")]
ROWS = [{column: value or "" for column, value in row.items()} for row in code_rows("page_phrases")]
CUES = [row for row in ROWS if row["point"].startswith("cue_")]
SHOWN = [row for row in ROWS if row not in CUES]


@pytest.mark.parametrize("row", SHOWN, ids=lambda row: f"{row['point']} {row['phrase'][:40]}")
def test_each_phrase_finds_its_example_alone(row: dict[str, str]) -> None:
    found = find_passages(read_document(row["example"]), Phrases([row, *CUES], WORDS))
    assert [each.quote for each in found[row["point"]]], row["example"]


@pytest.mark.parametrize(
    "row", [row for row in SHOWN if row["counter_example"]], ids=lambda row: row["counter_example"][:60]
)
def test_no_phrase_of_the_point_finds_a_counter_example(row: dict[str, str]) -> None:
    assert quotes(row["counter_example"], row["point"]) == []


def test_every_point_of_words_has_phrases_with_counter_examples() -> None:
    with_counter = {row["point"] for row in SHOWN if row["counter_example"]}
    assert with_counter <= BY_KEY.keys()
    by_form = {"doi", "pmid", "trial", "published", "reviewed"}
    assert {key for key in BY_KEY if key not in by_form} - {row["point"] for row in SHOWN} == set()
    assert {key for key in BY_KEY if BY_KEY[key].excused_by} - with_counter <= {"testimonial"}


def test_no_phrase_stands_twice_and_all_kinds_of_cue_are_known() -> None:
    assert len({(row["point"], row["phrase"]) for row in ROWS}) == len(ROWS)
    assert {row["point"] for row in CUES} == {
        "cue_denial", "cue_denial_near", "cue_no_denial", "cue_warning", "cue_report", "cue_hedge",
        "cue_qualifier", "cue_rebuttal", "cue_inviting_question",
    }  # fmt: skip


def hits(phrase: str, text: str, unless: str = "") -> list[str]:
    table = Phrases(
        [{"point": "cure", "phrase": phrase, "unless": unless}], [{"word_list": "body", "word": "lower back"}]
    )
    words = read_words(text)
    return [" ".join(words.words[each.first : each.last + 1]) for each in table.hits(words)]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("cure*", "It cures and is curative, no secure cure", ["cures", "cure"]),
        ("lasting|permanent relief", "PERMANENT relief", ["permanent relief"]),
        ("(for good|once and for all)", "gone once and for all", ["once and for all"]),
        ("?total relief", "total relief, relief", ["total relief", "relief"]),
        ("end ..2 pain", "end all your pain, end all of the bad pain", ["end all your pain"]),
        ("in # days", "in 3 days, in three days, in some days", ["in 3 days", "in three days"]),
        ("your <body>", "your lower-back and your back", ["your lower back"]),
        ("you will walk", "You’ll walk", ["you will walk"]),
        ("don't wait", "don’t wait", ["don't wait"]),
        ("$ #", "$90", ["$ 90"]),
    ],
)
def test_a_phrase_finds_words_as_its_notation_says(phrase: str, text: str, found: list[str]) -> None:
    assert hits(phrase, text) == found


def test_unless_takes_a_phrase_back_wherever_it_stands_in_the_sentence() -> None:
    assert hits("cure*", "The cure is at Cure Street", "cure street;root canal") == []
    assert hits("cure*", "The cure is here", "cure street;root canal") == ["cure"]


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        ("", "empty"),
        ("# ..3", "no word of its own"),
        ("<organ> pain", "page_words.csv lacks"),
        ("ab*", "at least 3 letters"),
        ("side effect|effects free|less", "brackets"),
        ("- pain", "no word"),
    ],
)
def test_a_phrase_that_cannot_be_read_is_refused_by_name(phrase: str, complaint: str) -> None:
    with pytest.raises(PhraseError, match=complaint):
        Phrases([{"point": "cure", "phrase": phrase, "unless": ""}], [])
