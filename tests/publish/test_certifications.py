"""Certificates are read and counted; only those of entries reach the public database."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.records import CertificationRecord, RecordKind, Status
from tests import factories as make
from tests.publish.folder import KIM, a_run, steps, write_all, write_source
from verify import refresh
from verify.corrections import decide
from verify.publish.certificate_decisions import STALE
from verify.publish.decisions import Word
from verify.publish.errors import CannotRunError
from verify.publish.load import load_records
from verify.publish.private import withhold_private

SOURCE = "us_ncbahm_diplomates"
CERTIFICATE = CertificationRecord(
    *(f"{SOURCE}:1:AC Certification", "Certifiers", "ANN", "", "UNSEENFABLE", "", ""),
    *("AC Certification", "Dipl. Ac. (NCBAHM)", "Certified Diplomate", Status.ACTIVE),
    *(None, None, "KENT", "WA", "98030", make.evidence(SOURCE)),
)


def with_certificates(folder: Path, *records: CertificationRecord) -> Path:
    data = write_all(folder)
    write_source(data, make.source_state(SOURCE, kind=RecordKind.CERTIFICATION, jurisdiction="US"), records)
    return data


def test_certificates_are_loaded_beside_the_rest(tmp_path: Path) -> None:
    loaded = load_records(with_certificates(tmp_path / "data", CERTIFICATE))
    assert loaded.certifications == (CERTIFICATE,)
    assert loaded.licenses and loaded.entries and loaded.exclusions


def test_certificates_of_nobody_listed_are_counted_and_not_published(tmp_path: Path) -> None:
    data = with_certificates(tmp_path / "data", CERTIFICATE)
    refresh.build(a_run(data), steps())
    with sqlite3.connect(data / "directory.db") as database:
        rows = database.execute("SELECT kind, records_count FROM sources WHERE source = ?", [SOURCE])
        assert rows.fetchall() == [("certification", 1)]
        assert not [line for line in database.iterdump() if "UNSEENFABLE" in line]


def test_a_certificate_twice_is_named(tmp_path: Path) -> None:
    data = with_certificates(tmp_path / "data", CERTIFICATE, CERTIFICATE)
    with pytest.raises(CannotRunError, match=r"certification_id .* occurs twice"):
        load_records(data)


def published(data: Path, question: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(data / "directory.db") as database:
        return database.execute(question).fetchall()


def test_the_certificate_of_an_entry_is_published_and_stands_in_its_check(
    tmp_path: Path,
) -> None:
    held = replace(CERTIFICATE, first_name="HANA", last_name="KIMSTONE")
    data = with_certificates(tmp_path / "data", CERTIFICATE, replace(held, certification_id=f"{SOURCE}:2:AC"))
    refresh.build(a_run(data), steps())
    links = published(data, "SELECT entry_id, certification_id, reason FROM certification_links")
    assert links == [(KIM, f"{SOURCE}:2:AC", "name, state and city agree, and nobody else fits")]
    assert published(data, "SELECT certification_id, last_name FROM certifications") == [
        (f"{SOURCE}:2:AC", "KIMSTONE")
    ]
    (check,) = published(
        data,
        "SELECT outcome, certification_id FROM checks WHERE certification_id IS NOT NULL",
    )
    assert check == ("pass", f"{SOURCE}:2:AC")


def test_an_adverse_word_about_a_namesake_is_never_published(tmp_path: Path) -> None:
    held = replace(
        CERTIFICATE, first_name="HANA", last_name="KIMSTONE", status=Status.REVOKED, status_printed="Blotted"
    )
    data = with_certificates(tmp_path / "data", held)
    refresh.build(a_run(data), steps())
    with sqlite3.connect(data / "directory.db") as database:
        assert not [line for line in database.iterdump() if "Blotted" in line]


def test_a_certificate_with_private_data_is_left_out_and_noted(tmp_path: Path) -> None:
    held = replace(CERTIFICATE, credential_printed="LAc 206-555-0100")
    records = withhold_private(load_records(with_certificates(tmp_path / "data", held)))
    assert records.certifications == ()
    assert [note.column for note in records.quarantine if note.source == SOURCE] == ["credential_printed"]


def test_a_certificate_in_doubt_waits_in_a_private_queue_and_is_not_published(tmp_path: Path) -> None:
    doubtful = replace(CERTIFICATE, first_name="HANA", last_name="KIMSTONE", city="SPOKANE", zip5="99201")
    data = with_certificates(tmp_path / "data", doubtful)
    refresh.build(a_run(data), steps())
    queue = data / "certificates_review.csv"
    assert f"{KIM},Hana Kimstone,{SOURCE}:1:AC Certification" in queue.read_text(encoding="utf-8")
    assert queue.stat().st_mode & 0o077 == 0
    assert published(data, "SELECT count(*) FROM certifications") == [(0,)]
    refresh.build(a_run(with_certificates(data, CERTIFICATE)), steps())
    assert not queue.exists()


def test_a_wrong_certificate_is_cut_by_one_line_while_it_is_the_one_seen(
    tmp_path: Path,
) -> None:
    held = replace(CERTIFICATE, first_name="HANA", last_name="KIMSTONE")
    data = with_certificates(tmp_path / "data", held)
    refresh.build(a_run(data), steps())
    question = "SELECT entry_id FROM certification_links"
    assert published(data, question) == [(KIM,)]
    with pytest.raises(CannotRunError, match="is a certificate"):
        decide(data, KIM, held.certification_id, Word.ACCEPT, "The same", "A. Reviewer", "2026-11-22")
    decide(data, KIM, held.certification_id, Word.REJECT, "Another person", "A. Reviewer", "2026-11-22")
    refresh.build(a_run(data), steps())
    assert published(data, question) == []
    assert not published(data, "SELECT 1 FROM checks WHERE certification_id IS NOT NULL")
    write_source(
        data,
        make.source_state(SOURCE, kind=RecordKind.CERTIFICATION, jurisdiction="US"),
        (replace(held, middle_name="JO"),),
    )
    refresh.build(a_run(data), steps())
    assert published(data, question) == []
    assert STALE in (data / "certificates_review.csv").read_text(encoding="utf-8")
