"""Graduation from an accredited program: what dates and programs show, and what they leave open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.records import AccreditationRecord, Profession, RecordKind
from tests.checks.test_verdict import link
from tests.factories import TODAY, entry, evidence, license_row, source_state
from verify.checks.coverage import SourceState
from verify.checks.education import education_accredited
from verify.checks.judgment import Check, CheckOutcome, Strength
from verify.checks.known import Statement, known_of
from verify.linkage.links import Decision
from verify.publish.codes import all_codes

WHO = entry("Mei-Hua", "Linwick", "AC60990117")
BASTYR, OREGON = "Bastyr University", "Oregon College of Oriental Medicine"
MASTERS = "Acupuncture (ACUP) - First professional master's degree and certificate programs"
DOCTORAL = "Acupuncture (DAOM) - Professional doctoral programs"
LIST = source_state("us_ed_dapip", kind=RecordKind.ACCREDITATION, jurisdiction="US")
PASS, NOTICE, FAIL, REVIEW, NO_EVIDENCE = (
    *(CheckOutcome.PASS, CheckOutcome.NOTICE, CheckOutcome.FAIL),
    *(CheckOutcome.REVIEW, CheckOutcome.NO_EVIDENCE),
)


def span(
    start: str | None = "1994-05-01",
    end: str | None = None,
    school: str = BASTYR,
    program: str = "",
    **changes,
) -> AccreditationRecord:
    made = AccreditationRecord(
        f"us_ed_dapip:{school}:{program}:{start}", "ACAHM", school, "", "", program, "Accredited",
        False, start, end, evidence("us_ed_dapip"),
    )  # fmt: skip
    return replace(made, **changes)


def candidacy(start: str, end: str | None, **changes) -> AccreditationRecord:
    return span(start, end, status_printed="Preaccredited", is_preaccredited=True, **changes)


def said(
    school: str = BASTYR, on: str | None = "2012-06-16", words: str = "Master of Science", key: str = "s1"
) -> Statement:
    at = evidence("own_statements", source_url="https://linwick.example/about")
    return Statement(key, WHO.entry_id, "school", words, school, on, "own_statement", "", "reader", at)


def found(
    statements=(), spans=(), sources: tuple[SourceState, ...] = (LIST,), rows=(), decision=Decision.ACCEPT
) -> Check:
    known = known_of(
        TODAY, sources, [WHO], rows, [link(WHO, row, decision) for row in rows],
        statements=statements, accreditations=tuple(spans), codes=all_codes(),
    )  # fmt: skip
    (check,) = education_accredited(WHO, known)
    return check


def test_a_school_accredited_at_graduation_passes_and_says_what_it_does_not_prove() -> None:
    check = found([said()], [span()])
    assert (check.outcome, check.strength) == (PASS, Strength.CORROBORATED)
    assert check.sentence == (
        "On the accreditation list of November 20, 2026, Bastyr University was accredited on June 16, 2012"
        " by ACAOM, which is ACAHM since 2021. That this person graduated there is stated by the entry itself"
        " or on its own website; it was not checked with the school. It says nothing of skill."
    )
    assert (check.accreditation_id, check.statement_id) == (span().accreditation_id, "s1")
    assert check.source == "us_ed_dapip"


def test_the_boards_own_listing_states_the_graduation() -> None:
    row = license_row(
        "Mei-Hua", "Linwick", "AC60990117", school_printed="BASTYR UNIV", graduated_printed="2012"
    )
    check = found(spans=[span()], rows=[row])
    assert check.outcome is PASS
    assert "accredited in 2012" in check.sentence
    assert "The board’s own listing states this school" in check.sentence
    assert check.license_id == row.license_id


def test_a_license_that_is_not_surely_this_persons_states_no_school() -> None:
    row = license_row("M", "L", "AC60990117", school_printed=BASTYR, graduated_printed="2012")
    assert "No school is stated" in found(spans=[span()], rows=[row], decision=Decision.REVIEW).sentence


def test_another_professions_license_states_no_school_of_acupuncture() -> None:
    row = license_row("M", "L", "1", profession=Profession.PHYSICIAN, school_printed=BASTYR)
    assert "No school is stated" in found(spans=[span()], rows=[row]).sentence


@pytest.mark.parametrize(
    ("statements", "spans", "words"),
    [
        ([], [span()], "No school is stated, so nothing was checked. Ask: “Which school"),
        ([said("ACAOM accredited")], [span()], "none that we know by this name"),
        ([said("Harvard University")], [span()], "none that we know by this name"),
        ([said(on=None)], [span()], "The year of graduation from Bastyr University is not stated."),
        ([said()], [span(school=OREGON)], "there is no such program of Bastyr University"),
        ([said()], [span(start=None)], "the dates do not tell"),
        ([said()], [span(status_printed="Renewal of Something")], "the dates do not tell"),
        ([said(on="2012-01-01")], [span("2012-09-01")], "the dates do not tell"),
        ([said()], [span(program="Certificate in Chinese herbal medicine")], "no such program"),
    ],
)
def test_what_is_not_known_is_no_evidence_with_the_reason(statements, spans, words) -> None:
    check = found(statements, spans)
    assert (check.outcome, check.strength) == (NO_EVIDENCE, Strength.NONE)
    assert words in check.sentence


@pytest.mark.parametrize(
    "sources",
    [
        (),
        (source_state("us_ed_dapip", "2026-08-20", kind=RecordKind.ACCREDITATION),),
        (replace(LIST, report=None),),
    ],
    ids=["none", "too old", "never read"],
)
def test_without_a_list_of_use_nothing_is_concluded(sources) -> None:
    check = found([said()], [span()], sources)
    assert check.outcome is NO_EVIDENCE
    assert "no list of accredited schools was read, or it is too old to use" in check.sentence


def test_a_new_doctoral_program_is_not_covered_by_the_masters_program() -> None:
    doctor = said(words="Doctor of Acupuncture", on="2017-06-10")
    masters, late = span(program=MASTERS), span("2019-02-01", program=DOCTORAL)
    assert "not for the program stated" in found([doctor], [masters]).sentence
    assert found([doctor], [masters, late]).outcome is NO_EVIDENCE
    assert found([replace(doctor, stated_on="2019-06-10")], [masters, late]).outcome is PASS
    assert found([doctor], [span()]).outcome is PASS


def test_where_no_program_is_stated_a_program_alone_gets_a_notice() -> None:
    plain = said(words="Graduated with honors")
    check = found([plain], [span(program=MASTERS)])
    assert check.outcome is NOTICE
    assert "which program was attended is not stated" in check.sentence
    assert found([plain], [span(program=MASTERS), span(program=DOCTORAL)]).outcome is PASS
    assert found([said()], [span(program=MASTERS)]).outcome is PASS


def test_pre_accreditation_is_a_notice_also_where_accreditation_follows_within_the_year() -> None:
    early, late = candidacy("2009-01-01", "2012-06-30"), span("2012-07-01")
    for day in ("2012-06-16", "2012"):
        row = license_row("M", "L", "1", school_printed=BASTYR, graduated_printed=day)
        check = found(spans=[late, early], rows=[row])
        assert check.outcome is NOTICE
        assert "was pre-accredited" in check.sentence and "candidacy" in check.sentence
    assert found([said(on="2012-08-01")], [early, late]).outcome is PASS


def test_spans_that_follow_each_other_are_one_and_a_gap_is_none() -> None:
    first = span("1994-05-01", "2012-03-31")
    assert found([said(on="2012-01-01")], [first, span("2012-04-01")]).outcome is PASS
    assert found([said(on="2012-01-01")], [first, span("2012-04-03")]).outcome is NO_EVIDENCE


def test_a_school_that_has_closed_since_is_a_notice() -> None:
    check = found([said(OREGON)], [span(end="2024-08-31", school=OREGON)])
    assert check.outcome is NOTICE
    assert "The school closed on August 31, 2024." in check.sentence


def test_a_graduation_after_the_end_of_the_school_goes_to_a_person() -> None:
    assert found([said(OREGON, on="2025-06-01")], [span(school=OREGON)]).outcome is REVIEW


def test_a_merged_school_is_found_under_its_successor_and_that_is_told() -> None:
    check = found([said("New England School of Acupuncture")], [span(school="MCPHS University")])
    assert check.outcome is NOTICE
    assert "under MCPHS University, which took the school over" in check.sentence
    late = found([said("New England School of Acupuncture")], [span("2017-01-01", school="MCPHS University")])
    assert late.outcome is NO_EVIDENCE


def test_several_schools_that_fit_go_to_a_person() -> None:
    check = found([said(f"{BASTYR}; {OREGON}")], [span()])
    assert check.outcome is REVIEW
    assert check.sentence == f"The school stated may be {BASTYR} or {OREGON}. A person decides."


def test_it_fails_only_where_dates_clearly_show_it_and_says_what_that_means() -> None:
    check = found([said(on="1990-06-16")], [span()])
    assert check.outcome is FAIL
    assert check.sentence == (
        "On the accreditation list of November 20, 2026, Bastyr University was not accredited on June 16,"
        " 1990: its accreditation ran from May 1, 1994. This says nothing of the license, which the board"
        " decides, and nothing of skill."
    )


def test_a_span_without_a_first_day_that_ended_before_covers_nothing() -> None:
    check = found([said()], [span(start=None, end="2001-12-31")])
    assert check.outcome is FAIL
    assert "its accreditation ran to December 31, 2001." in check.sentence


def with_rows_unread() -> SourceState:
    assert LIST.report
    return replace(LIST, report=replace(LIST.report, quarantined_count=1))


@pytest.mark.parametrize(
    ("statement", "spans", "sources"),
    [
        (said("Pacific College of Oriental Medicine", "1985-06-01"),
         [span(school="Pacific College of Health and Science")], (LIST,)),
        (said("Bastir University", "1990-06-16"), [span()], (LIST,)),
        (said("MCPHS University", "1990-06-16"), [span(school="MCPHS University")], (LIST,)),
        (said(on="1990-06-16"), [span(), span(start=None)], (LIST,)),
        (said(on="1990-06-16"), [span(), span("1996-01-01", status_printed="Other")], (LIST,)),
        (said(on="1990-06-16"), [span()], (with_rows_unread(),)),
    ],
    ids=["former name", "slip", "took another over", "undated", "unknown word", "rows unread"],
)  # fmt: skip
def test_a_doubt_is_no_failure(statement, spans, sources) -> None:
    assert found([statement], spans, sources).outcome is NO_EVIDENCE


def test_of_two_schools_with_one_name_only_what_is_true_of_both_is_told() -> None:
    name = "Pretend College of Oriental Medicine"
    east = span("1998-09-01", school=name, city="Newark", state="NJ", institution_id="6")
    west = span("2018-01-15", school=name, city="Portland", state="OR", institution_id="7")
    assert found([said(name, on="2020-06-01")], [east, west]).outcome is PASS
    assert found([said(name, on="1990-06-01")], [east, west]).outcome is FAIL
    check = found([said(name, on="2010-06-01")], [east, west])
    assert check.outcome is REVIEW
    assert f"{name} (Newark, NJ) or {name} (Portland, OR)" in check.sentence
    assert found([said(f"{name}, Newark", on="2010-06-01")], [east, west]).outcome is PASS
    assert found([said(f"{name}, Portland, OR", on="2010-06-01")], [east, west]).outcome is FAIL


def test_a_further_place_of_a_school_is_the_school() -> None:
    home = span("1998-09-01", city="Kenmore", state="WA", institution_id="6")
    other = span("2015-09-01", city="San Diego", state="CA", institution_id="6", accreditation_id="x")
    assert found([said(on="2010-06-01")], [home, other]).outcome is PASS


def test_a_program_with_herbs_is_another_than_one_without() -> None:
    plain = span(program="Master of Acupuncture")
    herbal = span(program="Master of Acupuncture with a Chinese herbal medicine specialization")
    of_herbs = said(words="Master of Acupuncture with Chinese herbal medicine")
    assert found([said(words="Master of Acupuncture")], [plain]).outcome is PASS
    assert found([of_herbs], [herbal]).outcome is PASS
    assert "not for the program stated" in found([of_herbs], [plain]).sentence
    assert found([said(words="Master of Acupuncture")], [herbal]).outcome is NO_EVIDENCE
    assert found([of_herbs], [span(program=MASTERS)]).outcome is PASS


def test_the_words_of_a_schools_name_are_no_program() -> None:
    name = "Placeholder Institute of Chinese Herbal Medicine & Acupuncture"
    plain = span(school=name, program="Master of Acupuncture")
    assert found([said(name, words="Master of Acupuncture")], [plain]).outcome is PASS
    assert found([said("", words=f"Master of Acupuncture, {name}")], [plain]).outcome is PASS


def test_a_graduation_to_come_is_none() -> None:
    assert "is still to come" in found([said(on="2027-06-01")], [span()]).sentence


def test_of_several_schools_the_best_answer_counts() -> None:
    late = said(on="1990-06-16", key="s2")
    assert found([late, said()], [span()]).outcome is PASS
    assert found([said(), late], [span()]).statement_id == "s1"


@pytest.mark.parametrize(
    ("year", "name"),
    [
        ("1996", "NACSCAOM or ACAOM"),
        ("2012", "ACAOM, which is ACAHM since 2021"),
        ("2022", "by ACAHM, until 2021"),
    ],
)
def test_the_accreditor_has_its_name_of_that_time(year: str, name: str) -> None:
    assert name in found([said(on=f"{year}-06-16")], [span()]).sentence


DAYS = st.dates(date(1990, 1, 1), date(2026, 1, 1)).map(date.isoformat)
SPANS = st.builds(
    span,
    st.one_of(st.none(), DAYS),
    st.one_of(st.none(), DAYS),
    st.sampled_from([BASTYR, OREGON, "MCPHS University"]),
    st.sampled_from(["", MASTERS, DOCTORAL]),
    is_preaccredited=st.booleans(),
    status_printed=st.sampled_from(["Accredited", "Preaccredited", "Other"]),
)
STATEMENTS = st.builds(
    said,
    st.sampled_from([BASTYR, OREGON, "New England School of Acupuncture"]),
    DAYS,
    st.sampled_from(["Master of Science", "Doctor of Acupuncture", "Graduate"]),
)


@settings(deadline=None)
@given(STATEMENTS, st.lists(SPANS, max_size=4), st.lists(SPANS, max_size=3))
def test_more_evidence_of_accreditation_never_turns_a_pass_into_a_failure(statement, some, more) -> None:
    if found([statement], some).outcome in (PASS, NOTICE):
        assert found([statement], [*some, *more]).outcome in (PASS, NOTICE)


@settings(deadline=None)
@given(STATEMENTS, st.lists(SPANS, max_size=4))
def test_the_order_of_the_list_does_not_matter_and_without_it_nothing_is_concluded(statement, spans) -> None:
    there = found([statement], spans)
    assert found([statement], spans[::-1]).outcome is there.outcome
    assert found([statement], spans, ()).outcome is NO_EVIDENCE
