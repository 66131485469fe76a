"""recordlinkage: logistic regression, trained on all true pairs of the training population."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import recordlinkage

from benchmarks.linkage.peers.comparison_vectors import scored, vectors
from benchmarks.linkage.peers.pairs import read_truth, run


def score(train: Path, test: Path) -> pd.DataFrame:
    """Train on the labels of `train`, score the pairs of `test`."""
    learned = vectors(train, binary=False)
    matches = learned.index.intersection(pd.MultiIndex.from_tuples(sorted(read_truth(train))))
    classifier = recordlinkage.LogisticRegressionClassifier()
    classifier.fit(learned, matches)
    found = vectors(test, binary=False)
    # The log odds keep the order of pairs whose probability rounds to 1.
    result = scored(found, pd.Series(classifier.kernel.decision_function(found.to_numpy())))
    return result[result["score"] > -5]


if __name__ == "__main__":
    run(score, __doc__)
