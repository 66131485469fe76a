"""Files that only grow by lines: decisions, suppressions, disputes, audits."""

from __future__ import annotations

import csv
import fcntl
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

LEDGERS = ("decisions.csv", "suppressions.csv", "disputes.csv", "audits.csv")
"""Files below the data folder that a release depends on besides records."""


def ledger_files(data: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of each ledger that is there."""
    for name in LEDGERS:
        if (data / name).exists():
            yield name, (data / name).read_bytes()


@contextmanager
def ledger_lock(path: Path) -> Iterator[None]:
    """Inside the block nobody else writes the ledger; others wait."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with (path.parent / f".{path.name}.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def append_rows(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """The ledger has these lines more, synced to disk; all of them are there, or it is as it was.

    The caller holds `ledger_lock`. A new ledger begins with its heading and is readable by its owner alone.
    """
    kept = path.read_text(encoding="utf-8") if path.exists() else ",".join(columns) + "\n"
    if not kept.endswith("\n"):
        kept += "\n"
    heading = next(csv.reader([kept.splitlines()[0].removeprefix("\ufeff")]))
    line = io.StringIO()
    csv.DictWriter(line, [name.strip() for name in heading], lineterminator="\n").writerows(rows)
    write_synced(path, kept + line.getvalue())


def rewrite(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """The ledger holds these rows; it is there in full or as it was. The caller holds `ledger_lock`."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_synced(path, text.getvalue())


def write_synced(path: Path, text: str) -> None:
    """`path` holds the text, synced to disk, readable by its owner alone; it replaces what was there."""
    temporary = path.with_name(f".{path.name}.next")
    temporary.unlink(missing_ok=True)
    temporary.touch(mode=0o600)
    with temporary.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
