"""What a list says of a license on the day of asking."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from verify.linkage.lookup_lists import Listing, rows_of


class Standing(StrEnum):
    """What a list says of a license on the day of asking."""

    ACTIVE = "active"
    NO_END_DATE = "active_without_end_date"
    NOTICE = "active_with_notice"
    NOT_ACTIVE = "not_active"
    UNKNOWN = "unknown"
    ENDED = "ended_since"
    TOO_OLD = "too_old"
    GONE = "no_longer_listed"


PLAIN = (Standing.ACTIVE, Standing.NO_END_DATE)
"""What may be said of a license by its name alone."""

LEAVE = (*PLAIN, Standing.NOTICE)
"""The holder may practice, at least in part."""


def standing_of(row: Mapping[str, Any], listing: Listing | None, has_actions: bool, today: date) -> Standing:
    """What the list says of a license today; the end date is judged on the list's own date."""
    if row["missing_since"]:
        return Standing.GONE
    if listing is None or not listing.is_usable:
        return Standing.TOO_OLD
    if row["status"] == "unknown":
        return Standing.UNKNOWN
    if row["status"] not in ("active", "active_restricted", "probation") or row["is_superseded"]:
        return Standing.NOT_ACTIVE
    if row["expires_on"] and not row["is_in_renewal"]:
        as_of = (listing.listing_as_of or listing.fetched_at or "")[:10]
        if row["expires_on"] < as_of:
            return Standing.NOT_ACTIVE
        if row["expires_on"] < today.isoformat():
            return Standing.ENDED
    if is_encumbered(row) or has_actions:
        return Standing.NOTICE
    return Standing.ACTIVE if row["expires_on"] else Standing.NO_END_DATE


def is_encumbered(row: Mapping[str, Any]) -> bool:
    """Whether the list says more than "active": a restriction, discipline, or a matter not decided."""
    return bool(
        row["status"] != "active"
        or row["is_disciplinary_status"]
        or row["discipline"] == "yes"
        or "pending" in (row["discipline_printed"] or "").casefold()
    )


def with_actions(connection: sqlite3.Connection, license_ids: Sequence[str]) -> frozenset[str]:
    """Those of the licenses on which the board lists an action that is in force or not decided."""
    sql = (
        "select license_id from board_actions where ended_on is null "
        "and license_id in (select value from json_each(?))"
    )
    return frozenset(row["license_id"] for row in rows_of(connection, sql, json.dumps(license_ids)))
