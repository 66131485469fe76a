"""How much of what labeled health pages say is found, and how much of what is found is there, by point.

Each predicted passage is right where it holds, or lies in, a passage that a reader quoted under the same
point; each quoted passage is found where some predicted one does. Names, credentials and numbers are compared
as such.
Pages that are not in English are left out. The same pages and tables give the same figures on any day. Run
`make evaluate`, which writes the block of docs/methodology.md; without `--write` the table is printed alone.
"""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from verify.accuracy_table import with_block
from verify.commands.page import own_tables
from verify.linkage.names import fold
from verify.linkage.strata import wilson
from verify.page.extract import read_document
from verify.page.person_names import is_same_person
from verify.page.points import POINTS
from verify.page.reading import Reading, read_page
from verify.page.tables import Tables
from verify.publish.codes import ROOT

LABELED = ROOT / "tests" / "page" / "labeled"
SETS = {
    "held_out_ordinary": "ordinary, held out",
    "held_out": "unusual, held out",
    "development": "development",
}
BEGIN, END = "<!-- pages: made by `make evaluate` -->", "<!-- end of pages -->"
PAGE = ROOT / "docs" / "methodology.md"
WHO = {
    "authors": "Author",
    "practices": "Practice or publisher",
    "people": "Person with a credential, title or number",
    "credentials": "Credential of a person",
    "numbers": "Registration number of a person",
}
"""What is told of who speaks, besides the points."""


@dataclass(frozen=True, slots=True)
class Labeled:
    """A page, and what a reader found on it."""

    name: str
    content: str
    labels: dict[str, Any]


def labeled_pages(folder: Path) -> Iterator[Labeled]:
    """The pages of a set that are in English, by name."""
    for path in sorted(folder.glob("*.toml")):
        labels = tomllib.loads(path.read_text(encoding="utf-8"))
        page = next(path.with_suffix(end) for end in (".html", ".txt") if path.with_suffix(end).exists())
        if labels["language"] == "en":
            yield Labeled(path.stem, page.read_text(encoding="utf-8"), labels)


def measure(pages: Iterable[Labeled], tables: Tables) -> Counter[tuple[str, str]]:
    """Counts by point and kind: `right` of `predicted`, and `found` of `labeled`."""
    counts: Counter[tuple[str, str]] = Counter()
    for page in pages:
        reading = read_page(read_document(page.content), tables)
        for point in POINTS:
            predicted = [_squeezed(each.quote) for each in reading.passages[point.key]]
            _count(counts, point.key, predicted, map(_squeezed, page.labels["passages"][point.key]), _overlap)
        for key, (predicted_names, labeled_names, same) in _who(reading, page.labels).items():
            _count(counts, key, predicted_names, labeled_names, same)
    return counts


def _who(reading: Reading, labels: dict[str, Any]) -> dict[str, tuple[list[Any], list[Any], Any]]:
    people, labeled = reading.people, labels.get("people", [])
    practice = [reading.practice[0]] if reading.practice else []
    return {
        "authors": ([name for name, _ in reading.authors], labels["authors"], is_same_person),
        "practices": (practice, labels["practices"], _same_name),
        "people": ([each.name for each in people], [each["name"] for each in labeled], is_same_person),
        "credentials": (
            [(each.name, claim.credentials) for each in people for claim in each.claims if claim.credentials],
            [(each["name"], (credential,)) for each in labeled for credential in each["credentials"]],
            lambda one, other: is_same_person(one[0], other[0]) and bool(set(one[1]) & set(other[1])),
        ),
        "numbers": (
            [(each.name, number.number) for each in people for number in each.numbers],
            [(each["name"], number) for each in labeled for number in each["numbers"]],
            lambda one, other: is_same_person(one[0], other[0]) and _same_name(one[1], other[1]),
        ),
    }


def _count(counts: Counter[tuple[str, str]], key: str, predicted: Any, labeled: Any, same: Any) -> None:
    predicted, labeled = list(predicted), list(labeled)
    counts[key, "predicted"] += len(predicted)
    counts[key, "labeled"] += len(labeled)
    counts[key, "right"] += sum(any(same(each, other) for other in labeled) for each in predicted)
    counts[key, "found"] += sum(any(same(each, other) for each in predicted) for other in labeled)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def _same_name(one: str, other: str) -> bool:
    first, second = (fold(text).removeprefix("THE ").replace(" ", "") for text in (one, other))
    return bool(first and second) and (first in second or second in first)


def block(sets: dict[str, Counter[tuple[str, str]]], counts: dict[str, int], version: str) -> str:
    """The figures as a table in Markdown between its marks."""
    said = "; ".join(f"{SETS[name]}: {counts[name]} pages in English" for name in sets)
    headings = [
        f"{kind}, {SETS[name]}" for name in sets for kind in ("found that is right", "labeled that is found")
    ]
    lines = [f"| {heading} | " + " | ".join(_cells(sets, key)) + " |" for key, heading in _rows()]
    table = ["| | " + " | ".join(headings) + " |", "|---" * (len(headings) + 1) + "|", *lines]
    return "\n".join([BEGIN, f"Phrases of {version}; {said}.", "", *table, END])


def _rows() -> list[tuple[str, str]]:
    return [*WHO.items(), *((point.key, point.name) for point in POINTS)]


def _cells(sets: dict[str, Counter[tuple[str, str]]], key: str) -> Iterator[str]:
    for counts in sets.values():
        for part, whole in (("right", "predicted"), ("found", "labeled")):
            yield _cell(counts[key, part], counts[key, whole])


def _cell(part: int, whole: int) -> str:
    if not whole:
        return ""
    low, high = wilson(part, whole)
    return f"{part} of {whole} ({100 * low:.0f}–{100 * high:.0f} %)"


def measured() -> str:
    """The block of all sets, as the tables are now."""
    tables = own_tables()
    pages = {name: list(labeled_pages(LABELED / name)) for name in SETS}
    sets = {name: measure(pages[name], tables) for name in SETS}
    return block(sets, {name: len(pages[name]) for name in SETS}, tables.version)


def seconds(characters: int = 100_000) -> float:
    """Processor seconds to read a page of so many characters, made of labeled ones."""
    tables = own_tables()
    pages = [page.content for name in SETS for page in labeled_pages(LABELED / name)]
    text = "\n\n".join(page for page in pages if not page.lstrip().startswith("<"))
    begun = time.process_time()
    read_page(read_document((text * (1 + characters // len(text)))[:characters]), tables)
    return time.process_time() - begun


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write the block of the page")
    given = parser.parse_args()
    text = measured()
    print(text)
    print(f"A page of 100,000 characters: {seconds():.2f} s of processor.")
    if given.write:
        PAGE.write_text(with_block(PAGE.read_text(encoding="utf-8"), text, BEGIN, END), encoding="utf-8")


if __name__ == "__main__":
    main()
