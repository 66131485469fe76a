"""Links generated populations by the product and by its peers, and says how well and how fast.

Every linker runs as a process of its own on the same files. The product decides by itself. Peers only
score: their cut is where precision reached .9995 on the calibration population, which has another seed.
Everything is written below `--out`: table.md, figures.json, and two plots.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.linkage import measure, plots, real_sets
from benchmarks.linkage.linkers import PEERS, PRODUCT, ROOT, Cost, LinkerError, run_peer, run_product
from benchmarks.linkage.measure import Data, Scored
from benchmarks.linkage.population import write_population
from benchmarks.linkage.report import markdown
from benchmarks.linkage.standard import write_standard

CALIBRATION_SEED, CALIBRATION_SIZE = 7, 50_000
CUT_PRECISION = 0.9995
NO_CUT = float("inf")
# All pairs of a state are compared: at the size of a whole country that takes longer than it tells.
NAIVE_LARGEST = 50_000


@dataclass
class Bench:
    """One run of the benchmark: where it writes, which linkers take part, what was measured."""

    out: Path
    linkers: list[str]
    figures: list[dict[str, object]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    curves: dict[str, list[tuple[float, float, float]]] = field(default_factory=dict)
    bins: list[dict[str, float]] = field(default_factory=list)
    drawn: str = ""

    def population(self, size: int, seed: int) -> Path:
        """The folder of a population, which is made where it is not there yet."""
        folder = self.out / "populations" / f"{size}-{seed}"
        if not (folder / "standard" / "rows.csv").exists():
            say(f"making {size:,} entries, seed {seed}")
            write_population(folder, seed, size)
            self.standardize(folder)
        return folder

    def standardize(self, folder: Path) -> None:
        """Beside the population stand the columns that peers get."""
        write_standard(folder, folder / "standard")
        shutil.copy(folder / "TRUTH.csv", folder / "standard")

    def link(self, linker: str, name: str, folder: Path, train: Path, cut: float | None) -> None:
        """Measure one linker on one population; a failure is kept, the others go on."""
        say(f"{name}: {linker}")
        try:
            found, cost = self.scores(linker, folder, train)
        except LinkerError as error:
            say(str(error))
            self.failures.append(f"{name}: {error}")
            return
        data = Data.read(folder)
        decisions = found if cut is None else measure.decided(found, cut, data.truth)
        figures = measure.measure(decisions, data) | measure.score_figures(found, data)
        who = {"population": name, "linker": linker, "decides": cut != NO_CUT}
        self.figures.append({**who, **asdict(cost), **figures})
        self.draw(linker, name, found, data)

    def draw(self, linker: str, name: str, found: list[Scored], data: Data) -> None:
        """Keep what the plots show: the population measured last."""
        if name != self.drawn:
            self.drawn, self.curves, self.bins = name, {}, []
        self.curves[linker] = list(measure.curve(found, data.truth))
        if linker == PRODUCT:
            self.bins = measure.reliability(found, data.truth)

    def scores(self, linker: str, folder: Path, train: Path) -> tuple[list[Scored], Cost]:
        """The scored pairs of one linker, and what they took."""
        links = folder / f"{linker}.csv"
        if linker == PRODUCT:
            cost = run_product(folder, links)
        else:
            cost = run_peer(linker, train / "standard", folder / "standard", links)
        return measure.read_links(links), cost

    def cut(self, linker: str, folder: Path) -> float | None:
        """The peer's cut, from the population in `folder`, which is not measured; None for the product."""
        if linker == PRODUCT:
            return None
        say(f"calibrating {linker}")
        try:
            found, _ = self.scores(linker, folder, folder)
        except LinkerError:
            return NO_CUT
        return measure.cut_at(found, Data.read(folder).truth, CUT_PRECISION)


def say(text: str) -> None:
    """Progress, on standard error."""
    print(text, file=sys.stderr, flush=True)


def run_generated(
    bench: Bench, sizes: list[int], seeds: list[int], calibration_size: int, calibration_seed: int
) -> None:
    """Every linker on every generated population."""
    peers = [each for each in bench.linkers if each in PEERS]
    train = bench.population(calibration_size, calibration_seed) if peers else Path()
    cuts = {each: bench.cut(each, train) for each in bench.linkers}
    for size in sizes:
        linkers = [each for each in bench.linkers if each != "naive" or size <= NAIVE_LARGEST]
        for seed in seeds:
            folder = bench.population(size, seed)
            for linker in linkers:
                bench.link(linker, f"{size:,}, seed {seed}", folder, train, cuts[linker])


def run_given(bench: Bench, name: str, folder: Path) -> None:
    """Every linker that needs no labels on a set that was not generated; only scores tell there."""
    bench.standardize(folder)
    for linker in bench.linkers:
        if linker != "logreg":
            cut = None if linker == PRODUCT else NO_CUT
            bench.link(linker, name, folder, folder, cut)


def write_report(bench: Bench) -> str:
    """The table, also written to the output folder beside the figures and the plots."""
    text = markdown(bench.figures)
    (bench.out / "table.md").write_text(text, encoding="utf-8")
    (bench.out / "figures.json").write_text(json.dumps(bench.figures, indent=1), encoding="utf-8")
    for name, picture in (
        (
            "precision_recall.svg",
            plots.precision_recall(bench.curves, f"Errors against recall ({bench.drawn})"),
        ),
        ("calibration.svg", plots.calibration(bench.bins, f"Is the score honest? ({bench.drawn})")),
    ):
        (bench.out / name).write_text(picture, encoding="utf-8")
    return text


def main() -> int:
    """Parse the options, run, print the table; 1 if a linker failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, nargs="*", default=[101], metavar="SEED")
    parser.add_argument("--sizes", type=int, nargs="*", default=[5000], metavar="ENTRIES")
    parser.add_argument("--calibration-seed", type=int, default=CALIBRATION_SEED, help="of the peers' cut")
    parser.add_argument("--calibration-size", type=int, default=CALIBRATION_SIZE, metavar="ENTRIES")
    parser.add_argument("--linkers", nargs="+", choices=(PRODUCT, *PEERS), default=[PRODUCT, *PEERS])
    parser.add_argument(
        "--real", type=Path, metavar="DIR", help="folder of nppes_people.csv and cms_clinicians.csv"
    )
    parser.add_argument("--febrl", action="store_true", help="febrl4, too")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks" / "linkage" / "out")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    given = parser.parse_args()
    if given.calibration_seed in given.seeds:
        parser.error(f"seed {given.calibration_seed} is the calibration population's: measure on others")
    bench = Bench(given.out, given.linkers)
    given.out.mkdir(parents=True, exist_ok=True)
    try:
        if given.real:
            real_sets.write_registers(given.real, given.out / "registers")
            run_given(bench, "registers", given.out / "registers")
        if given.febrl:
            real_sets.write_febrl(given.out / "febrl4")
            run_given(bench, "febrl4", given.out / "febrl4")
    except (LinkerError, FileNotFoundError) as error:
        bench.failures.append(str(error))
    if given.seeds and given.sizes:
        run_generated(bench, given.sizes, given.seeds, given.calibration_size, given.calibration_seed)
    text = write_report(bench)
    print(json.dumps(bench.figures, indent=1) if given.json else text)
    for failure in bench.failures:
        say(f"failed: {failure}")
    return 1 if bench.failures else 0


if __name__ == "__main__":
    sys.exit(main())
