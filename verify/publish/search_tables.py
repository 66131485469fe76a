"""The tables behind the search page, and the bits in them. They say nothing that other tables do not say."""

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
    "search_groups": """
  group_code TEXT NOT NULL,
  search_id INTEGER NOT NULL REFERENCES entry_search (search_id),
  kind TEXT NOT NULL,
  professions INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  shown_until TEXT,
  marks INTEGER NOT NULL,
  license_states TEXT NOT NULL,
  languages TEXT NOT NULL,
  PRIMARY KEY (group_code, search_id)
""",
    "group_counts": """
  group_code TEXT NOT NULL,
  kind TEXT NOT NULL,
  professions INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  shown_until TEXT,
  marks INTEGER NOT NULL,
  license_states TEXT NOT NULL,
  languages TEXT NOT NULL,
  entries_count INTEGER NOT NULL
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
    "zip_counts": """
  zip5 TEXT PRIMARY KEY,
  entries_count INTEGER NOT NULL
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
"""Table name to its columns. `professions` and `marks` are sums of the bits below."""

WITHOUT_ROWID = frozenset(
    {"search_groups", "search_numbers", "search_words", "search_word_keys", "zip_counts", "cities"}
)

SEARCH_INDEXES: dict[str, tuple[str, ...]] = {
    "group_counts": ("group_code",),
    "zips": ("latitude, longitude, zip5",),
}

EVERYWHERE = "all"
"""The group of all entries; it has counts and no rows of its own."""
