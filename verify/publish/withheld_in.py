"""Whether an older database holds what is withheld now."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from verify.publish.suppression import Suppressions

ENTRIES = (
    "SELECT entry_id FROM entries UNION SELECT entry_id FROM changes UNION SELECT entry_id FROM former_links"
)
LICENSES = (
    "SELECT license_id FROM licenses UNION SELECT license_id FROM changes "
    "UNION SELECT license_id FROM former_licenses"
)
CONTACTS = "SELECT entry_id FROM entries WHERE coalesce(phone, zip5) IS NOT NULL"


def withheld_in(connection: sqlite3.Connection, suppressions: Suppressions) -> frozenset[str]:
    """Ids in the database that no table may hold now, and entries with a contact that is withheld now."""
    if not suppressions:
        return frozenset()
    licenses = {license_hash for _, license_hash in suppressions.remembered}
    return frozenset(
        (
            *suppressions.of(_ids(connection, ENTRIES), suppressions.entries),
            *suppressions.of(_ids(connection, LICENSES), licenses),
            *suppressions.of(_ids(connection, CONTACTS), suppressions.contacts),
        )
    )


def _ids(connection: sqlite3.Connection, sql: str) -> Iterator[str]:
    return (each for (each,) in connection.execute(sql) if each)
