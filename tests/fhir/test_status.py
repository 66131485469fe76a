from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from verify.checks.judgment import Verdict
from verify.fhir.status import STATUSES, is_recent, status_day, told
from verify.linkage.verdict_labels import VERDICT_LABELS

TODAY = date(2026, 11, 22)


def entry(verdict: str, shown_until: str | None = "2027-02-15") -> dict[str, Any]:
    return {
        "verdict": verdict,
        "verdict_sentence": "The sentence.",
        "shown_until": shown_until,
        "checked_on": "2026-11-18",
    }


def test_every_verdict_has_a_status_and_a_label() -> None:
    assert set(STATUSES) == set(VERDICT_LABELS) == {str(verdict.value) for verdict in Verdict}


@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        ("verified", "validated"),
        ("verified_with_notice", "validated"),
        ("license_not_active", "val-fail"),
        ("no_end_date", "attested"),
        ("needs_review", "in-process"),
        ("not_found", "attested"),
        ("not_covered", "attested"),
    ],
)
def test_verdict_that_may_be_shown_is_told(verdict: str, status: str) -> None:
    what = told(entry(verdict), TODAY)
    assert (what.verdict, what.status, what.sentence) == (verdict, status, "The sentence.")


@pytest.mark.parametrize("last", ["2026-11-21", None])
@pytest.mark.parametrize("verdict", ["verified", "verified_with_notice", "license_not_active", "not_found"])
def test_verdict_that_has_ended_is_not_told_and_no_failure(verdict: str, last: str | None) -> None:
    what = told(entry(verdict, last), TODAY)
    assert (what.verdict, what.status) == ("not_covered", "req-revalid")
    assert "The sentence" not in what.sentence
    assert status_day(entry(verdict, last), what) == ("2026-11-22" if last else None)


def test_last_day_of_a_verdict_is_part_of_it() -> None:
    assert told(entry("verified", "2026-11-22"), TODAY).status == "validated"


@pytest.mark.parametrize(
    ("as_of", "fetched", "is_new"),
    [
        ("2026-11-17", "2026-11-18T09:00:00Z", True),
        ("2026-08-24", "2026-11-18T09:00:00Z", True),
        ("2026-08-23", "2026-11-18T09:00:00Z", False),
        (None, "2026-08-23T23:59:59Z", False),
    ],
)
def test_row_of_an_old_list_states_nothing(as_of: str | None, fetched: str, is_new: bool) -> None:
    assert is_recent({"source_as_of": as_of, "fetched_at": fetched}, TODAY) is is_new
