"""How fast and how lean the readers of bulk lists and of Socrata datasets are, next to `csv.reader`.

Repeats the rows of the fictional sample under license numbers of their own: a list in California's format
and Washington's dataset in JSON pages, each served on the loopback by a process of its own. Then lets one
process each

* iterate over the list, and over a CSV file with the dataset's content, by `csv.reader`: the floor;
* crawl the whole way: download into the raw store, parse, merge, `records.jsonl` written;
* crawl again with nothing changed.

Run `python benchmarks/listings.py --rows 500000 2000000 --socrata-rows 125000 500000`, with `--json` for
figures to keep. Peak memory is the largest resident set of the process. Seconds and their ratio are of the
wall clock; the ratio of processor seconds says more on a machine that does other work too.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from crawler.platforms.socrata import SocrataSource
from crawler.progress import Progress
from crawler.run import CrawlPlan, crawl
from crawler.spiders.us_wa_doh import WashingtonHealth

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"
CALIFORNIA, WASHINGTON = "us_ca_dca_acupuncture", "us_wa_doh"
HOSTS = ("www.dca.ca.gov", "api.box.com", "dl.boxcloud.com", "data.wa.gov")
LIST_PATH = "/dl.boxcloud.com/d/1/download"
MODIFIED = "Sun, 01 Nov 2026 08:00:00 GMT"
TODAY = date(2026, 11, 22)


def write_list(path: Path, rows: int) -> None:
    """A list in California's format with so many rows, each license once."""
    lines = (SAMPLE / "dca" / "Acupuncture_Data00.xls").read_text(encoding="utf-8").splitlines()
    people = [line.split("\t") for line in lines[1:] if "\tI\t" in line]
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(lines[0] + "\n")
        for number, cells in zip(range(rows), cycle(people)):
            out.write("\t".join([*cells[:4], _shuffled(number), *cells[5:]]) + "\n")


def write_dataset(folder: Path, rows: int) -> None:
    """Washington's dataset in pages as the crawler asks for them, and the same rows as `rows.csv`."""
    view = "qxh8-f4bd.json"
    (folder / "metadata.json").write_bytes((SAMPLE / "data.wa.gov" / "api" / "views" / view).read_bytes())
    taken = WashingtonHealth.columns.taken
    made = _dataset_rows(json.loads((SAMPLE / "data.wa.gov" / "resource" / view).read_bytes()), rows, taken)
    with (folder / "rows.csv").open("w", encoding="utf-8", newline="") as handle:
        out = csv.DictWriter(handle, taken)
        out.writeheader()
        for place in range(0, rows, SocrataSource.page_rows):
            page = list(islice(made, SocrataSource.page_rows))
            out.writerows(page)
            body = json.dumps(page, ensure_ascii=False, separators=(",", ":"))
            (folder / f"page-{place}.json").write_text(body, encoding="utf-8")


def _dataset_rows(
    sample: list[dict[str, str]], rows: int, taken: tuple[str, ...]
) -> Iterator[dict[str, str]]:
    prefixes = ("ACUP.AC", "PT.PT", "PTA.P1")
    licensed = [row for row in sample if row["credentialnumber"].startswith(prefixes)]
    for number, row in zip(range(rows), cycle(licensed)):
        made = {name: value for name, value in row.items() if name in taken}
        prefix = row["credentialnumber"].rpartition(".")[0]
        yield {**made, "credentialnumber": f"{prefix}.6{_shuffled(number)}"}


def _shuffled(number: int) -> str:
    """A number of seven digits, out of order, each once below nine million."""
    return str(1_000_000 + number * 7919 % 9_000_000)


def serve(folder: Path, rows: int) -> None:
    """Answer for the services until killed; the port is told on stdout."""
    etag = '"edition-1"'
    plain: dict[str, bytes | Path] = {
        "/www.dca.ca.gov/boxToken/getToken": b"stand-in-token",
        "/api.box.com/2.0/folders/72555060186/items": _folder(),
        "/api.box.com/2.0/files/501/content": b"",
        LIST_PATH: folder / "list.xls",
        "/data.wa.gov/api/views/qxh8-f4bd.json": folder / "metadata.json",
    }

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 1 << 16

        def do_GET(self) -> None:
            """Answer with a file, a page or a redirect; 304 for an edition that the asker has."""
            parts = urlsplit(self.path)
            body = plain.get(parts.path)
            if parts.path.startswith("/data.wa.gov/resource/"):
                asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
                body = folder / f"page-{asked.get('$offset')}.json"
                body = body if body.exists() else b"[]"
                if "count" in asked["$select"]:
                    body = f'[{{"count":"{rows}"}}]'.encode()
            is_moved = parts.path.endswith("/content")
            is_known = self.headers.get("If-None-Match") == etag and isinstance(body, Path)
            self.send_response(404 if body is None else 302 if is_moved else 304 if is_known else 200)
            if is_moved:
                self.send_header("Location", "https://dl.boxcloud.com/d/1/download")
            size = body.stat().st_size if isinstance(body, Path) else len(body or b"")
            self.send_header("Content-Length", "0" if is_known else str(size))
            if isinstance(body, Path):
                self.send_header("ETag", etag)
                self.send_header("Last-Modified", MODIFIED)
            self.end_headers()
            if body and not is_known:
                self._send(body)
            sys.stderr.write(f"{0 if is_known else size}\n")
            sys.stderr.flush()

        def _send(self, body: bytes | Path) -> None:
            with body.open("rb") if isinstance(body, Path) else io.BytesIO(body) as source:
                while chunk := source.read(1 << 18):
                    self.wfile.write(chunk)

        def log_message(self, format: str, *args: object) -> None:
            """Sizes alone go to stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


def _folder() -> bytes:
    entry = {"type": "file", "id": "501", "name": "Acupuncture_Data00.xls"}
    return json.dumps({"entries": [entry]}).encode()


def iterate(path: Path) -> int:
    """Every row of the file was made by `csv.reader` and dropped."""
    tabs = {"delimiter": "\t", "quoting": csv.QUOTE_NONE} if path.suffix == ".xls" else {}
    with path.open(encoding="utf-8", newline="") as handle:
        return sum(1 for _ in csv.reader(handle, **tabs)) - 1


def crawl_once(source: str, data_dir: Path, port: str) -> int:
    """The source was crawled from the server at the port; the number of its records.

    Raises:
        SystemExit: the crawl failed.
    """
    hosts = {host: f"http://127.0.0.1:{port}/{host}" for host in HOSTS}
    plan = CrawlPlan((source,), data_dir, TODAY, overrides={"HOST_MAP": hosts})
    (report,) = crawl(plan, Progress(io.StringIO()))
    if report.reason:
        raise SystemExit(report.reason)
    return report.records_count


def run_step(step: str, source: str, folder: Path, port: str) -> dict[str, float]:
    """One step in this process: rows or records, seconds, peak memory in MB."""
    start, started = time.perf_counter(), time.process_time()
    if step == "csv.reader":
        count = iterate(folder / ("list.xls" if source == CALIFORNIA else "rows.csv"))
    else:
        count = crawl_once(source, folder / "data", port)
    seconds = time.perf_counter() - start
    used = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "count": count,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(used, 2),
        "peak_mb": round(peak, 1),
    }


def measure(source: str, rows: int) -> dict[str, object]:
    """The figures of all steps at one size; every step is a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_list(folder / "list.xls", rows) if source == CALIFORNIA else write_dataset(folder, rows)
        log = (folder / "sent").open("w+")
        server = subprocess.Popen(
            _child("serve", source, rows, folder), stdout=subprocess.PIPE, stderr=log, text=True
        )
        try:
            assert server.stdout is not None
            port = server.stdout.readline().strip()
            figures: dict[str, object] = {"source": source, "rows": rows}
            for step in ("csv.reader", "crawl", "unchanged"):
                before = _sent(log.name)
                made = subprocess.run(
                    _child(step, source, rows, folder, port), check=True, capture_output=True, text=True
                )
                figures[step] = {**json.loads(made.stdout), "bytes": _sent(log.name) - before}
        finally:
            server.kill()
            server.wait()
            log.close()
        return figures


def _sent(name: str) -> int:
    return sum(map(int, Path(name).read_text(encoding="utf-8").split()))


def _child(step: str, source: str, rows: int, folder: Path, port: str = "") -> list[str]:
    given = ["--step", step, "--source", source, "--rows", str(rows), "--folder", str(folder)]
    return [sys.executable, str(Path(__file__).resolve()), *given, "--port", port]


def show(results: list[dict[str, object]]) -> str:
    """The figures as a table."""
    heads = ("csv.reader", "crawl s", "rows/s", "ratio", "of cpu", "peak MB", "unchanged s", "bytes")
    lines = [f"{'listing':<22}{'rows':>10}" + "".join(f"{head:>12}" for head in heads)]
    for each in results:
        floor, whole, again = each["csv.reader"], each["crawl"], each["unchanged"]
        cells = (
            f"{floor['seconds']:.2f}",
            f"{whole['seconds']:.2f}",
            f"{each['rows'] / whole['seconds']:,.0f}",
            f"{whole['seconds'] / max(floor['seconds'], 0.01):.1f}",
            f"{whole['cpu_seconds'] / max(floor['cpu_seconds'], 0.01):.1f}",
            f"{whole['peak_mb']:.0f}",
            f"{again['seconds']:.2f}",
            f"{again['bytes']:,}",
        )
        lines.append(f"{each['source']:<22}{each['rows']:>10,}" + "".join(f"{cell:>12}" for cell in cells))
    return "\n".join(lines)


def main() -> None:
    """Parse the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[500_000, 2_000_000], help="sizes of the list")
    parser.add_argument(
        "--socrata-rows", type=int, nargs="*", default=[125_000, 500_000], help="sizes of the dataset"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    for hidden in ("--step", "--source", "--folder", "--port"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step == "serve":
        serve(Path(given.folder), given.rows[0])
    elif given.step:
        print(json.dumps(run_step(given.step, given.source, Path(given.folder), given.port)))
    else:
        results = [measure(CALIFORNIA, rows) for rows in given.rows]
        results += [measure(WASHINGTON, rows) for rows in given.socrata_rows]
        print(json.dumps(results, indent=2) if given.json else show(results))


if __name__ == "__main__":
    main()
