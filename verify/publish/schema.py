"""The tables of `directory.db`: STRICT, with keys that hold. `metadata.yml` describes each column."""

from __future__ import annotations

from verify.publish.entry_tables import ENTRY_TABLES
from verify.publish.listing_tables import LISTING_TABLES
from verify.publish.reference_tables import REFERENCE_TABLES
from verify.publish.release_tables import RELEASE_TABLES
from verify.publish.result_tables import RESULT_TABLES
from verify.publish.search_tables import SEARCH_TABLES, WITHOUT_ROWID

SCHEMA_VERSION = 11
"""`PRAGMA user_version` of our databases: raised when a table changes."""

TABLES: dict[str, str] = (
    LISTING_TABLES | ENTRY_TABLES | REFERENCE_TABLES | RESULT_TABLES | RELEASE_TABLES | SEARCH_TABLES
)
"""Table name to its column definitions; the order is that of the statements that make them."""

CODE_TABLES = (
    "status_vocabulary",
    "credential_abbreviations",
    "taxonomy_codes",
    "leie_codes",
    "acupuncture_licensure",
    "acupuncture_schools",
    "school_renames",
    "pt_dry_needling",
    "boards",
    "page_phrases",
    "page_words",
    "page_titles",
    "credential_registers",
)
"""Tables copied from `data/codes/NAME.csv`: every column text, with its `as_of` and source."""

INDEXES: dict[str, tuple[str, ...]] = {
    "licenses": (
        "jurisdiction, profession, license_number",
        "last_name, first_name",
        "status",
        "source, profession, status, status_printed, is_superseded, discipline",
    ),
    "board_actions": ("license_id",),
    "exclusions": ("npi", "last_name, first_name"),
    "entries": (
        "state, city",
        "zip5",
        "verdict, state, verdict_license_id",
        "profession, kind, state, verdict, shown_until, checked_on, checked_profession",
        "last_name, first_name",
    ),
    "entry_places": ("zip5", "state, city"),
    "clinic_members": ("member_id",),
    "links": ("license_id, decision, rule, identity_class, weight_bits, cut, entry_id", "decision"),
    "checks": ("check_name, outcome",),
    "quarantine": ("source",),
    "statements": ("entry_id, topic",),
    "certification_links": ("certification_id",),
    "accreditations": ("institution_name",),
    "former_licenses": ("jurisdiction, profession, license_number", "last_name, first_name"),
    "former_links": ("license_id",),
    "changes": ("entry_id", "license_id", "release_id, kind, cause", "source, release_id, kind, change_id"),
    "overrides": ("release_id",),
    "disputes": ("entry_id",),
    "zips": ("state, city",),
}
"""Column lists to index, besides the primary keys. A long one answers ready questions without its table."""

SEARCH = """
CREATE VIRTUAL TABLE entries_fts USING fts5 (
  name, other_names, city, zip5, license_numbers,
  entry_id UNINDEXED, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
)
"""
"""Full text search of entries; `entry_id` leads back to the entry."""


def create_statements() -> list[str]:
    """The statements that make every table of `TABLES`, all STRICT."""
    return [
        f"CREATE TABLE {name} ({columns}) STRICT{', WITHOUT ROWID' if name in WITHOUT_ROWID else ''}"
        for name, columns in TABLES.items()
    ]
