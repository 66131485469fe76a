"""The private-data scan of a finished database: every text column of every table, before publishing.

The scan must first find controls that are planted in a copy of the tables in memory, one for
each rule in each column that the rule covers; a scan that is blind to one of them fails.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from verify.publish import private_text
from verify.publish.errors import RefusedError
from verify.publish.schema import CODE_TABLES
from verify.publish.search_tables import WITHOUT_ROWID

EXEMPT: dict[str, str] = {
    "sources": "written by us about agencies; names their public contact pages",
    "glossary": "written by us; explains words",
    "zips": "a published table of ZIP codes and their cities; holds no practitioner",
    **dict.fromkeys(CODE_TABLES, "a vocabulary in the repository, read by a person; holds no practitioner"),
}
"""Tables whose texts are not about a person, with the reason. Their column names are scanned."""

BIRTH_COLUMN = re.compile(r"birth|\bdob\b|_dob|dob_|\bssn\b|social_security", re.IGNORECASE)
"""Names of columns that may not exist in any table, empty or not."""

OF_RECORD = frozenset({"licenses", "board_actions", "exclusions", "certifications", "former_licenses"})
"""Tables that come from records of an authority; a street there is an address of record."""

OF_COMPANY = frozenset({"organization_name", "business_name", "source_url", "raw_sha256", "parser_version"})
"""Columns of `OF_RECORD` in which a street name is part of a company's name, or no text of a person."""


WITH_PHONES: dict[str, str] = {
    "phone": "the business telephone of an entry, shown as such",
    "license_number": "a number of a board or a claim, which may look like a telephone",
    "license_numbers": "the same numbers, to be searched",
    "number_printed": "the same numbers, to be searched",
    "entry_value": "the two values of a comparison, license numbers among them",
    "license_value": "the two values of a comparison, license numbers among them",
    "rank": "a hidden column of the search table",
    "model_parameters": "numbers of the linking model",
}
"""Columns in which a telephone number is no fault, with the reason. Ids, addresses and hashes are others."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of private data: its pattern, the columns it covers, and a control that it must find.

    Any text that holds it fits one of `globs`; SQLite sorts the others out at its own speed.
    """

    name: str
    pattern: re.Pattern[str]
    globs: tuple[str, ...]
    covers: Callable[[str, str], bool]
    control: str


@dataclass(frozen=True, slots=True)
class Found:
    """Private data in one column: how many rows, and the row id of the first. Never the value."""

    table: str
    column: str
    rule: str
    rows_count: int
    first_row_id: int


def _everywhere(table: str, column: str) -> bool:
    return True


def _holds_no_phone(table: str, column: str) -> bool:
    return column not in WITH_PHONES and not column.endswith(("_id", "_url", "_hash", "_sha256"))


def _holds_street(table: str, column: str) -> bool:
    return table in OF_RECORD and column not in OF_COMPANY


RULES: tuple[Rule, ...] = (
    Rule(
        "social security number",
        private_text.SOCIAL_SECURITY_NUMBER,
        ("*[0-9][- ][0-9][0-9][- ][0-9]*",),
        _everywhere,
        "AC 000-00-0000",
    ),
    Rule("e-mail address", private_text.E_MAIL, ("*@*",), _everywhere, "write to nobody@practice.example"),
    Rule(
        "birth date",
        private_text.BIRTH_DATE,
        ("*[Bb][Oo][Rr][Nn]*", "*[Bb][Ii][Rr][Tt][Hh]*", "*[Dd][Oo][Bb]*", "*[Dd].[Oo].[Bb]*"),
        _everywhere,
        "Nobody, born 01/02/1903",
    ),
    Rule(
        "telephone number",
        private_text.PHONE,
        ("*[0-9][-. ][0-9][0-9][0-9][0-9]*",),
        _holds_no_phone,
        "NOBODY (206) 555-0100",
    ),
    Rule(
        "markup",
        private_text.MARKUP,
        ("*<[A-Za-z/!?]*>*", "*&*;*", "*[Ss][Cc][Rr][Ii][Pp][Tt]:*"),
        _everywhere,
        "NOBODY <b onclick=alert(1)>",
    ),
    Rule(
        "control character",
        private_text.CONTROL,
        (f"*[{private_text.CONTROLS}]*",),
        _everywhere,
        "NOBODY \u202eYDOBON",
    ),
    Rule(
        "street address",
        private_text.STREET_ADDRESS,
        ("*[0-9] *", "*[0-9][A-Za-z] *", "*[Bb][Oo][Xx] [0-9]*"),
        _holds_street,
        "1 Nowhere Street, Apt 5",
    ),
)


def guard(connection: sqlite3.Connection, rules: tuple[Rule, ...] = RULES) -> None:
    """Nothing private was found in the database, by a scan that proved that it can see.

    Raises:
        RefusedError: the scan is blind to a planted control, or private data was found. The
            sentence names tables, columns and rows and never repeats a value.
    """
    blind = blind_spots(connection, rules)
    if blind:
        raise RefusedError(f"The private-data scan is blind to {blind[0]}; repair verify/publish/guard.py.")
    found = [*_birth_columns(connection), *scan(connection, rules)]
    if found:
        raise RefusedError("Private data in the new database: " + "; ".join(map(_describe, found)) + ".")


def scan(connection: sqlite3.Connection, rules: tuple[Rule, ...] = RULES) -> list[Found]:
    """Where private data stands, by table, column and rule; empty when nothing was found."""
    return [
        found
        for table, columns in text_columns(connection).items()
        if table not in EXEMPT
        for found in _scan_table(connection, table, columns, rules)
    ]


def blind_spots(connection: sqlite3.Connection, rules: tuple[Rule, ...] = RULES) -> list[str]:
    """What a scan of these tables would miss: planted controls that were not found, in words."""
    expected = {(rule.name) for rule in RULES} - {rule.name for rule in rules}
    planted = _planted(connection, rules)
    seen = {(found.table, found.column, found.rule) for found in scan(planted, rules)}
    planted.close()
    missed = [
        f"{rule.name} in {table}.{column}"
        for table, columns in text_columns(connection).items()
        if table not in EXEMPT
        for column in columns
        for rule in rules
        if rule.covers(table, column) and (table, column, rule.name) not in seen
    ]
    return sorted(expected) + missed


def sieve(rule: Rule) -> str:
    """The SQL condition that lets through every `text` in which a rule could find something.

    GLOB reads no further than a NUL character, so a text with one is let through as well.
    """
    return " OR ".join(["instr(text, char(0))", *("text GLOB ?" for _ in rule.globs)])


def text_columns(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The text columns of every table, the search tables included, their inner tables left out."""
    names = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        if not name.startswith(("sqlite_", "entries_fts_", "licenses_fts_"))
    ]
    return {
        name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})") if row[2] in ("TEXT", "")]
        for name in names
    }


def _scan_table(
    connection: sqlite3.Connection, table: str, columns: list[str], rules: tuple[Rule, ...]
) -> Iterator[Found]:
    """What the rules find in a table; rules that cover the same columns share one passage through it."""
    together: dict[tuple[str, ...], list[Rule]] = {}
    for rule in rules:
        covered = tuple(column for column in columns if rule.covers(table, column))
        together.setdefault(covered, []).append(rule)
    for covered, group in together.items():
        if covered:
            yield from _scan_columns(connection, table, covered, group)


def _scan_columns(
    connection: sqlite3.Connection, table: str, covered: tuple[str, ...], rules: list[Rule]
) -> Iterator[Found]:
    joined = " || '|' || ".join(f"coalesce({column}, '')" for column in covered)
    row_id = "0" if table in WITHOUT_ROWID else "rowid"
    texts = f"SELECT {row_id} AS row_id, {joined} AS text, {', '.join(covered)} FROM {table}"  # noqa: S608
    sift = f"SELECT * FROM ({texts}) WHERE {' OR '.join(map(sieve, rules))}"  # noqa: S608
    globs = [glob for rule in rules for glob in rule.globs]
    hits: dict[tuple[str, str], list[int]] = {}
    for row_id, text, *values in connection.execute(sift, globs):
        for rule in (each for each in rules if each.pattern.search(text)):
            for column, value in zip(covered, values, strict=True):
                if value and rule.pattern.search(value):
                    hits.setdefault((column, rule.name), []).append(row_id)
    for (column, name), row_ids in hits.items():
        yield Found(table, column, name, len(row_ids), row_ids[0])


def _planted(connection: sqlite3.Connection, rules: tuple[Rule, ...]) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:")
    for table, columns in text_columns(connection).items():
        if table in EXEMPT or not columns:
            continue
        copy.execute(f"CREATE TABLE {table} ({', '.join(f'{column} TEXT' for column in columns)})")
        for rule in rules:
            cells = [rule.control if rule.covers(table, column) else None for column in columns]
            copy.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", cells)  # noqa: S608
    return copy


def _birth_columns(connection: sqlite3.Connection) -> list[Found]:
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [
        Found(table, row[1], "column of birth dates or social security numbers", 0, 0)
        for table in tables
        for row in connection.execute(f"PRAGMA table_info({table})")
        if BIRTH_COLUMN.search(row[1])
    ]


def _describe(found: Found) -> str:
    where = f"{found.table}.{found.column}"
    if not found.rows_count:
        return f"{where} is a {found.rule}"
    return f"{found.rule} in {where}, {found.rows_count} rows, the first with rowid {found.first_row_id}"
