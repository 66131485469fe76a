"""How often links, "verified" and "not found" are right on the bundled sample, by source and kind of entry.

The sample is published on the real way, from its stand-in services, and set against its own truth. The same
sample gives the same figures on any day. Run `make evaluate`, which writes `data/codes/accuracy.csv` and the
block of docs/methodology.md; without `--write` the table is printed alone. `--data DIR` takes what the
demonstration has published there already.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.checks import publish, read_truth
from verify.accuracy import figures, published_answers
from verify.accuracy_table import accuracy_block, accuracy_csv, with_block
from verify.demo import SAMPLE, demo_day
from verify.evaluation import read_pairs
from verify.publish.codes import CODES, ROOT

LABELS = (
    "Labels: data/sample/truth.csv and truth_checks.csv, the generator's own knowledge of fictional people. "
    "They say nothing about errors that the generator does not make."
)
FIGURES = CODES / "accuracy.csv"
PAGE = ROOT / "docs" / "methodology.md"


def measured(data: Path) -> str:
    """The text of the file of figures, of the sample that is published in `data`."""
    listed = {entry: fact for entry, name, fact in read_truth(SAMPLE) if name == "license_found"}
    answers = published_answers(data, read_pairs(SAMPLE / "truth.csv", "license_id"), listed)
    return accuracy_csv(figures(answers), demo_day().isoformat(), LABELS)


def block_of(text: str) -> str:
    """The block of the page, of the text of the file."""
    return accuracy_block(list(csv.DictReader(io.StringIO(text))))


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="folder in which the demonstration was published already")
    parser.add_argument("--write", action="store_true", help="write the file and the page")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = given.data or Path(folder) / "data"
        if not given.data:
            publish(SAMPLE, data)
        text = measured(data)
    print(block_of(text))
    if given.write:
        page = with_block(PAGE.read_text(encoding="utf-8"), block_of(text))
        FIGURES.write_text(text, encoding="utf-8")
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
