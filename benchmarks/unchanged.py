"""What a second refresh of unchanged listings costs: seconds of the crawl, bytes that the services send.

Crawls every source of the fictional sample from the stand-in twice. Run `python benchmarks/unchanged.py`,
with `--json` for figures to keep, bytes by host among them. The bytes are those of bodies, robots.txt too.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from crawler.progress import Progress
from crawler.run import CrawlPlan, crawl, find_sources
from crawler.standin.server import StandIn

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"
TODAY = date(2026, 11, 22)


def crawl_once(server: StandIn, data_dir: Path) -> dict[str, object]:
    """Seconds, sources that were read, and bytes by host of one crawl of all sources."""
    names = tuple(name for name, each in find_sources().items() if set(each.hosts) & set(server.host_map))
    before, began = len(server.sent), time.perf_counter()
    plan = CrawlPlan(names, data_dir, TODAY, overrides={"HOST_MAP": server.host_map})
    reports = crawl(plan, Progress(io.StringIO()))
    sent: Counter[str] = Counter()
    for each in server.sent[before:]:
        sent[each.host] += each.bytes_count
    failed = [report.reason for report in reports if report.reason]
    if failed:
        raise SystemExit("; ".join(failed))
    return {
        "seconds": round(time.perf_counter() - began, 1),
        "sources_count": len(reports),
        "read_count": sum(not report.read_crawl_id for report in reports),
        "bytes_count": sum(sent.values()),
        "bytes_by_host": dict(sorted(sent.items())),
    }


def main() -> None:
    """Print the figures of both crawls."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, StandIn(SAMPLE) as server:
        figures = {name: crawl_once(server, Path(folder)) for name in ("first", "unchanged")}
    if arguments.json:
        print(json.dumps(figures, indent=2))
        return
    for name, each in figures.items():
        print(
            f"{name:<10} {each['seconds']:>6} s  {each['bytes_count']:>10,} bytes  "
            f"{each['read_count']} of {each['sources_count']} sources read"
        )


if __name__ == "__main__":
    main()
