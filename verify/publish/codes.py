"""The small published vocabularies of `data/codes`, as tables: every column text, empty cells missing."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import zipcodes

from verify.publish.errors import CannotRunError
from verify.publish.schema import CODE_TABLES

ROOT = Path(__file__).resolve().parents[2]
"""The checkout: `data/codes`, `site/` and `metadata.yml` are found below it."""

CODES = ROOT / "data" / "codes"


ZipRow = tuple[str, str, str, float | None, float | None, str | None]


def code_rows(name: str, folder: Path = CODES) -> list[dict[str, str | None]]:
    """The rows of one vocabulary, in the order of its file.

    Raises:
        CannotRunError: the file is missing or has a row that is longer than its heading.
    """
    path = folder / f"{name}.csv"
    if not path.exists():
        raise CannotRunError(f"{path} is missing; it belongs to the program.")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if any(None in row for row in rows):
        raise CannotRunError(f"{path}: a row has more cells than the heading.")
    return [{column: value or None for column, value in row.items()} for row in rows]


@cache
def all_codes(folder: Path = CODES) -> dict[str, tuple[dict[str, str], ...]]:
    """The rows of every vocabulary by its name, for the checks; empty text where a cell is missing."""
    return {
        name: tuple({column: value or "" for column, value in row.items()} for row in code_rows(name, folder))
        for name in CODE_TABLES
    }


def glossary_rows(folder: Path = CODES) -> list[tuple[str, str]]:
    """Term and definition of each entry of the glossary, sorted; none where there is no glossary."""
    if not (folder / "glossary.csv").exists():
        return []
    rows = code_rows("glossary", folder)
    return sorted((row["term"] or "", row["definition"] or "") for row in rows)


def population_rows(folder: Path = CODES) -> list[tuple[str | int | None, ...]]:
    """State, residents, day of the estimate, vintage, day it was looked up, source and address, sorted.

    Raises:
        CannotRunError: a number of residents is no whole number.
    """
    rows = code_rows("state_population", folder)
    for row in rows:
        if not (row["population_count"] or "").isdecimal():
            where = f"{folder / 'state_population.csv'}, state {row['state']}, column population_count"
            raise CannotRunError(f"{where}: {row['population_count']!r} is no whole number.")
    return sorted((row["state"], int(row["population_count"] or 0), *list(row.values())[2:]) for row in rows)


def accuracy_rows(folder: Path = CODES) -> list[tuple[str | int | float | None, ...]]:
    """The rows of `accuracy.csv` in its order: three names, two counts, three shares, day and labels.

    Raises:
        CannotRunError: a count or a share is no number.
    """
    rows = []
    for place, row in enumerate(code_rows("accuracy", folder), start=1):
        first, second, third, right, count, *rest = row.values()
        try:
            shares = [float(share or "") for share in rest[:3]]
            rows.append((first, second, third, int(right or ""), int(count or ""), *shares, *rest[3:]))
        except ValueError as error:
            where = f"{folder / 'accuracy.csv'}, row {place}"
            raise CannotRunError(f"{where}: {error}; `make evaluate` writes the file anew.") from error
    return rows


@cache
def zip_rows() -> tuple[ZipRow, ...]:
    """ZIP, city, state, latitude and longitude in degrees, county, of every ZIP code once, sorted."""
    places = {place["zip_code"]: place for place in zipcodes.list_all()}  # type: ignore[no-untyped-call]
    return tuple(_zip_row(places[zip5]) for zip5 in sorted(places))


def _zip_row(place: dict[str, str]) -> ZipRow:
    latitude, longitude = (float(place[key]) if place[key] else None for key in ("lat", "long"))
    county = place["county"] or None
    return place["zip_code"], place["city"], place["state"], latitude, longitude, county


@cache
def flag_columns(folder: Path = CODES) -> dict[tuple[str, str], str]:
    """(state, printed flag in small letters) -> the column of the board that prints that flag.

    Flags are the words of `status_vocabulary.csv` that stand in a column other than a status.
    """
    return {
        (row["state"] or "", (row["raw_status"] or "").casefold()): row["field"] or ""
        for row in code_rows("status_vocabulary", folder)
        if "status" not in (row["field"] or "").casefold()
    }


def code_files(folder: Path = CODES) -> Iterable[tuple[str, bytes]]:
    """Name and content of everything besides the records that a release is made of."""
    for path in sorted(folder.glob("*.csv")):
        if path.stem in (*CODE_TABLES, "glossary", "state_population", "accuracy"):
            yield path.name, path.read_bytes()
    yield "metadata.yml", (ROOT / "metadata.yml").read_bytes()
    yield "zipcodes", version("zipcodes").encode()
    for path in sorted((ROOT / "verify").rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path.read_bytes()
