"""All that the page of one entry says, read from the database."""

from __future__ import annotations

from datetime import date
from typing import Any

from verify.linkage.waterfall import waterfall

from .verdicts import Shown, shown
from .wording import ADVERSE_STATUSES, STATUSES

_LICENSES = """
select k.link_id, k.weight_bits, k.probability, k.cut, k.entry_hash, k.license_hash,
  k.rule, k.identity_class, k.reason as link_reason,
  k.rival_weight_bits, k.model_version, l.*, s.title as source_title, s.agency, s.lookup_url,
  s.states_discipline, coalesce(c.outcome = 'failed', 0) as source_has_failed
from links k
join licenses l on l.license_id = k.license_id
join sources s on s.source = l.source
left join crawls c on c.crawl_id = s.last_crawl_id
where k.entry_id = :entry_id and k.decision = 'accept'
order by l.license_id = :verdict_license_id desc, l.jurisdiction, l.license_id
"""

_CHECKS = """
select c.*, s.title as source_title, s.lookup_url, s.kind as source_kind,
  coalesce(f.outcome = 'failed', 0) as source_has_failed
from checks c left join sources s on s.source = c.source left join crawls f on f.crawl_id = s.last_crawl_id
where c.entry_id = ? order by c.position
"""

_GROUND = """
select c.meaning from exclusions x join leie_codes c on c.exclusion_type = x.exclusion_type
where x.exclusion_id = ? and c.confidence = 'E' and c.class <> 'education_loan_default'
"""
"""An education loan is left out: the sentence of that check says all there is to say."""

_MEMBERS = """
select e.*, m.basis, l.license_number, l.status_printed, l.expires_on, l.jurisdiction, s.agency,
  l.status, l.discipline, l.is_disciplinary_status, k.identity_class
from clinic_members m
join entries e on e.entry_id = m.member_id
left join links k on k.entry_id = e.entry_id and k.license_id = e.verdict_license_id and k.decision = 'accept'
left join licenses l on l.license_id = k.license_id
left join sources s on s.source = l.source
where m.entry_id = ? order by m.basis desc, e.last_name, e.name, e.entry_id
"""

_CLINICS = """
select e.entry_id, e.name, m.basis from clinic_members m join entries e on e.entry_id = m.entry_id
where m.member_id = ? order by m.basis desc, e.name, e.entry_id
"""


def is_adverse(license_row: Any) -> bool:
    """Whether a license row speaks of discipline, by its status word or by what the board adds."""
    return bool(
        license_row["status"] in ADVERSE_STATUSES
        or license_row["is_disciplinary_status"]
        or license_row["discipline"] == "yes"
    )


def may_show(license_row: Any) -> bool:
    """Whether a linked license may stand on a public page: discipline needs number and name."""
    return license_row["identity_class"] == "number_and_name" or not is_adverse(license_row)


async def read_entry(db: Any, entry_id: str, today: date) -> dict[str, Any] | None:
    """An entry with its verdict as shown `today` and all that stands behind it; None if unknown."""
    row = (await db.execute("select * from entries where entry_id = ?", [entry_id])).first()
    if row is None:
        return None
    entry = dict(row)
    licenses = await _read_licenses(db, entry)
    return {
        "entry": entry,
        "shown": shown(entry, today),
        "licenses": licenses,
        "checks": await _read_checks(db, entry_id, {item["license_id"] for item in licenses}),
        "places": await _rows(
            db, "select * from entry_places where entry_id = ? order by position", entry_id
        ),
        "names": await _rows(db, "select * from entry_names where entry_id = ? order by position", entry_id),
        "claims": await _rows(
            db, "select * from entry_claims where entry_id = ? order by position", entry_id
        ),
        "clinics": await _rows(db, _CLINICS, entry_id),
        "members": await _read_members(db, entry, today),
        "source": (await db.execute("select * from sources where source = ?", [entry["source"]])).first(),
    }


async def _read_licenses(db: Any, entry: dict[str, Any]) -> list[dict[str, Any]]:
    values = {"entry_id": entry["entry_id"], "verdict_license_id": entry["verdict_license_id"]}
    rows = [dict(row) for row in (await db.execute(_LICENSES, values)).rows if may_show(row)]
    meanings = await _meanings(db, rows)
    for row in rows:
        comparisons = await _rows(
            db, "select * from link_comparisons where link_id = ? order by position", row["link_id"]
        )
        row["comparisons"] = comparisons
        row["waterfall"] = waterfall(comparisons, row)
        row["meaning"] = meanings.get((row["jurisdiction"], row["status_printed"].lower()))
        row["meaning"] = row["meaning"] or STATUSES.get(row["status"], STATUSES["unknown"])
        row["actions"] = await _read_actions(db, row)
        row["board_page"] = row["board_url"] or row["lookup_url"]
    return rows


async def _read_actions(db: Any, license_row: dict[str, Any]) -> list[dict[str, Any]]:
    """Board actions, decided ones first; none unless number and name agree."""
    if license_row["identity_class"] != "number_and_name":
        return []
    order = "case when ended_on is not null then 2 when stage = 'alleged' then 1 else 0 end"
    sql = f"select * from board_actions where license_id = ? order by {order}, acted_on desc, board_action_id"  # noqa: S608
    return await _rows(db, sql, license_row["license_id"])


async def _meanings(db: Any, licenses: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    if not licenses or not await db.table_exists("status_vocabulary"):
        return {}
    rows = await db.execute(
        "select state, raw_status, plain_meaning from status_vocabulary order by rowid desc"
    )
    return {(row["state"], row["raw_status"].lower()): row["plain_meaning"] for row in rows.rows}


async def _read_checks(db: Any, entry_id: str, accepted: set[str]) -> list[dict[str, Any]]:
    """The checks in order; evidence that rests on an unsure identity loses its link."""
    checks = await _rows(db, _CHECKS, entry_id)
    for check in checks:
        if check["license_id"] not in accepted:
            check["license_id"] = None
        if check["strength"] != "adverse_confirmed":
            check["exclusion_id"] = None
        check["ground"] = await _ground(db, check["exclusion_id"])
    return checks


async def _ground(db: Any, exclusion_id: str | None) -> str:
    """What the code of an exclusion stands for, where that is known for sure; else empty."""
    if exclusion_id is None or not await db.table_exists("leie_codes"):
        return ""
    row = (await db.execute(_GROUND, [exclusion_id])).first()
    return str(row["meaning"]) if row else ""


async def _read_members(db: Any, entry: dict[str, Any], today: date) -> list[dict[str, Any]]:
    if entry["kind"] != "organization":
        return []
    members = await _rows(db, _MEMBERS, entry["entry_id"])
    for member in members:
        member["shown"] = shown(member, today)
        member["has_license"] = bool(member["license_number"]) and may_show(member)
    return members


async def _rows(db: Any, sql: str, value: str) -> list[dict[str, Any]]:
    return [dict(row) for row in (await db.execute(sql, [value])).rows]


def public_json(page: dict[str, Any]) -> dict[str, Any]:
    """The same statements as the page, for machines: the verdict is the one shown today."""
    answer: Shown = page["shown"]
    entry = page["entry"]
    kept = ("entry_id", "kind", "name", "profession", "city", "state", "zip5", "phone")
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
            {key: member[key] for key in ("entry_id", "name", "profession", "basis")}
            | {"verdict": member["shown"].verdict.code}
            for member in page["members"]
        ],
    }


def _license_json(row: dict[str, Any]) -> dict[str, Any]:
    left_out = ("waterfall", "meaning", "source_has_failed", "lookup_url", "board_page")
    return {key: value for key, value in row.items() if key not in left_out}
