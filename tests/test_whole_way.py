"""The whole way on the bundled sample: its own stand-in, the real spiders, links, verdicts, the database."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import FIGURES, measured
from crawler.standin.breaks import parse_break
from crawler.standin.server import StandIn
from verify.demo import lay_down

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "sample"
TODAY = (SAMPLE / "as_of.txt").read_text(encoding="ascii").strip()


LATER = {"audits", "changes", "disputes", "former_licenses", "former_links", "overrides"}
"""Tables that only a second release, a dispute, or somebody who overrules a refusal fills."""
FROM_AN_INBOX = {"us_aama_physicians", "us_ed_dapip", "us_ncbahm_diplomates"}
"""Files that a person laid down are small and read each time; no host is asked for them."""


@dataclass(frozen=True)
class Published:
    """A folder with a published database of the sample, and what the run said of itself."""

    data: Path
    code: int
    report: dict[str, Any]
    stand_in: StandIn

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(f"file:{self.data / 'directory.db'}?mode=ro", uri=True)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()


def refresh(data: Path, stand_in: StandIn) -> Published:
    lay_down(data)
    command = [sys.executable, "-m", "verify.cli", "refresh", "--data", str(data), "--today", TODAY, "--json"]
    env = {**os.environ, "CRAWLER_HOST_MAP": json.dumps(stand_in.host_map)}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return Published(data, done.returncode, json.loads(done.stdout), stand_in)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    with StandIn(SAMPLE) as stand_in:
        yield refresh(tmp_path_factory.mktemp("whole") / "data", stand_in)


@pytest.fixture(scope="module")
def truth() -> list[tuple[str, str]]:
    with (SAMPLE / "truth.csv").open(newline="", encoding="utf-8") as handle:
        return [(row["entry_id"], row["license_id"]) for row in csv.DictReader(handle)]


def test_every_source_of_the_sample_is_read(published: Published) -> None:
    assert published.code == 0
    assert published.rows("select count(*) from crawls where outcome = 'failed'") == [(0,)]
    assert published.rows("select count(*) from sources where records_count = 0") == [(0,)]


def test_no_accepted_link_is_wrong_and_recall_is_told(
    published: Published, truth: list[tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    accepted = set(published.rows("select entry_id, license_id from links where decision = 'accept'"))
    true_pairs = {pair for pair in truth if pair[1]}
    assert accepted - true_pairs == set()
    found = len(accepted & true_pairs)
    with capsys.disabled():
        print(f"\nsample: {len(accepted)} links accepted, 0 wrong, recall {found / len(true_pairs):.3f}")
    assert found > len(true_pairs) / 2


def test_the_published_accuracy_is_that_of_the_sample(published: Published) -> None:
    assert FIGURES.read_text(encoding="utf-8") == measured(published.data), "run `make evaluate`"


def test_nobody_without_a_license_is_verified(published: Published, truth: list[tuple[str, str]]) -> None:
    licensed = {entry for entry, license_id in truth if license_id}
    verified = published.rows("select entry_id from entries where verdict like 'verified%'")
    assert verified
    assert {entry for (entry,) in verified} <= licensed


def test_every_verified_entry_leads_to_the_row_that_was_read(published: Published) -> None:
    rows = published.rows(
        "select l.license_number, l.raw_sha256 from entries e"
        " join licenses l on l.license_id = e.verdict_license_id"
        " where e.verdict = 'verified' and l.source = 'us_wa_doh'"
    )
    assert rows
    for number, sha256 in rows:
        raw = published.data / "raw" / "objects" / sha256[:2] / sha256
        assert number in raw.read_text(encoding="utf-8")


def test_of_other_professions_only_linked_licenses_are_published(published: Published) -> None:
    others = "from licenses where profession not in ('acupuncturist', 'physical_therapist', 'pt_assistant')"
    linked = published.rows(f"select count(*) {others} and license_id in (select license_id from links)")  # noqa: S608
    assert published.rows(f"select count(*) {others}") == linked != [(0,)]
    read = "select source from sources where records_count >= 50 and source like 'us_ca_dca_%'"
    assert len(published.rows(read)) == 6


def test_no_verdict_rests_on_the_license_of_another_profession(published: Published) -> None:
    foreign = published.rows(
        "select e.entry_id from entries e join licenses l on l.license_id = e.verdict_license_id"
        " where l.profession not in (select profession from entry_claims c where c.entry_id = e.entry_id)"
    )
    assert foreign == []


def test_a_clinic_of_an_acupuncturist_and_a_physician_is_checked_through_both(published: Published) -> None:
    together = published.rows(
        "select m.entry_id from clinic_members m join entries e on e.entry_id = m.member_id"
        " where m.basis = 'same_suite_and_phone' and e.verdict = 'verified'"
        " group by m.entry_id having count(distinct e.profession) > 1 and max(e.profession = 'physician')"
    )
    assert together


def test_every_table_says_something(published: Published) -> None:
    names = [name for (name,) in published.rows("select name from sqlite_master where type = 'table'")]
    own = [name for name in names if not name.startswith(("sqlite_", "entries_fts"))]
    empty = [name for name in own if published.rows(f"select count(*) from [{name}]") == [(0,)]]  # noqa: S608
    assert set(empty) == LATER


def test_building_again_gives_the_same_bytes(published: Published) -> None:
    before = (published.data / "directory.db").read_bytes()
    command = [sys.executable, "-m", "verify.cli", "build", "--data", str(published.data), "--today", TODAY]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert (published.data / "directory.db").read_bytes() == before


def test_what_did_not_change_is_neither_sent_nor_read_again(published: Published) -> None:
    """Hosts that say by a validator what they sent are asked whether it is still the same."""

    def records() -> dict[str, bytes]:
        files = sorted((published.data / "records").glob("*/records.jsonl"))
        return {path.parent.name: path.read_bytes() for path in files}

    entries, before, sent = published.rows("select * from entries"), records(), len(published.stand_in.sent)
    first = published.stand_in.sent[:sent]
    after = refresh(published.data, published.stand_in)
    assert after.code == 0
    again = [each for each in published.stand_in.sent[sent:] if each.has_validator]
    assert {each.host for each in again} == {"dl.boxcloud.com", "download.cms.gov", "oig.hhs.gov"}
    assert {(each.host, each.status, each.bytes_count) for each in again} == {
        (host, 304, 0) for host in {each.host for each in again}
    }
    assert sum(each.bytes_count for each in first if each.has_validator) > 500_000
    newest = [
        json.loads(path.read_bytes()) for path in (published.data / "records").glob("*/last_crawl.json")
    ]
    assert {report["source"] for report in newest if not report["read_crawl_id"]} == FROM_AN_INBOX
    assert {report["source"] for report in newest} == set(before)
    assert records() == before
    assert after.rows("select * from entries") == entries


def test_a_failing_board_keeps_its_rows_and_is_named(published: Published) -> None:
    count = published.rows("select count(*) from licenses where source = 'us_wa_doh'")
    with StandIn(SAMPLE, breaks=(parse_break("status-500@data.wa.gov"),)) as broken:
        after = refresh(published.data, broken)
    assert after.code == 1
    assert after.rows("select count(*) from licenses where source = 'us_wa_doh'") == count
    assert after.rows("select source from crawls where outcome = 'failed'") == [("us_wa_doh",)]
