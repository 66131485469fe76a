"""Links set against a truth, by stratum; and links by number with their numbers hidden."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import crowd, entry, license_row, place
from tests.linkage.build import sides, write_list
from verify import cli
from verify.linkage.engine import link_sides
from verify.linkage.evaluate import evaluate
from verify.linkage.evaluate_strata import details
from verify.linkage.hidden_links import hidden_links
from verify.linkage.hold_out import held_out
from verify.linkage.links import Decision
from verify.linkage.model import Cuts
from verify.linkage.name_origins import NameOrigin, name_origin
from verify.linkage.reliability import reliability
from verify.linkage.run import Scope
from verify.linkage.strata import EntryFacts, Strata, largest_gap, wilson
from verify.record_strata import record_strata

CROWD = crowd(900)


@dataclass(frozen=True)
class Told:
    entry_id: str
    license_id: str
    decision: Decision
    probability: float


def accepted(entry_id, license_id, probability=0.9999):
    return Told(entry_id, license_id, Decision.ACCEPT, probability)


def facts(surname="Kim", given_name="Soo Jin", claims=(("WA", "AC 1234"),), is_organization=False):
    return EntryFacts(is_organization, "acupuncturist", given_name, surname, tuple(claims))


STRATA = Strata(
    {
        "a": facts(),
        "b": facts("Nguyen", "Thi"),
        "c": facts(claims=[("OR", "1234")]),
        "o": facts(is_organization=True),
    },
    {"r1": ("WA", "AC00001234"), "r2": ("WA", "AC00005678")},
)


def test_a_number_is_usable_where_the_entry_states_the_number_of_this_row():
    told = {(e, r): dict(STRATA.of(e, r)).get("license number") for e in "abco" for r in ("r1", "r2")}
    assert told["a", "r1"] == "number usable"
    assert told["a", "r2"] == told["c", "r1"] == "no usable number"
    assert told["o", "r1"] == "organization"
    assert list(STRATA.of("unknown", "r1")) == []
    assert dict(STRATA.of("b", "r1"))["name origin"] == "Vietnamese"


def test_strata_divide_the_links_and_keep_all_of_them():
    links = [accepted("a", "r1"), accepted("b", "r2"), accepted("o", "r2")]
    truth = [("a", "r1"), ("b", "r1"), ("c", "r1"), ("o", "r2")]
    whole, parts = evaluate(links, truth), details(links, truth, STRATA).strata
    by_number = [each.evaluation for each in parts if each.dimension == "license number"]
    assert sum(each.true_pairs for each in by_number) == whole.true_pairs == 4
    assert sum(each.accepted for each in by_number) == whole.accepted == 3
    assert [pair for each in by_number for pair in each.wrong] == list(whole.wrong) == [("b", "r2")]
    origins = {each.stratum: each.evaluation for each in parts if each.dimension == "name origin"}
    assert origins["Korean"].recall == 0.5
    assert origins["Vietnamese"].precision == 0.0
    assert "organization" not in origins


def test_the_reliability_table_counts_every_link_once_in_its_band():
    sure = {"a": 1.0, "b": 0.9995, "c": 0.9, "o": 0.0}
    links = [accepted(entry_id, "r1", probability) for entry_id, probability in sure.items()]
    bands = reliability(links, {("a", "r1"), ("c", "r1")})
    assert [(band.low, band.high, band.count, band.right) for band in bands] == [
        (0.0, 0.05, 1, 0),
        (0.9, 0.95, 1, 1),
        (0.9995, 1.0, 2, 1),
    ]
    assert bands[-1].expected == pytest.approx(1.9995)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_between_0_and_1(counted):
    right, count = counted
    low, high = wilson(right, count)
    assert 0 <= low <= right / count + 1e-12
    assert right / count - 1e-12 <= high <= 1
    assert low < high


def test_the_interval_is_that_of_the_textbook():
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert wilson(0, 0) == (0.0, 1.0)


def test_a_gap_is_told_between_strata_that_are_large_enough():
    gap = largest_gap("name origin", "recall", {"x": (0.9, 100), "y": (0.6, 100), "z": (0.1, 29)})
    assert gap and (gap.highest, gap.lowest) == ("x", "y")
    assert "30.0 points" in gap.line
    assert largest_gap("name origin", "recall", {"x": (0.9, 100), "z": (0.1, 29)}) is None


@pytest.mark.parametrize(
    ("given_name", "surname", "origin"),
    [
        ("Mei-Ling", "Huang", NameOrigin.CHINESE),
        ("Susan", "Zhang", NameOrigin.CHINESE),
        ("Soo Jin", "Lee", NameOrigin.KOREAN),
        ("Minjung", "Park", NameOrigin.KOREAN),
        ("Wei", "Lee", NameOrigin.CHINESE),
        ("Robert", "Lee", NameOrigin.OTHER),
        ("Kathleen", "Young", NameOrigin.OTHER),
        ("Thi", "Nguyễn", NameOrigin.VIETNAMESE),
        ("Priya", "Patel", NameOrigin.INDIAN),
        ("María", "García-López", NameOrigin.HISPANIC),
        ("Anne", "Smith", NameOrigin.OTHER),
        ("", "", NameOrigin.OTHER),
    ],
)
def test_where_a_name_is_common(given_name, surname, origin):
    assert name_origin(surname, given_name) is origin


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_has_an_origin(surname, given_name):
    assert name_origin(surname, given_name) in NameOrigin


def hidden(rows, entries):
    run = link_sides(sides(rows, entries), lambda _: None, Scope())
    links, share = hidden_links(run, lambda _: None)
    return links, held_out(links, record_strata(rows, entries), share)


def in_seattle(row):
    return replace(row, city="SEATTLE", state="WA", zip5="98101")


def unlike(size=100):
    """Rows in Seattle whose full names nobody shares, so that name and place lead back to them."""
    letters = "BCDFGHJKLM"
    return [
        in_seattle(
            license_row(
                f"{letters[i % 10]}adeus{letters[i // 10]}or",
                f"Qu{letters[i // 10]}ent{letters[i % 10]}im{letters[i // 10]}",
                f"ACUP.AC.{60980000 + 7 * i}",
                middle_name=f"V{letters[i % 7]}o",
            )
        )
        for i in range(size)
    ]


def claiming(rows):
    return [entry(r.first_name, r.last_name, r.license_number, middle_name=r.middle_name) for r in rows]


def test_links_by_number_are_found_again_by_name_and_place():
    rows = unlike()
    links, found = hidden([*rows, *CROWD], claiming(rows))
    assert found.every.hidden == len(links) == 100
    assert found.every.found > 75
    assert found.every.wrong == found.every.wrong_if_absent == 0
    assert found.every.absent == 100
    assert found.visible_share == pytest.approx(100 / 1000, abs=0.01)


def test_names_that_two_people_bear_are_not_found_again():
    """Each name occurs for two people with numbers of their own: nothing but the number tells them apart."""
    first = unlike(60)
    second = [
        replace(r, license_id=f"{r.license_id}x", license_number=f"ACUP.AC.{60970000 + 7 * i}")
        for i, r in enumerate(first)
    ]
    rows = [replace(r, middle_name="") for r in [*first, *second]]
    _, found = hidden([*rows, *CROWD], claiming(rows))
    assert found.every.hidden == 120
    assert found.every.found == 0


def test_a_link_to_somebody_elses_row_is_seen_as_wrong():
    """With a cut far too low, whoever is taken off the roll is linked to the twin at the same ZIP code."""
    first = [replace(row, middle_name="", zip5=f"98{i:03}") for i, row in enumerate(unlike(60))]
    second = [
        replace(row, license_id=f"{row.license_id}x", license_number=f"ACUP.AC.{60970000 + 7 * i}")
        for i, row in enumerate(first)
    ]
    rows = [*first, *second]
    entries = [
        replace(who, places=(place("WA", "", row.zip5),))
        for who, row in zip(claiming(rows), rows, strict=True)
    ]
    run = link_sides(sides([*rows, *CROWD], entries), lambda _: None, Scope())
    assert not any(link.is_wrong_if_absent for link in hidden_links(run, lambda _: None)[0])
    careless = replace(run, learned=replace(run.learned, model=run.model.with_cuts(Cuts(0.5, 0.5))))
    links, _ = hidden_links(careless, lambda _: None)
    assert sum(bool(link.is_wrong_if_absent) for link in links) > 100
    assert not any(link.is_wrong for link in links), "with both on the roll neither is accepted"


def test_nothing_by_number_hides_nothing():
    links, found = hidden(CROWD[:50], [entry("Thaddeus", "Zweigelt")])
    assert links == []
    assert found.every.found_share is None


DIRECTORY = [
    {"entry_id": f"e{i}", "entity_type": "individual", "first_name": r.first_name, "last_name": r.last_name,
     "middle_name": r.middle_name, "city": "Seattle", "state": "WA", "zip": "98101", "taxonomy": "171100000X",
     "licenses": f"WA:{r.license_number}"}
    for i, r in enumerate(unlike(40))
]  # fmt: skip
ROLL = [
    {"rec_id": f"r{i}", "first_name": r.first_name, "middle_name": r.middle_name, "last_name": r.last_name,
     "license_number": r.license_number, "profession": "Acupuncturist", "state": "WA", "city": r.city,
     "zip": r.zip5}
    for i, r in enumerate([*unlike(40), *CROWD])
]  # fmt: skip


@pytest.fixture
def lists(tmp_path):
    directory = write_list(tmp_path / "D.csv", DIRECTORY)
    return ["evaluate", "--directory", str(directory), "--roll", str(write_list(tmp_path / "R.csv", ROLL))]


def write_truth(tmp_path, *pairs):
    return str(write_list(tmp_path / "T.csv", [{"entry_id": e, "rec_id": r} for e, r in pairs]))


def test_two_lists_are_measured_against_their_truth(lists, tmp_path, capfd):
    truth = write_truth(tmp_path, *((f"e{i}", f"r{i}") for i in range(39)))
    assert cli.run([*lists, "--truth", truth, "--json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert (found["accepted"], found["found"], found["wrong"]) == (40, 39, [["e39", "r39"]])
    assert found["entries"] == 40
    strata = {(each["dimension"], each["stratum"]): each for each in found["strata"]}
    assert strata["license number", "number usable"]["wrong"] == 1
    assert strata["profession", "acupuncturist"]["recall"] == 1.0
    assert sum(band["count"] for band in found["calibration"]) == 40


def test_of_a_sample_only_the_named_entries_count(lists, tmp_path, capfd):
    truth = write_truth(tmp_path, ("e0", "r0"), ("e1", ""))
    assert cli.run([*lists, "--truth", truth, "--labelled-only", "--json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert (found["entries"], found["accepted"], found["wrong"]) == (2, 2, [["e1", "r1"]])


def test_without_a_truth_the_numbers_are_hidden(lists, capfd):
    assert cli.run([*lists, "--json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert (found["hidden"], found["wrong"]) == (40, 0)
    assert {each["stratum"] for each in found["strata"]} >= {"individual", "acupuncturist"}
    assert cli.run(lists) == 0
    assert "found again" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([("e0", "r0"), ("", "r1")], "row 3, column 'entry_id': is empty"),
        ([("e0", "nobody")], "row 2, column 'rec_id': 'nobody' is in neither list"),
        ([("npi", "r0")], "row 2, column 'entry_id': 'npi' is in neither list"),
    ],
)
def test_a_truth_of_other_lists_is_refused(lists, tmp_path, capfd, pairs, words):
    assert cli.run([*lists, "--truth", write_truth(tmp_path, *pairs)]) == 3
    shown = capfd.readouterr().err
    assert words in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    ("without", "more", "words"),
    [
        ("--roll", [], "--directory and --roll together"),
        ("", ["--labelled-only"], "belongs to --truth"),
        ("", ["--name-order", "WA=sideways"], "give STATE=ORDER"),
    ],
)
def test_options_that_do_not_fit_are_refused(lists, capfd, without, more, words):
    arguments = lists[: lists.index(without)] if without else lists
    assert cli.run([*arguments, *more]) == 2
    assert words in capfd.readouterr().err


def test_records_on_disk_are_measured_without_a_truth(tmp_path, capfd):
    assert cli.run(["evaluate", "--data", str(tmp_path)]) == 3
    assert "Run a crawl first" in capfd.readouterr().err
