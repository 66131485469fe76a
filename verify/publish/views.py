"""SQL views of `directory.db`: what a query may rely on without knowing when the file was built."""

from __future__ import annotations

HAS_ENDED = (
    "e.verdict <> 'not_covered' and coalesce(e.shown_until < date('now'), e.verdict <> 'needs_review')"
)
"""True where a verdict may no longer be shown today. One without a last day is never shown."""

VIEWS: dict[str, str] = {
    "entries_today": f"""
select
  e.entry_id,
  e.kind,
  e.name,
  e.profession,
  e.checked_profession,
  e.city,
  e.state,
  e.zip5,
  case when {HAS_ENDED} then 'not_covered' else e.verdict end as verdict,
  case when {HAS_ENDED} then 'No verdict can be shown today: the evidence is too old, or the license has '
    || 'reached its end date since. The last good check was on ' || coalesce(e.checked_on, 'an unknown day')
    || '.' else e.verdict_sentence end as verdict_sentence,
  case when {HAS_ENDED} then 1 else 0 end as has_ended,
  e.verdict as verdict_when_built,
  cast(julianday(date('now')) - julianday(e.checked_on) as integer) as age_days,
  e.checked_on,
  e.listing_as_of,
  e.next_check_on,
  e.shown_until,
  e.verdict_license_id
from entries e
""",  # noqa: S608 - the only part put in is the constant above
}
"""View name to its select statement; `CREATE VIEW name AS` is put before it by the build."""
