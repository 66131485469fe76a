"""A data folder as the crawler leaves it, with people who do not exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from crawler.records import (
    Discipline,
    EntryKind,
    Outcome,
    PlacePurpose,
    Profession,
    QuarantinedRow,
    Status,
    to_json,
)
from tests import factories as make
from verify.checks.coverage import SourceState
from verify.checks.known import Member
from verify.checks.verdict import judge
from verify.linkage.links import Comparison, Decision, IdentityClass, Link, Linkage
from verify.run import Run, Steps

KIM, ORTIZ, VALE, BROOK = "1999000011", "1999000029", "1999000037", "1999000045"
CLINIC = "1999000052"

LICENSES = (
    make.license_row("HANA", "KIMSTONE", "AC60000001"),
    make.license_row("LUZ", "ORTIZMARK", "AC60000002", discipline=Discipline.YES, discipline_printed="Yes"),
    make.license_row(
        "ROY", "VALEWOOD", "AC60000003", discipline=Discipline.NOT_STATED, discipline_printed="Pending"
    ),
    make.license_row("ROY", "VALEWOOD", "AC60000004", status=Status.REVOKED, status_printed="Revoked"),
    make.license_row("", "BROOKMERE", "AC60000005", status=Status.EXPIRED, status_printed="Expired"),
)
SUITE = make.place(street="1 NOWHERE ST", phone="2065550100")
KIM_PLACES = (
    SUITE,
    make.place(city="TACOMA", zip5="98402", purpose=PlacePurpose.MAILING),
    make.place(city="KENT", zip5="98030", purpose=PlacePurpose.SECONDARY),
)
SALEM = make.place(state="OR", city="SALEM", zip5="97301")
ENTRIES = (
    make.entry("HANA", "KIMSTONE", "AC 60000001", entry_id=KIM, places=KIM_PLACES),
    make.entry(
        "LUZ", "ORTIZMARK", "AC60000002", entry_id=ORTIZ, other_names=(make.other_name("LUZ", "DE LA CRUZ"),)
    ),
    make.entry("ROY", "VALEWOOD", entry_id=VALE),
    make.entry("ANA", "BROOKMERE", entry_id=BROOK, places=(SALEM,)),
    make.entry(
        "",
        "",
        entry_id=CLINIC,
        kind=EntryKind.ORGANIZATION,
        profession=Profession.CLINIC,
        organization_name="NOWHERE ACUPUNCTURE AND PT LLC",
        claims=(),
        credential_printed="",
        places=(SUITE,),
    ),
)
EXCLUSIONS = (
    make.exclusion(ORTIZ, "ORTIZMARK"),
    make.exclusion("", "VALEWOOD", exclusion_id="us_oig_leie:2"),
    make.exclusion("", "KIMSTEAD", exclusion_id="us_oig_leie:3", has_unsettled_reinstatement=True),
)


def write_source(
    data: Path, state: SourceState, records: Sequence[object] | None, quarantine: Sequence[object] = ()
) -> None:
    """The folder of one source; `records` None leaves it without a good crawl."""
    folder = data / "records" / state.info.source
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "source.json").write_text(to_json(state.info) + "\n", encoding="utf-8")
    if state.last is not None:
        (folder / "last_crawl.json").write_text(to_json(state.last) + "\n", encoding="utf-8")
    if records is not None and state.report is not None:
        (folder / "report.json").write_text(to_json(state.report) + "\n", encoding="utf-8")
        (folder / "records.jsonl").write_text("".join(to_json(r) + "\n" for r in records), encoding="utf-8")
        (folder / "quarantine.jsonl").write_text(
            "".join(to_json(r) + "\n" for r in quarantine), encoding="utf-8"
        )


def write_all(data: Path, licenses: Sequence[object] = LICENSES, entries: Sequence[object] = ENTRIES) -> Path:
    """All three kinds of sources after a good crawl; returns `data`."""
    note = QuarantinedRow("us_wa_doh", "ab" * 32, 9, "status", "Blorp", "unknown_status", "not a known word")
    write_source(data, make.source_state("us_wa_doh"), licenses, [note])
    write_source(data, make.source_state("us_nppes"), entries)
    write_source(data, make.source_state("us_oig_leie"), EXCLUSIONS)
    return data


def failed(state: SourceState, reason: str = "the server answered 500") -> SourceState:
    """The state after a newer crawl failed."""
    assert state.last is not None
    crawl_id, started_at = f"{state.info.source}-2", "2026-11-22T00:00:00Z"
    last = replace(
        state.last, outcome=Outcome.FAILED, reason=reason, crawl_id=crawl_id, started_at=started_at
    )
    return replace(state, last=last)


def link(entry_id: str, license_id: str, decision: str = "accept", **changes: object) -> Link:
    """A link by number, or one by name in review."""
    is_accepted = decision == "accept"
    made = Link(
        entry_id=entry_id,
        license_id=license_id,
        decision=Decision(decision),
        probability=0.999999 if is_accepted else 0.71,
        cut=0.995,
        weight_bits=20.5,
        rule="number_and_name" if is_accepted else "name_and_place",
        identity_class=IdentityClass.NUMBER_AND_NAME if is_accepted else IdentityClass.NONE,
        reason="the number agrees" if is_accepted else "another row fits nearly as well",
        rival_license_id=None,
        rival_weight_bits=None,
        entry_hash="00c0ffee00c0ffee",
        license_hash="0ddba110ddba1100",
        comparisons=(
            Comparison("prior", "any", "", "", -10.25, "Before looking"),
            Comparison("license number", "same", "AC 1", "AC1", 30.75, "The numbers agree"),
        ),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


LINKS = (
    link(KIM, "us_wa_doh:AC60000001", rival_license_id="us_wa_doh:AC60000004", rival_weight_bits=-3.0),
    link(ORTIZ, "us_wa_doh:AC60000002"),
    link(VALE, "us_wa_doh:AC60000003", "review"),
    link(VALE, "us_wa_doh:AC60000004", "review"),
    link(BROOK, "us_wa_doh:AC60000005", "review"),
)


def steps(links: Sequence[Link] = LINKS, judge_with: object = judge) -> Steps:
    """Steps with hand-made links, the real checks, and Kim in the clinic."""
    return Steps(
        link=lambda licenses, entries, progress: Linkage(tuple(links), "test-1"),
        judge=judge_with,  # type: ignore[arg-type]
        members=lambda entries, statements: (
            [Member(CLINIC, KIM, "same_suite_and_phone")] if len(entries) > 1 else []
        ),
    )


def a_run(data: Path, accept: str = "") -> Run:
    """A run on the day of the factories."""
    return Run(data, make.TODAY, accept)
