"""Two months of supplements to the exclusion list, and the whole file as it was before them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from crawler.standin.chance import Chance
from crawler.standin.leie import COLUMNS, NO_DATE, exclusion_file, list_text, stranger_row
from crawler.standin.nppes_rows import Cells
from crawler.standin.population import Population

REINSTATED_EACH_MONTH = 4


def supplement_months(as_of: date) -> tuple[date, date]:
    """The first days of the month before `as_of` and of its own."""
    own = as_of.replace(day=1)
    return (own - timedelta(days=1)).replace(day=1), own


def supplement_name(month: date, kind: str) -> str:
    """The path of a supplement below the folder of the downloads: `2026/2611REIN.csv`."""
    return f"{month:%Y}/{month:%y%m}{kind}.csv"


def supplement_files(people: Population) -> dict[str, str]:
    """The texts of both supplements of both months, by name.

    The exclusions are those rows of the whole file whose day falls into the month, or after the last one.
    The reinstated are strangers, one of whom was excluded only the month before.
    """
    chance = Chance(people.seed, "reinstatements")
    rows = _rows(exclusion_file(people))
    first, last = supplement_months(people.as_of)
    brief = {**stranger_row(chance, 900, people.as_of), "EXCLDATE": f"{first + timedelta(days=4):%Y%m%d}"}
    gone = {month: list(_reinstated(chance, month)) for month in (first, last)}
    added = {
        first: [*(row for row in rows if f"{first:%Y%m}" == row["EXCLDATE"][:6]), brief],
        last: [row for row in rows if f"{last:%Y%m}" <= row["EXCLDATE"][:6]],
    }
    gone[last].append({**brief, "REINDATE": f"{last + timedelta(days=2):%Y%m%d}"})
    texts = {supplement_name(month, "EXCL"): list_text(each) for month, each in added.items()}
    return texts | {supplement_name(month, "REIN"): list_text(each) for month, each in gone.items()}


def former_list(whole: str, supplements: Mapping[str, str]) -> str:
    """The whole file before the supplements: without their exclusions, with those whom they reinstate."""
    added = [row for name, text in supplements.items() if "EXCL" in name for row in _rows(text)]
    gone = [row for name, text in supplements.items() if "REIN" in name for row in _rows(text)]
    former = [{**row, "REINDATE": NO_DATE} for row in gone]
    return list_text([row for row in (*_rows(whole), *former) if row not in added])


def _reinstated(chance: Chance, month: date) -> Iterator[Cells]:
    for number in range(REINSTATED_EACH_MONTH):
        row = stranger_row(chance, number, month - timedelta(days=400))
        yield {**row, "REINDATE": f"{month + timedelta(days=chance.between(0, 8)):%Y%m%d}"}


def _rows(text: str) -> Sequence[Cells]:
    return [{name: row[name] for name in COLUMNS} for row in csv.DictReader(io.StringIO(text))]
