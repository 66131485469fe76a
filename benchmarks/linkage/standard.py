"""The columns that every peer gets: names in parts, folded and in order, digits of numbers, places.

Plain rules that anybody would write who knows in which order each board prints names; peers therefore
differ in matching alone. The product does not use this.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.linkage.boards import PROFESSIONS, NameOrder
from benchmarks.linkage.tables import Row, read_rows, significant_digits
from crawler.standin.corruption import fold

_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_LETTERS = {
    word
    for each in PROFESSIONS
    for letters in each.letters
    for word in re.sub(r"[./]", "", letters.lower()).replace(",", " ").split()
} | {"dr"}
_FORMS = {"llc", "inc", "pc", "pllc", "corp", "pa", "ps", "co", "ltd", "a", "professional", "corporation"}
_TITLES = {
    "acupunct": "acupuncturist",
    "assistant": "physical_therapist_assistant",
    "physical therap": "physical_therapist",
    "chiropract": "chiropractor",
    "massage": "massage_therapist",
    "occupational": "occupational_therapist",
    "naturopath": "naturopath",
}
_TAXONOMIES = {each.taxonomy: each.key for each in PROFESSIONS}


@dataclass(frozen=True, slots=True)
class Standard:
    """One entry or row in standard columns; an absent value is empty.

    A number is `ST:digits`; an entry has up to two of them.
    """

    unique_id: str
    kind: str
    first: str
    middle: str
    last: str
    suffix: str
    other_last: str
    full: str
    profession: str
    state: str
    city: str
    zip5: str
    number: str
    second_number: str


def words(text: str) -> list[str]:
    """The words of a name in lower case, without accents; hyphens stay, so that a double name stays whole."""
    plain = re.sub(r"[.']", "", fold(text).lower())
    return re.sub(r"[^a-z0-9-]+", " ", plain).split()


def _without_letters(text: str) -> list[str]:
    """The words of a name that are not letters of a profession; the first word always stays."""
    found = words(re.sub(r"[/]", "", text))
    return [word for word in found if word not in _LETTERS or word in ("ma", "do")] or found[:1]


def _from_display(text: str, order: str) -> tuple[str, str, str, str]:
    """First, middle, last name and suffix of one string in a known order."""
    if order == NameOrder.LAST_COMMA_FIRST and "," in text:
        left, _, right = text.partition(",")
        last, rest = _without_letters(left), _without_letters(right)
        return *_given(rest), " ".join(word for word in last if word not in _SUFFIXES), _suffix(last)
    found = _without_letters(text)
    suffix = _suffix(found)
    found = [word for word in found if word not in _SUFFIXES]
    if not found:
        return "", "", "", suffix
    if order == NameOrder.LAST_FIRST:
        return *_given(found[1:]), found[0], suffix
    return *_given(found[:-1]), found[-1], suffix


def _suffix(found: list[str]) -> str:
    return next((word for word in found if word in _SUFFIXES), "")


def _given(found: list[str]) -> tuple[str, str]:
    return (found[0], " ".join(found[1:])) if found else ("", "")


def _names(row: Row, order: str) -> tuple[str, str, str, str]:
    if row.get("last_name") or row.get("first_name"):
        first, last = _without_letters(row["first_name"]), _without_letters(row["last_name"])
        suffix = " ".join(word for word in words(row.get("suffix", "")) if word in _SUFFIXES)
        return " ".join(first), " ".join(words(row.get("middle_name", ""))), " ".join(last), suffix
    return _from_display(row.get("name", ""), order)


def standard_entry(row: Row) -> Standard:
    """A directory entry in standard columns."""
    is_clinic = row.get("entity_type") == "organization"
    first, middle, last, suffix = ("", "", "", "") if is_clinic else _names(row, NameOrder.FIRST_LAST)
    claims = [_number(*claim.partition(":")[::2]) for claim in row.get("licenses", "").split("|")]
    title = row.get("dba_name") or row.get("org_name", "")
    first, middle, last = (part.replace("-", " ") for part in (first, middle, last))
    return Standard(
        row["entry_id"],
        "clinic" if is_clinic else "person",
        first,
        middle,
        last,
        suffix,
        " ".join(words(row.get("other_last", ""))).replace("-", " "),
        _clinic_name(title) if is_clinic else f"{first} {middle} {last}".replace("  ", " "),
        "establishment" if is_clinic else _TAXONOMIES.get(row.get("taxonomy", ""), ""),
        *_place(row),
        *[*claims, ""][:2],
    )


def standard_row(row: Row, orders: dict[str, str]) -> Standard:
    """A roll row in standard columns; `orders` tells how each state prints names."""
    profession = profession_of(row.get("profession", ""))
    is_clinic = profession == "establishment"
    order = orders.get(row.get("state", ""), NameOrder.LAST_COMMA_FIRST)
    first, middle, last, suffix = ("", "", "", "") if is_clinic else _names(row, order)
    first, middle, last = (part.replace("-", " ") for part in (first, middle, last))
    return Standard(
        row["rec_id"],
        "clinic" if is_clinic else "person",
        first,
        middle,
        last,
        suffix,
        "",
        _clinic_name(row["name"]) if is_clinic else f"{first} {middle} {last}".replace("  ", " "),
        profession,
        *_place(row),
        _number(row.get("state", ""), row.get("license_number", "")),
        "",
    )


def profession_of(title: str) -> str:
    """The profession of a roll's title; a title of no person's profession is an establishment's."""
    text = title.lower()
    if not text:
        return ""
    return next((key for word, key in _TITLES.items() if word in text), "establishment")


def _clinic_name(text: str) -> str:
    """The words of a clinic's name without its legal form, the trade name where one is told."""
    found = words(re.split(r"\bdba\b", text.replace("-", " "), flags=re.IGNORECASE)[-1])
    return " ".join(word for word in found if word not in _FORMS and word != "and") or " ".join(found)


def _number(state: str, number: str) -> str:
    digits = significant_digits(number)
    return f"{state}:{digits}" if digits else ""


def _place(row: Row) -> tuple[str, str, str]:
    return row.get("state", ""), " ".join(words(row.get("city", ""))), row.get("zip", "")[:5]


def standardize(folder: Path) -> tuple[list[Standard], list[Standard]]:
    """The entries and the rows of a population in standard columns."""
    orders = read_orders(folder)
    entries = read_rows(folder / "D.csv", "entry_id").values()
    found = read_rows(folder / "R.csv", "rec_id").values()
    return [standard_entry(row) for row in entries], [standard_row(row, orders) for row in found]


def read_orders(folder: Path) -> dict[str, str]:
    """How each state prints names, by boards.csv; empty without that file."""
    path = folder / "boards.csv"
    if not path.exists():
        return {}
    return {state: row["name_order"] for state, row in read_rows(path, "state").items()}


def write_standard(folder: Path, out: Path) -> None:
    """`out` holds entries.csv and rows.csv in standard columns."""
    out.mkdir(parents=True, exist_ok=True)
    for name, found in zip(("entries.csv", "rows.csv"), standardize(folder), strict=True):
        with (out / name).open("w", newline="", encoding="utf-8") as handle:
            writer = csv.DictWriter(handle, fieldnames=list(Standard.__slots__), lineterminator="\n")
            writer.writeheader()
            writer.writerows(_cells(found))


def _cells(found: list[Standard]) -> Iterator[dict[str, str]]:
    return (asdict(each) for each in found)
