"""The resources of a release in FHIR: valid, counted, whole, and none leads nowhere."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest

from tests.export.made import unpacked
from tests.fhir.checks import validated
from verify.export.fhir_files import PATHS
from verify.export.folder import read_manifest


@pytest.fixture(scope="module")
def made(two_weeks: tuple[Path, str, str]) -> Path:
    """The files of the second release, only to be read."""
    data, _, second = two_weeks
    return data / "releases" / second


def test_resources_are_counted_and_valid_and_only_of_people_who_are_there(made: Path) -> None:
    files = {file["path"]: file for file in read_manifest(made)["files"]}
    connection = sqlite3.connect(made / "directory.db")
    counts = dict(connection.execute("SELECT kind, count(*) FROM entries GROUP BY kind"))
    boards = connection.execute("SELECT count(*) FROM sources WHERE kind = 'license'").fetchone()[0]
    connection.close()
    found = {}
    for kind, path in PATHS.items():
        told = [validated(json.loads(line)) for line in unpacked(made / path).splitlines()]
        assert files[path]["rows"] == len(told) == len({each["id"] for each in told})
        assert {each["resourceType"] for each in told} <= {kind}
        found[kind] = {each["id"] for each in told}
    assert len(found["Practitioner"]) == len(found["VerificationResult"]) == counts["individual"]
    assert len(found["Organization"]) == counts["organization"] + boards + 1


def test_every_reference_between_resources_leads_to_one(made: Path) -> None:
    lines = [line for path in PATHS.values() for line in unpacked(made / path).decode().splitlines()]
    there = {f"{each['resourceType']}/{each['id']}" for each in map(json.loads, lines)}
    led = {found for line in lines for found in re.findall(r'"reference":"([^"]+)"', line)}
    assert led and led <= there
