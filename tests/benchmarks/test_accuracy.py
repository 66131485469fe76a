"""The figures of accuracy: what counts as right, under what, and that file, page and table say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.accuracy import FIGURES, PAGE, block_of
from verify.accuracy import Answer, figures
from verify.accuracy_table import BEGIN, END, accuracy_csv, with_block
from verify.publish.codes import accuracy_rows
from verify.publish.errors import CannotRunError

ANSWERS = [
    Answer("recall", False, "acupuncturist", "stated", "us_wa_doh"),
    Answer("precision", True, "acupuncturist", "stated", "us_wa_doh"),
    Answer("precision", False, "organization", "", "us_co_dora"),
]


def test_the_page_holds_the_figures_of_the_file() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_block(page, block_of(FIGURES.read_text(encoding="utf-8"))) == page


def test_every_answer_counts_once_in_each_dimension_that_it_has() -> None:
    found = {(each.measure, each.dimension, each.stratum): each for each in figures(ANSWERS)}
    assert {key: (each.right_count, each.of_count) for key, each in found.items()} == {
        ("precision", "all", "all"): (1, 2),
        ("precision", "kind", "acupuncturist"): (1, 1),
        ("precision", "kind", "organization"): (0, 1),
        ("precision", "number", "stated"): (1, 1),
        ("precision", "source", "us_co_dora"): (0, 1),
        ("precision", "source", "us_wa_doh"): (1, 1),
        ("recall", "all", "all"): (0, 1),
        ("recall", "kind", "acupuncturist"): (0, 1),
        ("recall", "number", "stated"): (0, 1),
        ("recall", "source", "us_wa_doh"): (0, 1),
    }


def test_the_lists_of_one_measure_add_up_to_all_and_no_share_is_without_an_interval() -> None:
    rows = [row[:8] for row in accuracy_rows()]
    for measure in {row[0] for row in rows}:
        (total,) = [row[3:5] for row in rows if row[:2] == (measure, "all")]
        lists = [row[3:5] for row in rows if row[:2] == (measure, "source")]
        assert tuple(map(sum, zip(*lists, strict=True))) == total  # type: ignore[arg-type]
    assert all(low <= share <= high and low < high for *_, share, low, high in rows)  # type: ignore[operator]


def test_a_file_of_figures_that_somebody_edited_is_refused_with_its_row(tmp_path: Path) -> None:
    text = accuracy_csv(figures(ANSWERS), "2026-11-22", "Labels.").replace("all,1,2", "all,one,2")
    (tmp_path / "accuracy.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CannotRunError, match=r"accuracy\.csv, row 1: .*'one'.*make evaluate"):
        accuracy_rows(tmp_path)


@pytest.mark.parametrize("page", ["nothing", f"{END} {BEGIN}", f"{BEGIN} {BEGIN} {END}"])
def test_a_page_without_its_marks_is_left_alone(page: str) -> None:
    with pytest.raises(CannotRunError, match="once each"):
        with_block(page, "block")
