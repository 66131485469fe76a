"""Fictional rows of what stands beside a license: statements, letters, history, reports."""

from __future__ import annotations

from typing import Any

OWN = "own_statements"
HOSTILE_WORDS = "</script><script>alert(1)</script>"


def _statement(number: int, entry_id: str, topic: str, words: str, **changes: Any) -> dict[str, Any]:
    return {
        "statement_id": f"s{number}",
        "source": OWN,
        "entry_id": entry_id,
        "topic": topic,
        "statement_printed": words,
        "issuer": "Example Practice website",
        "stated_on": None,
        "basis": "own_statement",
        "other_entry_id": None,
        "seen_by": "reader 1",
        "source_url": "https://practice.example/",
        "fetched_at": "2026-10-30T00:00:00Z",
        "source_as_of": None,
        "raw_sha256": "5" * 64,
        "row_number": number,
        "parser_version": "own 1.0",
        **changes,
    }


def statements(person: str, therapist: str, clinic: str) -> list[dict[str, Any]]:
    return [
        _statement(1, person, "language", "English, 國語"),
        _statement(2, person, "musculoskeletal_experience", "ten years of sports injuries"),
        _statement(3, therapist, "compact_privilege", "OR, 2026", basis="issuer_directory"),
        _statement(4, clinic, "outcome_tracking", HOSTILE_WORDS),
        _statement(5, clinic, "staff", "Kofi Adebarrow, LAc", basis="staff_list"),
    ]


def letters(person: str) -> list[dict[str, Any]]:
    shape = ("entry_id", "position", "printed", "credential", "kind", "issuer", "outcome", "answer")
    rows = (
        (
            person,
            1,
            "LAc",
            "LAc",
            "license",
            "WA",
            "pass",
            "They mean the state license above.",
        ),
        (person, 2, "DACM", "DACM", "degree", None, "no_evidence", "Which school gave it is not stated."),
        (person, 3, "QZX", None, "unknown", None, "no_evidence", "We do not know these letters."),
    )
    return [dict(zip(shape, row, strict=True)) for row in rows]


def former(person: str, source: str) -> list[dict[str, Any]]:
    return [
        {
            "license_id": f"{source}:AC60990001",
            "source": source,
            "jurisdiction": "WA",
            "profession": "acupuncturist",
            "license_number": "AC60990001",
            "first_name": "MEI-HUA",
            "last_name": "LINWICK",
            "status_printed": "Active",
            "status": "active",
            "expires_on": "2021-03-14",
            "last_listed_on": "2026-06-04",
            "missing_since": "2026-06-11",
            "source_url": "https://lists.example/former",
            "fetched_at": "2026-06-04T09:00:00Z",
            "source_as_of": "2026-06-03",
            "raw_sha256": "6" * 64,
            "row_number": 1,
            "parser_version": "1.0",
        }
    ]


def changes(person: str, license_id: str, candidate: str) -> list[dict[str, Any]]:
    shape = ("change_id", "entry_id", "license_id", "kind", "cause", "field", "value_before", "value_after")
    rows = (
        ("c1", person, None, "verdict", "match_changed", "verdict", "needs_review", "verified"),
        ("c2", None, license_id, "renewed", "source_changed", "expires_on", "2026-03-14", "2027-03-14"),
        ("c3", None, candidate, "disciplined", "source_changed", "status", "active", "SECRET HISTORY"),
        ("c4", person, None, "other", "parser_changed", "issued_on", None, "2021-05-04"),
    )
    shared = {"release_id": "2026-11-18-abc123", "subject": "entry", "source": None}
    return [shared | dict(zip(shape, row, strict=True)) for row in rows]


def disputes(therapist: str, person: str) -> list[dict[str, Any]]:
    empty = dict.fromkeys(("acknowledged_on", "resolved_on", "resolution", "answer_printed"))
    return [
        empty | {"dispute_id": "d1", "entry_id": therapist, "kind": "wrong_fact", "opened_on": "2026-11-20"},
        empty
        | {"dispute_id": "d2", "entry_id": therapist, "kind": "answer", "opened_on": "2026-11-02"}
        | {"answer_printed": "I finished the course in June 2025."},
        empty
        | {"dispute_id": "d3", "entry_id": person, "kind": "wrong_match", "opened_on": "2026-05-02"}
        | {"resolved_on": "2026-05-03", "resolution": "The match was taken back."},
    ]
