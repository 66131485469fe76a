"""The media types of the files of a release."""

from __future__ import annotations

TYPES = {
    ".gz": "application/gzip",
    ".csv": "text/csv",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/fhir+ndjson",
    ".parquet": "application/vnd.apache.parquet",
    ".db": "application/vnd.sqlite3",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".cff": "application/yaml",
    ".md": "text/markdown",
    "": "text/plain",
}


def media_type(path: str) -> str:
    """The media type of a file by its last suffix; plain text where it has none.

    Raises:
        KeyError: no file of a release ends so.
    """
    name = path.rpartition("/")[2]
    return TYPES[f".{name.rpartition('.')[2]}" if "." in name else ""]
