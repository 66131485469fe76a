"""The files of a release for people: how to cite it, whose terms hold, what is wrong with it."""

from __future__ import annotations

import json
import sqlite3

from verify.export.description import CREATOR, LICENSE, USE, Description

DUTIES_OF_TABLES = (
    "Coordinates in the tables `zips` and `cities`: GeoNames, https://www.geonames.org/, Creative Commons "
    "Attribution 4.0, https://creativecommons.org/licenses/by/4.0/.",
    "Table `taxonomy_codes`: National Uniform Claim Committee, Health Care Provider Taxonomy; copyright "
    "American Medical Association.",
    "Open Database License 1.0: https://opendatacommons.org/licenses/odbl/1-0/.",
)
"""Terms of what is in no row of the table `sources`."""


def citation_text(release: Description) -> str:
    """`CITATION.cff` of the release."""
    quoted = {
        "title": release.title,
        "message": f"Please cite the release that you used: {release.release_id}.",
        "abstract": f"{release.summary} Terms: {LICENSE}",
    }
    words = {name: json.dumps(text, ensure_ascii=False) for name, text in quoted.items()}
    return f"""cff-version: 1.2.0
type: dataset
title: {words["title"]}
message: {words["message"]}
authors:
  - name: {CREATOR}
version: "{release.release_id}"
date-released: "{release.built_on}"
abstract: {words["abstract"]}
keywords: [licensure, primary source verification, record linkage, acupuncture, physical therapy]
"""


def cite_line(release: Description) -> str:
    """The release as a line for a list of references."""
    return f"{CREATOR} ({release.built_on[:4]}). {release.title} [Data set]. Made on {release.built_on}."


def licenses_text(release: Description) -> str:
    """`LICENSES.md`: the terms of every source, and the words that are to be carried with its data."""
    parts = [f"# Terms of {release.title}", LICENSE, USE, "## Sources"]
    for each in release.sources:
        days = f"Dated {each.source_as_of or 'nowhere'}, read {each.fetched_at[:10] or 'never'}."
        lines = [f"### {each.title} (`{each.source}`)", f"{each.agency}. {each.homepage_url}".strip(), days]
        lines.append(f"Terms: {each.terms or 'none stated.'}")
        if each.attribution:
            lines.append(f"Carry these words: {each.attribution}")
        parts.append("\n\n".join(lines))
    return "\n\n".join([*parts, "## What is in no list", *DUTIES_OF_TABLES]) + "\n"


_CURRENT = "(SELECT release_id FROM releases WHERE is_current = 1)"
_ISSUES = {
    "Lists that failed at this release; their rows are older": """
        SELECT s.title || ': rows of ' || coalesce(substr(s.fetched_at, 1, 10), 'never') || '. ' || c.reason
        FROM sources s JOIN crawls c ON c.crawl_id = s.last_crawl_id
        WHERE c.outcome = 'failed' ORDER BY s.source
    """,
    "Questions that this release did not answer, and why it was published all the same": f"""
        SELECT sentence || ' Reason: ' || reason FROM overrides
        WHERE release_id = {_CURRENT} ORDER BY override_id
    """,  # noqa: S608
    "Rows that could not be read safely and are in no table": """
        SELECT s.title || ': ' || count(*) || ' (' || q.reason || ')'
        FROM quarantine q JOIN sources s ON s.source = q.source
        GROUP BY q.source, q.reason ORDER BY q.source, q.reason
    """,
    "Status words that are not in our vocabulary; such a license is `unknown` and never active": """
        SELECT s.title || ': ' || c.unknown_statuses
        FROM sources s JOIN crawls c ON c.crawl_id = s.records_crawl_id
        WHERE c.unknown_statuses <> '[]' ORDER BY s.source
    """,
    "Reports that were open when it was made": """
        SELECT kind || ': ' || count(*) FROM disputes
        WHERE resolved_on IS NULL AND kind <> 'answer' GROUP BY kind ORDER BY kind
    """,
    "Matches that wait for a person and are not accepted": """
        SELECT count(*) || ' links with decision review' FROM links WHERE decision = 'review'
    """,
    "Lists that do not say whether there is discipline; nothing there means nothing": """
        SELECT title FROM sources WHERE kind = 'license' AND NOT states_discipline ORDER BY source
    """,
    "Lists that leave licensees out": """
        SELECT title || ': ' || omits FROM sources WHERE kind = 'license' AND omits <> '' ORDER BY source
    """,
}
"""Heading, and the query whose rows are the lines under it."""


def issues_text(connection: sqlite3.Connection, release: Description) -> str:
    """`known-issues.md`: what was known to be wrong or missing when the release was made."""
    parts = [
        f"# Known issues of {release.title}",
        "What was known when the release was made. What was corrected later stands in the changes of later "
        "releases; a match that was cut is told there as `changed`, kind `match`.",
    ]
    for heading, sql in _ISSUES.items():
        lines = [f"- {text}" for (text,) in connection.execute(sql)]
        parts += [f"## {heading}", "\n".join(lines) or "None."]
    return "\n\n".join(parts) + "\n"


def readme_text(release: Description) -> str:
    """`README.md`: what is here and how it is read."""
    tables = "\n".join(f"- `{table.name}`: {release.table_words(table.name)}" for table in release.tables)
    left_out = ", ".join(f"`{name}`" for name in release.search_tables)
    return f"""# {release.title}

{release.summary}

{LICENSE}

Cite: {cite_line(release)} `CITATION.cff` has the same for machines.

A verdict was true on the day of its check and may be shown until `shown_until`. `known-issues.md` says what
was missing or wrong on the day of the release.

- `directory.db`: everything, as an SQLite database.
- `csv/TABLE.csv.gz`: UTF-8, one heading. Every text stands in quotation marks: an empty cell is NULL, `""`
  the empty text.
- `jsonl/TABLE.jsonl.gz`: one JSON object for each row.
- `parquet/TABLE.parquet`: typed columns.
- `fhir/KIND.ndjson.gz`: the directory in FHIR R4 (4.0.1), one resource a line, with the verdicts of
  {release.built_on}: a verdict that has ended by the day of reading may be told no longer.
- `changes.csv.gz`: what is added, changed and gone since the release before, with kind and cause.
- `datapackage.json` (Frictionless), `croissant.json`, `dcat.jsonld`: one description in three formats.
- `manifest.json`: rows, bytes and SHA-256 of each file. `sha256sum --check SHA256SUMS` checks them all.

No table is cut. The tables of the search page repeat what others hold and are in `directory.db` alone:
{left_out}.

## Tables

{tables}
"""
