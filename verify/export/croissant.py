"""A release in Croissant 1.0 (http://mlcommons.org/croissant/1.0), which search engines read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verify.export.description import CREATOR, LICENSE, Description, ReleaseFile
from verify.export.layout import Table
from verify.export.texts import cite_line

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "equivalentProperty": "cr:equivalentProperty",
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context of the standard, word for word."""

PARQUET = "application/x-parquet"
"""The older name of the media type, which readers of Croissant know."""
TYPES = {"TEXT": "sc:Text", "INTEGER": "sc:Integer", "REAL": "sc:Float"}


def croissant(release: Description, files: Iterable[ReleaseFile]) -> dict[str, Any]:
    """`croissant.json`: the Parquet files, and what their columns are."""
    parquet = {file.table: file for file in files if file.table and file.path.startswith("parquet/")}
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": f"practitioner-directory-{release.release_id}",
        "description": release.summary,
        "version": release.release_id,
        "datePublished": release.built_on,
        "creator": {"@type": "sc:Organization", "name": CREATOR},
        "license": LICENSE,
        "citeAs": cite_line(release),
        "isLiveDataset": False,
        "url": "README.md",
        "distribution": [_file(parquet[table.name]) for table in release.tables],
        "recordSet": [_records(release, table) for table in release.tables],
    }


def _file(file: ReleaseFile) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.bytes_count} B",
        "encodingFormat": PARQUET,
        "sha256": file.sha256,
    }


def _records(release: Description, table: Table) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": release.table_words(table.name),
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{table.name}/{column.name}",
                "name": column.name,
                "description": release.column_words(table.name, column.name),
                "dataType": TYPES[column.kind],
                "source": {
                    "fileObject": {"@id": f"parquet/{table.name}.parquet"},
                    "extract": {"column": column.name},
                },
            }
            for column in table.columns
        ],
    }
    if table.key:
        found["key"] = [{"@id": f"{table.name}/{name}"} for name in table.key]
    return found
