from __future__ import annotations

import csv
import gzip
import hashlib
import json
import sqlite3
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.run import find_sources
from tests import factories as make
from tests.export.made import build, replace_file, unpacked
from tests.publish.folder import LICENSES, LINKS, failed, write_source
from verify.export.description import Description, SourceTerms
from verify.export.folder import make_release, read_manifest
from verify.export.texts import licenses_text
from verify.publish.errors import CannotRunError

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def made(two_weeks: tuple[Path, str, str]) -> Path:
    """The files of the second release, only to be read."""
    data, _, second = two_weeks
    return data / "releases" / second


@pytest.fixture
def folder(weeks: tuple[Path, str, str]) -> Path:
    """The files of the second release, for one test."""
    data, _, second = weeks
    return data / "releases" / second


def files_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def test_every_file_is_in_the_sums_and_as_they_say(made: Path) -> None:
    named = {str(path.relative_to(made)) for path in files_in(made)} - {"SHA256SUMS"}
    sums = dict(reversed(line.split("  ")) for line in (made / "SHA256SUMS").read_text().splitlines())
    assert set(sums) == named
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=made, capture_output=True
    )
    assert checked.returncode == 0, checked.stdout


def test_manifest_counts_the_rows_of_the_database_and_the_bytes_of_the_files(made: Path) -> None:
    manifest = read_manifest(made)
    connection = sqlite3.connect(made / "directory.db")
    for table, facts in manifest["tables"].items():
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        lines = unpacked(made / f"jsonl/{table}.jsonl.gz").splitlines()
        assert facts["rows"] == count == len(lines), table
    connection.close()
    for file in manifest["files"]:
        content = (made / file["path"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_database_is_that_which_is_published(weeks: tuple[Path, str, str], folder: Path) -> None:
    assert (folder / "directory.db").read_bytes() == (weeks[0] / "directory.db").read_bytes()


def test_same_release_gives_the_same_bytes(
    weeks: tuple[Path, str, str], folder: Path, tmp_path: Path
) -> None:
    again = make_release(weeks[0] / "builds" / f"{weeks[2]}.db", tmp_path / "elsewhere")
    ours, theirs = ({str(p.relative_to(x)): p.read_bytes() for p in files_in(x)} for x in (folder, again))
    assert ours == theirs


def test_what_was_handed_out_is_never_changed(weeks: tuple[Path, str, str], folder: Path) -> None:
    data, _, second = weeks
    before = {path: path.stat().st_mtime_ns for path in files_in(folder)}
    assert make_release(data / "builds" / f"{second}.db", data / "releases") == folder
    assert {path: path.stat().st_mtime_ns for path in files_in(folder)} == before
    copy = data / "builds" / "copy.db"
    copy.write_bytes((data / "builds" / f"{second}.db").read_bytes())
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE entries SET city = 'ELSEWHERE'")
    connection.close()
    with pytest.raises(CannotRunError, match="never changed"):
        make_release(copy, data / "releases")
    assert {path: path.stat().st_mtime_ns for path in files_in(folder)} == before


def test_frictionless_accepts_the_data_package(made: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import frictionless

        report = frictionless.validate(str(made / "datapackage.json"))
    assert report.valid, report.flatten(["title", "note"])
    assert report.stats["tasks"] == len(read_manifest(made)["tables"])
    entries = next(task for task in report.tasks if task.name == "entries")
    assert entries.stats["rows"] == 5


def test_frictionless_sees_a_file_that_was_cut(folder: Path) -> None:
    path = folder / "csv" / "entries.csv.gz"
    lines = unpacked(path).splitlines(keepends=True)
    replace_file(path, gzip.compress(b"".join(lines[:-1])))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import frictionless

        report = frictionless.validate(str(folder / "datapackage.json"))
    kinds = {error for (error,) in report.flatten(["type"])}
    assert {"hash-count", "foreign-key"} <= kinds


def test_three_descriptions_name_the_same_files_and_columns(made: Path) -> None:
    manifest = read_manifest(made)
    package, croissant, dcat = (
        json.loads((made / name).read_text())
        for name in ("datapackage.json", "croissant.json", "dcat.jsonld")
    )
    sums = {file["path"]: file["sha256"] for file in manifest["files"]}
    columns = {name: table["columns"] for name, table in manifest["tables"].items()}
    assert {x["title"]: [f["name"] for f in x["schema"]["fields"]] for x in package["resources"]} == columns
    assert {x["name"]: [f["name"] for f in x["field"]] for x in croissant["recordSet"]} == columns
    told: dict[str, str] = {x["path"]: x["hash"].removeprefix("sha256:") for x in package["resources"]}
    told |= {x["contentUrl"]: x["sha256"] for x in croissant["distribution"]}
    told |= {x["@id"]: x["spdx:checksum"]["spdx:checksumValue"]["@value"] for x in dcat["dcat:distribution"]}
    assert told == {path: sums[path] for path in told}
    assert {"directory.db", "changes.csv.gz"} <= set(told)


def test_every_column_is_described_in_words(made: Path) -> None:
    package = json.loads((made / "datapackage.json").read_text())
    mute = [
        (resource["title"], field["name"])
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
        if not field["description"]
    ]
    assert not mute and all(resource["description"] for resource in package["resources"])


def test_citation_names_this_release(weeks: tuple[Path, str, str], folder: Path) -> None:
    citation = yaml.safe_load((folder / "CITATION.cff").read_text())
    assert (citation["version"], citation["date-released"]) == (weeks[2], "2026-11-28")
    assert weeks[2] in citation["title"] and citation["type"] == "dataset"
    assert set(citation) <= {
        *("cff-version", "type", "title", "message", "authors", "version", "date-released", "abstract"),
        "keywords",
    }


def rows_of_changes(folder: Path) -> list[dict[str, str]]:
    with gzip.open(folder / "changes.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_change_file_tells_what_the_release_brought(weeks: tuple[Path, str, str], folder: Path) -> None:
    data, first, _ = weeks
    assert rows_of_changes(data / "releases" / first) == []
    told = [(row["change"], row["kind"], row["license_id"]) for row in rows_of_changes(folder)]
    assert ("gone", "disappeared", "us_wa_doh:AC60000005") in told
    connection = sqlite3.connect(folder / "directory.db")
    (count,) = connection.execute("SELECT count(*) FROM changes").fetchone()
    connection.close()
    assert len(told) == count


def terms_of_real_sources() -> tuple[SourceTerms, ...]:
    return tuple(
        SourceTerms(name, each.title, each.agency, each.homepage_url, each.terms, each.attribution, "", "")
        for name, each in sorted(find_sources().items())
    )


def description(**changes: Any) -> Description:
    facts: dict[str, Any] = {
        "release_id": "2026-11-22-aaaaaa",
        "built_on": "2026-11-22",
        "previous_release_id": "",
        "is_sample": False,
        "software_version": "1",
        "model_version": "1",
        "tables": (),
        "search_tables": (),
        "sources": (),
        "words": {"description": "One dated release."},
    }
    return Description(**{**facts, **changes})


@pytest.mark.parametrize(
    "duty",
    [
        "Open Database License 1.0: attribution, and share-alike for a derived database.",
        "The data made available here has been modified for use from its original source",
        "the department's page limits them to non-commercial use",
        "Washington law bars giving lists of individuals for commercial purposes",
        "Absence or presence of information in this system does not imply any recommendation",
        "Issuance of an NPI does not ensure or validate that the health care provider is licensed",
        "GeoNames",
        "This is not a consumer report",
    ],
)
def test_terms_of_the_sources_are_passed_on(duty: str) -> None:
    assert duty in licenses_text(description(sources=terms_of_real_sources()))


def test_known_issues_name_a_list_that_failed(data: Path) -> None:
    write_source(data, failed(make.source_state("us_wa_doh")), LICENSES)
    release = build(data, LINKS)
    text = (data / "releases" / release / "known-issues.md").read_text()
    assert "the server answered 500" in text
    assert "1 (unknown_status)" not in text and "None." in text
