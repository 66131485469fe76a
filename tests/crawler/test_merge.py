from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.merge import merge_licenses
from crawler.records import Discipline, Evidence, LicenseRecord, Status, to_json
from tests.factories import license_row

EVIDENCE = Evidence("us_wa_doh", "https://example.org/", "2026-11-22T00:00:00Z", None, "ab" * 32, 1, "1")
BASE = license_row("Ann", "Example", "AC1", renewed_on="2026-01-01", evidence=EVIDENCE)


def at(record: LicenseRecord, row_number: int) -> LicenseRecord:
    return replace(record, evidence=replace(EVIDENCE, row_number=row_number))


REVOKED = replace(BASE, status_printed="Revoked", status=Status.REVOKED, is_disciplinary_status=True)
SUPERSEDED = replace(BASE, status_printed="Superseded", status=Status.ENDED_OTHER, is_superseded=True)


def test_equal_rows_collapse() -> None:
    merged = merge_licenses([at(BASE, 1), at(BASE, 2)])
    assert (merged.records, merged.skipped_count, merged.notes) == ((at(BASE, 1),), 1, ())


def test_a_superseded_row_loses() -> None:
    merged = merge_licenses([at(SUPERSEDED, 1), at(BASE, 2)])
    assert (merged.records, merged.skipped_count, merged.notes) == ((at(BASE, 2),), 1, ())


def test_a_superseded_row_alone_stays() -> None:
    assert merge_licenses([SUPERSEDED]).records == (SUPERSEDED,)


def test_rows_that_differ_in_status_become_unknown_with_all_words() -> None:
    merged = merge_licenses([at(BASE, 1), at(REVOKED, 7)])
    (record,) = merged.records
    assert (record.status, record.status_printed) == (Status.UNKNOWN, "Active | Revoked")
    assert record.is_disciplinary_status
    (note,) = merged.notes
    assert note.reason == "conflicting_rows"
    assert "rows 1, 7" in note.message


def test_two_holders_of_one_number_become_unknown() -> None:
    merged = merge_licenses([BASE, replace(BASE, last_name="Other")])
    assert merged.records[0].status is Status.UNKNOWN
    assert len(merged.notes) == 1


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Discipline.YES, Discipline.YES),
        (Discipline.NOT_STATED, Discipline.NOT_STATED),
        (Discipline.NONE, Discipline.NONE),
    ],
)
def test_discipline_of_any_row_is_kept(other: Discipline, expected: Discipline) -> None:
    merged = merge_licenses([BASE, replace(BASE, discipline=other, renewed_on="2020-01-01")])
    assert merged.records[0].discipline is expected
    assert merged.records[0].status is Status.ACTIVE


def test_the_newest_row_gives_the_dates() -> None:
    merged = merge_licenses([replace(BASE, renewed_on="2020-01-01", expires_on="2021-01-01"), BASE])
    assert merged.records[0].expires_on == BASE.expires_on


ROWS = st.lists(
    st.builds(
        lambda kind, day, who, row: at(replace(kind, renewed_on=day, last_name=who), row),
        st.sampled_from([BASE, REVOKED, SUPERSEDED, replace(BASE, discipline=Discipline.YES)]),
        st.sampled_from(["2020-01-01", "2026-01-01", None]),
        st.sampled_from(["Example", "Other"]),
        st.integers(1, 9),
    ),
    min_size=1,
    max_size=5,
)


@given(ROWS.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_the_rows_never_matters(pair: tuple[list[LicenseRecord], list[LicenseRecord]]) -> None:
    one, other = (merge_licenses(rows) for rows in pair)
    assert list(map(to_json, one.records)) == list(map(to_json, other.records))
    assert one.skipped_count == other.skipped_count


@given(ROWS)
def test_merging_never_makes_a_license_better_than_its_rows_say(rows: list[LicenseRecord]) -> None:
    current = [row for row in rows if not row.is_superseded] or rows
    (record,) = merge_licenses(rows).records
    if record.status is Status.ACTIVE:
        assert all(row.status is Status.ACTIVE for row in current)
    if any(row.discipline is Discipline.YES for row in current):
        assert record.discipline is Discipline.YES
