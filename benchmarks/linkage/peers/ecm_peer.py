"""recordlinkage: expectation conditional maximization on comparison vectors of 0 and 1, no labels."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import recordlinkage

from benchmarks.linkage.peers.comparison_vectors import scored, vectors
from benchmarks.linkage.peers.pairs import run


def score(_train: Path, test: Path) -> pd.DataFrame:
    """Train on the test population itself and score its pairs."""
    found = vectors(test, binary=True)
    classifier = recordlinkage.ECMClassifier(binarize=None)
    classifier.fit(found.astype(int))
    result = scored(found, classifier.prob(found.astype(int)))
    return result[result["score"] > 0.01]


if __name__ == "__main__":
    run(score, __doc__)
