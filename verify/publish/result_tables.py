"""What was concluded, as tables: links, checks, clinics, changes and the release."""

from __future__ import annotations

from verify.publish.record_tables import EVIDENCE

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
    "releases": """
  release_id TEXT PRIMARY KEY,
  built_on TEXT NOT NULL,
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
  previous_release_id TEXT,
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
    "release_figures": """
  release_id TEXT NOT NULL REFERENCES releases (release_id),
  topic TEXT NOT NULL CHECK (topic IN ('verdict', 'change', 'records', 'license_end', 'dispute')),
  name TEXT NOT NULL,
  detail TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (release_id, topic, name, detail)
""",
    "overrides": """
  override_id TEXT PRIMARY KEY,
  release_id TEXT NOT NULL REFERENCES releases (release_id) DEFERRABLE INITIALLY DEFERRED,
  question TEXT NOT NULL,
  sentence TEXT NOT NULL,
  reason TEXT NOT NULL,
  accepted_by TEXT NOT NULL,
  accepted_on TEXT NOT NULL
""",
    "changes": """
  change_id TEXT PRIMARY KEY,
  release_id TEXT NOT NULL REFERENCES releases (release_id) DEFERRABLE INITIALLY DEFERRED,
  subject TEXT NOT NULL CHECK (subject IN ('entry', 'license', 'source')),
  source TEXT,
  entry_id TEXT,
  license_id TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('new', 'renewed', 'lapsed', 'disciplined', 'status', 'verdict', 'match',
    'disappeared', 'returned', 'source_failed', 'source_returned', 'other')),
  cause TEXT NOT NULL CHECK (cause IN ('source_changed', 'parser_changed', 'match_changed',
    'record_disappeared', 'source_failed', 'rules_changed', 'time_passed')),
  field TEXT,
  value_before TEXT,
  value_after TEXT
""",
    "data_dictionary": """
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  position INTEGER NOT NULL,
  type TEXT NOT NULL,
  meaning TEXT NOT NULL,
  unit TEXT,
  codes TEXT,
  null_meaning TEXT,
  refers_to TEXT,
  origin TEXT NOT NULL,
  warnings TEXT,
  PRIMARY KEY (table_name, column_name)
""",
    "ready_questions": """
  question TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  cannot_say TEXT NOT NULL,
  inputs TEXT NOT NULL,
  sql TEXT NOT NULL
""",
    "disputes": """
  dispute_id TEXT PRIMARY KEY,
  entry_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('wrong_match', 'wrong_fact', 'answer')),
  opened_on TEXT NOT NULL,
  acknowledged_on TEXT,
  resolved_on TEXT,
  resolution TEXT,
  answer_printed TEXT
""",
}
"""Table name to its column definitions."""
