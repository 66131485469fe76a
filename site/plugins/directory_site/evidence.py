"""The checks of an entry: read, each with its evidence, and put in groups for a reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .reading import Build

CHECKS = """
select c.*, s.title as source_title, s.lookup_url, s.kind as source_kind,
  coalesce(f.outcome = 'failed', 0) as source_has_failed,
  t.statement_printed, t.basis as statement_basis, t.stated_on
from checks c
left join sources s on s.source = c.source
left join crawls f on f.crawl_id = s.last_crawl_id
left join statements t on t.statement_id = c.statement_id
where c.entry_id = ? order by c.position
"""
"""Every check of one entry in order of weight, with the list and the statement it rests on."""

GROUND = """
select c.meaning from exclusions x join leie_codes c on c.exclusion_type = x.exclusion_type
where x.exclusion_id = ? and c.confidence = 'E' and c.class <> 'education_loan_default'
"""
"""What an exclusion stands for; an education loan is left out: the sentence of that check says it all."""

GROUPS = {
    "license": (
        "license_found",
        "license_active",
        "license_unexpired",
        "license_unencumbered",
        "other_license",
        "needling_rule",
        "source_fresh",
    ),
    "identity": ("npi_valid", "not_excluded"),
    "education": (
        "education_accredited",
        "national_certification",
        "specialist_certification",
        "needling_certification",
    ),
    "declared": (
        "musculoskeletal_experience",
        "acupressure",
        "movement_assessment",
        "comprehensive_evaluation",
        "outcome_tracking",
    ),
    "clinic": ("clinic_people", "clinic_collaboration"),
}
"""The groups of checks in the order of the page. A check that is in none stands with the first."""

ALWAYS_ASK = ("musculoskeletal_experience", "visits", "cost")
"""Questions to ask of everybody (`ask.CODE` in the catalogue), whatever the checks say."""

ASK_A_CLINIC = ("clinic_people", "clinic_collaboration", "who_decides", "outcome_tracking")
"""Questions to ask of every clinic."""

_ASK = "Ask: “"

_BESIDE_THE_LICENSE = "compact_privilege"


def read_checks(build: Build, entry_id: str, accepted: set[str]) -> list[dict[str, Any]]:
    """The checks in order; evidence that rests on an unsure identity loses its link."""
    checks = build.rows(CHECKS, [entry_id])
    for check in checks:
        if check["license_id"] not in accepted:
            check["license_id"] = None
        if check["strength"] != "adverse_confirmed":
            check["exclusion_id"] = None
        check["ground"] = _ground(build, check["exclusion_id"])
    return checks


def _ground(build: Build, exclusion_id: str | None) -> str:
    """What the code of an exclusion stands for, where that is known for sure; else empty."""
    if exclusion_id is None or not build.has_table("leie_codes"):
        return ""
    row = build.row(GROUND, [exclusion_id])
    return str(row["meaning"]) if row else ""


def is_silent(check: dict[str, Any]) -> bool:
    """Whether a check found nothing to go by, not even a statement."""
    return bool(check["outcome"] == "no_evidence" and check["strength"] == "none")


def grouped(checks: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The checks that say something, by group; a group without any is left out."""
    home = {name: group for group, names in GROUPS.items() for name in names}
    found: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS}
    for check in checks:
        if not is_silent(check) and check["check_name"] != _BESIDE_THE_LICENSE:
            found[home.get(check["check_name"], "license")].append(check)
    return {group: rows for group, rows in found.items() if rows}


def compact(checks: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is stated of a compact privilege: it stands beside the license and is none."""
    return [check for check in checks if check["check_name"] == _BESIDE_THE_LICENSE and not is_silent(check)]


def open_checks(checks: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The checks that found nothing to go by; those of a clinic's people stand elsewhere on its page."""
    return [check for check in checks if is_silent(check) and check["check_name"] not in GROUPS["clinic"]]


def questions(checks: Iterable[dict[str, Any]], entry: dict[str, Any], is_english: bool = True) -> list[str]:
    """Codes of the questions to ask (`ask.CODE`): first those that a silent check leaves open.

    Where the English sentence of a check says what to ask, an English page does not ask it twice.
    """
    told = _ASK if is_english else None
    codes = [
        check["check_name"]
        for check in checks
        if is_silent(check) and not (told and told in check["sentence"])
    ]
    if entry["kind"] == "organization":
        return list(dict.fromkeys([*codes, *ASK_A_CLINIC]))
    codes += ["needles"] if entry["profession"] == "acupuncturist" else []
    return list(dict.fromkeys([*codes, *ALWAYS_ASK]))


def noted(checks: Iterable[dict[str, Any]], verdict: str, has_ended: bool) -> list[dict[str, Any]]:
    """The checks whose words stand with the verdict: the board's notice, and a confirmed exclusion."""
    known = list(checks)
    notices = [row for row in known if row["outcome"] == "notice" and row["strength"] != "adverse_confirmed"]
    if verdict == "no_end_date":
        notices = [row for row in notices if row["bearing"] == "decides"]
    notices = [row for row in notices if row["bearing"] != "none"] or notices
    telling = [row for row in notices if row["check_name"] != "license_active"] or notices
    adverse = [
        row
        for row in known
        if row["strength"] == "adverse_confirmed" and row["outcome"] in ("fail", "notice")
    ]
    tells = verdict in ("verified_with_notice", "no_end_date") and not has_ended
    return [*(telling if tells else []), *adverse]
