"""A small published database of people who do not exist, to look credentials up in."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from verify.linkage.lookup import Answer, look_up
from verify.linkage.lookup_question import read_question
from verify.linkage.lookup_search import SEARCH_TABLE, fill_search
from verify.publish.schema import CODE_TABLES, create_statements

TODAY = date(2026, 11, 22)
CODES = Path(__file__).parents[2] / "data" / "codes"
EVIDENCE: dict[str, Any] = {
    "source_url": "https://lists.example/",
    "fetched_at": "2026-11-18T09:12:04Z",
    "source_as_of": "2026-11-17",
    "raw_sha256": "0" * 64,
    "row_number": 1,
    "parser_version": "1",
}


def source(state: str, **changes: Any) -> dict[str, Any]:
    made = {
        "source": f"us_{state.lower()}_board",
        "title": f"List of {state}",
        "agency": f"{state} Board",
        "jurisdiction": state,
        "kind": "license",
        "professions": "acupuncturist, physical_therapist, pt_assistant",
        "homepage_url": "https://board.example/",
        "lookup_url": "https://board.example/lookup",
        "protocol": "json",
        "states_discipline": 1,
        "is_complete": 1,
        "omits": "revoked licenses",
        "refresh_days": 7,
        "terms": "",
        "attribution": "",
        "permission": "",
        "records_count": 9,
        "fetched_at": "2026-11-18T09:12:04Z",
        "source_as_of": "2026-11-17",
        "parser_version": "1",
    }
    return {**made, **changes}


def row(number: str, first: str, last: str, **changes: Any) -> dict[str, Any]:
    """An active acupuncturist of Washington, unless `changes` say otherwise."""
    state = changes.get("jurisdiction", "WA")
    made = {
        "license_id": f"us_{state.lower()}_board:{number}",
        "source": f"us_{state.lower()}_board",
        "jurisdiction": state,
        "profession": "acupuncturist",
        "license_number": number,
        "first_name": first,
        "last_name": last,
        "status_printed": "Active",
        "status": "active",
        "is_disciplinary_status": 0,
        "is_superseded": 0,
        "expires_on": "2027-03-14",
        "discipline": "none",
        **EVIDENCE,
    }
    return {**made, **changes}


ROWS = (
    row("AC60990117", "MEI-HUA", "LINWICK"),
    row(
        "AC60990702", "WREN", "HALVORSBY", status_printed="Expired", status="expired", expires_on="2026-06-03"
    ),
    row("AC60990308", "JI-WOO", "HANMAR"),
    row("AC60990955", "JIWOO", "HANMAR", middle_name="S"),
    row("AC60990021", "JONAH", "HANMAR", status_printed="Retired", status="inactive"),
    row(
        "AC60990666",
        "DORIAN",
        "MARWEN",
        status_printed="Revoked",
        status="revoked",
        is_disciplinary_status=1,
        discipline="yes",
        discipline_printed="actiontaken: Yes",
    ),
    row("AC60990667", "GRETA", "PENHALE", status_printed="Active On Probation", status="probation"),
    row("AC60990668", "ESTHER", "KESTREL", discipline="yes", discipline_printed="actiontaken: Yes"),
    row("AC60990669", "ADA", "NORCOTT", discipline="not_stated", discipline_printed="actiontaken: Pending"),
    row("PT60990518", "WILLIAM", "DE LA CRUZ", profession="physical_therapist"),
    row("P160991234", "ANNA", "ROSEWARNE", profession="pt_assistant"),
    row("AC60990800", "KATRIN", "OAKHURST", expires_on="2026-11-20"),
    row("AC60990801", "HORACE", "INGLEWOOD", status_printed="Odd Word", status="unknown"),
    row("14.0099", "XIN", "ZHANG", jurisdiction="CO", profession="physical_therapist"),
    row("90117", "LEOPOLD", "EASTLAKE", jurisdiction="CO"),
    row("90117", "JULIUS", "FERNHILL", jurisdiction="NV"),
)
FORMER = (row("AC60990900", "FLORIAN", "QUILLFEATHER"),)
ACTIONS = (
    {
        "board_action_id": "a1",
        "license_id": "us_wa_board:AC60990666",
        "action_printed": "SECRET ORDER",
        "stage": "final",
    },
)
SOURCES = (
    source("WA"),
    source("CO"),
    source("NV", fetched_at="2026-06-01T00:00:00Z", source_as_of="2026-06-01"),
    source("CA", professions="physical_therapist"),
    source("CA", source="us_ca_medical", professions="physician"),
)
ADVERSE_WORDS = ("Revoked", "Probation", "actiontaken", "SECRET", "Pending", "Expired", "Retired", "Odd Word")
"""What the lists above print of licenses that are not plainly active."""


def database(more: Iterable[dict[str, Any]] = ()) -> sqlite3.Connection:
    """A published database in memory, as far as looking up reads it; `more` licenses are on its lists."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    for statement in (*create_statements(), SEARCH_TABLE):
        connection.execute(statement)
    _insert(connection, "sources", SOURCES)
    _insert(connection, "licenses", (*ROWS, *more))
    _insert(connection, "board_actions", ACTIONS)
    _insert(connection, "former_licenses", map(_former, FORMER))
    fill_search(connection)
    for table in CODE_TABLES:
        with (CODES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file)
        connection.execute(f"CREATE TABLE {table} ({', '.join(header)})")
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(header))})", lines)  # noqa: S608
    connection.commit()
    return connection


def ask(
    connection: sqlite3.Connection, name: str = "", number: str = "", state: str = "", profession: str = ""
) -> Answer:
    """The answer on the day of the tests."""
    return look_up(connection, read_question(name, number, state, profession), TODAY)


def _former(gone: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in gone.items() if not key.startswith(("is_", "discipline"))}
    return {**kept, "last_listed_on": "2026-10-01", "missing_since": "2026-10-08"}


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    for each in rows:
        names, marks = ", ".join(each), ", ".join("?" * len(each))
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(each.values()))  # noqa: S608
