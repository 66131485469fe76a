"""All that the page of one entry says, read from the database."""

from __future__ import annotations

from datetime import date
from typing import Any

from .clinics import staff_of
from .evidence import compact, grouped, noted, open_checks, questions, read_checks
from .history import read_former, read_history, read_reports
from .licenses import may_show, read_licenses
from .reading import Build
from .texts import ENGLISH, Texts
from .verdicts import Shown, shown, translated
from .withheld import CONTACT, is_withheld
from .wording import profession_of

MEMBERS = """
select e.*, m.basis, l.license_number, l.status_printed, l.expires_on, l.jurisdiction, s.agency,
  l.status, l.discipline, l.is_disciplinary_status, k.identity_class
from clinic_members m
join entries e on e.entry_id = m.member_id
left join links k on k.entry_id = e.entry_id and k.license_id = e.verdict_license_id and k.decision = 'accept'
left join licenses l on l.license_id = k.license_id
left join sources s on s.source = l.source
where m.entry_id = ? order by e.last_name, e.name, e.entry_id
"""
"""The people of one clinic, each with the license behind the verdict."""

CLINICS = """
select e.entry_id, e.name, m.basis from clinic_members m join entries e on e.entry_id = m.entry_id
where m.member_id = ? order by m.basis = 'same_address', e.name, e.entry_id
"""
"""The clinics at which one person is known to work, those at the same address only last."""

STATEMENTS = """
select t.*, s.title as source_title from statements t join sources s on s.source = t.source
where t.entry_id = ? order by t.topic, t.statement_printed, t.statement_id
"""
"""What is stated about an entry, with where it was seen."""

OFFERS = ("language", "telehealth")
"""Topics of statements that help to choose; they are shown only where somebody states them."""

BOARD = "select * from boards where state = ? and profession = ? order by board"
"""Whom to ask about a profession in a state."""

_HOLDS = ("verified", "verified_with_notice")

_STATED_TABLES = {
    "places": "entry_places",
    "names": "entry_names",
    "claims": "entry_claims",
    "letters": "entry_credentials",
}


def read_entry(build: Build, entry_id: str, today: date, texts: Texts = ENGLISH) -> dict[str, Any] | None:
    """An entry with its verdict as shown `today` and all that stands behind it; None if unknown."""
    entry = build.row("select * from entries where entry_id = ?", [entry_id])
    if entry is None:
        return None
    stated = _read_stated(build, entry_id)
    if is_withheld(entry_id, CONTACT):
        entry |= dict.fromkeys(("phone", "city", "zip5"))
        stated["places"] = []
    licenses = read_licenses(build, entry, texts)
    checks = read_checks(build, entry_id, {item["license_id"] for item in licenses})
    answer = shown(entry, today, texts)
    members = _read_members(build, entry, today, texts)
    rests_on = next((row for row in licenses if row["license_id"] == entry["verdict_license_id"]), None)
    return {
        "entry": entry,
        "shown": answer,
        "translated": translated(answer, rests_on, texts),
        "licenses": licenses,
        "checks": checks,
        "groups": grouped(checks),
        "compact": compact(checks),
        "silent": open_checks(checks),
        "questions": questions(checks, entry, texts.is_english),
        "history": read_history(build, entry_id, licenses, texts),
        "former": read_former(build, entry_id),
        "reports": read_reports(build, entry_id),
        "members": members,
        "staff": staff_of(members),
        "noted": noted(checks, entry["verdict"], answer.has_ended),
        "date_passed": date_passed(answer, rests_on, today),
        "board": _read_board(build, entry, answer),
        **stated,
        "source": build.row("select * from sources where source = ?", [entry["source"]]),
    }


def date_passed(answer: Shown, license_row: dict[str, Any] | None, today: date) -> str:
    """The end date of the license behind a verdict that still holds, where it has passed; else empty."""
    if license_row is None or answer.has_ended or answer.verdict.code not in _HOLDS:
        return ""
    ends = license_row["expires_on"] or ""
    return ends if ends and ends < today.isoformat() and not license_row["is_in_renewal"] else ""


def _read_board(build: Build, entry: dict[str, Any], answer: Shown) -> dict[str, Any] | None:
    """The board to ask where no verdict holds; None where one does, or where we know no board."""
    if answer.verdict.code not in ("not_covered", "not_found", "no_end_date") or not build.has_table(
        "boards"
    ):
        return None
    return build.row(BOARD, [entry["state"], profession_of(entry)])


def _read_stated(build: Build, entry_id: str) -> dict[str, Any]:
    """What an entry states of itself: places, names, claims, letters behind the name, declared topics."""
    ordered = "select * from {} where entry_id = ? order by position"
    stated = {name: build.rows(ordered.format(table), [entry_id]) for name, table in _STATED_TABLES.items()}
    declared = build.rows(STATEMENTS, [entry_id])
    clinics = build.rows(CLINICS, [entry_id])
    return {
        **stated,
        "clinics": [row for row in clinics if not is_withheld(row["entry_id"])],
        "offers": [row for row in declared if row["topic"] in OFFERS],
        "declared": [row for row in declared if row["topic"] not in OFFERS],
    }


def _read_members(build: Build, entry: dict[str, Any], today: date, texts: Texts) -> list[dict[str, Any]]:
    if entry["kind"] != "organization":
        return []
    found = build.rows(MEMBERS, [entry["entry_id"]])
    members = [member for member in found if not is_withheld(member["entry_id"])]
    for member in members:
        member["shown"] = shown(member, today, texts)
        member["has_license"] = bool(member["license_number"]) and may_show(member)
    return members


def public_json(page: dict[str, Any]) -> dict[str, Any]:
    """The same statements as the page, for machines: the verdict is the one shown today."""
    answer: Shown = page["shown"]
    entry = page["entry"]
    kept = ("entry_id", "kind", "name", "profession", "checked_profession", "city", "state", "zip5", "phone")
    dates = ("checked_on", "listing_as_of", "next_check_on", "shown_until")
    is_person = entry["kind"] == "individual"
    return {
        **{key: entry[key] for key in kept},
        "verdict": answer.verdict.code if is_person else None,
        "label": answer.word if is_person else None,
        "sentence": answer.sentence if is_person else None,
        "has_ended": answer.has_ended,
        **{key: entry[key] for key in dates},
        "licenses": [_license_json(row) for row in page["licenses"]],
        "checks": page["checks"],
        "members": [
            {key: member[key] for key in ("entry_id", "name", "profession", "checked_profession", "basis")}
            | {"verdict": member["shown"].verdict.code}
            for member in page["members"]
        ],
    }


def _license_json(row: dict[str, Any]) -> dict[str, Any]:
    left_out = ("waterfall", "meaning", "source_has_failed", "lookup_url", "board_page", "board_meaning")
    return {key: value for key, value in row.items() if key not in left_out}
