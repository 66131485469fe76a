"""How right the linking is, on fictional populations other than the bundled sample.

For each seed a population is printed as listings in their real formats, served by the stand-in, read
by the real sources, linked, and measured against its own truth. `make bench-linkage` measures linking
alone, at larger sizes and beside its peers; this one measures the way that the product goes.

Run `python benchmarks/whole_way.py --entries 8000 --seeds 11 23 41`, with `--json` for figures to keep.
The interval is Wilson's at 95 %.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from crawler.standin.sample import generate
from crawler.standin.server import StandIn
from verify.linkage.engine import link_records
from verify.linkage.evaluate import evaluate
from verify.linkage.links import Decision
from verify.publish.load import Records, load_records

AS_OF = date(2026, 11, 20)
Pair = tuple[str, str]


def read_population(seed: int, entries: int, folder: Path) -> tuple[Records, list[Pair]]:
    """The records of a new population, read from its listings, and its truth."""
    listings, data = folder / "listings", folder / "data"
    generate(listings, seed, entries * 4 // 3, entries, AS_OF)
    command = [
        sys.executable,
        "-m",
        "crawler",
        "crawl",
        "--all",
        "--data",
        str(data),
        "--today",
        "2026-11-22",
    ]
    with StandIn(listings) as server:
        env = {**os.environ, "CRAWLER_HOST_MAP": json.dumps(server.host_map)}
        subprocess.run(command, env=env, check=True, capture_output=True)
    with (listings / "truth.csv").open(newline="") as handle:
        truth = [(row["entry_id"], row["license_id"]) for row in csv.DictReader(handle)]
    return load_records(data), truth


def measure(seed: int, entries: int) -> dict[str, object]:
    """The figures of the population of this seed."""
    with tempfile.TemporaryDirectory() as folder:
        records, truth = read_population(seed, entries, Path(folder))
    started = time.perf_counter()
    links = link_records(records.licenses, records.entries).links
    seconds = time.perf_counter() - started
    result = evaluate(links, truth)
    true_pairs = {pair for pair in truth if pair[1]}
    accepted = {(link.entry_id, link.license_id) for link in links if link.decision is Decision.ACCEPT}
    return {
        "seed": seed,
        "entries": entries,
        **figures(accepted, true_pairs),
        "review": round(result.review_share or 0, 4),
        "found": round(result.recall_with_review or 0, 4),
        "seconds": round(seconds, 1),
    }


def figures(accepted: set[Pair], true_pairs: set[Pair]) -> dict[str, object]:
    """Precision with its interval, and recall, of a set of links."""
    wrong = len(accepted - true_pairs)
    low, high = wilson(len(accepted) - wrong, len(accepted))
    return {
        "links": len(accepted),
        "wrong": wrong,
        "precision": round(1 - wrong / max(1, len(accepted)), 5),
        "interval": f"{low:.4f}-{high:.4f}",
        "recall": round(len(accepted & true_pairs) / len(true_pairs), 4),
    }


def wilson(successes: int, trials: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval of a share."""
    if not trials:
        return 0.0, 1.0
    share, spread = successes / trials, z * z / trials
    middle = (share + spread / 2) / (1 + spread)
    half = z * (share * (1 - share) / trials + spread / (4 * trials)) ** 0.5 / (1 + spread)
    return middle - half, middle + half


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, default=3000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 23, 41])
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rows = [measure(seed, given.entries) for seed in given.seeds]
    if given.json:
        print(json.dumps(rows, indent=1))
        return
    columns = list(rows[0])
    print(" | ".join(columns))
    for row in rows:
        print(" | ".join(str(row.get(column, "")) for column in columns))


if __name__ == "__main__":
    main()
