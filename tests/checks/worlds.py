"""Generated worlds: one acupuncturist in Washington, what two boards list, and what else is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from crawler.records import ActionStage, BoardAction, Discipline, ExclusionRecord, LicenseRecord, Status
from tests.checks.test_verdict import WHO, link
from tests.factories import TODAY, crawl_report, evidence, exclusion, license_row, source_state
from verify.checks.coverage import SourceState
from verify.checks.judgment import Judgment, Verdict
from verify.checks.known import Known, known_of
from verify.checks.verdict import judge
from verify.linkage.links import Decision, IdentityClass
from verify.publish.codes import all_codes

T = TypeVar("T")

GOODNESS = {
    Verdict.VERIFIED: 2,
    Verdict.VERIFIED_WITH_NOTICE: 1,
    Verdict.LICENSE_NOT_ACTIVE: 0,
    Verdict.NO_END_DATE: 0,
    Verdict.NEEDS_REVIEW: 0,
    Verdict.NOT_FOUND: 0,
    Verdict.NOT_COVERED: 0,
}
"""How much a reader may build on a verdict. Those without a badge say different things, none a better one."""

CODES = {"status_vocabulary": all_codes()["status_vocabulary"]}

BOARDS = {"us_wa_doh": "WA", "us_ca_dca": "CA"}
WORDS = {
    Status.ACTIVE_RESTRICTED: ("Active With Conditions", "Active Provisional"),
    Status.PROBATION: ("Active On Probation",),
}


@dataclass(frozen=True)
class World:
    """What is known on one day. `links` pairs a license with accept or review."""

    today: date
    sources: tuple[SourceState, ...]
    rows: tuple[LicenseRecord, ...]
    decisions: tuple[Decision, ...]
    exclusions: tuple[ExclusionRecord, ...]

    def known(self) -> Known:
        identity = {Decision.ACCEPT: IdentityClass.NUMBER_AND_NAME, Decision.REVIEW: IdentityClass.NONE}
        links = [
            link(WHO, row, decision, identity[decision])
            for row, decision in zip(self.rows, self.decisions, strict=True)
        ]
        return known_of(self.today, self.sources, [WHO], self.rows, links, self.exclusions, codes=CODES)

    def judged(self) -> Judgment:
        return next(judge([WHO], self.known()))

    def shown(self) -> Verdict:
        """The verdict that a page of this day shows."""
        return self.judged().shown_on(self.today)

    def without(self, gone: Iterable[str]) -> World:
        """The same world where nothing is known of these licenses."""
        lost = set(gone)
        kept = [
            (row, decision)
            for row, decision in zip(self.rows, self.decisions, strict=True)
            if row.license_id not in lost
        ]
        return replace(self, rows=tuple(r for r, _ in kept), decisions=tuple(d for _, d in kept))

    def with_row(self, changed: LicenseRecord) -> World:
        """The same world where this license is listed otherwise."""
        rows = tuple(changed if row.license_id == changed.license_id else row for row in self.rows)
        return replace(self, rows=rows)

    @property
    def deciding(self) -> LicenseRecord | None:
        """The license that the verdict rests on, if any."""
        wanted = self.judged().license_id
        return next((row for row in self.rows if row.license_id == wanted), None)


def mostly(good: T, others: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """Five times in six what makes a license verified, so that there is something to lose."""
    return st.integers(0, 5).flatmap(lambda at: others if at == 5 else st.just(good))


days = st.integers(-120, 400).map(lambda away: (TODAY + timedelta(days=away)).isoformat())

actions = st.builds(
    BoardAction,
    st.just("2024-1"),
    st.sampled_from(["Final Order", "Statement of Charges", "Order vacated", "Appeal dismissed"]),
    st.just(""),
    st.sampled_from(ActionStage),
    st.just("2024-02-15"),
    st.none() | days,
    st.just(""),
)


@st.composite
def sources(draw: st.DrawFn) -> tuple[SourceState, ...]:
    made = []
    for source, state in [*BOARDS.items(), ("us_oig_leie", "US")]:
        age = draw(mostly(3, st.integers(0, 100)))
        fetched = TODAY - timedelta(days=age)
        as_of = fetched - timedelta(days=draw(mostly(1, st.integers(0, 40))))
        report = crawl_report(source, fetched.isoformat(), source_as_of=as_of.isoformat())
        made.append(replace(source_state(source, jurisdiction=state), report=report, last=report))
    return tuple(made)


@st.composite
def rows(draw: st.DrawFn, states: tuple[SourceState, ...], number: int) -> LicenseRecord:
    source = draw(mostly("us_wa_doh", st.just("us_ca_dca")))
    status = draw(mostly(Status.ACTIVE, st.sampled_from(Status)))
    as_of = next(each.as_of for each in states if each.info.source == source)
    assert as_of is not None
    return license_row(
        "Mei-Hua",
        "Linwick",
        f"AC{number}",
        license_id=f"{source}:{number}",
        jurisdiction=BOARDS[source],
        status=status,
        status_printed=draw(st.sampled_from(WORDS.get(status, (str(status).title(),)))),
        is_disciplinary_status=status in (Status.PROBATION, Status.REVOKED),
        is_superseded=draw(mostly(False, st.just(True))),
        is_in_renewal=draw(mostly(False, st.just(True))),
        expires_on=draw(mostly("2027-03-14", st.none() | days)),
        discipline=draw(mostly(Discipline.NONE, st.sampled_from(Discipline))),
        actions=draw(mostly((), st.lists(actions, max_size=2).map(tuple))),
        evidence=evidence(source, source_as_of=as_of.isoformat()),
    )


@st.composite
def worlds(draw: st.DrawFn, *, with_exclusions: bool = True) -> World:
    """Any world, most of them with an active license, so that there is something to lose."""
    states = draw(sources())
    made = tuple(draw(rows(states, number)) for number in range(draw(mostly(2, st.integers(0, 3)))))
    accepted = mostly(Decision.ACCEPT, st.just(Decision.REVIEW))
    surnames, kinds = st.sampled_from(["LINWICK", "OTHERBY"]), st.sampled_from(["1128b4", "1128b14"])
    count = draw(mostly(0, st.integers(0, 2))) if with_exclusions else 0
    listed = [
        exclusion(WHO.entry_id, draw(surnames), exclusion_id=f"us_oig_leie:{n}", exclusion_type=draw(kinds))
        for n in range(count)
    ]
    return World(TODAY, states, made, tuple(draw(accepted) for _ in made), tuple(listed))
