"""rapidfuzz as most people use it: for each entry the row of its state with the best token_sort_ratio."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from benchmarks.linkage.peers.pairs import read_sides, run

CHUNK = 2000


def score(_train: Path, test: Path) -> pd.DataFrame:
    """Score the best row of each entry."""
    entries, rows = read_sides(test)
    found = []
    for state, inside in rows.groupby("state"):
        names = inside["full"].fillna("").to_list()
        asking = entries[entries["state"] == state]
        for start in range(0, len(asking), CHUNK):
            part = asking.iloc[start : start + CHUNK]
            scores = process.cdist(
                part["full"].fillna("").to_list(),
                names,
                scorer=fuzz.token_sort_ratio,
                dtype=np.uint8,
                workers=2,
            )
            best = scores.argmax(axis=1)
            ids = inside["unique_id"].to_numpy()[best]
            found.append(
                pd.DataFrame(
                    {"entry_id": part["unique_id"].to_numpy(), "rec_id": ids, "score": scores.max(axis=1)}
                )
            )
    return pd.concat(found)


if __name__ == "__main__":
    run(score, __doc__)
