"""A release as a Frictionless data package (https://datapackage.org, version 1 of the standard)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verify.export.description import CREATOR, LICENSE, Description, ReleaseFile
from verify.export.layout import Column, Table

TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number"}


def datapackage(release: Description, files: Iterable[ReleaseFile]) -> dict[str, Any]:
    """`datapackage.json`: one resource for each table, with its CSV file, its columns and its keys."""
    csv = {file.table: file for file in files if file.table and file.path.startswith("csv/")}
    return {
        "profile": "tabular-data-package",
        "name": f"practitioner-directory-{release.release_id}",
        "id": release.release_id,
        "title": release.title,
        "description": release.summary,
        "version": release.release_id,
        "created": f"{release.built_on}T00:00:00Z",
        "keywords": ["licensure", "primary source verification", "record linkage"],
        "contributors": [{"title": CREATOR, "role": "publisher"}],
        "licenses": [{"name": "LicenseRef-each-source", "path": "LICENSES.md", "title": LICENSE}],
        "sources": [_source(each.title, each.agency, each.homepage_url) for each in release.sources],
        "resources": [_resource(release, table, csv[table.name]) for table in release.tables],
    }


def _source(title: str, agency: str, url: str) -> dict[str, str]:
    named = {"title": f"{agency}: {title}"}
    return {**named, "path": url} if url else named


def _resource(release: Description, table: Table, file: ReleaseFile) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "title": table.name,
        "description": release.table_words(table.name),
        "path": file.path,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "compression": "gz",
        "bytes": file.bytes_count,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\n"},
        "schema": schema(release, table),
    }


def schema(release: Description, table: Table) -> dict[str, Any]:
    """The table schema. An empty cell is NULL; readers of CSV may take an empty text for it as well."""
    found: dict[str, Any] = {
        "fields": [_field(release, table, column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        found["primaryKey"] = list(table.key)
    keys = [_foreign_key(key.columns, key.table, key.their_columns) for key in table.foreign_keys]
    return {**found, "foreignKeys": keys} if keys else found


def _field(release: Description, table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": TYPES[column.kind],
        "description": release.column_words(table.name, column.name),
    }
    if column.is_needed and column.kind != "TEXT":
        field["constraints"] = {"required": True}
    return field


def _foreign_key(columns: tuple[str, ...], table: str, theirs: tuple[str, ...]) -> dict[str, Any]:
    reference = {"resource": table.replace("_", "-"), "fields": list(theirs)}
    return {"fields": list(columns), "reference": reference}
