"""The queries behind the resources of some entries: each begins with the ids and goes on by keys."""

from __future__ import annotations

_EACH = "from json_each(:ids) i cross join"

ENTRIES = f"select e.* {_EACH} entries e on e.entry_id = i.value order by i.key"

LICENSES = f"""
select k.entry_id, k.identity_class, l.*, s.agency, s.refresh_days
{_EACH} links k on k.entry_id = i.value and k.decision = 'accept'
join licenses l on l.license_id = k.license_id join sources s on s.source = l.source
where l.is_superseded = 0 and (k.identity_class = 'number_and_name' or not (
  l.status in ('probation', 'suspended', 'revoked', 'surrendered')
  or l.is_disciplinary_status or l.discipline = 'yes'))
order by i.key, l.jurisdiction, l.license_id
"""
"""The licenses that may stand on a page: discipline needs number and name. A replaced row says nothing."""

ACTIONS = f"""
select k.entry_id, b.* {_EACH} links k on k.entry_id = i.value and k.decision = 'accept'
cross join board_actions b on b.license_id = k.license_id where k.identity_class = 'number_and_name'
order by i.key, b.acted_on desc, b.board_action_id
"""
"""Board actions, newest first; none unless number and name agree."""

CERTIFICATES = f"""
select c.entry_id, c.fetched_at, c.source_as_of, t.status_printed, t.valid_from, t.valid_to,
  coalesce(t.credential, t.certification_printed, s.statement_printed) as printed,
  coalesce(t.issuer, s.issuer) as issuer
{_EACH} checks c on c.entry_id = i.value
left join certifications t on t.certification_id = c.certification_id
left join statements s on s.statement_id = c.statement_id
where c.check_name in ('national_certification', 'specialist_certification', 'needling_certification')
  and c.outcome = 'pass' and c.strength = 'corroborated'
order by i.key, c.position
"""
"""Certificates that stand in the directory of their issuer; what an entry states or shows is not enough."""

CHECKS = f"""
select c.entry_id, c.check_name, c.outcome, c.strength, c.bearing, c.sentence, c.license_id, c.source,
  c.fetched_at, s.kind as source_kind, s.agency, s.refresh_days
{_EACH} checks c on c.entry_id = i.value left join sources s on s.source = c.source
where c.check_name = 'license_found' or c.outcome = 'notice' or c.strength = 'adverse_confirmed'
order by i.key, c.position
"""

PLACES = f"select p.* {_EACH} entry_places p on p.entry_id = i.value order by i.key, p.position"
NAMES = f"select n.* {_EACH} entry_names n on n.entry_id = i.value order by i.key, n.position"
CLAIMS = f"select c.* {_EACH} entry_claims c on c.entry_id = i.value order by i.key, c.position"

DISPUTED = f"""
select distinct d.entry_id {_EACH} disputes d on d.entry_id = i.value
where d.resolved_on is null and d.kind <> 'answer'
"""

_MEMBER = "m.entry_id as clinic_id, m.member_id, m.basis, e.name as clinic_name, p.name as member_name"
_STAFF = "m.basis <> 'same_address'"
CLINICS = f"""
select m.member_id as entry_id, {_MEMBER} {_EACH} clinic_members m on m.member_id = i.value
join entries e on e.entry_id = m.entry_id join entries p on p.entry_id = m.member_id
where {_STAFF} order by i.key, m.entry_id, m.basis
"""
MEMBERS = f"""
select m.entry_id, {_MEMBER} {_EACH} clinic_members m on m.entry_id = i.value
join entries e on e.entry_id = m.entry_id join entries p on p.entry_id = m.member_id
where {_STAFF} order by i.key, m.member_id, m.basis
"""
"""Who is named at a clinic; the same address alone names nobody."""

SAMPLE = "select is_sample from releases where is_current = 1"
BOARDS = "select * from sources where kind = 'license' order by source"
