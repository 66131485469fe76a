"""Cases of a board: their stage, what they say together, and that none is ever lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.actions import discipline_of, stage_of
from crawler.merge import merge_licenses
from crawler.records import ActionStage, BoardAction, Discipline, LicenseRecord, Status, from_json, to_json
from tests.factories import license_row

BASE = license_row("Ann", "Example", "90001")


def case(docket: str = "2024-1", action: str = "Stipulation", day: str | None = "2024-02-03") -> BoardAction:
    return BoardAction(docket, action, "", stage_of(action), day, None, "")


@pytest.mark.parametrize(
    ("printed", "stage"),
    [
        ("Final Agency Order", ActionStage.FINAL),
        ("Accusation filed", ActionStage.ALLEGED),
        ("NOTICE OF HEARING", ActionStage.ALLEGED),
        ("Notice of Charges", ActionStage.ALLEGED),
        ("It is alleged that records came late", ActionStage.ALLEGED),
        ("Action pending", ActionStage.ALLEGED),
        ("Final order on the accusation", ActionStage.UNKNOWN),
        ("Accusation dismissed", ActionStage.UNKNOWN),
        ("Proposed final order", ActionStage.UNKNOWN),
        ("Final order, stayed", ActionStage.UNKNOWN),
        ("Finalist of the year", ActionStage.UNKNOWN),
        ("Letter of Admonition", ActionStage.UNKNOWN),
        ("", ActionStage.UNKNOWN),
    ],
)
def test_the_stage_is_what_the_words_say_and_else_unknown(printed: str, stage: ActionStage) -> None:
    assert stage_of(printed) is stage


@pytest.mark.parametrize(
    ("actions", "otherwise", "expected"),
    [
        ([], Discipline.NONE, Discipline.NONE),
        ([], Discipline.NOT_STATED, Discipline.NOT_STATED),
        ([case()], Discipline.NONE, Discipline.YES),
        ([case(action="Notice of Hearing")], Discipline.NONE, Discipline.NOT_STATED),
        ([case(action="Complaint dismissed")], Discipline.NONE, Discipline.NOT_STATED),
        ([case(action="Notice of Hearing")], Discipline.YES, Discipline.YES),
        ([case(action="Notice of Hearing"), case()], Discipline.NONE, Discipline.YES),
        ([case(action="")], Discipline.NONE, Discipline.YES),
    ],
)
def test_an_allegation_is_neither_an_action_nor_none(
    actions: list[BoardAction], otherwise: Discipline, expected: Discipline
) -> None:
    assert discipline_of(actions, otherwise) is expected


def test_rows_that_differ_in_their_case_are_one_license_without_a_note() -> None:
    rows = [
        replace(BASE, actions=(each,), discipline=Discipline.YES)
        for each in (case("2"), case("1"), case("2"))
    ]
    merged = merge_licenses(rows)
    (record,) = merged.records
    assert [action.docket for action in record.actions] == ["1", "2"]
    assert (record.status, record.discipline, merged.notes) == (Status.ACTIVE, Discipline.YES, ())


def test_a_case_on_a_replaced_row_is_kept() -> None:
    old = replace(BASE, is_superseded=True, actions=(case(),), discipline=Discipline.YES)
    (record,) = merge_licenses([old, BASE]).records
    assert (record.is_superseded, record.actions, record.discipline) == (False, (case(),), Discipline.YES)


def test_a_case_survives_the_way_through_json() -> None:
    record = replace(BASE, actions=(case(), case("2")), holder_id="77", is_in_renewal=True)
    assert from_json(LicenseRecord, to_json(record)) == record


CASES = st.builds(
    case,
    st.sampled_from(["", "2024-1", "2024-2"]),
    st.sampled_from(["Stipulation", "Notice of Hearing", "Case dismissed", ""]),
    st.sampled_from([None, "2020-01-01", "2024-02-03"]),
)
ROWS = st.lists(
    st.builds(
        lambda found, status, is_old: replace(
            BASE,
            actions=found,
            discipline=discipline_of(found, Discipline.NONE),
            status_printed=status,
            status=Status(status.lower()),
            is_superseded=is_old,
        ),
        st.lists(CASES, max_size=2, unique=True).map(tuple),
        st.sampled_from(["Active", "Revoked"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@given(ROWS.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_no_case_is_ever_lost_and_order_never_matters(
    pair: tuple[list[LicenseRecord], list[LicenseRecord]],
) -> None:
    rows, shuffled = pair
    (record,) = merge_licenses(rows).records
    assert set(record.actions) == {action for row in rows for action in row.actions}
    assert len(record.actions) == len(set(record.actions))
    assert merge_licenses(shuffled).records == (record,)
    if record.actions:
        assert record.discipline is not Discipline.NONE
