"""Candidate pairs and comparison vectors of recordlinkage, the same for both of its classifiers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import recordlinkage
from recordlinkage.index import Block

from benchmarks.linkage.peers.pairs import read_sides

_PARTS = ("number", "zip5", "city", "state", "profession", "suffix")


def candidates(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame, pd.MultiIndex]:
    """Entries, rows, and the pairs that share one of the blocking keys."""
    entries, rows = read_sides(folder)
    for side in (entries, rows):
        side["initial"] = side["first"].str[:1]
        side["middle_initial"] = side["middle"].str[:1]
        side["zip3"] = side["zip5"].str[:3]
        side["head"] = side["clinic"].str.split(" ").str[0]
    pairs: pd.MultiIndex | None = None
    for keys in (
        ["number"],
        ["state", "last", "initial"],
        ["zip5", "first"],
        ["zip5", "last"],
        ["state", "head"],
    ):
        left, right = (side.dropna(subset=keys) for side in (entries, rows))
        found = Block(keys).index(left, right)
        pairs = found if pairs is None else pairs.union(found)
    assert pairs is not None
    return entries, rows, pairs


def vectors(folder: Path, binary: bool) -> pd.DataFrame:
    """One row for each pair: agreement of each part, from 0 to 1, or 0 and 1 where `binary`."""
    entries, rows, pairs = candidates(folder)
    compare = recordlinkage.Compare()
    for part in _PARTS:
        compare.exact(part, part, label=part)
    compare.exact("zip3", "zip3", label="zip3")
    compare.exact("middle_initial", "middle_initial", label="middle_initial")
    for part in ("first", "last", "clinic"):
        threshold = 0.92 if binary else None
        compare.string(part, part, method="jarowinkler", threshold=threshold, label=part)
    found: pd.DataFrame = compare.compute(pairs, entries, rows)
    left, right = (side.loc[pairs.get_level_values(at)] for at, side in ((0, entries), (1, rows)))
    both = left["middle"].notna().to_numpy() & right["middle"].notna().to_numpy()
    found["middle_conflict"] = (both & (found["middle_initial"] == 0)).astype(int)
    return found.astype(float)


def scored(found: pd.DataFrame, score: pd.Series) -> pd.DataFrame:
    """The pairs with a score, as every peer writes them."""
    return pd.DataFrame(
        {
            "entry_id": found.index.get_level_values(0),
            "rec_id": found.index.get_level_values(1),
            "score": score.to_numpy(),
        }
    )
