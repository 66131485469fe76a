"""Laws: a verdict never improves when evidence is removed, aged or contradicted; what `verified` implies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from crawler.records import ActionStage, BoardAction, Discipline, LicenseRecord, Profession, Status
from tests.checks.test_licensure_words import said
from tests.checks.test_verdict import ROW, WHO, judged
from tests.checks.worlds import GOODNESS, World, actions, worlds
from tests.factories import exclusion, license_row
from verify.checks.encumbrance import is_encumbered
from verify.checks.exclusions import names_agree
from verify.checks.judgment import CheckOutcome, Verdict
from verify.linkage.links import Decision

law = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
LICENSE_STATES = ("license_active", "license_unexpired")
ORDER = (Status.ACTIVE, Status.ACTIVE_RESTRICTED, Status.PROBATION)


def never_better(before: World, after: World) -> None:
    """The world after shows no better verdict than the world before."""
    was, now = before.shown(), after.shown()
    event(f"{was} -> {now}")
    assert GOODNESS[now] <= GOODNESS[was]


def test_every_verdict_has_its_place_in_the_order() -> None:
    assert set(GOODNESS) == set(Verdict)
    assert GOODNESS[Verdict.VERIFIED] > GOODNESS[Verdict.VERIFIED_WITH_NOTICE] > 0


@law
@given(worlds(), st.data())
def test_removing_licenses_that_nothing_is_stated_against(world: World, data: st.DataObject) -> None:
    known = world.known()
    plain = [row.license_id for row in world.rows if not is_encumbered(row, known)]
    gone = data.draw(st.lists(st.sampled_from(plain), unique=True) if plain else st.just([]))
    never_better(world, world.without(gone))


@law
@given(worlds())
def test_removing_the_listing_of_the_place(world: World) -> None:
    lost = [row.license_id for row in world.rows if row.evidence.source == "us_wa_doh"]
    bare = replace(
        world.without(lost), sources=tuple(s for s in world.sources if s.info.source != "us_wa_doh")
    )
    never_better(world, bare)
    assert bare.shown() is Verdict.NOT_COVERED


@law
@given(worlds())
def test_the_verdict_of_a_day_is_the_one_that_is_shown_on_it(world: World) -> None:
    assert world.shown() is world.judged().verdict


@law
@given(worlds())
def test_removing_every_link(world: World) -> None:
    never_better(world, world.without(row.license_id for row in world.rows))


@law
@given(worlds(), st.integers(1, 200))
def test_reading_the_same_answer_later(world: World, days: int) -> None:
    later = world.today + timedelta(days=days)
    never_better(world, replace(world, today=later))
    judgment = world.judged()
    assert GOODNESS[judgment.shown_on(later)] <= GOODNESS[judgment.shown_on(world.today)]


@law
@given(worlds(), st.integers(1, 100), st.booleans())
def test_an_older_listing(world: World, days: int, is_fetch_older: bool) -> None:
    def aged(day: str) -> str:
        return (date.fromisoformat(day[:10]) - timedelta(days=days)).isoformat() + day[10:]

    def older(row: LicenseRecord) -> LicenseRecord:
        return replace(
            row, evidence=replace(row.evidence, source_as_of=aged(row.evidence.source_as_of or ""))
        )

    sources = []
    for each in world.sources:
        assert each.report
        report = replace(each.report, source_as_of=aged(each.report.source_as_of or ""))
        if is_fetch_older:
            report = replace(report, started_at=aged(report.started_at))
        sources.append(replace(each, report=report, last=report))
    never_better(world, replace(world, sources=tuple(sources), rows=tuple(map(older, world.rows))))


@law
@given(worlds(), st.data())
def test_a_worse_status_of_the_license_that_decides(world: World, data: st.DataObject) -> None:
    row = world.deciding
    assume(row is not None and row.status in ORDER)
    assert row is not None
    worse = [status for status in Status if status not in ORDER[: ORDER.index(row.status) + 1]]
    status = data.draw(st.sampled_from(worse))
    never_better(world, world.with_row(replace(row, status=status, status_printed=str(status).title())))


def explains(action: BoardAction, row: LicenseRecord) -> bool:
    """Whether a case tells what the flag of a row is about, and that it has ended: more evidence."""
    flagged = row.discipline is Discipline.YES and all(each.is_dropped for each in row.actions)
    return flagged and not action.is_dropped and action.is_over(row.evidence.source_as_of or "")


@law
@given(worlds(), actions, st.data())
def test_a_case_added_to_any_license(world: World, action: BoardAction, data: st.DataObject) -> None:
    assume(world.rows)
    row = data.draw(st.sampled_from(world.rows))
    assume(not explains(action, row))
    said = Discipline.YES if action.stage is ActionStage.FINAL else row.discipline
    never_better(world, world.with_row(replace(row, actions=(*row.actions, action), discipline=said)))


@pytest.mark.parametrize("words", ["Order vacated", "Appeal dismissed"])
@pytest.mark.parametrize("printed", ["No", "Yes", "Pending"])
def test_a_case_that_was_dropped_does_not_explain_a_flag(words: str, printed: str) -> None:
    flagged = replace(ROW, discipline=Discipline.YES, discipline_printed=printed)
    dropped = BoardAction("2024-1", words, "", ActionStage.UNKNOWN, "2024-02-15", None, "")
    assert judged(WHO, [flagged]).verdict is Verdict.VERIFIED_WITH_NOTICE
    assert judged(WHO, [replace(flagged, actions=(dropped,))]).verdict is Verdict.VERIFIED_WITH_NOTICE


def test_a_case_that_has_ended_explains_the_flag() -> None:
    ended = BoardAction("2024-1", "Final Order", "", ActionStage.FINAL, "2024-02-15", "2025-02-15", "")
    result = judged(WHO, [replace(ROW, discipline=Discipline.YES, actions=(ended,))])
    assert result.verdict is Verdict.VERIFIED
    assert "a matter that is over" in said(result, "license_unencumbered")


@law
@given(worlds(with_exclusions=False), st.sampled_from(["LINWICK", "OTHERBY"]), st.booleans())
def test_an_exclusion_added(world: World, surname: str, is_loan: bool) -> None:
    row = exclusion(WHO.entry_id, surname, exclusion_type="1128b14" if is_loan else "1128a1")
    never_better(world, replace(world, exclusions=(row,)))


@law
@given(worlds(), st.booleans())
def test_no_exclusion_ever_earns_the_badge(world: World, is_first: bool) -> None:
    row = exclusion(WHO.entry_id, "LINWICK", exclusion_type="1128b14", exclusion_id="us_oig_leie:9")
    more = (row, *world.exclusions) if is_first else (*world.exclusions, row)
    after = replace(world, exclusions=more).shown()
    assert after is not Verdict.VERIFIED or world.shown() is Verdict.VERIFIED


@law
@given(worlds())
def test_a_second_candidate_in_review(world: World) -> None:
    row = license_row("M", "Linwick", "AC77", license_id="us_wa_doh:77")
    more = replace(world, rows=(*world.rows, row), decisions=(*world.decisions, Decision.REVIEW))
    never_better(world, more)


@law
@given(worlds())
def test_a_replaced_row_decides_no_fail(world: World) -> None:
    replaced = replace(world, rows=tuple(replace(row, is_superseded=True) for row in world.rows))
    judgment = replaced.judged()
    assert judgment.verdict not in (Verdict.VERIFIED, Verdict.LICENSE_NOT_ACTIVE)
    for check in judgment.checks:
        if check.check_name in LICENSE_STATES:
            assert check.outcome not in (CheckOutcome.PASS, CheckOutcome.FAIL)


@law
@given(worlds(), st.integers(1, 900))
def test_an_end_date_before_the_listing(world: World, days: int) -> None:
    row = world.deciding
    assume(row is not None)
    assert row is not None
    as_of = date.fromisoformat(row.evidence.source_as_of or "")
    ended = world.with_row(replace(row, expires_on=(as_of - timedelta(days=days)).isoformat()))
    never_better(world, ended)


@settings(law, max_examples=150)
@given(worlds())
def test_verified_implies_every_condition(world: World) -> None:
    judgment = world.judged()
    assume(judgment.shown_on(world.today) is Verdict.VERIFIED)
    row = next(row for row in world.rows if row.license_id == judgment.license_id)
    decision = world.decisions[world.rows.index(row)]
    listing = next(each for each in world.sources if each.info.source == row.evidence.source)
    assert decision is Decision.ACCEPT
    assert (row.evidence.source, row.profession) == ("us_wa_doh", Profession.ACUPUNCTURIST)
    assert row.status is Status.ACTIVE
    assert not row.is_superseded and not row.is_disciplinary_status
    assert row.expires_on is not None and listing.as_of is not None and listing.fetched_on is not None
    assert row.is_in_renewal or date.fromisoformat(row.expires_on) >= max(listing.as_of, world.today)
    assert world.today - min(listing.as_of, listing.fetched_on) <= timedelta(days=90)
    linked = [r for r, d in zip(world.rows, world.decisions, strict=True) if d is Decision.ACCEPT]
    for each in linked:
        assert all(action.is_over(each.evidence.source_as_of or "") for action in each.actions)
        assert each.discipline is not Discipline.YES or each.actions
        assert not each.is_disciplinary_status and each.status is not Status.PROBATION
        assert each.status_printed != "Active With Conditions"
    grave = [each for each in world.exclusions if each.exclusion_type != "1128b14"]
    assert not grave and all(names_agree(WHO, each) for each in world.exclusions)
    assert judgment.sentence.startswith("Verified means: ")
    assert judgment.shown_until is not None and judgment.shown_until >= world.today
