"""How fast and how lean the NPPES reader is, next to a floor and a peer in the same run.

Writes a V2 zip of fictional rows (330 quoted columns, about 7 in 100 of interest, side members)
into a temporary directory, then lets one process each

* `inflate` it: nothing but unpacking the main member, the floor of any reader;
* read it by `csv.reader`: every row parsed with the standard library and counted, the peer;
* read it by our reader: every entry made.

Run `python benchmarks/nppes.py --rows 1000000`, with `--json` for figures to keep. Peak memory is the
largest resident set that the process ever had.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from crawler.platforms.nppes_columns import ALL_COLUMNS, MAILING, OTHER_NAME_COLUMNS, PL_COLUMNS, PRACTICE
from crawler.platforms.nppes_file import read_entries
from crawler.records import Evidence

OTHER_CODES = (
    "207Q00000X",
    "1223G0001X",
    "163W00000X",
    "363LF0000X",
    "101YM0800X",
    "183500000X",
    "103T00000X",
)
PERSON_CODES = ("225100000X", "2251X0800X", "225200000X", "171100000X", "208100000X", "208VP0014X")
CLINIC_CODES = ("261QP2000X", "261QM1300X", "261QR0400X", "171100000X")
FAMILY_NAMES = (
    "EXAMPLESON",
    "SAMPLEWRIGHT",
    "TESTERMANN",
    "FICTON",
    "PLACEHOLDT",
    "MOCKINGHAM",
    "NGUYENSAMPLE",
)
GIVEN_NAMES = ("MAXINE", "ALEXIS", "FELIX", "XIU", "QUIN", "ROXANNE", "BEATRIX", "JORDAN")
SHARE_OF_INTEREST = 0.07
STEPS = ("inflate", "csv.reader", "reader")


def write_zip(path: Path, rows: int, seed: int) -> None:
    """The zip at `path` holds `rows` fictional rows, the same for the same seed."""
    chance = random.Random(seed)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as container:
        _write(container, "npidata_pfile_20050523-20261108.csv", ALL_COLUMNS, _main_rows(rows, chance))
        _write(container, "pl_pfile_20050523-20261108.csv", PL_COLUMNS, _pl_rows(rows, chance))
        _write(
            container, "othername_pfile_20050523-20261108.csv", OTHER_NAME_COLUMNS, _name_rows(rows, chance)
        )


def _write(container: zipfile.ZipFile, name: str, header: tuple[str, ...], rows: Iterator[list[str]]) -> None:
    with container.open(name, "w", force_zip64=True) as stream:
        stream.write(_line(list(header)))
        for cells in rows:
            stream.write(_line(cells))


def _line(cells: list[str]) -> bytes:
    return ('"' + '","'.join(cells) + '"\n').encode()


def _npi(index: int) -> str:
    stem = 100_000_000 + index
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in str(stem)[::-2])
    # 24 is the share of the prefix 80840 in the Luhn sum of an NPI.
    return f"{stem}{-(24 + doubled + sum(map(int, str(stem)[-2::-2]))) % 10}"


def _main_rows(rows: int, chance: random.Random) -> Iterator[list[str]]:
    at = {name: position for position, name in enumerate(ALL_COLUMNS)}
    blank = [""] * len(ALL_COLUMNS)
    for index in range(rows):
        cells = blank.copy()
        is_clinic = chance.random() < 0.2
        filled = {"NPI": _npi(index), **_identity(is_clinic, index, chance), **_places(chance)}
        filled.update(_taxonomy(is_clinic, index, chance))
        filled.update({"Provider Enumeration Date": "05/23/2007", "Last Update Date": "07/08/2019"})
        for name, value in filled.items():
            cells[at[name]] = value
        yield cells


def _identity(is_clinic: bool, index: int, chance: random.Random) -> dict[str, str]:
    if is_clinic:
        name = {"Provider Organization Name (Legal Business Name)": f"EXAMPLE CARE {index} LLC"}
        return {"Entity Type Code": "2", **name, "Is Organization Subpart": "N"}
    return {
        "Entity Type Code": "1",
        "Provider Last Name (Legal Name)": chance.choice(FAMILY_NAMES),
        "Provider First Name": chance.choice(GIVEN_NAMES),
        "Provider Middle Name": chance.choice(GIVEN_NAMES),
        "Provider Credential Text": "L.AC.",
        "Provider Sex Code": "X",
        "Is Sole Proprietor": "N",
    }


def _places(chance: random.Random) -> dict[str, str]:
    line = f"{chance.randrange(1, 20000)} EXAMPLE ST"
    zip9, phone = f"{chance.randrange(98000, 99400)}{chance.randrange(10000):04}", "2065550100"
    cells = (line, "STE 200", "SEATTLE", "WA", zip9, "US", phone)
    return dict(zip((*MAILING, *PRACTICE), cells * 2, strict=True))


def _taxonomy(is_clinic: bool, index: int, chance: random.Random) -> dict[str, str]:
    kept = CLINIC_CODES if is_clinic else PERSON_CODES
    codes = [chance.choice(kept if chance.random() < SHARE_OF_INTEREST else OTHER_CODES)]
    codes += [chance.choice(OTHER_CODES)] if chance.random() < 0.3 else []
    cells: dict[str, str] = {}
    for number, code in enumerate(codes, 1):
        cells[f"Healthcare Provider Taxonomy Code_{number}"] = code
        cells[f"Provider License Number_{number}"] = f"AX{index:08}"
        cells[f"Provider License Number State Code_{number}"] = "WA"
        cells[f"Healthcare Provider Primary Taxonomy Switch_{number}"] = "Y" if number == 1 else "N"
    return cells


def _pl_rows(rows: int, chance: random.Random) -> Iterator[list[str]]:
    for index in range(0, rows, 9):
        line = f"{chance.randrange(1, 20000)} SAMPLE AVE"
        yield [_npi(index), line, "", "TACOMA", "WA", "984020000", "US", "2535550100", "", ""]


def _name_rows(rows: int, chance: random.Random) -> Iterator[list[str]]:
    for index in range(0, rows, 15):
        yield [_npi(index), f"SAMPLE WELLNESS {chance.randrange(10**6)}", "3", "01/02/2026"]


def inflate(path: Path) -> dict[str, int]:
    """Unpack the main member and drop it."""
    with zipfile.ZipFile(path) as container, container.open(container.namelist()[0]) as stream:
        size = 0
        while chunk := stream.read(1 << 20):
            size += len(chunk)
    return {"csv_bytes": size}


def parse_all(path: Path) -> dict[str, int]:
    """Parse every row of the main member with the standard library and count those of interest."""
    kept = {*PERSON_CODES, *CLINIC_CODES}
    first = ALL_COLUMNS.index("Healthcare Provider Taxonomy Code_1")
    with zipfile.ZipFile(path) as container, container.open(container.namelist()[0]) as stream:
        rows = csv.reader(io.TextIOWrapper(stream, encoding="utf-8", newline=""))
        return {"entries": sum(not kept.isdisjoint(row[first : first + 60 : 4]) for row in rows)}


def read(path: Path) -> dict[str, int]:
    """Make every entry with our reader."""
    evidence = Evidence("us_nppes", f"file:{path.name}", "2026-11-22T00:00:00Z", None, "0" * 64, 0, "1")
    counts = {"rows": 0, "entries": 0, "quarantined": 0}
    for batch in read_entries(path, evidence):
        counts["rows"] += batch.rows_count
        counts["entries"] += len(batch.records)
        counts["quarantined"] += len(batch.quarantined)
    return counts


def run_step(step: str, path: Path) -> dict[str, float]:
    """One step in this process: its counts, its seconds and its peak memory in MB."""
    work = {"inflate": inflate, "csv.reader": parse_all, "reader": read}[step]
    start = time.perf_counter()
    counts = work(path)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**counts, "seconds": round(seconds, 2), "peak_mb": round(peak, 1)}


def measure(rows: int, seed: int) -> dict[str, object]:
    """The figures of all steps. Each step, and the writing, is a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "NPPES_Data_Dissemination_November_2026_V2.zip"
        _child("write", path, rows, seed)
        figures: dict[str, object] = {"rows": rows, "seed": seed, "zip_bytes": path.stat().st_size}
        for step in STEPS:
            figures[step] = json.loads(_child(step, path, rows, seed))
    return figures


def _child(step: str, path: Path, rows: int, seed: int) -> str:
    options = ["--rows", str(rows), "--seed", str(seed), "--step", step, "--zip", str(path)]
    command = [sys.executable, str(Path(__file__).resolve()), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def show(figures: dict[str, object]) -> str:
    """The figures as a table."""
    rows = figures["rows"]
    lines = [f"{rows:,} rows, zip of {figures['zip_bytes'] / 1e6:,.0f} MB, seed {figures['seed']}"]
    lines.append(f"{'step':<12}{'seconds':>9}{'rows/s':>12}{'peak MB':>9}{'entries':>9}")
    for step in STEPS:
        one = figures[step]
        rate = f"{rows / max(one['seconds'], 0.01):,.0f}"
        lines.append(
            f"{step:<12}{one['seconds']:>9.2f}{rate:>12}{one['peak_mb']:>9.1f}{one.get('entries', ''):>9}"
        )
    return "\n".join(lines)


def main() -> None:
    """Parse the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--step", choices=("write", *STEPS), help=argparse.SUPPRESS)
    parser.add_argument("--zip", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step == "write":
        write_zip(options.zip, options.rows, options.seed)
    elif options.step:
        print(json.dumps(run_step(options.step, options.zip)))
    else:
        figures = measure(options.rows, options.seed)
        print(json.dumps(figures, indent=2) if options.json else show(figures))


if __name__ == "__main__":
    main()
