"""Rows beside those of the fixture, so that every ready question has something to answer."""

from __future__ import annotations

from typing import Any

import directory_fixture as fixture
from directory_fixture import CA, DOH, EXPIRED, NOTICE, VERIFIED, check_row, evidence, license_row

TOGETHER, NOWHERE, ENDLESS = "1999000091", "1999000092", "1999000093"
EARLIER = "2026-11-11-fedcba"
CURRENT = "2026-11-18-abc123"
CHECKED_AS = {"checked_profession": "acupuncturist"}
"""States to be a physician first, and was checked as an acupuncturist."""


def _clinic(entry_id: str, name: str, zip5: str) -> dict[str, Any]:
    changes = {"kind": "organization", "profession": "clinic", "organization_name": name, "zip5": zip5}
    return fixture.entry_row(entry_id, name, "Clinic", "not_covered", **changes)


def _release() -> dict[str, Any]:
    counts = {"licenses_count": 6, "entries_count": 13, "links_accepted_count": 5, "links_review_count": 1}
    made = {"model_version": "1", "model_parameters": "{}", "software_version": "0.1.0", "verified_count": 2}
    day = {"release_id": EARLIER, "built_on": "2026-11-11", "is_current": 0, "is_sample": 1}
    return {**day, **made, **counts}


def _figure(release: str, topic: str, name: str, detail: str, value: int) -> dict[str, Any]:
    return {"release_id": release, "topic": topic, "name": name, "detail": detail, "value": value}


def _change(number: int, release: str, kind: str, **changes: Any) -> dict[str, Any]:
    fixed = {"change_id": f"x{number}", "release_id": release, "subject": "license", "kind": kind}
    return {**fixed, "source": DOH, "cause": "source_changed", **changes}


def _audit(dimension: str, stratum: str, sampled: int, right: int) -> dict[str, Any]:
    about = {"audit_id": "audit1", "audited_on": "2026-11-20", "audited_by": "A Person", "seed": 7}
    about |= {"release_id": EARLIER, "answer": "link", "dimension": dimension, "stratum": stratum}
    counts = {"answers_count": 40, "sampled_count": sampled, "right_count": right, "cant_tell_count": 0}
    share = {"share": right / sampled, "share_low": 0.5, "share_high": 1.0}
    return {**about, **counts, "wrong_count": sampled - right, **share}


def rows() -> dict[str, list[dict[str, Any]]]:
    """Rows by table."""
    twin = license_row("AC60990118", "MEI-HUA", "LINWICK", 31, is_superseded=1)
    odd = license_row("AC60990777", "ODD", "WORDLEY", 32, status="unknown", status_printed="In Limbo")
    watched = license_row(
        "AC60990778", "ON", "WATCHFIELD", 34, status="probation", status_printed="Probation"
    )
    doctor = license_row("MD60990779", "DOC", "BESIDE", 35, profession="physician", discipline="yes")
    second = license_row("AC1234", "MEI-HUA", "LINWICK", 33, source=CA, discipline="not_stated")
    second |= {"license_id": f"{CA}:AC1234", "jurisdiction": "CA"}
    link = fixture.link_row(VERIFIED, "AC1234", identity_class="name_and_place", rule="name_and_place")
    link |= {"license_id": f"{CA}:AC1234", "weight_bits": 15.5, "cut": 0.9995}
    school = {
        "accreditation_id": "acc1",
        "source": DOH,
        "agency": "Agency",
        "institution_name": "Reed School",
    }
    school |= {"status_printed": "Accredited", "is_preaccredited": 0, **evidence(DOH, 40)}
    certificate = {"certification_id": "cert1", "source": fixture.DIPLOMATES, "issuer": "Certifiers"}
    certificate |= {"credential": "Dipl. Ac.", "status": "active", **evidence(fixture.DIPLOMATES, 41)}
    passed = {"strength": "claimed", "bearing": "none"}
    return {
        "licenses": [twin, odd, watched, doctor, second],
        "links": [link],
        "accreditations": [school],
        "certifications": [certificate],
        "certification_links": [
            {"entry_id": VERIFIED, "certification_id": "cert1", "reason": "Name and place."},
            {"entry_id": EXPIRED, "certification_id": "cert1", "reason": "Name and place."},
        ],
        "entries": [
            *(_clinic(TOGETHER, "Both", "98101"), _clinic(NOWHERE, "Far", "00000")),
            fixture.entry_row(ENDLESS, "Dora", "Endlesswell", "no_end_date", profession="physician")
            | CHECKED_AS,
        ],
        "clinic_members": [
            {"entry_id": TOGETHER, "member_id": EXPIRED, "basis": "staff_list"},
            {"entry_id": TOGETHER, "member_id": NOTICE, "basis": "staff_list"},
        ],
        "checks": [
            check_row(TOGETHER, 1, "clinic_collaboration", "pass", **passed),
            check_row(NOWHERE, 1, "clinic_collaboration", "pass", **passed),
            check_row(VERIFIED, 20, "education_accredited", "pass", accreditation_id="acc1", **passed),
            check_row(EXPIRED, 20, "education_accredited", "pass", accreditation_id="acc1", **passed),
            check_row(NOTICE, 20, "education_accredited", "review", **passed),
            check_row(NOTICE, 21, "needling_certification", "notice", **passed),
        ],
        "releases": [_release()],
        "release_figures": [
            _figure(EARLIER, "change", "new", "source_changed", 4),
            _figure(CURRENT, "change", "new", "source_changed", 2),
            _figure(CURRENT, "change", "lapsed", "time_passed", 1),
            _figure(CURRENT, "change", "verdict", "match_changed", 9),
            _figure(CURRENT, "license_end", "2026-11-30", "", 3),
            _figure(EARLIER, "license_end", "2026-11-23", "", 8),
        ],
        "audits": [_audit("all", "all", 8, 7), _audit("source", DOH, 4, 4)],
        "changes": [
            _change(1, EARLIER, "new", license_id=f"{DOH}:AC60990117"),
            _change(2, CURRENT, "lapsed", license_id=f"{DOH}:AC60990702"),
        ],
    }
