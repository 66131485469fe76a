"""The tables of `directory.db`: STRICT, with keys that hold. `metadata.yml` describes each column."""

from __future__ import annotations

EVIDENCE = """
  source_url TEXT NOT NULL,
  fetched_at TEXT NOT NULL,
  source_as_of TEXT,
  raw_sha256 TEXT NOT NULL,
  row_number INTEGER NOT NULL,
  parser_version TEXT NOT NULL
"""

TABLES: dict[str, str] = {
    "sources": """
  source TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  agency TEXT NOT NULL,
  jurisdiction TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('license', 'entry', 'exclusion', 'certification')),
  professions TEXT NOT NULL,
  homepage_url TEXT NOT NULL,
  lookup_url TEXT NOT NULL,
  protocol TEXT NOT NULL,
  states_discipline INTEGER NOT NULL CHECK (states_discipline IN (0, 1)),
  is_complete INTEGER NOT NULL CHECK (is_complete IN (0, 1)),
  omits TEXT NOT NULL,
  refresh_days INTEGER NOT NULL,
  terms TEXT NOT NULL,
  attribution TEXT NOT NULL,
  permission TEXT NOT NULL,
  records_count INTEGER NOT NULL,
  records_crawl_id TEXT REFERENCES crawls (crawl_id),
  last_crawl_id TEXT REFERENCES crawls (crawl_id),
  fetched_at TEXT,
  source_as_of TEXT,
  parser_version TEXT NOT NULL
""",
    "crawls": """
  crawl_id TEXT PRIMARY KEY,
  source TEXT NOT NULL REFERENCES sources (source) DEFERRABLE INITIALLY DEFERRED,
  outcome TEXT NOT NULL CHECK (outcome IN ('succeeded', 'failed')),
  reason TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT NOT NULL,
  source_as_of TEXT,
  served_from TEXT NOT NULL,
  responses_count INTEGER NOT NULL,
  rows_count INTEGER NOT NULL,
  records_count INTEGER NOT NULL,
  quarantined_count INTEGER NOT NULL,
  skipped_count INTEGER NOT NULL,
  new_columns TEXT NOT NULL,
  unknown_statuses TEXT NOT NULL,
  parser_version TEXT NOT NULL
""",
    "licenses": f"""
  license_id TEXT PRIMARY KEY,
  source TEXT NOT NULL REFERENCES sources (source),
  jurisdiction TEXT NOT NULL,
  profession TEXT NOT NULL,
  license_number TEXT NOT NULL,
  license_type_printed TEXT,
  first_name TEXT,
  middle_name TEXT,
  last_name TEXT,
  suffix TEXT,
  organization_name TEXT,
  status_printed TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'active_restricted', 'probation', 'inactive',
    'expired', 'suspended', 'revoked', 'surrendered', 'deceased', 'pending', 'ended_other', 'unknown')),
  is_disciplinary_status INTEGER NOT NULL CHECK (is_disciplinary_status IN (0, 1)),
  is_superseded INTEGER NOT NULL CHECK (is_superseded IN (0, 1)),
  issued_on TEXT,
  renewed_on TEXT,
  expires_on TEXT,
  discipline TEXT NOT NULL CHECK (discipline IN ('yes', 'none', 'not_stated')),
  discipline_printed TEXT,
  city TEXT,
  state TEXT,
  zip5 TEXT,
  is_in_renewal INTEGER NOT NULL DEFAULT 0 CHECK (is_in_renewal IN (0, 1)),
  board_url TEXT,
  {EVIDENCE}
""",
    "board_actions": """
  board_action_id TEXT PRIMARY KEY,
  license_id TEXT NOT NULL REFERENCES licenses (license_id),
  action_printed TEXT NOT NULL,
  reason_printed TEXT,
  stage TEXT NOT NULL CHECK (stage IN ('alleged', 'final', 'unknown')),
  acted_on TEXT,
  ended_on TEXT,
  docket TEXT,
  order_url TEXT
""",
    "exclusions": f"""
  exclusion_id TEXT PRIMARY KEY,
  source TEXT NOT NULL REFERENCES sources (source),
  npi TEXT,
  last_name TEXT,
  first_name TEXT,
  middle_name TEXT,
  business_name TEXT,
  general TEXT,
  specialty TEXT,
  city TEXT,
  state TEXT,
  zip5 TEXT,
  exclusion_type TEXT NOT NULL,
  excluded_on TEXT,
  reinstated_on TEXT,
  waiver_on TEXT,
  waiver_state TEXT,
  {EVIDENCE}
""",
    "entries": f"""
  entry_id TEXT PRIMARY KEY,
  source TEXT NOT NULL REFERENCES sources (source),
  kind TEXT NOT NULL CHECK (kind IN ('individual', 'organization')),
  name TEXT NOT NULL,
  profession TEXT NOT NULL,
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
    'not_found', 'needs_review', 'not_covered')),
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
    "clinic_members": """
  entry_id TEXT NOT NULL REFERENCES entries (entry_id),
  member_id TEXT NOT NULL REFERENCES entries (entry_id),
  basis TEXT NOT NULL CHECK (basis IN ('same_suite_and_phone', 'same_address')),
  PRIMARY KEY (entry_id, member_id)
""",
    "links": """
  link_id TEXT PRIMARY KEY,
  entry_id TEXT NOT NULL REFERENCES entries (entry_id),
  license_id TEXT NOT NULL REFERENCES licenses (license_id),
  decision TEXT NOT NULL CHECK (decision IN ('accept', 'review')),
  probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1),
  cut REAL NOT NULL CHECK (cut BETWEEN 0 AND 1),
  weight_bits REAL NOT NULL,
  rule TEXT NOT NULL,
  identity_class TEXT NOT NULL CHECK (identity_class IN ('number_and_name', 'name_and_place', 'none')),
  reason TEXT NOT NULL,
  rival_license_id TEXT REFERENCES licenses (license_id),
  rival_weight_bits REAL,
  entry_hash TEXT NOT NULL,
  license_hash TEXT NOT NULL,
  model_version TEXT NOT NULL,
  UNIQUE (entry_id, license_id)
""",
    "link_comparisons": """
  link_id TEXT NOT NULL REFERENCES links (link_id),
  position INTEGER NOT NULL,
  comparison TEXT NOT NULL,
  level TEXT NOT NULL,
  entry_value TEXT,
  license_value TEXT,
  weight_bits REAL NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (link_id, position)
""",
    "checks": """
  entry_id TEXT NOT NULL REFERENCES entries (entry_id),
  position INTEGER NOT NULL,
  check_name TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('pass', 'fail', 'notice', 'review', 'no_evidence')),
  strength TEXT NOT NULL CHECK (strength IN ('primary', 'corroborated', 'claimed',
    'adverse_confirmed', 'none')),
  sentence TEXT NOT NULL,
  license_id TEXT REFERENCES licenses (license_id),
  exclusion_id TEXT REFERENCES exclusions (exclusion_id),
  source TEXT REFERENCES sources (source),
  source_url TEXT,
  fetched_at TEXT,
  source_as_of TEXT,
  checked_by TEXT NOT NULL,
  PRIMARY KEY (entry_id, position)
""",
    "quarantine": """
  quarantine_id INTEGER PRIMARY KEY,
  source TEXT NOT NULL REFERENCES sources (source),
  raw_sha256 TEXT NOT NULL,
  row_number INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  value TEXT,
  reason TEXT NOT NULL,
  message TEXT NOT NULL
""",
    "releases": """
  release_id TEXT PRIMARY KEY,
  built_on TEXT NOT NULL,
  is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
  model_version TEXT NOT NULL,
  model_parameters TEXT NOT NULL,
  software_version TEXT NOT NULL,
  licenses_count INTEGER NOT NULL,
  entries_count INTEGER NOT NULL,
  links_accepted_count INTEGER NOT NULL,
  links_review_count INTEGER NOT NULL,
  verified_count INTEGER NOT NULL
""",
    "glossary": """
  term TEXT PRIMARY KEY,
  definition TEXT NOT NULL
""",
    "zips": """
  zip5 TEXT PRIMARY KEY,
  city TEXT NOT NULL,
  state TEXT NOT NULL,
  latitude REAL,
  longitude REAL
""",
}
"""Table name to its column definitions, in the order in which rows can be written."""

CODE_TABLES = (
    "status_vocabulary",
    "credential_abbreviations",
    "taxonomy_codes",
    "leie_codes",
    "acupuncture_licensure",
    "acupuncture_schools",
    "school_renames",
    "pt_dry_needling",
)
"""Tables copied from `data/codes/NAME.csv`: every column text, with its `as_of` and source."""

INDEXES: dict[str, tuple[str, ...]] = {
    "licenses": ("jurisdiction, profession, license_number", "last_name, first_name", "status"),
    "board_actions": ("license_id",),
    "exclusions": ("npi", "last_name, first_name"),
    "entries": ("state, city", "zip5", "verdict", "profession", "last_name, first_name"),
    "entry_places": ("zip5", "state, city"),
    "clinic_members": ("member_id",),
    "links": ("license_id", "decision"),
    "checks": ("check_name, outcome",),
    "quarantine": ("source",),
    "zips": ("state, city",),
}
"""Column lists to index, besides the primary keys."""

SEARCH = """
CREATE VIRTUAL TABLE entries_fts USING fts5 (
  name, other_names, city, zip5, license_numbers,
  entry_id UNINDEXED, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
)
"""
"""Full text search of entries; `entry_id` leads back to the entry."""


def create_statements() -> list[str]:
    """The statements that make every table of `TABLES`, all STRICT."""
    return [f"CREATE TABLE {name} ({columns}) STRICT" for name, columns in TABLES.items()]
