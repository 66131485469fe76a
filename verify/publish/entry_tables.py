"""Entries of the directory and what they state, as tables."""

from __future__ import annotations

from verify.publish.listing_tables import EVIDENCE

ENTRY_TABLES: dict[str, str] = {
    "entries": f"""
  entry_id TEXT PRIMARY KEY,
  source TEXT NOT NULL REFERENCES sources (source),
  kind TEXT NOT NULL CHECK (kind IN ('individual', 'organization')),
  name TEXT NOT NULL,
  profession TEXT NOT NULL,
  checked_profession TEXT,
  first_name TEXT,
  middle_name TEXT,
  last_name TEXT,
  suffix TEXT,
  credential_printed TEXT,
  organization_name TEXT,
  city TEXT,
  state TEXT,
  zip5 TEXT,
  phone TEXT,
  verdict TEXT NOT NULL CHECK (verdict IN ('verified', 'verified_with_notice', 'license_not_active',
    'not_found', 'no_end_date', 'needs_review', 'not_covered')),
  verdict_sentence TEXT NOT NULL,
  verdict_license_id TEXT REFERENCES licenses (license_id),
  checked_on TEXT,
  listing_as_of TEXT,
  next_check_on TEXT,
  shown_until TEXT,
  enumerated_on TEXT,
  updated_on TEXT,
  {EVIDENCE}
""",
    "entry_names": """
  entry_id TEXT NOT NULL REFERENCES entries (entry_id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (entry_id, position)
""",
    "entry_places": """
  entry_id TEXT NOT NULL REFERENCES entries (entry_id),
  position INTEGER NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('practice', 'secondary')),
  city TEXT,
  state TEXT,
  zip5 TEXT,
  phone TEXT,
  PRIMARY KEY (entry_id, position)
""",
    "entry_claims": """
  entry_id TEXT NOT NULL REFERENCES entries (entry_id),
  position INTEGER NOT NULL,
  taxonomy_code TEXT NOT NULL,
  profession TEXT NOT NULL,
  state TEXT,
  license_number TEXT,
  is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)),
  PRIMARY KEY (entry_id, position)
""",
    "statements": f"""
  statement_id TEXT PRIMARY KEY,
  source TEXT NOT NULL REFERENCES sources (source),
  entry_id TEXT NOT NULL REFERENCES entries (entry_id),
  topic TEXT NOT NULL,
  statement_printed TEXT NOT NULL,
  issuer TEXT,
  stated_on TEXT,
  basis TEXT NOT NULL CHECK (basis IN ('own_statement', 'document_seen', 'issuer_directory', 'staff_list',
    'organization_roles')),
  other_entry_id TEXT REFERENCES entries (entry_id),
  seen_by TEXT NOT NULL,
  {EVIDENCE}
""",
}
"""Table name to its column definitions."""
