"""What is told of a release and its data, as tables: figures, changes, columns, questions, disputes."""

from __future__ import annotations

RELEASE_TABLES: dict[str, str] = {
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
