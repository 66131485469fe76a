"""The table of checks counts as wrong what says more than is true, and nothing else."""

from __future__ import annotations

import csv

from benchmarks.checks import OUTCOMES, RIGHT, USUAL, compare, lines, read_truth
from verify.demo import SAMPLE

TRUTH = [("1", "license_active", "none"), ("2", "license_active", "full"), ("3", "other_license", "full")]


def test_a_pass_of_a_license_that_is_not_active_is_wrong() -> None:
    tally = compare([("1", "license_active", "pass"), ("2", "license_active", "pass")], TRUTH)[
        "license_active"
    ]
    assert tally.outcomes == {"pass": 2}
    assert tally.wrong == [("pass", "1", "none")]


def test_who_claims_nothing_is_never_wrong() -> None:
    for outcome in ("review", "no_evidence"):
        assert not compare([("1", "license_active", outcome)], TRUTH)["license_active"].wrong


def test_what_has_no_row_is_the_usual() -> None:
    found = [("9", "not_excluded", "pass"), ("9", "other_license", "pass"), ("9", "acupressure", "pass")]
    wrong = {name: tally.wrong_count("pass") for name, tally in compare(found, TRUTH).items()}
    assert wrong == {"not_excluded": 0, "other_license": 1, "acupressure": 1}


def test_several_facts_make_several_outcomes_right() -> None:
    truth = [*TRUTH, ("3", "other_license", "not_full")]
    found = [("3", "other_license", "pass"), ("3", "other_license", "notice")]
    assert not compare(found, truth)["other_license"].wrong


def test_the_table_has_a_line_for_each_check_and_a_cell_for_each_count() -> None:
    heading, rule, *rows = lines(compare([("1", "license_active", "pass")], TRUTH))
    assert rows == ["| `license_active` | 1 | 0 | 0 | 0 | 0 | 1 | 0 | 0 |"]
    assert heading.count("|") == rule.count("|") == len(OUTCOMES) + 5


def test_every_fact_of_the_sample_that_is_no_absence_is_known() -> None:
    silent = {"declared", "claimed", "seen_long_ago", "not_held", "held_and_on_no_page", "nobody", "no_team"}
    silent |= {"no_school_named", "ambiguous"}
    facts = {(name, fact) for _, name, fact in read_truth(SAMPLE)} | set(USUAL.items())
    assert {(name, fact) for name, fact in facts if fact not in silent} <= {
        (name, fact) for name, known in RIGHT.items() for fact in known
    }


def test_the_sample_has_every_trap() -> None:
    facts = {fact for _, name, fact in read_truth(SAMPLE) if name == "education_accredited"}
    assert {"preaccredited", "new_program", "outside_accreditation", "ambiguous", "no_school_named"} <= facts
    with (SAMPLE / "statements.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert any("acaom.edu" in row["statement"] for row in rows)
    issuers = {row["issuer"] for row in rows if row["statement"] == "CMTPT"}
    assert len(issuers - {""}) == 2
    assert {row["basis"] for row in rows} == {
        *("own_statement", "document_seen", "issuer_directory", "staff_list", "organization_roles"),
    }
