from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crawler.batch import Batch
from crawler.merge import merge_licenses
from crawler.platforms.status_history import with_history_marked
from crawler.records import LicenseRecord, Status
from tests.factories import license_row

DAYS = st.sampled_from([None, "2019-06-30", "2021-06-30", "2023-06-30", "2025-06-30", "2027-06-30"])
WORDS = st.sampled_from([Status.ACTIVE, Status.EXPIRED, Status.REVOKED, Status.PENDING, Status.UNKNOWN])


@st.composite
def histories(draw: st.DrawFn) -> list[LicenseRecord]:
    row = license_row("ANN", "EXAMPLE", "25MZ00012300", license_id="us_nj_mylicense:1")
    return [
        replace(row, status=word, status_printed=word.value, issued_on=draw(DAYS), expires_on=draw(DAYS))
        for word in draw(st.lists(WORDS, min_size=1, max_size=5))
    ]


def settled(rows: list[LicenseRecord]) -> LicenseRecord:
    (batch,) = with_history_marked([Batch(tuple(rows))])
    (record,) = merge_licenses(batch.records).records  # type: ignore[arg-type]
    return record


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(rows: list[LicenseRecord], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert settled(shuffled) == settled(rows)


@given(histories())
def test_active_needs_an_active_row_that_no_row_may_have_outlived(rows: list[LicenseRecord]) -> None:
    if settled(rows).status is not Status.ACTIVE:
        return
    for active in (row for row in rows if row.status is Status.ACTIVE):
        others = [row for row in rows if row.status is not Status.ACTIVE]
        if all(_is_clearly_older(row, active) for row in others):
            return
    raise AssertionError("an active license without a row that is clearly the newest")


def _is_clearly_older(row: LicenseRecord, active: LicenseRecord) -> bool:
    if row.status is Status.PENDING and row.issued_on is None:
        return active.issued_on is not None
    if row.issued_on and active.issued_on and row.issued_on != active.issued_on:
        return row.issued_on < active.issued_on
    has_ends = bool(row.expires_on and active.expires_on) and row.issued_on == active.issued_on
    can_be_undone = row.status not in (Status.REVOKED, Status.UNKNOWN)
    return has_ends and str(row.expires_on) < str(active.expires_on) and can_be_undone
