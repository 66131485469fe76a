"""No block of a page is so long that a rule which looks back from each word would take minutes."""

from __future__ import annotations

import pytest

from verify.page.extract import LONGEST_BLOCK, read_document

SENTENCE = "The visit takes an hour, and nothing of it hurts. "
LONG = ("A.", "© ", "“", "Ann Bell ", "A. Author: ", "cure ", "x", SENTENCE)


@pytest.mark.parametrize("unit", LONG)
@pytest.mark.parametrize("before", ["", "<p>"])
def test_no_block_is_longer_than_the_longest_and_none_of_the_text_is_lost(unit: str, before: str) -> None:
    document = read_document(before + unit * (20_000 // len(unit)))
    assert document.blocks[0].start == 0
    assert max(block.end - block.start for block in document.blocks) <= LONGEST_BLOCK
    told = "".join(document.text[block.start : block.end] for block in document.blocks)
    assert "".join(told.split()) == "".join(document.text.split())


def test_a_long_block_is_parted_behind_a_sentence() -> None:
    document = read_document(SENTENCE * 100)
    assert {sentence.text for sentence in document.sentences} == {SENTENCE.strip()}
    assert len(document.sentences) == 100 and len(document.blocks) == 3


def test_a_block_of_usual_length_stays_whole() -> None:
    assert len(read_document(f"<p>{SENTENCE * 20}</p>").blocks) == 1
