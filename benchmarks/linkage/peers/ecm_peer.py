"""recordlinkage: expectation conditional maximization on comparison vectors of 0 and 1, no labels."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import recordlinkage

from benchmarks.linkage.peers.comparison_vectors import scored, vectors
from benchmarks.linkage.peers.pairs import run


def score(_train: Path, test: Path) -> pd.DataFrame:
    """Train on the test population itself and score its pairs."""
    found = vectors(test, binary=True).astype(int)
    classifier = recordlinkage.ECMClassifier(binarize=None)
    classifier.fit(found)
    odds = classifier.kernel.predict_log_proba(found.to_numpy())
    # The log odds keep the order of pairs whose probability rounds to 1.
    result = scored(found, pd.Series(odds[:, 1] - odds[:, 0]))
    return result[result["score"] > -5]


if __name__ == "__main__":
    run(score, __doc__)
