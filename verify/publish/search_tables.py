"""The tables behind the search page. They say nothing that other tables do not say."""

from __future__ import annotations

SEARCH_TABLES: dict[str, str] = {
    "entry_search": """
  search_id INTEGER PRIMARY KEY,
  entry_id TEXT NOT NULL UNIQUE REFERENCES entries (entry_id),
  kind TEXT NOT NULL,
  professions INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  shown_until TEXT,
  marks INTEGER NOT NULL,
  license_states TEXT NOT NULL,
  languages TEXT NOT NULL
""",
    "search_names": """
  search_id INTEGER PRIMARY KEY REFERENCES entry_search (search_id),
  name_words TEXT NOT NULL,
  more_words TEXT NOT NULL,
  other_names TEXT NOT NULL
""",
    "search_labels": """
  name TEXT PRIMARY KEY,
  labels TEXT NOT NULL
""",
    "search_arrays": """
  name TEXT NOT NULL,
  part INTEGER NOT NULL,
  numbers BLOB NOT NULL,
  PRIMARY KEY (name, part)
""",
    "search_postings": """
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  part INTEGER NOT NULL,
  search_ids BLOB NOT NULL,
  PRIMARY KEY (kind, value, part)
""",
    "search_words": """
  word TEXT PRIMARY KEY,
  entries_count INTEGER NOT NULL
""",
    "search_word_keys": """
  key TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (key, word)
""",
    "search_numbers": """
  value TEXT NOT NULL,
  search_id INTEGER NOT NULL REFERENCES entry_search (search_id),
  number_printed TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (value, search_id, number_printed, source)
""",
    "cities": """
  city_key TEXT NOT NULL,
  state TEXT NOT NULL,
  city TEXT NOT NULL,
  latitude REAL NOT NULL,
  longitude REAL NOT NULL,
  zips_count INTEGER NOT NULL,
  entries_count INTEGER NOT NULL,
  PRIMARY KEY (city_key, state)
""",
}
"""Table name to its columns. `professions` and `marks` are sums of bits.

`numbers` and `search_ids` are packed as `verify.linkage.search_sets` says.
"""

WITHOUT_ROWID = frozenset(
    {"search_arrays", "search_postings", "search_numbers", "search_words", "search_word_keys", "cities"}
)
