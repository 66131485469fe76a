"""Writes a population: a directory, the boards' rolls, and which row is which entry's.

Generated people alone, as in no directory, so the truth is known. Rates, and where they come from, stand
beside the code that uses them. The same seed and size always give the same bytes. Rolls keep their real
size: 500,000 entries are the whole country, 50,000 five states, 5,000 two, so that namesakes are as dense
as in life.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.linkage import places, rows
from benchmarks.linkage.boards import Boards
from benchmarks.linkage.organizations import Organizations
from benchmarks.linkage.people import People, Person
from benchmarks.linkage.rows import Cells
from crawler.standin.chance import Chance

WHOLE_COUNTRY = 500_000
# The two smallest states together.
SMALLEST = 2_000
# Per entry of the directory: people with entry and row, without a row, without an entry; clinics alike.
SHARES = {
    "person": (0.626, 0.210, 0.235),
    "clinic": (0.108, 0.037, 0.050),
}
SHARE_TWO_ENTRIES = 0.03
SHARE_SECOND_CLINIC_ROW = 0.03


@dataclass
class Population:
    """Entries and rows without ids, and the truth as pairs of their positions."""

    orders: dict[str, str]
    entries: list[Cells] = field(default_factory=list)
    rows: list[Cells] = field(default_factory=list)
    truth: list[tuple[int, int]] = field(default_factory=list)

    def add(self, entries: Sequence[Cells], found: Sequence[Cells]) -> None:
        """Entries of one bearer and the rows of the same one, all of them true pairs."""
        first, first_row = len(self.entries), len(self.rows)
        self.entries.extend(entries)
        self.rows.extend(found)
        self.truth.extend(
            (first + at, first_row + row) for at in range(len(entries)) for row in range(len(found))
        )


class Maker:
    """Makes a population of about `size` entries from a seed."""

    def __init__(self, seed: int, size: int) -> None:
        """Choose states and the customs of their boards."""
        self._chance = Chance(seed, "linkage", size)
        self._size = size
        self._states = places.choose_states(self._chance, size / WHOLE_COUNTRY)
        total = sum(places.STATE_SHARES[each] for each in self._states)
        self._share = {each: places.STATE_SHARES[each] / total for each in self._states}
        people_in = {state: round(size * share) for state, share in self._share.items()}
        self._boards = Boards(self._chance, self._states, people_in)
        self._people = People(self._chance, self._boards, self._states)
        self._clinics = Organizations(self._chance, self._boards)

    def make(self) -> Population:
        """The population, state by state."""
        result = Population({state: str(order) for state, order in self._boards.orders.items()})
        for state in self._states:
            for has_entry, has_row in self._roles("person", state):
                self._add_person(result, self._people.new(state), has_entry, has_row)
            for has_entry, has_row in self._roles("clinic", state):
                self._add_clinic(result, state, has_entry, has_row)
        return result

    def _roles(self, kind: str, state: str) -> Iterator[tuple[bool, bool]]:
        """Who of a state has an entry and who has a row, in a random order."""
        linked, unlisted, unknown = (round(self._size * self._share[state] * each) for each in SHARES[kind])
        roles = [(True, True)] * linked + [(True, False)] * unlisted + [(False, True)] * unknown
        yield from self._chance.shuffled(roles)

    def _add_person(self, result: Population, person: Person, has_entry: bool, has_row: bool) -> None:
        chance, boards = self._chance, self._boards
        count = (1 + chance.happens(SHARE_TWO_ENTRIES)) if has_entry else 0
        licenses = person.licenses if has_row else ()
        found = [rows.person_row(chance, boards, person, each) for each in licenses]
        result.add([rows.person_entry(chance, boards, person) for _ in range(count)], found)

    def _add_clinic(self, result: Population, state: str, has_entry: bool, has_row: bool) -> None:
        chance, boards, clinic = self._chance, self._boards, self._clinics.new(state)
        count = (1 + chance.happens(SHARE_SECOND_CLINIC_ROW)) if has_row else 0
        entries = [rows.clinic_entry(chance, boards, clinic)] if has_entry else []
        result.add(entries, [rows.clinic_row(chance, boards, clinic) for _ in range(count)])


def write_population(folder: Path, seed: int, size: int) -> dict[str, int]:
    """`folder` holds D.csv, R.csv, TRUTH.csv and boards.csv; the counts of their rows are returned."""
    made = Maker(seed, size).make()
    chance = Chance(seed, "order", size)
    folder.mkdir(parents=True, exist_ok=True)
    entry_ids = _write(folder / "D.csv", rows.DIRECTORY_COLUMNS, "e", made.entries, chance)
    row_ids = _write(folder / "R.csv", rows.ROLL_COLUMNS, "r", made.rows, chance)
    truth = sorted((entry_ids[entry], row_ids[row]) for entry, row in made.truth)
    _write_cells(folder / "TRUTH.csv", rows.TRUTH_COLUMNS, truth)
    _write_cells(folder / "boards.csv", ("state", "name_order"), sorted(made.orders.items()))
    return {"entries": len(entry_ids), "rows": len(row_ids), "links": len(truth), "states": len(made.orders)}


def _write(
    path: Path, columns: Sequence[str], letter: str, found: Sequence[Cells], chance: Chance
) -> list[str]:
    """The ids of `found` in its order; the file has them in another one, so that nothing tells a pair."""
    order = chance.shuffled(range(len(found)))
    ids = [""] * len(found)
    for number, at in enumerate(order):
        ids[at] = f"{letter}{number:07d}"
    _write_cells(path, columns, ([ids[at], *found[at]] for at in order))
    return ids


def _write_cells(
    path: Path, columns: Sequence[str], cells: Iterator[Cells] | Sequence[Sequence[str]]
) -> None:
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(cells)


def main() -> None:
    """Parse the options, write, print the counts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--seed", type=int, default=101)
    parser.add_argument(
        "--size", type=int, default=50_000, help="entries: 5000, 50000 or 500000 (default 50000)"
    )
    given = parser.parse_args()
    if not SMALLEST <= given.size <= WHOLE_COUNTRY:
        sys.exit(
            f"--size {given.size}: give {SMALLEST} to {WHOLE_COUNTRY}, two small states to the whole country"
        )
    print(write_population(given.out, given.seed, given.size))


if __name__ == "__main__":
    main()
