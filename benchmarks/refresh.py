"""How much of linking a refresh does where nothing, 1 % or all of the records changed.

Reads the records of a data folder, such as one of `benchmarks/large_directory.py`, and changes nothing in it.
Without a folder the bundled sample is crawled from the stand-in. A changed record has another middle name.

Run `python benchmarks/refresh.py DATA`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from crawler.records import EntryRecord, LicenseRecord
from crawler.standin.server import StandIn
from verify.crawl_process import crawl_all
from verify.demo import SAMPLE, demo_day, lay_down
from verify.link_memory import FILE, FOLDER, link_by_memory, link_remembering, read_memory
from verify.linkage.engine import linkage_of
from verify.publish.load import load_records
from verify.publish.private import withhold_private

SHARES = (0.0, 0.01, 1.0)


def sample_records(data: Path) -> None:
    """The sample is crawled into `data`."""
    lay_down(data)
    with StandIn(SAMPLE) as stand_in:
        os.environ["CRAWLER_HOST_MAP"] = json.dumps(stand_in.host_map)
        crawl_all(data, str(demo_day()))


def with_changes(
    licenses: Sequence[LicenseRecord], entries: Sequence[EntryRecord], share: float
) -> tuple[list[LicenseRecord], list[EntryRecord]]:
    """The records, of which this share has another middle name."""
    every = round(1 / share) if share else len(licenses) + len(entries) + 1
    rows = [replace(r, middle_name="Zoe") if share and not i % every else r for i, r in enumerate(licenses)]
    people = [replace(e, middle_name="Zoe") if share and not i % every else e for i, e in enumerate(entries)]
    return rows, people


def measure(data: Path, is_checked: bool) -> None:
    """Print a line for each share."""
    started = perf_counter()
    records = withhold_private(load_records(data))
    counts = f"{len(records.licenses):,} licenses, {len(records.entries):,} entries"
    print(f"read {counts}: {perf_counter() - started:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        memory = Path(folder)
        started = perf_counter()
        link_remembering(memory, records.licenses, records.entries)
        size = (memory / FOLDER / FILE).stat().st_size
        print(f"{'first run':<20} {perf_counter() - started:>8.1f} s   (memory on disk {size / 1e6:,.0f} MB)")
        for share in SHARES:
            week = with_changes(records.licenses, records.entries, share)
            started, said = perf_counter(), []
            found = link_remembering(memory, *week, said.append)
            print(f"{share:>4.0%} changed         {perf_counter() - started:>8.1f} s   ({said[0]})")
            kept = read_memory(memory)
            if is_checked and kept is not None:
                started = perf_counter()
                anew = linkage_of(link_by_memory(kept, *week, lambda _: None))
                same = replace(found, figures={}) == replace(anew, figures={})
                word = "the same" if same else "OTHER"
                print(f"  everything anew    {perf_counter() - started:>8.1f} s   ({word} links)")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


def main() -> None:
    """Measure the given folder, or the sample."""
    parser = argparse.ArgumentParser(description="Measure a refresh by what changed.")
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--no-check", action="store_true", help="Do not link everything anew beside it.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = options.data or Path(folder) / "data"
        if options.data is None:
            sample_records(data)
        measure(data, not options.no_check)


if __name__ == "__main__":
    main()
