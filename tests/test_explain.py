"""`practitioners explain`: from the verdict down to the rows, the credentials, the people and the history."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.publish.folder import CLINIC, KIM, ORTIZ
from verify import cli


@pytest.fixture
def published(finished: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(finished, tmp_path / "published", symlinks=True))


def told(published: Path, entry_id: str, capfd: pytest.CaptureFixture[str]) -> str:
    capfd.readouterr()
    assert cli.run(["explain", entry_id, "--data", str(published)]) == 0
    return capfd.readouterr().out


def write(published: Path, statement: str, *values: str) -> None:
    connection = sqlite3.connect((published / "directory.db").resolve())
    connection.execute(statement, values)
    connection.commit()
    connection.close()


def test_what_decided_is_told_first_with_its_row_and_where_it_was_read(
    published: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = told(published, ORTIZ, capfd)
    lines = words.splitlines()
    start = lines.index("Checks that decided it")
    assert lines[start + 1].startswith("  notice       license_unencumbered")
    assert "row of licenses: us_wa_doh:AC60000002: AC60000002, Acupuncturist License, Active" in words
    assert "row of exclusions: us_oig_leie:1: 1128b4, 2020-03-19, ORTIZMARK" in words
    assert "read from us_oig_leie, row 7 of abababababab" in words
    order = [
        words.index(part) for part in ("Verdict: ", "decided it", "stand beside it", "Accepted: license")
    ]
    assert order == sorted(order)


def test_a_clinic_is_explained_by_its_people(published: Path, capfd: pytest.CaptureFixture[str]) -> None:
    words = told(published, CLINIC, capfd)
    assert f"verified             Hana Kimstone ({KIM}), known by same_suite_and_phone" in words
    assert "We check the people, not the clinic." in words


def test_history_and_disputes_stand_at_the_end(published: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(
        published,
        "INSERT INTO changes (change_id, release_id, subject, license_id, kind, cause, field, value_before, "
        "value_after) SELECT 'c1', min(release_id), 'license', 'us_wa_doh:AC60000001', 'renewed', "
        "'source_changed', 'expires_on', '2025-03-14', '2027-03-14' FROM releases",
    )
    write(
        published,
        "INSERT INTO disputes (dispute_id, entry_id, kind, opened_on) "
        "VALUES ('d1', ?, 'wrong_fact', '2026-11-21')",
        KIM,
    )
    words = told(published, KIM, capfd)
    assert "expires_on: 2025-03-14 -> 2027-03-14 (source_changed)" in words
    assert words.rstrip().endswith("d1 wrong_fact: opened 2026-11-21, open")


def test_a_record_that_left_is_named_with_both_days(
    published: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    columns = (
        "source, jurisdiction, profession, license_number, status_printed, status, source_url, fetched_at,"
    )
    columns += " source_as_of, raw_sha256, row_number, parser_version"
    write(
        published,
        f"INSERT INTO former_licenses (license_id, last_listed_on, missing_since, {columns}) "  # noqa: S608
        f"SELECT 'us_wa_doh:AC59', '2026-10-02', '2026-10-09', {columns} FROM licenses LIMIT 1",
    )
    write(published, "INSERT INTO former_links VALUES (?, 'us_wa_doh:AC59', 'number_and_name')", KIM)
    words = told(published, KIM, capfd)
    assert "No longer listed" in words
    assert "listed until 2026-10-02, no longer since 2026-10-09" in words


def test_the_same_is_given_to_machines(published: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["explain", KIM, "--data", str(published), "--json"]) == 0
    facts = json.loads(capfd.readouterr().out)
    found = facts["checks"][0]
    assert (found["check_name"], found["bearing"]) == ("license_found", "decides")
    assert found["evidence"]["licenses"]["license_number"] == "AC60000001"
    assert [each["printed"] for each in facts["credentials"]] == ["LAc"]
    assert facts["people"] == facts["changes"] == facts["former_licenses"] == facts["disputes"] == []
