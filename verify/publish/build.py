"""Builds `directory.db` from scratch: the same input gives the same bytes."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from verify.linkage.lookup_search import SEARCH_TABLE, fill_search
from verify.publish import codes
from verify.publish.audits import audit_rows
from verify.publish.carried import carried_releases
from verify.publish.cells import Row
from verify.publish.certificate_rows import certification_link_rows, certification_rows
from verify.publish.dictionary import dictionary_rows, question_rows, read_description
from verify.publish.disputes import dispute_rows
from verify.publish.entry_rows import (
    entry_claim_rows,
    entry_name_rows,
    entry_place_rows,
    entry_rows,
    member_rows,
    statement_rows,
)
from verify.publish.errors import CannotRunError
from verify.publish.figures import figure_rows
from verify.publish.former import former_license_rows, former_link_rows
from verify.publish.history_tables import history_rows, previous_release
from verify.publish.license_rows import board_action_rows, license_rows
from verify.publish.link_rows import comparison_rows, link_rows
from verify.publish.overrides import carried_overrides
from verify.publish.reference_rows import accreditation_rows, exclusion_rows
from verify.publish.releases import Facts
from verify.publish.schema import CODE_TABLES, INDEXES, SCHEMA_VERSION, SEARCH, create_statements
from verify.publish.search_index import fill_search_index
from verify.publish.source_rows import crawl_rows, quarantine_rows, source_rows
from verify.publish.verdict_rows import check_rows, credential_rows
from verify.publish.views import VIEWS
from verify.publish.withhold import public_licenses

APPLICATION_ID = 0x50524143
"""`PRAGMA application_id` of our databases ("PRAC")."""
PAGE_BYTES = 4096


def build_database(path: Path, facts: Facts) -> None:
    """`path` holds the finished database, synced to disk; a file that was there is replaced.

    Raises:
        CannotRunError: a key leads nowhere, or SQLite finds the file damaged.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path.resolve().as_uri(), uri=True, isolation_level=None)
    try:
        _prepare(connection)
        with _attached(connection, facts.past.database):
            connection.execute("BEGIN")
            _fill(connection, facts)
            connection.execute("COMMIT")
        _finish(connection)
        _prove(connection)
    finally:
        connection.close()
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _prepare(connection: sqlite3.Connection) -> None:
    for pragma, value in (
        ("page_size", PAGE_BYTES),
        ("application_id", APPLICATION_ID),
        ("user_version", SCHEMA_VERSION),
        ("journal_mode", "OFF"),
        ("synchronous", "OFF"),
        ("foreign_keys", "OFF"),
    ):
        connection.execute(f"PRAGMA {pragma} = {value}")
    for statement in create_statements():
        connection.execute(statement)
    connection.execute(SEARCH)
    connection.execute(SEARCH_TABLE)


@contextmanager
def _attached(connection: sqlite3.Connection, past: Path | None) -> Iterator[None]:
    """Inside the block the database before this one can be read as `published`."""
    if past is None:
        yield
        return
    connection.execute("ATTACH ? AS published", (f"{past.resolve().as_uri()}?mode=ro",))
    yield
    connection.execute("DETACH published")


def _fill(connection: sqlite3.Connection, facts: Facts) -> None:
    for table, its_rows in _tables(facts):
        _insert(connection, table, its_rows)
    fill_search_index(connection)
    _insert(connection, "changes", history_rows(connection, facts))
    fill_search(connection)
    release, past = facts.release, facts.past
    counts = connection.execute(
        "SELECT (SELECT count(*) FROM licenses), (SELECT count(*) FROM entries), "
        "(SELECT count(*) FROM links WHERE decision = 'accept'), "
        "(SELECT count(*) FROM links WHERE decision = 'review'), "
        "(SELECT count(*) FROM entries WHERE verdict = 'verified')"
    ).fetchone()
    named = (release.release_id, release.built_on, 1, previous_release(facts), int(release.is_sample))
    made = (release.model_version, release.model_parameters, release.software_version)
    earlier = carried_releases(past.releases, release.release_id)
    _insert(connection, "releases", [*earlier, (*named, *made, *counts)])
    figures = figure_rows(connection, release.release_id, release.built_on, past.figures)
    _insert(connection, "release_figures", figures)
    _insert(connection, "overrides", carried_overrides(connection, facts))


def _tables(facts: Facts) -> Iterator[tuple[str, Iterable[Row]]]:
    records, links = facts.records, facts.links
    counts = Counter(evidence.source for evidence in records.evidence())
    judgments = {judgment.entry_id: judgment for judgment in facts.judgments}
    yield "sources", source_rows(records.states, counts)
    yield "crawls", crawl_rows(records.states)
    licenses = public_licenses(records.licenses, links)
    yield "licenses", license_rows(licenses)
    yield "board_actions", board_action_rows(licenses)
    yield "exclusions", exclusion_rows(records.exclusions)
    yield "entries", entry_rows(records.entries, judgments)
    yield "entry_names", entry_name_rows(records.entries)
    yield "entry_places", entry_place_rows(records.entries)
    yield "entry_claims", entry_claim_rows(records.entries)
    yield "clinic_members", member_rows(facts.members)
    yield "certifications", certification_rows(facts.certificates)
    yield "certification_links", certification_link_rows(facts.certificates)
    yield "links", link_rows(links, facts.release.model_version, facts.decided)
    yield "link_comparisons", comparison_rows(links)
    yield "checks", check_rows(facts.judgments)
    yield "entry_credentials", credential_rows(facts.judgments)
    yield "accreditations", accreditation_rows(records.accreditations)
    yield "statements", statement_rows(records.statements)
    yield "disputes", dispute_rows(facts.disputes, {entry.entry_id for entry in records.entries})
    yield "former_licenses", former_license_rows(facts.former)
    yield "former_links", former_link_rows(facts.former)
    yield "quarantine", quarantine_rows(records.quarantine)
    yield "glossary", codes.glossary_rows()
    yield "zips", codes.zip_rows()
    yield "state_population", codes.population_rows()
    yield "accuracy", codes.accuracy_rows()
    yield "audits", audit_rows(facts.audits)


def _insert(connection: sqlite3.Connection, table: str, its_rows: Iterable[Row]) -> None:
    width = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
    marks = ", ".join("?" * width)
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", its_rows)  # noqa: S608


def _finish(connection: sqlite3.Connection) -> None:
    import sqlite_utils  # takes two seconds (it loads pandas), which only a build should pay for

    database = sqlite_utils.Database(connection)
    for name in CODE_TABLES:
        its_rows = codes.code_rows(name)
        database.table(name).create(dict.fromkeys(its_rows[0], str), strict=True)
        database.table(name).insert_all(its_rows)
    for table, indexes in INDEXES.items():
        for columns in indexes:
            database.table(table).create_index(columns.split(", "))
    for name, select in VIEWS.items():
        database.create_view(name, select)
    description = read_description()
    _insert(connection, "data_dictionary", dictionary_rows(connection, description))
    _insert(connection, "ready_questions", question_rows(description))
    connection.execute("INSERT INTO entries_fts (entries_fts) VALUES ('optimize')")
    database.analyze()
    database.vacuum()


def _prove(connection: sqlite3.Connection) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        table, row_id, parent, _ = broken[0]
        raise CannotRunError(
            f"{len(broken)} rows lead nowhere, the first in {table} (row {row_id}) to {parent}; "
            "the records and what was linked from them do not fit together."
        )
    answer = connection.execute("PRAGMA quick_check").fetchone()[0]
    if answer != "ok":
        raise CannotRunError(f"The new database is damaged ({answer}); is the disk full or failing?")
