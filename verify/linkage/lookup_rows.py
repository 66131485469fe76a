"""What may be said of a row that fits: board actions and most statuses only where number and name agree."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verify.linkage.lookup_fields import Field
from verify.linkage.lookup_lists import rows_of
from verify.linkage.lookup_standing import LEAVE, PLAIN, Standing
from verify.linkage.lookup_weighing import Weighed
from verify.linkage.lookup_words import STATUS_MEANINGS


@dataclass(frozen=True, slots=True)
class Action:
    """A board action in the board's words; `stage` is alleged, final or unknown."""

    words: str
    reason: str
    stage: str
    acted_on: str
    ended_on: str
    docket: str
    order_url: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A license that fits, as far as it may be shown.

    `status_printed`, `status`, `meaning` and `expires_on` are empty unless number and name agree, or the
    license is plainly active; `is_status_shown` tells which. `discipline` and `actions` are empty unless
    number and name agree. `lacks_end_date` says that the list shows leave to practice, and not until when.
    """

    license_id: str
    name: str
    license_number: str
    jurisdiction: str
    profession: str
    agency: str
    board_url: str
    score: int
    match: bool
    is_identified: bool
    is_status_shown: bool
    fields: tuple[Field, ...]
    status_printed: str
    status: str
    meaning: str
    expires_on: str
    discipline: str
    actions: tuple[Action, ...]
    missing_since: str
    entry_id: str
    is_superseded: bool
    lacks_end_date: bool


def candidate(connection: sqlite3.Connection, weighed: Weighed) -> Candidate:
    """What may be shown of a row: all where number and name agree, else its status only if plainly active."""
    row, compared, listing = weighed.row, weighed.compared, weighed.listing
    is_identified = compared.is_identified
    is_shown = weighed.standing in PLAIN or (
        is_identified and weighed.standing not in (Standing.TOO_OLD, Standing.GONE)
    )
    return Candidate(
        license_id=row["license_id"],
        name=printed_name(row),
        license_number=row["license_number"],
        jurisdiction=row["jurisdiction"],
        profession=row["profession"],
        agency=listing.agency if listing else "",
        board_url=row.get("board_url") or (listing.lookup_url if listing else ""),
        score=compared.score,
        match=compared.is_match,
        is_identified=is_identified,
        is_status_shown=is_shown,
        fields=compared.fields,
        status_printed=row["status_printed"] if is_shown else "",
        status=row["status"] if is_shown else "",
        meaning=_meaning(connection, row) if is_shown else "",
        expires_on=(row["expires_on"] or "") if is_shown else "",
        discipline=_discipline(row) if is_shown and is_identified else "",
        actions=_actions(connection, row) if is_shown and is_identified else (),
        missing_since=row["missing_since"] or "",
        entry_id=_entry(connection, row["license_id"]) if is_shown else "",
        is_superseded=bool(row.get("is_superseded")) and is_shown,
        lacks_end_date=is_shown and weighed.standing in LEAVE and not row["expires_on"],
    )


def printed_name(row: Mapping[str, Any]) -> str:
    """The name as the list prints it, family name first."""
    given = " ".join(row[part] for part in ("first_name", "middle_name", "suffix") if row[part])
    return (
        ", ".join(part for part in (row["last_name"] or "", given) if part) or row["organization_name"] or ""
    )


def _meaning(connection: sqlite3.Connection, row: Mapping[str, Any]) -> str:
    sql = (
        "select plain_meaning from status_vocabulary where state = ? and lower(raw_status) = ? "
        "and suggested_class = ? limit 1"
    )
    values = row["jurisdiction"], row["status_printed"].lower(), row["status"]
    found = rows_of(connection, sql, *values)
    return str(found[0]["plain_meaning"] if found else STATUS_MEANINGS.get(row["status"], ""))


def _discipline(row: Mapping[str, Any]) -> str:
    if row["discipline"] == "none":
        return "None published on this list."
    printed = row["discipline_printed"]
    if row["discipline"] == "yes":
        return (
            f"The list says: “{printed}”." if printed else "The list says that there is something on record."
        )
    return f"The list says: “{printed}”." if printed else "This source does not say."


def _actions(connection: sqlite3.Connection, row: Mapping[str, Any]) -> tuple[Action, ...]:
    sql = "select * from board_actions where license_id = ? order by acted_on desc, board_action_id"
    columns = ("action_printed", "reason_printed", "stage", "acted_on", "ended_on", "docket", "order_url")
    found = rows_of(connection, sql, row["license_id"])
    return tuple(Action(*(str(each[column] or "") for column in columns)) for each in found)


def entries_of(connection: sqlite3.Connection, license_ids: Sequence[str]) -> dict[str, list[str]]:
    """The ids of the entries that licenses are tied to, by license; one that is tied to none is left out."""
    sql = (
        "select license_id, entry_id from links where decision = 'accept' "
        "and license_id in (select value from json_each(?)) order by entry_id"
    )
    found: dict[str, list[str]] = {}
    for row in rows_of(connection, sql, json.dumps(license_ids)):
        found.setdefault(row["license_id"], []).append(row["entry_id"])
    return found


def _entry(connection: sqlite3.Connection, license_id: str) -> str:
    sql = (
        "select entry_id from links where license_id = ? and decision = 'accept' "
        "and identity_class = 'number_and_name' order by entry_id limit 1"
    )
    found = rows_of(connection, sql, license_id)
    return str(found[0]["entry_id"]) if found else ""


def without_status(near: Candidate) -> Candidate:
    """A near miss as name, number and state alone: whoever it is was not asked for."""
    hidden = {"status_printed": "", "status": "", "meaning": "", "expires_on": "", "discipline": ""}
    facts = {name: getattr(near, name) for name in near.__slots__}
    more = {"actions": (), "is_status_shown": False, "entry_id": "", "is_superseded": False, "match": False}
    more["lacks_end_date"] = False
    return Candidate(**{**facts, **hidden, **more})
