"""Licenses that were published and are in no listing now."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from typing import Any

from crawler.records import Discipline, Evidence, LicenseRecord, Profession, Status


@dataclass(frozen=True, slots=True)
class GoneLicense:
    """A license that was published and is in no listing now, with the entries it was accepted for.

    `last_listed_on` and `missing_since` are set where an earlier release already called it former.
    `links` are pairs of entry and identity class.
    """

    license: LicenseRecord
    links: tuple[tuple[str, str], ...]
    last_listed_on: str = ""
    missing_since: str = ""


def gone_licenses(connection: sqlite3.Connection, license_ids: Collection[str]) -> Iterator[GoneLicense]:
    """Licenses of the published tables that no listing holds now, by id: listed before, then former ones."""
    for table, links in (("licenses", "links"), ("former_licenses", "former_links")):
        ids = connection.execute(f"SELECT license_id FROM {table} ORDER BY license_id").fetchall()  # noqa: S608
        wanted = [each for (each,) in ids if each not in license_ids]
        accepted = "decision = 'accept'" if links == "links" else "1"
        pairs = defaultdict(list)
        if wanted:
            sql = f"SELECT license_id, entry_id, identity_class FROM {links} WHERE {accepted} ORDER BY 1, 2"  # noqa: S608
            for license_id, entry_id, identity in connection.execute(sql):
                pairs[license_id].append((entry_id, identity))
        for license_id in wanted:
            found = connection.execute(f"SELECT * FROM {table} WHERE license_id = ?", (license_id,))  # noqa: S608
            names = [each[0] for each in found.description]
            row = dict(zip(names, found.fetchone(), strict=True))
            former = (row.get("last_listed_on", ""), row.get("missing_since", ""))
            yield GoneLicense(_license(row), tuple(pairs[license_id]), *former)


def _license(row: dict[str, Any]) -> LicenseRecord:
    """The license of a row of `licenses` or `former_licenses`; what the row does not tell is empty."""

    def words(name: str) -> str:
        return row.get(name) or ""

    return LicenseRecord(
        license_id=row["license_id"],
        jurisdiction=row["jurisdiction"],
        profession=Profession(row["profession"]),
        license_number=row["license_number"],
        license_type_printed=words("license_type_printed"),
        first_name=words("first_name"),
        middle_name=words("middle_name"),
        last_name=words("last_name"),
        suffix=words("suffix"),
        organization_name=words("organization_name"),
        status_printed=row["status_printed"],
        status=Status(row["status"]),
        is_disciplinary_status=bool(row.get("is_disciplinary_status")),
        is_superseded=bool(row.get("is_superseded")),
        issued_on=row.get("issued_on"),
        renewed_on=row.get("renewed_on"),
        expires_on=row["expires_on"],
        discipline=Discipline(row.get("discipline") or "not_stated"),
        discipline_printed="",
        city=words("city"),
        state=words("state"),
        zip5=words("zip5"),
        evidence=Evidence(**{each.name: row[each.name] for each in fields(Evidence)}),
    )
