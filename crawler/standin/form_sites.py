"""The two listings behind search forms, New Jersey's and Florida's: their files, hosts and services."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from crawler.standin.florida import CODES, export_file, florida_reply
from crawler.standin.mylicense import MyLicense
from crawler.standin.new_jersey import data_file
from crawler.standin.population import Population
from crawler.standin.reply import Reply, Request

NEW_JERSEY, FLORIDA = "newjersey.mylicense.com", "mqa-internet.doh.state.fl.us"
FORM_HOSTS = (NEW_JERSEY, FLORIDA)


def form_files(people: Population) -> dict[str, str]:
    """The texts of both listings by their path below the sample folder."""
    exports = {f"fl/{code}.csv": export_file(people, profession) for profession, code in CODES.items()}
    return {"nj/Data.txt": data_file(people), **exports}


class FormSites:
    """Both services over one sample folder; `kinds` tells how each host is broken."""

    def __init__(self, sample: Path, kinds: Callable[[str], frozenset[str]]) -> None:
        """Keep the folder; the files are read when they are first asked for."""
        self._sample = sample
        self._kinds = kinds
        self._exports: dict[str, str] = {}
        self._new_jersey: MyLicense | None = None

    def answer(self, request: Request) -> Reply:
        """The reply of the host that is asked."""
        if request.host == NEW_JERSEY:
            if self._new_jersey is None:
                text = _read(self._sample / "nj" / "Data.txt")
                self._new_jersey = MyLicense(broken_lines(self._kinds(NEW_JERSEY), text, "|", -2))
            return self._new_jersey.answer(request)
        if not self._exports:
            for code in CODES.values():
                text = _read(self._sample / "fl" / f"{code}.csv")
                self._exports[code] = broken_lines(self._kinds(FLORIDA), text, ",", -1)
        return florida_reply(request, self._exports)


def broken_lines(kinds: frozenset[str], text: str, separator: str, place: int) -> str:
    """A listing without rows, without its status column (at `place`), or with a new status word."""
    if not kinds & {"empty", "drop-column", "unknown-status"}:
        return text
    quoting = csv.QUOTE_NONE if separator == "|" else csv.QUOTE_MINIMAL
    rows = list(
        csv.reader(io.StringIO(text), delimiter=separator, quoting=quoting, skipinitialspace=True)  # type: ignore[arg-type]
    )
    if "empty" in kinds:
        rows = rows[:1]
    for number, row in enumerate(rows):
        if "unknown-status" in kinds and number and (number - 1) % 50 == 0:
            row[place] = "Under Enchantment"
        if "drop-column" in kinds:
            del row[place]
    out = io.StringIO()
    quote = {"quoting": csv.QUOTE_NONE, "quotechar": None} if separator == "|" else {}
    csv.writer(out, delimiter=separator, lineterminator="\n", **quote).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as handle:
        return handle.read()
