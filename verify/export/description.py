"""What a release says of itself: one description, from which every format of metadata is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verify.export.layout import Table, search_tables_of, tables_of
from verify.publish.dictionary import DESCRIPTION, read_description

CREATOR = "The Practitioner Directory authors"

USE = (
    "This is not a consumer report, and the publisher is not a consumer reporting agency. The data must not "
    "be used for decisions on employment, credit, insurance, housing or credentialing; for credentialing ask "
    "the board or the National Practitioner Data Bank. The publisher is no part of any government and not "
    "affiliated with any of the sources."
)
"""To be read before the data is used."""

LICENSE = (
    "Each list under its own terms, and what was made from its rows with it. Rows of Illinois and what is "
    "derived from them: Open Database License 1.0 (attribution, share-alike). Rows of Washington may not "
    "serve as lists of individuals for commercial purposes. Rows of California are for non-commercial use. "
    "Coordinates of GeoNames: CC BY 4.0. LICENSES.md has the terms and the words to carry, source by source."
)
"""How the terms of the sources hold together; the terms themselves are those of the table `sources`."""


@dataclass(frozen=True, slots=True)
class SourceTerms:
    """A source as it is to be credited; all texts are those of the table `sources`."""

    source: str
    title: str
    agency: str
    homepage_url: str
    terms: str
    attribution: str
    source_as_of: str
    fetched_at: str


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """One file of a release: its place within the folder, what it holds (a table, or ""), size and hash."""

    path: str
    table: str
    bytes_count: int
    sha256: str
    rows_count: int | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """A release without its files. `words` are `metadata.yml`'s of the database and its tables."""

    release_id: str
    built_on: str
    previous_release_id: str
    is_sample: bool
    software_version: str
    model_version: str
    tables: tuple[Table, ...]
    search_tables: tuple[str, ...]
    sources: tuple[SourceTerms, ...]
    words: Mapping[str, Any]

    @property
    def title(self) -> str:
        """The name of the release for readers and citations."""
        sample = ", fictional sample" if self.is_sample else ""
        return f"Practitioner Directory, release {self.release_id}{sample}"

    @property
    def summary(self) -> str:
        """What the release holds, and for which use, in a few sentences."""
        sample = (
            " Nobody in this release exists: it was made from a fictional sample." if self.is_sample else ""
        )
        return f"{' '.join(str(self.words['description']).split())}{sample} {USE}"

    def table_words(self, table: str) -> str:
        """What a table holds, in a sentence; empty where nothing is written of it."""
        return str(self._table(table).get("description", "")).strip()

    def column_words(self, table: str, column: str) -> str:
        """What a column holds; empty where nothing is written of it."""
        return str(self._table(table).get("columns", {}).get(column, "")).strip()

    def _table(self, table: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.words.get("tables", {}).get(table, {})
        return found


def describe(connection: sqlite3.Connection, metadata: Path = DESCRIPTION) -> Description:
    """What the database and `metadata.yml` say of the release that the database is."""
    words = read_description(metadata)
    release_id, built_on, previous, is_sample, software, model = connection.execute(
        "SELECT release_id, built_on, coalesce(previous_release_id, ''), is_sample, software_version, "
        "model_version FROM releases WHERE is_current = 1"
    ).fetchone()
    sources = connection.execute(
        "SELECT source, title, agency, homepage_url, terms, attribution, coalesce(source_as_of, ''), "
        "coalesce(fetched_at, '') FROM sources ORDER BY source"
    )
    return Description(
        release_id=release_id,
        built_on=built_on,
        previous_release_id=previous,
        is_sample=bool(is_sample),
        software_version=software,
        model_version=model,
        tables=tables_of(connection),
        search_tables=search_tables_of(connection),
        sources=tuple(SourceTerms(*row) for row in sources),
        words=words,
    )
