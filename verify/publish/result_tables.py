"""What was concluded, as tables: clinics, certificates, links, checks, former licenses."""

from __future__ import annotations

from verify.publish.listing_tables import EVIDENCE

RESULT_TABLES: dict[str, str] = {
    "clinic_members": """
  entry_id TEXT NOT NULL REFERENCES entries (entry_id),
  member_id TEXT NOT NULL REFERENCES entries (entry_id),
  basis TEXT NOT NULL CHECK (basis IN ('organization_roles', 'staff_list', 'same_suite_and_phone',
    'same_address')),
  statement_id TEXT REFERENCES statements (statement_id),
  PRIMARY KEY (entry_id, member_id)
""",
    "certification_links": """
  entry_id TEXT NOT NULL REFERENCES entries (entry_id),
  certification_id TEXT NOT NULL REFERENCES certifications (certification_id),
  reason TEXT NOT NULL,
  PRIMARY KEY (entry_id, certification_id)
""",
    "entry_credentials": """
  entry_id TEXT NOT NULL REFERENCES entries (entry_id),
  position INTEGER NOT NULL,
  printed TEXT NOT NULL,
  credential TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('license', 'degree', 'certification', 'membership', 'unknown')),
  issuer TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('pass', 'fail', 'notice', 'review', 'no_evidence')),
  answer TEXT NOT NULL,
  PRIMARY KEY (entry_id, position)
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
  machine_decision TEXT NOT NULL CHECK (machine_decision IN ('accept', 'review', 'none')),
  decided_by TEXT,
  decided_at TEXT,
  decision_reason TEXT,
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
  bearing TEXT NOT NULL CHECK (bearing IN ('decides', 'adds', 'none')),
  sentence TEXT NOT NULL,
  license_id TEXT REFERENCES licenses (license_id),
  exclusion_id TEXT REFERENCES exclusions (exclusion_id),
  certification_id TEXT REFERENCES certifications (certification_id),
  accreditation_id TEXT REFERENCES accreditations (accreditation_id),
  statement_id TEXT REFERENCES statements (statement_id),
  source TEXT REFERENCES sources (source),
  source_url TEXT,
  fetched_at TEXT,
  source_as_of TEXT,
  checked_by TEXT NOT NULL,
  PRIMARY KEY (entry_id, position)
""",
    "former_licenses": f"""
  license_id TEXT PRIMARY KEY,
  source TEXT NOT NULL REFERENCES sources (source),
  jurisdiction TEXT NOT NULL,
  profession TEXT NOT NULL,
  license_number TEXT NOT NULL,
  first_name TEXT,
  middle_name TEXT,
  last_name TEXT,
  suffix TEXT,
  organization_name TEXT,
  status_printed TEXT NOT NULL,
  status TEXT NOT NULL,
  expires_on TEXT,
  last_listed_on TEXT NOT NULL,
  missing_since TEXT NOT NULL,
  {EVIDENCE}
""",
    "former_links": """
  entry_id TEXT NOT NULL REFERENCES entries (entry_id),
  license_id TEXT NOT NULL REFERENCES former_licenses (license_id),
  identity_class TEXT NOT NULL CHECK (identity_class IN ('number_and_name', 'name_and_place')),
  PRIMARY KEY (entry_id, license_id)
""",
}
"""Table name to its column definitions."""
