"""What the truth of a population is made of, and how far simple rules get on it.

Both are compared with what real registers show: a population whose names are too rare or whose numbers
never collide flatters every linker.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from functools import cache
from pathlib import Path

from benchmarks.linkage.standard import Standard
from benchmarks.linkage.standard import standardize as read_standard
from benchmarks.linkage.tables import Pair, Row, lists_number, read_rows, read_truth

standardize = cache(read_standard)

Key = Callable[[Standard], Hashable]


def composition(folder: Path) -> dict[str, float]:
    """Shares of the true links by what agrees."""
    entries, rows = ({each.unique_id: each for each in side} for side in standardize(folder))
    raw_entries, raw_rows = read_rows(folder / "D.csv", "entry_id"), read_rows(folder / "R.csv", "rec_id")
    truth = read_truth(folder / "TRUTH.csv")
    kinds = Counter(_kind(entries[e], rows[r], raw_entries[e], raw_rows[r]) for e, r in truth)
    return {kind: count / len(truth) for kind, count in sorted(kinds.items())}


def _kind(entry: Standard, row: Standard, raw_entry: Row, raw_row: Row) -> str:
    if entry.kind == "clinic":
        return "organization"
    if lists_number(raw_entry, raw_row):
        return "number"
    if entry.state != row.state:
        return "no number, other state"
    name = "same name" if (entry.first, entry.last) == (row.first, row.last) else "variant"
    is_near = entry.zip5 == row.zip5 or entry.city == row.city
    return f"no number, {name}, {'same place' if is_near else 'no place'}"


def agreement(folder: Path) -> dict[str, float]:
    """How often the parts of true pairs of people agree, among all that have the part."""
    entries, rows = ({each.unique_id: each for each in side} for side in standardize(folder))
    pairs = [
        (entries[e], rows[r]) for e, r in read_truth(folder / "TRUTH.csv") if entries[e].kind == "person"
    ]
    found: dict[str, float] = {}
    for part in ("last", "first", "profession", "state", "city", "zip5"):
        both = [
            (getattr(a, part), getattr(b, part)) for a, b in pairs if getattr(a, part) and getattr(b, part)
        ]
        found[part] = sum(a == b for a, b in both) / len(both)
    middles = [(a.middle, b.middle) for a, b in pairs if a.middle and b.middle]
    found["middle on both sides"] = len(middles) / len(pairs)
    found["middle conflict"] = sum(a[0] != b[0] for a, b in middles) / max(1, len(middles))
    return found


def surname_bits(folder: Path) -> list[float]:
    """The weight in bits of an equal surname, at the 10th, 50th and 90th percentile of the rows."""
    lasts = [row.last for row in standardize(folder)[1] if row.kind == "person"]
    counts = Counter(lasts)
    bits = sorted(math.log2(0.929 * len(lasts) / counts[last]) for last in lasts)
    return [bits[int(len(bits) * at)] for at in (0.1, 0.5, 0.9)] + [counts["kim"] / len(lasts)]


def rules(folder: Path) -> dict[str, tuple[float, float]]:
    """Precision and recall, over links of people, of the rules that people write by hand."""
    entries, rows = ([each for each in side if each.kind == "person"] for side in standardize(folder))
    people = {each.unique_id for each in entries}
    truth = {pair for pair in read_truth(folder / "TRUTH.csv") if pair[0] in people}

    def name(each: Standard) -> Hashable:
        return (each.state, each.first, each.last) if each.first and each.last else None

    def number(each: Standard) -> Hashable:
        return each.number or None

    by_number, by_name = _joined(entries, rows, number), _joined(entries, rows, name)
    of = {each.unique_id: each for each in (*entries, *rows)}
    same_profession = {(e, r) for e, r in by_number if of[e].profession == of[r].profession}
    found = {
        "state + number": by_number,
        "state + number + profession": same_profession,
        "state + number + profession + surname or given name": {
            (e, r) for e, r in same_profession if of[e].last == of[r].last or of[e].first == of[r].first
        },
        "state + first + last": by_name,
        "state + first + last, unique on both sides": _unique(by_name, entries, rows, name),
    }
    return {rule: _quality(pairs, truth) for rule, pairs in found.items()}


def _joined(entries: list[Standard], rows: list[Standard], key: Key) -> set[Pair]:
    index = defaultdict(list)
    for row in rows:
        index[key(row)].append(row.unique_id)
    index.pop(None, None)
    return {(each.unique_id, row) for each in entries for row in index.get(key(each), ())}


def _unique(pairs: set[Pair], entries: list[Standard], rows: list[Standard], key: Key) -> set[Pair]:
    times = [Counter(map(key, side)) for side in (entries, rows)]
    keys = {each.unique_id: key(each) for each in entries}
    return {(e, r) for e, r in pairs if all(count[keys[e]] == 1 for count in times)}


def _quality(pairs: set[Pair], truth: set[Pair]) -> tuple[float, float]:
    right = len(pairs & truth)
    return right / max(1, len(pairs)), right / len(truth)


def main() -> None:
    """Print both for each folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "folders", type=Path, nargs="+", metavar="DIR", help="population: D.csv, R.csv, TRUTH.csv"
    )
    for folder in parser.parse_args().folders:
        print(f"== {folder}")
        for what, share in (composition(folder) | agreement(folder)).items():
            print(f"{what:<55}{share:8.4f}")
        print("surname bits, p10 p50 p90, Kim:", " ".join(f"{each:.4g}" for each in surname_bits(folder)))
        for rule, (precision, recall) in rules(folder).items():
            print(f"{rule:<55}{precision:8.4f}{recall:8.4f}")


if __name__ == "__main__":
    main()
