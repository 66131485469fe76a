"""A published directory of half a million fictional entries, for measuring the site under load.

A population of `--base` entries is printed as listings, served by the stand-in and read by the real sources.
Its records are then multiplied: each copy gets other names, ZIP codes, numbers and identifiers, the same for
an entry and its licenses, so that they still fit together. The real stages (link, check, build, ask, guard,
publish) make the database of them. Exclusions are not multiplied; copies of excluded people are not excluded.

Run `python benchmarks/large_directory.py DATA --entries 500000`; without arguments a small one is made in a
temporary folder. Prints counts, seconds and the peak memory. `DATA/directory.db` leads to the database.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path

import zipcodes

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.whole_way import read_population
from crawler.records import EntryKind, EntryRecord, LicenseRecord, Place, RecordKind, from_json, to_json
from crawler.standin import name_pools
from crawler.standin.npi import invented_npi
from verify.publish.load import Records
from verify.refresh import build, real_steps
from verify.run import Run

DAY = date(2026, 11, 22)
FIRST_NPI = 100_000
"""Identifiers of copies begin here; those of the base and of its listings stay below."""
LAST_DIGITS = re.compile(r"\d+(?=\D*$)")
FAMILIES = {
    word.casefold(): family
    for family in ("CHINESE", "KOREAN", "VIETNAMESE", "INDIAN", "HISPANIC", "FILIPINO", "JAPANESE")
    for word in getattr(name_pools, f"{family}_SURNAMES").values
}


@dataclass(frozen=True, slots=True)
class Names:
    """First and last name of one base person, as its entry (or else its license) prints them."""

    first: str
    last: str

    @property
    def family(self) -> str:
        """The naming customs of the surname, so that a copy's names fit each other."""
        return FAMILIES.get(self.last.casefold(), "US")


class Cast:
    """Who is who in the base, and who plays whom in a copy."""

    def __init__(self, records: Records, truth: Sequence[tuple[str, str]]) -> None:
        """The groups of an entry and its licenses; a license without an entry stands alone."""
        self.group = {license_id: entry_id for entry_id, license_id in truth if license_id}
        people = [*records.licenses, *(e for e in records.entries if e.kind is EntryKind.INDIVIDUAL)]
        self.names: dict[str, Names] = {self.key(row): Names(row.first_name, row.last_name) for row in people}
        self.place = {key: number for number, key in enumerate(sorted(self.names))}
        self.donors: dict[str, list[Names]] = {}
        for key in sorted(self.names):
            self.donors.setdefault(self.names[key].family, []).append(self.names[key])

    def key(self, row: EntryRecord | LicenseRecord) -> str:
        """The group of a row."""
        if isinstance(row, EntryRecord):
            return row.entry_id
        return self.group.get(row.license_id, row.license_id)

    def names_in(self, copy: int, key: str) -> tuple[Names, Names]:
        """The names in the base and those in this copy: a first and a last name of two others."""
        own = self.names.get(key, Names("", ""))
        donors, place = self.donors.get(own.family, [own]), self.place.get(key, 0)
        first = donors[(place * 7919 + copy * 104_729) % len(donors)]
        last = donors[(place * 6131 + copy * 15_485_863 + 1) % len(donors)]
        return own, Names(first.first, last.last)


def renamed(value: str, own: str, new: str) -> str:
    """`value` with the new name for the own one, in capitals where it was; a former name stays."""
    at = value.casefold().find(own.casefold()) if own else -1
    if at < 0 or not new:
        return value
    styled = new.upper() if value.isupper() else new.title() if new.isupper() else new
    return value[:at] + styled + value[at + len(own) :]


def renumbered(number: str, copy: int) -> str:
    """The number with three more digits; every way of writing the same number gets the same ones."""
    return LAST_DIGITS.sub(lambda found: f"{found.group()}{copy:03d}", number, count=1)


@cache
def zips_of(state: str) -> tuple[tuple[str, str], ...]:
    """ZIP code and city of every ordinary ZIP code of a state, sorted."""
    found = zipcodes.filter_by(state=state, zip_code_type="STANDARD")
    return tuple(sorted((place["zip_code"], place["city"]) for place in found))


@cache
def moved(state: str, zip5: str, copy: int) -> tuple[str, str] | None:
    """Another ZIP code of the state with its city; None where the state has none."""
    places = zips_of(state)
    if not places or not zip5.isdigit():
        return None
    return places[(int(zip5) * 31 + copy * 7919) % len(places)]


def copied_place(place: Place, copy: int) -> Place:
    """The place in another ZIP code of its state."""
    to = moved(place.state, place.zip5, copy)
    return replace(place, zip5=to[0], city=to[1].upper()) if to else place


def copied_license(row: LicenseRecord, cast: Cast, copy: int) -> LicenseRecord:
    """The license of somebody else with the same history."""
    own, new = cast.names_in(copy, cast.key(row))
    to = moved(row.state, row.zip5, copy) or (row.zip5, row.city)
    return replace(
        row,
        license_id=f"{row.license_id}~{copy}",
        license_number=renumbered(row.license_number, copy),
        first_name=renamed(row.first_name, own.first, new.first),
        last_name=renamed(row.last_name, own.last, new.last),
        organization_name=f"{new.last} {row.organization_name}" if row.organization_name else "",
        holder_id=f"{row.holder_id}~{copy}" if row.holder_id else "",
        zip5=to[0],
        city=to[1].upper() if row.city.isupper() else to[1].title(),
    )


def copied_entry(row: EntryRecord, cast: Cast, copy: int, entry_id: str) -> EntryRecord:
    """The entry of somebody else with the same claims."""
    own, new = cast.names_in(copy, row.entry_id)
    places = tuple(copied_place(place, copy) for place in row.places)
    organization = row.organization_name
    if row.kind is EntryKind.ORGANIZATION and places:
        organization = f"{places[0].city} {organization}"
    others = [
        replace(
            name,
            first_name=renamed(name.first_name, own.first, new.first),
            last_name=renamed(name.last_name, own.last, new.last),
        )
        for name in row.other_names
    ]
    return replace(
        row,
        entry_id=entry_id,
        first_name=renamed(row.first_name, own.first, new.first),
        last_name=renamed(row.last_name, own.last, new.last),
        organization_name=organization,
        other_names=tuple(others),
        places=places,
        claims=tuple(
            replace(claim, license_number=renumbered(claim.license_number, copy)) for claim in row.claims
        ),
    )


def multiplied(source: Path, copies: int, cast: Cast, identifiers: Iterator[str]) -> None:
    """`records.jsonl` of a source holds its rows and so many copies of each."""
    info = json.loads((source / "source.json").read_text(encoding="utf-8"))
    kind = RecordKind(info["kind"])
    if kind not in (RecordKind.LICENSE, RecordKind.ENTRY):
        return
    path = source / "records.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    temporary = path.with_suffix(".next")
    with temporary.open("w", encoding="utf-8", newline="\n") as out:
        for line in lines:
            out.write(f"{line}\n")
            for row in _copies(line, kind, copies, cast, identifiers):
                out.write(f"{to_json(row)}\n")
    temporary.replace(path)


def _copies(
    line: str, kind: RecordKind, copies: int, cast: Cast, identifiers: Iterator[str]
) -> Iterator[EntryRecord | LicenseRecord]:
    if kind is RecordKind.LICENSE:
        license_row = from_json(LicenseRecord, line)
        yield from (copied_license(license_row, cast, copy) for copy in range(1, copies + 1))
    else:
        entry = from_json(EntryRecord, line)
        yield from (copied_entry(entry, cast, copy, next(identifiers)) for copy in range(1, copies + 1))


def make_large(data: Path, entries: int, base: int, seed: int) -> None:
    """`data/directory.db` leads to a database of about so many entries; counts and seconds are printed.

    Raises:
        FileExistsError: there are records in `data` already.
    """
    gc.disable()  # millions of records without cycles: looking for some costs more than all the work
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        records, truth = read_population(seed, base, Path(folder))
        cast = Cast(records, truth)
        if (data / "records").exists():
            raise FileExistsError(f"{data / 'records'} is there already; name another folder.")
        shutil.copytree(Path(folder) / "data" / "records", data / "records")
    identifiers = map(invented_npi, count(FIRST_NPI))
    copies = max(0, round(entries / len(records.entries)) - 1)
    for source in sorted(path.parent for path in (data / "records").glob("*/source.json")):
        multiplied(source, copies, cast, identifiers)
    print(f"records written after {time.perf_counter() - started:.0f} s", flush=True)
    report = build(Run(data, DAY), real_steps())
    print("\n".join(report.lines()))
    print(json.dumps(table_counts(data / "directory.db"), indent=1))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{time.perf_counter() - started:.0f} s, peak memory {peak:,.0f} MB")


def table_counts(database: Path) -> dict[str, int]:
    """The rows of each table of records and results."""
    names = ("entries", "licenses", "links", "link_comparisons", "checks", "entries_fts")
    with sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True) as connection:
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608


def main() -> None:
    """Make and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="?", help="folder to make it in; else a temporary one")
    parser.add_argument("--entries", type=int, default=12_000)
    parser.add_argument("--base", type=int, default=4000, help="entries that are not copies")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    with ExitStack() as stack:
        data = given.data or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        make_large(data, given.entries, given.base, given.seed)


if __name__ == "__main__":
    main()
