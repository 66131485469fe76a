"""Certificates of an entry that its issuer's directory shows, as the published database has them."""

from __future__ import annotations

import sqlite3

from verify.linkage.lookup_lists import rows_of

_SHOWN = """
select sentence from checks where entry_id = ? and outcome = 'pass' and certification_id is not null
and check_name in ('national_certification', 'specialist_certification', 'needling_certification')
order by position
"""


def certificates_of(connection: sqlite3.Connection, entry_id: str) -> tuple[str, ...]:
    """What is said of each certificate of an entry that passed its check; each names it in quotes."""
    return tuple(str(row["sentence"]) for row in rows_of(connection, _SHOWN, entry_id))
