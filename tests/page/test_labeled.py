"""The labeled pages: every label stands on its page, and the published rates are those of today's rules."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.pages import BEGIN, END, LABELED, PAGE, SETS, measured
from verify.accuracy_table import with_block
from verify.page.extract import read_document
from verify.page.points import POINTS
from verify.publish.codes import code_rows

LABELS = sorted(LABELED.rglob("*.toml"))
CREDENTIALS = {row["normalized_credential"] for row in code_rows("credential_abbreviations")}


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("path", LABELS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_label_stands_on_its_page(path: Path) -> None:
    labels = tomllib.loads(path.read_text(encoding="utf-8"))
    (page,) = (path.with_suffix(end) for end in (".html", ".txt") if path.with_suffix(end).exists())
    seen = squeezed(read_document(page.read_text(encoding="utf-8")).text)
    assert labels["passages"].keys() == {point.key for point in POINTS}
    quoted = [quote for quotes in labels["passages"].values() for quote in quotes]
    named = [*labels["authors"], *(each["name"] for each in labels.get("people", []))]
    assert not [text for text in (*quoted, *named) if squeezed(text) not in seen]
    assert {name for each in labels.get("people", []) for name in each["credentials"]} <= CREDENTIALS


def test_each_set_holds_as_many_pages_as_the_rates_need() -> None:
    counts = Counter(path.parent.name for path in LABELS)
    assert counts.keys() == set(SETS)
    assert min(counts.values()) >= 50


def test_the_published_rates_are_those_of_todays_rules() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_block(page, measured(), BEGIN, END) == page, "run `make evaluate`"
