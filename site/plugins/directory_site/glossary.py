"""The words that the site explains, from the tables of the database."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from .reading import has_table, read_once

TERMS = "select term, definition from glossary order by term collate nocase"
"""The words of the field and of these pages."""

STATUSES = """
select distinct state, raw_status, plain_meaning from status_vocabulary
where plain_meaning <> '' order by state, raw_status collate nocase
"""
"""Every status word of each board, in a plain sentence."""

LETTERS = """
select written_form, normalized_credential, kind, note from credential_abbreviations
order by normalized_credential collate nocase, written_form collate nocase
"""
"""What letters behind a name stand for."""


async def read_glossary(db: Any) -> dict[str, Any]:
    """Terms, status words by state, and letters; tables that are missing explain nothing."""
    statuses = await read_once(db, STATUSES) if await has_table(db, "status_vocabulary") else []
    letters = await read_once(db, LETTERS) if await has_table(db, "credential_abbreviations") else []
    by_state = groupby(statuses, key=lambda row: row["state"])
    return {
        "terms": await read_once(db, TERMS),
        "statuses": {state: list(rows) for state, rows in by_state},
        "letters": letters,
    }
