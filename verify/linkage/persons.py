"""License rows of one person, grouped before they can compete with each other.

Two rows of one roll are one person's when one of them is marked as replaced by another and
exactly one other row has the same full name, or when full name, middle name and ZIP are all
the same, or when the board gives both the same id of the holder, whatever their names: people marry.
Anything weaker could be two people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from verify.linkage.sides import RowSide


def person_of(rows: Sequence[RowSide]) -> dict[str, str]:
    """License id -> the license id that leads its person (its own where it stands alone)."""
    leads = {row.license_id: row.license_id for row in rows}
    by_name: dict[tuple[object, ...], list[RowSide]] = defaultdict(list)
    for row in rows:
        by_name[row.roll, row.name].append(row)
    for group in by_name.values():
        if len(group) > 1:
            leads.update(_group(group))
    return _joined_by_holder(rows, leads)


def _joined_by_holder(rows: Sequence[RowSide], leads: dict[str, str]) -> dict[str, str]:
    """Leads after the persons whose rows share a holder on one roll have become one."""
    root = dict(leads)

    def lead_of(license_id: str) -> str:
        while root[license_id] != license_id:
            license_id = root[license_id]
        return license_id

    first_of: dict[tuple[object, ...], str] = {}
    for row in rows:
        if row.holder_id:
            first = first_of.setdefault((row.roll, row.holder_id), row.license_id)
            one, other = lead_of(first), lead_of(row.license_id)
            root[max(one, other)] = min(one, other)
    return {license_id: lead_of(license_id) for license_id in root}


def _group(group: Sequence[RowSide]) -> dict[str, str]:
    """Leads of rows that share roll and full name."""
    standing = [row for row in group if not row.is_superseded]
    leads: dict[str, str] = {}
    if len(standing) == 1:
        lead = standing[0].license_id
        leads.update({row.license_id: lead for row in group if row.is_superseded})
    first_at: dict[str, str] = {}
    for row in standing:
        if row.name.middle and row.spot and row.spot.zip5:
            leads[row.license_id] = first_at.setdefault(row.spot.zip5, row.license_id)
    return leads
