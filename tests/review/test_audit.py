"""A hand check: the draw, the estimate, the sheet, and what is said of a sheet that can't be taken."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.folder import a_run, steps
from verify import cli, refresh
from verify.audit_estimate import Judged, estimate
from verify.audit_sample import Published, allocation, draw
from verify.linkage.strata import wilson
from verify.publish.audits import audit_rows, read_audits
from verify.publish.errors import CannotRunError
from verify.published import open_published

DAY = "2026-11-22"
SIZES = st.dictionaries(
    st.tuples(st.sampled_from(["link", "not_found"]), st.sampled_from("abc"), st.just("pt"), st.just("")),
    st.integers(1, 60),
    min_size=1,
)
JUDGED = st.builds(Judged, st.integers(1, 9_000), st.integers(0, 20), st.integers(0, 20), st.integers(0, 3))


@given(SIZES, st.integers(0, 200))
def test_every_group_is_sampled_and_none_beyond_what_it_holds(sizes, more):
    size = len(sizes) + more
    given_out = allocation(sizes, size)
    assert all(1 <= given_out[stratum] <= count for stratum, count in sizes.items())
    assert sum(given_out.values()) == min(size, sum(sizes.values()))


def test_a_seed_draws_the_same_sample_and_another_seed_another():
    answers = [Published(("link", "us_wa_doh", "pt", "n"), str(n), "L") for n in range(500)]
    assert draw(answers, 30, 1) == draw(reversed(answers), 30, 1) != draw(answers, 30, 2)


def test_a_sample_smaller_than_the_groups_is_refused():
    answers = [Published(("link", source, "pt", "n"), "1", "L") for source in "abc"]
    with pytest.raises(CannotRunError, match="give at least 3"):
        draw(answers, 2, 1)


def test_one_stratum_has_the_plain_interval_of_wilson():
    found = estimate([Judged(1000, 45, 5)])
    assert (found.share, found.low, found.high) == pytest.approx((0.9, *wilson(45, 50)))


def test_strata_count_by_their_answers_and_not_by_how_many_were_looked_at():
    found = estimate([Judged(900, 10, 0), Judged(100, 0, 10)])
    assert found.share == pytest.approx(0.9)


@given(st.lists(JUDGED, min_size=1, max_size=6))
def test_an_estimate_lies_in_its_interval_which_is_never_empty(strata):
    found = estimate(strata)
    if found is None:
        assert not any(each.told_count for each in strata)
    else:
        assert 0 <= found.low <= found.share <= found.high <= 1 and found.low < found.high


def test_all_right_is_no_certainty():
    assert estimate([Judged(5000, 20, 0), Judged(50, 1, 0)]).low < 0.9


def run(*arguments):
    return cli.run(["audit", "--today", DAY, *map(str, arguments)])


@pytest.fixture
def drawn(finished, tmp_path, capsys):
    """A data folder with a sheet of everything that it publishes, filled in as right."""
    data = tmp_path / "data"
    shutil.copytree(finished, data, symlinks=True)
    assert run("--data", data, "--sample", 500, "--seed", 3, "--out", tmp_path / "sheet.csv", "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["links_count"] >= 1
    fill(tmp_path / "sheet.csv")
    return data, tmp_path / "sheet.csv"


def fill(path: Path, **cells: str) -> None:
    """Every row is judged as right; the cells are those of the first row."""
    filled = {"judgment": "right", "judged_by": "A. Maintainer", "judged_on": DAY}
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerow(rows[0] | filled | cells)
        writer.writerows(row | filled for row in rows[1:])


def test_a_sheet_read_back_is_recorded_once_and_private_rows_are_not(drawn, capsys):
    data, sheet = drawn
    assert run("--data", data, "--read", sheet) == 0
    assert "link: right 100.00 %" in capsys.readouterr().out
    figures = read_audits(data)
    assert Counter(each.dimension for each in figures)["all"] >= 1
    assert {each.audited_by for each in figures} == {"A. Maintainer"}
    text = (data / "audits.csv").read_text(encoding="utf-8")
    drawn_ones = [row["entry_id"] for row in csv.DictReader(sheet.read_text(encoding="utf-8").splitlines())]
    assert drawn_ones and not any(entry_id in text for entry_id in drawn_ones)
    assert run("--data", data, "--read", sheet) == 3
    assert "stands in" in capsys.readouterr().err


def test_the_next_build_publishes_what_was_found(drawn):
    data, sheet = drawn
    assert run("--data", data, "--read", sheet) == 0
    refresh.build(a_run(data), steps())
    with open_published(data) as connection:
        told = [tuple(row) for row in connection.execute("SELECT * FROM audits")]
    assert told == list(audit_rows(read_audits(data))) != []


def test_sheet_and_draw_can_be_read_by_their_owner_alone(drawn):
    data, sheet = drawn
    (kept,) = (data / "state" / "audits").glob("*.json")
    assert kept.stat().st_mode & 0o077 == 0
    assert sheet.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"judgment": "yes"}, "row 1, judgment: 'yes' is not known"),
        ({"judgment": ""}, "row 1, judgment: is empty"),
        ({"judged_by": ""}, "row 1, judged_by: is empty"),
        ({"judged_by": "me@example.org"}, "row 1, judged_by: looks like private data"),
        ({"judged_on": "11/20/2026"}, "row 1, judged_on: '11/20/2026' is no day"),
        ({"judged_on": "2026-12-24"}, "row 1, judged_on: '2026-12-24' lies ahead"),
        ({"entry_id": "1"}, "row 1, entry_id: '1' was not drawn"),
        ({"audit_id": "../x"}, "row 1, audit_id: '../x' was not drawn in this data folder"),
    ],
)
def test_a_wrong_cell_is_named_with_row_and_column_and_nothing_is_written(drawn, capsys, cells, said):
    data, sheet = drawn
    fill(sheet, **cells)
    assert run("--data", data, "--read", sheet) == 3
    assert said in capsys.readouterr().err
    assert not (data / "audits.csv").exists()


def test_rows_that_were_taken_out_are_missed(drawn, capsys):
    data, sheet = drawn
    lines = sheet.read_text(encoding="utf-8").splitlines()
    sheet.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    assert run("--data", data, "--read", sheet) == 3
    assert "drawn answer" in capsys.readouterr().err


def test_an_answer_that_is_published_otherwise_by_now_is_said_and_counts(drawn, capsys):
    data, sheet = drawn
    (kept,) = (data / "state" / "audits").glob("*.json")
    frame = json.loads(kept.read_text(encoding="utf-8"))
    frame["rows"][0][-1] = "another"
    kept.write_text(json.dumps(frame), encoding="utf-8")
    assert run("--data", data, "--read", sheet) == 0
    assert f"stale: {frame['rows'][0][4]}" in capsys.readouterr().out


def test_drawing_and_reading_are_two_things(tmp_path):
    assert run("--data", tmp_path) == 2
    assert run("--data", tmp_path, "--sample", 5, "--read", tmp_path / "x.csv") == 2
    assert run("--data", tmp_path, "--sample", 5) == 3
