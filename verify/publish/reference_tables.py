"""What stands beside the records, as tables: rows set aside, places, how often answers are right, terms."""

from __future__ import annotations

REFERENCE_TABLES: dict[str, str] = {
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
    "zips": """
  zip5 TEXT PRIMARY KEY,
  city TEXT NOT NULL,
  state TEXT NOT NULL,
  latitude REAL,
  longitude REAL,
  county TEXT
""",
    "state_population": """
  state TEXT PRIMARY KEY,
  population_count INTEGER NOT NULL,
  estimated_on TEXT NOT NULL,
  vintage TEXT NOT NULL,
  as_of TEXT NOT NULL,
  source TEXT NOT NULL,
  source_url TEXT NOT NULL
""",
    "accuracy": """
  measure TEXT NOT NULL CHECK (measure IN ('precision', 'recall', 'recall_with_review', 'verified',
    'not_found')),
  dimension TEXT NOT NULL CHECK (dimension IN ('all', 'kind', 'number', 'source')),
  stratum TEXT NOT NULL,
  right_count INTEGER NOT NULL,
  of_count INTEGER NOT NULL CHECK (of_count >= right_count AND of_count > 0),
  share REAL NOT NULL CHECK (share BETWEEN 0 AND 1),
  share_low REAL NOT NULL CHECK (share_low BETWEEN 0 AND 1),
  share_high REAL NOT NULL CHECK (share_high BETWEEN 0 AND 1),
  as_of TEXT NOT NULL,
  labels TEXT NOT NULL,
  PRIMARY KEY (measure, dimension, stratum)
""",
    "audits": """
  audit_id TEXT NOT NULL,
  audited_on TEXT NOT NULL,
  audited_by TEXT NOT NULL,
  release_id TEXT NOT NULL,
  seed INTEGER NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('link', 'not_found')),
  dimension TEXT NOT NULL CHECK (dimension IN ('all', 'source', 'kind', 'strength')),
  stratum TEXT NOT NULL,
  answers_count INTEGER NOT NULL,
  sampled_count INTEGER NOT NULL,
  right_count INTEGER NOT NULL,
  wrong_count INTEGER NOT NULL,
  cant_tell_count INTEGER NOT NULL,
  share REAL CHECK (share BETWEEN 0 AND 1),
  share_low REAL CHECK (share_low BETWEEN 0 AND 1),
  share_high REAL CHECK (share_high BETWEEN 0 AND 1),
  PRIMARY KEY (audit_id, answer, dimension, stratum)
""",
    "glossary": """
  term TEXT PRIMARY KEY,
  definition TEXT NOT NULL
""",
}
"""Table name to its column definitions."""
