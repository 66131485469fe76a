"""Certificates are read and counted; none of their rows reaches the public database."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from crawler.records import CertificationRecord, RecordKind, Status
from tests import factories as make
from tests.publish.folder import a_run, steps, write_all, write_source
from verify import refresh
from verify.publish.errors import CannotRunError
from verify.publish.load import load_records

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


def test_certificates_are_counted_and_not_published(tmp_path: Path) -> None:
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
