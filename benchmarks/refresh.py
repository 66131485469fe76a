"""What a refresh costs where nothing, 1 % or all of the records changed: seconds of the processor, by stage.

Without a folder the bundled sample is crawled from the stand-in and refreshed week after week; a changed
record has another middle name. With the data folder of `benchmarks/large_directory.py`, linking alone is
measured on its records, beside linking everything anew; nothing in the folder is changed.

Run `python benchmarks/refresh.py`, or with DATA behind it. Seconds are user and system time of
the run and of the crawl that it starts; a busy machine adds less to them than to seconds that pass.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from crawler.records import EntryRecord, LicenseRecord
from crawler.standin.server import StandIn
from verify.crawl_process import crawl_all
from verify.demo import SAMPLE, demo_day, lay_down
from verify.link_memory import link_by_memory, link_remembering
from verify.link_memory_file import FILE, FOLDER, read_memory
from verify.linkage.engine import linkage_of
from verify.progress import Progress
from verify.publish.load import load_records
from verify.publish.private import withhold_private
from verify.refresh import real_steps, refresh
from verify.run import Run

SHARES = (0.0, 0.01, 1.0)


def spent() -> float:
    """Seconds of the processor until now, of this process and of those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


@dataclass
class Meter:
    """Seconds of the processor by stage of the run that is under way."""

    stages: dict[str, float] = field(default_factory=dict)

    def install(self) -> None:
        """Every stage of every run is measured."""
        plain, meter = Progress.stage, self

        @contextmanager
        def stage(progress: Progress, name: str, *, has_own_display: bool = False) -> Iterator[None]:
            began = spent()
            with plain(progress, name, has_own_display=has_own_display):
                yield
            meter.stages[name] = spent() - began

        Progress.stage = stage  # type: ignore[method-assign]


def change_on_disk(data: Path, share: float) -> None:
    """This share of the records of persons has another middle name, as if the listings had said so."""
    every = round(1 / share)
    for path in sorted((data / "records").glob("*/records.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        changed = [_changed(line) if not number % every else line for number, line in enumerate(lines)]
        path.write_text("".join(f"{line}\n" for line in changed), encoding="utf-8")


def _changed(line: str) -> str:
    facts = json.loads(line)
    if "middle_name" not in facts:
        return line
    return json.dumps({**facts, "middle_name": "Zoe"}, ensure_ascii=False, separators=(",", ":"))


def measure_weeks(data: Path) -> None:
    """Print a line for each kind of week of the sample."""
    lay_down(data)
    meter, day = Meter(), demo_day()
    meter.install()
    weeks = (
        ("the first run", 0, 0.0),
        ("again on the same day", 0, 0.0),
        ("a week with nothing changed", 7, 0.0),
        ("a week with 1 % changed", 14, 0.01),
        ("a week with all changed", 21, 1.0),
    )
    with StandIn(SAMPLE) as stand_in:
        os.environ["CRAWLER_HOST_MAP"] = json.dumps(stand_in.host_map)
        for name, days, share in weeks:
            if share:
                change_on_disk(data, share)
            meter.stages.clear()
            began = spent()
            report = refresh(Run(data, day + timedelta(days), "a benchmark"), real_steps(), crawl_all)
            stages = ", ".join(f"{stage.lower()} {took:.1f}" for stage, took in meter.stages.items())
            print(f"{name:<28} {spent() - began:>6.1f} s  {report.outcome:<10} {stages}", flush=True)


def with_changes(
    licenses: Sequence[LicenseRecord], entries: Sequence[EntryRecord], share: float
) -> tuple[list[LicenseRecord], list[EntryRecord]]:
    """The records, of which this share has another middle name."""
    every = round(1 / share) if share else len(licenses) + len(entries) + 1
    rows = [replace(r, middle_name="Zoe") if share and not i % every else r for i, r in enumerate(licenses)]
    people = [replace(e, middle_name="Zoe") if share and not i % every else e for i, e in enumerate(entries)]
    return rows, people


def measure_linking(data: Path, is_checked: bool) -> None:
    """Print a line for each share of changed records."""
    began = spent()
    records = withhold_private(load_records(data))
    counts = f"{len(records.licenses):,} licenses, {len(records.entries):,} entries"
    print(f"read {counts}: {spent() - began:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        memory = Path(folder)
        began = spent()
        link_remembering(memory, records.licenses, records.entries)
        size = (memory / FOLDER / FILE).stat().st_size
        print(f"{'first run':<20} {spent() - began:>8.1f} s   (memory on disk {size / 1e6:,.0f} MB)")
        for share in SHARES:
            week = with_changes(records.licenses, records.entries, share)
            began, said = spent(), []
            found = link_remembering(memory, *week, said.append)
            print(f"{share:>4.0%} changed         {spent() - began:>8.1f} s   ({said[0]})")
            kept = read_memory(memory)
            if is_checked and kept is not None:
                began = spent()
                anew = linkage_of(link_by_memory(kept, *week, lambda _: None))
                same = replace(found, figures={}) == replace(
                    anew, figures={}, learned_from=found.learned_from
                )
                word = "the same" if same else "OTHER"
                print(f"  everything anew    {spent() - began:>8.1f} s   ({word} links)")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


def main() -> None:
    """Measure weeks of the sample, or linking of the given folder."""
    parser = argparse.ArgumentParser(description="Measure a refresh by what changed.")
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--no-check", action="store_true", help="Do not link everything anew beside it.")
    options = parser.parse_args()
    if options.data is not None:
        measure_linking(options.data, not options.no_check)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure_weeks(Path(folder) / "data")


if __name__ == "__main__":
    main()
