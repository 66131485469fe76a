"""Makes `releases/ID/`: all files of a release, there in one step, and never changed afterwards."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from verify.export.changes import TABLE as CHANGES
from verify.export.changes import write_changes
from verify.export.croissant import croissant
from verify.export.datapackage import datapackage
from verify.export.dcat import dcat
from verify.export.description import Description, ReleaseFile, describe
from verify.export.fhir_files import write_fhir
from verify.export.media import media_type
from verify.export.table_files import write_lines, write_parquet
from verify.export.texts import citation_text, cite_line, issues_text, licenses_text, readme_text
from verify.publish.errors import CannotRunError

FOLDER, MANIFEST, SUMS, WITHDRAWN = "releases", "manifest.json", "SHA256SUMS", "withdrawn.json"
DATABASE_FILE, CHANGE_FILE = "directory.db", "changes.csv.gz"


def make_release(build: Path, releases: Path) -> Path:
    """`releases/ID` holds every file of the release that `build` is; the folder.

    A folder that is there already is the same release and stays as it is.

    Raises:
        CannotRunError: the folder that is there was made of another database, or was withdrawn.
    """
    with closing(sqlite3.connect(f"{build.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        release = describe(connection)
        final = releases / release.release_id
        if (final / MANIFEST).exists():
            _require_same(final, build)
            return final
        releases.mkdir(parents=True, exist_ok=True)
        made = releases / f".next-{release.release_id}"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        _fill(connection, release, build, made)
    made.replace(final)
    return final


def read_manifest(folder: Path) -> dict[str, Any]:
    """What `manifest.json` of a release says.

    Raises:
        CannotRunError: it is not there or can't be read.
    """
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CannotRunError(f"{folder / MANIFEST} can't be read ({error}); move the folder away.") from error
    return found


def _require_same(folder: Path, build: Path) -> None:
    if (folder / WITHDRAWN).exists():
        raise CannotRunError(f"Release {folder.name} was withdrawn and is not handed out again.")
    sums = {file["path"]: file["sha256"] for file in read_manifest(folder)["files"]}
    if sums[DATABASE_FILE] != _sha256(build):
        raise CannotRunError(
            f"Release {folder.name} was handed out with another database than {build}; what was handed out "
            "is never changed. Build again on another day, which makes a release of another name."
        )


def _fill(connection: sqlite3.Connection, release: Description, build: Path, made: Path) -> None:
    rows = dict(_write_data(connection, release, made))
    _link_or_copy(build, made / DATABASE_FILE)
    data = [_file(made, path, table, rows.get(table)) for path, table in _data_paths(release)]
    resources = write_fhir(connection, made, date.fromisoformat(release.built_on))
    fhir = [_file(made, path, "", count) for path, count in resources.items()]
    described = {
        "README.md": readme_text(release),
        "LICENSES.md": licenses_text(release),
        "CITATION.cff": citation_text(release),
        "known-issues.md": issues_text(connection, release),
        "datapackage.json": _json(datapackage(release, data)),
        "croissant.json": _json(croissant(release, data)),
        "dcat.jsonld": _json(dcat(release, [*data, *fhir])),
    }
    for name, text in described.items():
        (made / name).write_text(text, encoding="utf-8", newline="\n")
    files = [*data, *fhir, *(_file(made, name, "", None) for name in described)]
    (made / MANIFEST).write_text(_json(_manifest(release, files, rows)), encoding="utf-8")
    _write_sums(made, [*files, _file(made, MANIFEST, "", None)])


def _write_data(
    connection: sqlite3.Connection, release: Description, made: Path
) -> Iterator[tuple[str, int]]:
    for kind in ("csv", "jsonl", "parquet"):
        (made / kind).mkdir()
    for table in release.tables:
        csv, json_lines, parquet = (made / path for path in _table_paths(table.name))
        count = write_lines(connection, table, csv, json_lines)
        typed = write_parquet(connection, table, parquet)
        if count != typed:
            raise CannotRunError(f"Table {table.name} has {count} rows as text and {typed} as Parquet.")
        yield table.name, count
    yield CHANGES.name, write_changes(connection, made / CHANGE_FILE)


def _table_paths(table: str) -> tuple[str, str, str]:
    return f"csv/{table}.csv.gz", f"jsonl/{table}.jsonl.gz", f"parquet/{table}.parquet"


def _data_paths(release: Description) -> Iterator[tuple[str, str]]:
    """Path and table of each file of data; the database and the changes are of no table."""
    yield DATABASE_FILE, ""
    yield CHANGE_FILE, CHANGES.name
    for table in release.tables:
        yield from ((path, table.name) for path in _table_paths(table.name))


def _link_or_copy(build: Path, path: Path) -> None:
    """The very bytes of the build, without room of their own where the disk allows."""
    try:
        os.link(build.resolve(), path)
    except OSError:
        shutil.copyfile(build, path)


def _file(folder: Path, path: str, table: str, rows: int | None) -> ReleaseFile:
    """The file as it stands, synced to disk."""
    with (folder / path).open("rb") as file:
        os.fsync(file.fileno())
    return ReleaseFile(path, table, (folder / path).stat().st_size, _sha256(folder / path), rows)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(release: Description, files: Iterable[ReleaseFile], rows: dict[str, int]) -> dict[str, Any]:
    return {
        "release_id": release.release_id,
        "built_on": release.built_on,
        "previous_release_id": release.previous_release_id or None,
        "is_sample": release.is_sample,
        "software_version": release.software_version,
        "model_version": release.model_version,
        "title": release.title,
        "cite_as": cite_line(release),
        "tables": {
            table.name: {"rows": rows[table.name], "columns": [column.name for column in table.columns]}
            for table in release.tables
        },
        "in_the_database_alone": list(release.search_tables),
        "files": [_named(file) for file in files],
    }


def _named(file: ReleaseFile) -> dict[str, Any]:
    facts = asdict(file)
    return {
        "path": file.path,
        "media_type": media_type(file.path),
        "bytes": file.bytes_count,
        "sha256": file.sha256,
        **({"table": file.table} if file.table else {}),
        **({"rows": facts["rows_count"]} if file.rows_count is not None else {}),
    }


def _write_sums(folder: Path, files: Iterable[ReleaseFile]) -> None:
    lines = (f"{file.sha256}  {file.path}\n" for file in sorted(files, key=lambda each: each.path))
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
