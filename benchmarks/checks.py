"""Every check: how many entries got each outcome, and how many outcomes were wrong against the truth.

A fictional population is printed as listings, saved pages and own lists, read by the real sources, published,
and compared with what the generator knows (`truth_checks.csv`). Without `--seeds` it is the bundled sample;
other seeds are other populations, so that nothing is set on the sample.

An outcome is wrong where it says more than is true: a pass, a notice or a fail that the facts do not bear.
`review` and `no_evidence` claim nothing and are never wrong. A fail of `license_found` says that the listing
was read and holds no matching record; where the person is on it all the same, a link was missed, which is
counted as well.

Run `python benchmarks/checks.py`, or with `--seeds 11 23 --entries 3000`, `--data DIR` for what a
demonstration has published there, `--list` for each wrong outcome, `--json` for figures to keep.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from crawler.standin.sample import generate
from verify.demo import SAMPLE, demo_day, lay_down, stand_in
from verify.refresh import real_steps, refresh
from verify.run import Run

AS_OF = date(2026, 11, 20)
OUTCOMES = ("pass", "notice", "fail", "review", "no_evidence")
CLAIMING = ("pass", "notice", "fail")
"""Outcomes that say something of an entry, and so can be wrong."""

USUAL = {"not_excluded": "not_excluded", "npi_valid": "valid", "other_license": "none"}
"""What is true of an entry that the truth has no row of; of any other check nothing is stated."""

RIGHT: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "license_found": {"listed": ("pass",), "not_listed": ("fail",), "no_listing": ()},
    "license_active": {
        "full": ("pass",),
        "limited": ("notice",),
        "none": ("fail",),
        "unclear": ("notice", "fail"),
    },
    "license_unexpired": {"runs": ("pass",), "renewing": ("notice",), "ended": ("fail",)},
    "license_unencumbered": {
        "encumbered": ("notice",),
        "alleged": ("notice",),
        "unclear": ("pass", "notice"),
        "cleared": ("pass", "notice"),
        "nothing_filed": ("pass",),
    },
    "other_license": {
        "none": (),
        "full": ("pass",),
        "not_full": ("notice",),
        "unclear": ("pass", "notice"),
    },
    "not_excluded": {"not_excluded": ("pass",), "excluded": ("fail",), "loan": ("notice",)},
    "npi_valid": {"valid": ("pass",), "no_number": ()},
    "source_fresh": {"nothing_stated": ("pass", "notice")},
    "education_accredited": {
        "accredited": ("pass",),
        "preaccredited": ("pass", "notice"),
        "new_program": ("notice", "fail"),
        "outside_accreditation": ("notice", "fail"),
        "no_day": ("notice",),
    },
    "national_certification": {
        "listed_current": ("pass",),
        "listed_lapsed": ("notice", "fail"),
        "listed_without_status": ("pass", "notice"),
        "document_seen": ("pass",),
    },
    "needling_rule": {
        "allowed": ("pass",),
        **dict.fromkeys(("prohibited", "pending", "silent"), ("notice",)),
    },
    "needling_certification": {
        "shown": ("pass",),
        "shown_where_not_allowed": ("notice",),
        "claimed_where_not_allowed": ("notice",),
        "seen_long_ago_where_not_allowed": ("notice",),
    },
    "specialist_certification": {"shown": ("pass",)},
    "clinic_people": {
        "all_licensed": ("pass", "notice"),
        "some_licensed": ("notice",),
        "none_licensed": ("notice",),
    },
    "clinic_collaboration": {"team": ("pass", "notice")},
}
"""Check name to fact to the outcomes that it makes right. A fact that is not here bears none.

`clinic_people` counts verified people: a notice is an incomplete count, which it says, and not a finding.
"""


@dataclass(slots=True)
class Tally:
    """Of one check: entries by outcome, and the wrong ones as (outcome, entry, facts)."""

    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    def wrong_count(self, outcome: str) -> int:
        """How many entries got this outcome wrongly."""
        return sum(each[0] == outcome for each in self.wrong)


Outcome = tuple[str, str, str]


def compare(found: Iterable[Outcome], truth: Iterable[Outcome]) -> dict[str, Tally]:
    """Check name to its tally. `found` are (entry, check, outcome), `truth` are (entry, check, fact)."""
    facts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for entry_id, name, fact in truth:
        facts[entry_id, name].add(fact)
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for entry_id, name, outcome in sorted(set(found)):
        true = facts.get((entry_id, name), {USUAL.get(name, "nothing_stated")})
        right = {each for fact in true for each in RIGHT.get(name, {}).get(fact, ())}
        tallies[name].outcomes[outcome] += 1
        if outcome in CLAIMING and outcome not in right:
            tallies[name].wrong.append((outcome, entry_id, "+".join(sorted(true))))
    return dict(sorted(tallies.items()))


def read_outcomes(database: Path) -> list[Outcome]:
    """Entry, check and outcome of every check that the database publishes."""
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute("SELECT entry_id, check_name, outcome FROM checks").fetchall()
    finally:
        connection.close()


def read_truth(sample: Path) -> list[Outcome]:
    """The facts of a sample."""
    with (sample / "truth_checks.csv").open(encoding="utf-8", newline="") as handle:
        return [(row["entry_id"], row["check_name"], row["fact"]) for row in csv.DictReader(handle)]


def publish(sample: Path, data: Path) -> None:
    """The demonstration of this sample is published in `data`; its progress is not shown."""
    lay_down(data, sample)
    with Path(os.devnull).open("w") as nowhere, redirect_stderr(nowhere), stand_in(sample):
        refresh(Run(data, demo_day(sample)), real_steps())


def measured(seed: int | None, entries: int) -> dict[str, Tally]:
    """The tallies of the bundled sample, or of the population of this seed."""
    with tempfile.TemporaryDirectory() as folder:
        sample, data = SAMPLE, Path(folder) / "data"
        if seed is not None:
            sample = Path(folder) / "sample"
            generate(sample, seed, entries * 4 // 3, entries, AS_OF)
        publish(sample, data)
        return compare(read_outcomes(data / "directory.db"), read_truth(sample))


def lines(tallies: Mapping[str, Tally]) -> Iterable[str]:
    """The table in Markdown."""
    yield f"| check | {' | '.join(OUTCOMES)} | wrong passes | wrong notices | wrong fails |"
    yield "|---" * (len(OUTCOMES) + 4) + "|"
    for name, tally in tallies.items():
        counts = [*(tally.outcomes[each] for each in OUTCOMES), *map(tally.wrong_count, CLAIMING)]
        yield f"| `{name}` | {' | '.join(f'{count:,}' for count in counts)} |"


def wrong_lines(tallies: Mapping[str, Tally]) -> Iterable[str]:
    """Each wrong outcome with its entry and the facts."""
    for name, tally in tallies.items():
        for outcome, entry_id, true in tally.wrong:
            yield f"{name}: {outcome} for {entry_id}, while the truth is {true}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, nargs="+", help="other populations; else the bundled sample")
    parser.add_argument("--entries", type=int, default=3000, help="size of another population")
    parser.add_argument("--data", type=Path, help="folder in which the demonstration was published already")
    parser.add_argument("--list", action="store_true", dest="lists", help="name each wrong outcome")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    for seed in given.seeds or [None]:
        if given.data:
            tallies = compare(read_outcomes(given.data / "directory.db"), read_truth(SAMPLE))
        else:
            tallies = measured(seed, given.entries)
        if given.json:
            shown = {name: {"outcomes": each.outcomes, "wrong": each.wrong} for name, each in tallies.items()}
            print(json.dumps({"seed": seed, "checks": shown}, indent=1))
            continue
        print(f"\n{'The bundled sample' if seed is None else f'Seed {seed}, {given.entries:,} entries'}\n")
        print("\n".join([*lines(tallies), "", *(wrong_lines(tallies) if given.lists else ())]))


if __name__ == "__main__":
    main()
