from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.linkage import linkers, measure, plots
from benchmarks.linkage.measure import ACCEPT, REVIEW, Data, Scored
from benchmarks.linkage.tables import Stratum, lists_number

TRUTH = frozenset({("e1", "r1"), ("e2", "r2"), ("e3", "r3"), ("e4", "r4")})


def scored(*cells: tuple[str, str, float]) -> list[Scored]:
    return [Scored(*each) for each in cells]


FOUND = scored(("e1", "r1", 9.0), ("e2", "r2", 8.0), ("e2", "r3", 7.0), ("e3", "r3", 7.0), ("e4", "r9", 1.0))


def test_recall_is_read_off_at_the_lowest_cut_that_keeps_the_precision() -> None:
    assert measure.recall_at(FOUND, TRUTH, 1.0) == 0.5
    assert measure.recall_at(FOUND, TRUTH, 0.75) == 0.75
    assert measure.cut_at(FOUND, TRUTH, 1.0) == 8.0


def test_pairs_of_one_score_are_accepted_together_or_not_at_all() -> None:
    tied = scored(("e1", "r1", 5.0), ("e2", "r2", 5.0), ("e3", "r9", 5.0))
    assert measure.recall_at(tied, TRUTH, 0.999) == 0.0
    assert measure.cut_at(tied, TRUTH, 0.999) == float("inf")


def test_a_cut_makes_decisions_and_a_queue_of_the_best_pair_of_each_other_entry() -> None:
    made = {(each.pair, each.decision) for each in measure.decided(FOUND, 8.0, TRUTH)}
    assert made == {
        (("e1", "r1"), ACCEPT),
        (("e2", "r2"), ACCEPT),
        (("e3", "r3"), REVIEW),
        (("e4", "r9"), REVIEW),
    }


def data() -> Data:
    person, clinic = {"entity_type": "individual"}, {"entity_type": "organization"}
    entries = {
        "e1": {**person, "licenses": "WA:AC 0123"},
        "e2": {**person, "licenses": ""},
        "e3": clinic,
        "e4": {**person, "licenses": "CA:77"},
    }
    rows = {f"r{at}": {"state": "WA", "license_number": f"0{at}99", "discipline": ""} for at in (1, 2, 3, 4)}
    rows["r1"] = {"state": "WA", "license_number": "AC.000123", "discipline": ""}
    rows["r2"]["discipline"] = "Probation"
    return Data(entries, rows, TRUTH)


def test_figures_of_decisions_by_stratum() -> None:
    found = [
        Scored("e1", "r1", 0.99, ACCEPT),
        Scored("e3", "r3", 0.99, ACCEPT),
        Scored("e4", "r2", 0.99, ACCEPT),
        Scored("e2", "r2", 0.60, REVIEW),
    ]
    figures = measure.measure(found, data())
    assert figures["all"] == {"links": 3, "wrong": 1, "precision": 2 / 3, "recall": 0.5}
    assert figures["matched entries accepted"] == 0.5
    assert figures["entries in review"] == 0.25
    assert figures["found with review"] == 0.75
    assert figures["discipline"] == {"links": 1, "wrong": 1, "precision": 0.0, "recall": 0.0}
    strata = figures["strata"]
    assert isinstance(strata, dict)
    assert strata[Stratum.NUMBERED]["recall"] == 1.0
    assert strata[Stratum.UNNUMBERED] == {"links": 1, "wrong": 1, "precision": 0.0, "recall": 0.0}


@pytest.mark.parametrize(
    ("claims", "printed", "told"),
    [
        ("WA:AC 123", "AC.0000123", True),
        ("WA:123", "070.000123", True),
        ("WA:01234", "001234-1", True),
        ("CA:123", "AC.0000123", False),
        ("WA:124", "AC.0000123", False),
        ("WA:23", "123", False),
        ("CA:9|WA:123", "123", True),
        ("WA:", "", False),
    ],
)
def test_a_number_is_listed_however_it_is_written(claims: str, printed: str, told: bool) -> None:
    assert lists_number({"licenses": claims}, {"state": "WA", "license_number": printed}) is told


def test_a_score_that_is_no_number_is_named(tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    path.write_text("entry_id,rec_id,score\ne1,r1,0.5\ne2,r2,high\n")
    with pytest.raises(ValueError, match=r"line 3: score 'high'"):
        measure.read_links(path)


def test_reliability_sets_the_score_beside_the_share_that_is_right() -> None:
    found = scored(("e1", "r1", 0.97), ("e2", "r9", 0.96), ("e3", "r3", 0.1))
    bins = measure.reliability(found, TRUTH)
    assert [(each["pairs"], each["right"]) for each in bins] == [(1, 1.0), (2, 0.5)]
    assert bins[1]["score"] == pytest.approx(0.965)


def test_plots_are_pictures_that_a_browser_can_read() -> None:
    lines = {"a <linker>": [(9.0, 1.0, 0.2), (8.0, 0.999, 0.5)]}
    for picture in (
        plots.precision_recall(lines, "Errors & recall"),
        plots.calibration([{"score": 0.9, "right": 0.8, "pairs": 12}], "Honest?"),
    ):
        assert ElementTree.fromstring(picture).tag.endswith("svg")  # noqa: S314 - made right here


def test_a_linker_that_fails_is_named_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(linkers.LinkerError, match=re.escape("practitioners ended with")):
        linkers.run_product(tmp_path / "nowhere", tmp_path / "links.csv")


def test_missing_peers_are_told_with_the_way_to_install_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linkers, "PEERS_PYTHON", tmp_path / "python")
    with pytest.raises(linkers.LinkerError, match="make bench-linkage"):
        linkers.run_peer("splink", tmp_path, tmp_path, tmp_path / "links.csv")
