from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.publish.folder import BROOK, KIM, LICENSES, LINKS, VALE, link, steps, write_all
from tests.publish.weeks import build, changed_entry, query, told
from verify import refresh
from verify.cli import cli
from verify.corrections import decide
from verify.publish.decisions import Word, read_decisions
from verify.publish.errors import CannotRunError

KIMS, BROOKS, VALES = (LICENSES[at].license_id for at in (0, 4, 3))


def say(data: Path, entry_id: str, license_id: str, word: Word) -> None:
    decide(data, entry_id, license_id, word, "Another middle name", "A. Reviewer", "2026-11-23")


def links(data: Path, entry_id: str) -> list[tuple[object, ...]]:
    columns = "entry_id, license_id, decision, machine_decision, decided_by, decided_at, decision_reason"
    return [row[1:] for row in query(data, f"SELECT {columns} FROM links") if row[0] == entry_id]  # noqa: S608


def test_wrong_match_is_cut_by_one_line_and_stays_cut(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    say(data, KIM, KIMS, Word.REJECT)
    for day in ("2026-11-23", "2026-11-24"):
        build(data, LINKS, day)
        assert links(data, KIM) == []
    assert (KIM, "not_found") in query(data, "SELECT entry_id, verdict FROM entries")
    found = told(data, "kind", "cause", "value_before", where=f"entry_id = '{KIM}'")
    assert found == [("match", "match_changed", "accept"), ("verdict", "match_changed", None)]


def test_match_in_review_is_promoted_and_says_by_whom(data: Path) -> None:
    row = replace(LICENSES[4], status="active", status_printed="Active", last_name="BROOKMERE")
    write_all(data, [*LICENSES[:4], row])
    build(data, LINKS, "2026-11-22")
    say(data, BROOK, BROOKS, Word.ACCEPT)
    build(data, LINKS, "2026-11-23")
    assert links(data, BROOK) == [
        (BROOKS, "accept", "review", "A. Reviewer", "2026-11-23", "Another middle name")
    ]
    assert "BROOK" not in (data / "review.csv").read_text(encoding="utf-8")


def test_nobody_is_tied_to_an_adverse_license_by_a_persons_word_alone(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    decide(data, VALE, VALES, Word.ACCEPT, "Same photograph", "A. Reviewer", "2026-11-23")
    build(data, LINKS, "2026-11-23")
    assert links(data, VALE) == []
    assert "until number and name agree" in (data / "review.csv").read_text(encoding="utf-8")


def test_unsure_sends_a_match_to_review(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    say(data, KIM, KIMS, Word.UNSURE)
    build(data, LINKS, "2026-11-23")
    assert [row[:3] for row in links(data, KIM)] == [(KIMS, "review", "accept")]


def test_pair_that_was_never_compared_is_tied(data: Path) -> None:
    build(data, LINKS[1:], "2026-11-22")
    say(data, KIM, KIMS, Word.ACCEPT)
    for day in ("2026-11-23", "2026-11-24"):
        build(data, LINKS[1:], day)
        assert [row[:4] for row in links(data, KIM)] == [(KIMS, "accept", "none", "A. Reviewer")]
    changed_entry(data, 0, last_name="KIMSTEAD")
    build(data, LINKS[1:], "2026-11-25")
    assert [row[:2] for row in links(data, KIM)] == [(KIMS, "review")]


def test_decision_about_other_records_is_stale_and_listed(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    say(data, KIM, KIMS, Word.REJECT)
    other = (replace(LINKS[0], entry_hash="feedfeedfeedfeed"), *LINKS[1:])
    report = refresh.build(refresh.Run(data, date(2026, 11, 23), "test"), steps(links=other))
    assert report.stale_decisions == (f"{KIM} {KIMS}",)
    assert f"{KIM} {KIMS}" in "\n".join(report.lines())
    assert [row[:4] for row in links(data, KIM)] == [(KIMS, "review", "review", None)]


def test_last_word_on_a_pair_counts_and_each_makes_another_release(data: Path) -> None:
    first = build(data, LINKS)
    say(data, KIM, KIMS, Word.REJECT)
    second = build(data, LINKS)
    assert second != first
    say(data, KIM, KIMS, Word.ACCEPT)
    with pytest.raises(CannotRunError):
        decide(data, KIM, "us_wa_doh:NONE", Word.ACCEPT, "x", "y", "2026-11-23")
    assert [each.word for each in read_decisions(data)] == [Word.ACCEPT]


HEADING = "entry_id,license_id,decision,reason,decided_by,decided_at,entry_hash,license_hash\n"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "1,2,maybe,r,b,2026-11-20,00c0ffee00c0ffee,0ddba110ddba1100",
            "decision: 'maybe' is not known",
        ),
        ("1,2,reject,,b,2026-11-20,00c0ffee00c0ffee,0ddba110ddba1100", "row 1, reason: is empty"),
        (
            "1,2,reject,r,b,yesterday,00c0ffee00c0ffee,0ddba110ddba1100",
            "decided_at: 'yesterday' is no day",
        ),
        ("1,2,reject,r,b,2026-11-20,,0ddba110ddba1100", "row 1, entry_hash: is empty"),
        ("1,2,reject,r,b,2026-11-20,xyz,0ddba110ddba1100", "row 1, entry_hash: 'xyz' is no fingerprint"),
        ("1,2,reject,<b>r,b,2026-11-20,xyz,0ddba110ddba1100", "holds markup"),
    ],
)
def test_line_that_can_not_be_read_stops_the_run(data: Path, line: str, sentence: str) -> None:
    (data / "decisions.csv").write_text(HEADING + line + "\n", encoding="utf-8")
    with pytest.raises(CannotRunError, match=sentence):
        build(data, LINKS)


def test_command_writes_the_line_with_its_fingerprints(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    words = ["decide", KIM, KIMS, "reject", "--reason", "Another, person", "--by", "A. Reviewer"]
    result = CliRunner().invoke(cli, [*words, "--data", str(data), "--today", "2026-11-23"])
    assert result.exit_code == 0, result.output
    lines = (data / "decisions.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1] == (
        f'{KIM},{KIMS},reject,"Another, person",A. Reviewer,2026-11-23,'
        f"{LINKS[0].entry_hash},{LINKS[0].license_hash}"
    )
    assert (data / "decisions.csv").stat().st_mode & 0o077 == 0


def test_line_with_private_data_is_not_written(data: Path) -> None:
    build(data, (*LINKS[:1], link(BROOK, BROOKS, "review")), "2026-11-22")
    with pytest.raises(CannotRunError, match="private data"):
        decide(data, KIM, KIMS, Word.REJECT, "born 01/02/1960", "A. Reviewer", "2026-11-23")
    assert not (data / "decisions.csv").exists()
