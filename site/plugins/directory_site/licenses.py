"""The licenses matched to an entry, and what of them may stand on a public page."""

from __future__ import annotations

from typing import Any

from verify.linkage.waterfall import waterfall

from .reading import Build
from .texts import Texts
from .wording import ADVERSE_STATUSES

LICENSES = """
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
"""The licenses that an entry was matched to, the one behind the verdict first."""

ACTIONS = "select * from board_actions where license_id = ? order by acted_on desc, board_action_id"
"""The board actions of one license, newest first."""

COMPARISONS = "select * from link_comparisons where link_id = ? order by position"
"""What was compared for one link."""


MEANINGS = "select state, raw_status, plain_meaning from status_vocabulary order by rowid desc"
"""What the status words of the boards mean; the first row of a word counts."""


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


def read_licenses(build: Build, entry: dict[str, Any], texts: Texts) -> list[dict[str, Any]]:
    """The licenses of an entry that may be shown, with meaning, comparisons and board actions."""
    values = {"entry_id": entry["entry_id"], "verdict_license_id": entry["verdict_license_id"]}
    rows = [row for row in build.rows(LICENSES, values) if may_show(row)]
    meanings = _meanings(build)
    for row in rows:
        comparisons = build.rows(COMPARISONS, [row["link_id"]])
        row["comparisons"] = comparisons
        row["waterfall"] = waterfall(comparisons, row)
        row["board_meaning"] = meanings.get((row["jurisdiction"], row["status_printed"].lower()))
        known = row["status"] if texts.has(f"status.{row['status']}") else "unknown"
        row["meaning"] = str(texts.text(f"status.{known}"))
        if texts.is_english:
            row["meaning"] = row["board_meaning"] or row["meaning"]
        row["actions"] = _read_actions(build, row)
        row["board_page"] = row["board_url"] or row["lookup_url"]
    return rows


def _read_actions(build: Build, license_row: dict[str, Any]) -> list[dict[str, Any]]:
    """Board actions, decided ones first, those that are over last; none unless number and name agree."""
    if license_row["identity_class"] != "number_and_name":
        return []
    actions = build.rows(ACTIONS, [license_row["license_id"]])
    for action in actions:
        action["standing"] = "over" if action["is_over"] or action["ended_on"] else action["stage"]
    order = ("final", "unknown", "alleged", "over")
    return sorted(actions, key=lambda action: order.index(action["standing"]))


def _meanings(build: Build) -> dict[tuple[str, str], str]:
    """What a board means by a status word, by state and word in small letters."""
    if not build.has_table("status_vocabulary"):
        return {}
    return build.once(
        MEANINGS,
        lambda: {
            (row["state"], row["raw_status"].lower()): row["plain_meaning"] for row in build.rows(MEANINGS)
        },
    )
