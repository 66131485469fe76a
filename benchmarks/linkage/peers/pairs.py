"""What all peers share: the options, reading the standard columns, writing scored pairs."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

Scorer = Callable[[Path, Path], pd.DataFrame]


def read_sides(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Entries and rows in standard columns, indexed by `unique_id`; absent values are None."""
    sides = []
    for name in ("entries.csv", "rows.csv"):
        frame = pd.read_csv(folder / name, dtype=str, keep_default_na=False)
        frame = frame.astype(object).where(frame != "", None)
        frame["clinic"] = frame["full"].where(frame["kind"] == "clinic", None)
        sides.append(frame.set_index("unique_id", drop=False))
    return sides[0], sides[1]


def read_truth(folder: Path) -> set[tuple[str, str]]:
    """The true pairs of a folder."""
    frame = pd.read_csv(folder / "TRUTH.csv", dtype=str)
    return set(zip(frame["entry_id"], frame["rec_id"], strict=True))


def run(score: Scorer, about: str | None) -> None:
    """Score the test population by `score(train, test)`; write the pairs; print the seconds as JSON."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--train", type=Path, required=True, help="standard columns with truth to learn from")
    parser.add_argument("--test", type=Path, required=True, help="standard columns to link")
    parser.add_argument("--out", type=Path, required=True, help="CSV of entry_id, rec_id, score")
    given = parser.parse_args()
    started = time.perf_counter()
    pairs = score(given.train, given.test)
    seconds = time.perf_counter() - started
    pairs[["entry_id", "rec_id", "score"]].to_csv(given.out, index=False)
    print(json.dumps({"seconds": round(seconds, 2), "pairs": len(pairs)}))
