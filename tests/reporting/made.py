"""Facts of small runs, with people who do not exist and texts that try to be markup."""

from __future__ import annotations

from verify.reporting.facts import Ending, OpenDispute, Queue, ReleaseFacts, ReportFacts
from verify.summary import RunReport, SourceLine

HOSTILE = "<script>alert(1)</script> | # [x](http://evil.example)\n- *a* `b` _c_"


def a_release(release_id: str, verified: int, **figures: int) -> ReleaseFacts:
    """A release with verdicts, records and the changes given as `kind__cause`."""
    changes = {("change", *name.split("__")): value for name, value in figures.items()}
    known = {("verdict", "verified", ""): verified, ("verdict", "not_found", ""): 2}
    records = {("records", "us_wa_doh", ""): verified + 5, ("records", "us_nppes", ""): 8}
    return ReleaseFacts(
        release_id=release_id,
        previous_release_id="2026-11-15-aaaaaa",
        built_on=release_id[:10],
        entries_count=verified + 2,
        licenses_count=verified + 5,
        figures={**known, **records, **changes},  # type: ignore[dict-item]
    )


def a_source(source: str, **changes: object) -> SourceLine:
    """A listing that was read well."""
    values = {"records_count": 8, "rows_count": 9, "quarantined_count": 1, "source_as_of": "2026-11-20"}
    values |= {"fetched_at": "2026-11-21T04:15:00Z", "is_carried_forward": False, "reason": "", **changes}
    return SourceLine(source, **values)  # type: ignore[arg-type]


FAILED = a_source("us_wa_doh", is_carried_forward=True, reason=f"it answered 503 {HOSTILE}")
SOURCES = (a_source("us_nppes", warnings=("900 records are many",)), FAILED)
PUBLISHED = ReportFacts(
    run=RunReport(
        "published",
        release_id="2026-11-22-bbbbbb",
        sources=SOURCES,
        overruled=(
            "verified_not_collapsed: fewer (1: 6 of 9) - accepted by A. Reviewer: the board closed them",
        ),
        seconds={"Crawl": 12.25, "Link": 0.5},
        stale_decisions=("1999000011 us_wa_doh:AC60000001",),
    ),
    ran_on="2026-11-22",
    sources=SOURCES,
    published=a_release("2026-11-22-bbbbbb", 6, lapsed__source_changed=2, match__match_changed=1),
    before=a_release("2026-11-15-aaaaaa", 9),
    ending=(Ending("2026-12-01", f"Hana {HOSTILE}", "1999000011", "us_wa_doh:AC60000001"),),
    ending_weeks={"2026-11-30": 1, "2027-01-04": 2},
    queue=Queue(links_count=7, deciding_count=3, certificates_count=2),
    disputes=(OpenDispute("D-1", "wrong_match", "1999000029", "2026-11-19", ""),),
)
REFUSED = ReportFacts(
    run=RunReport(
        "refused", "Not published. verified_not_collapsed: fewer (1: 1 of 6)", seconds={"Link": 1.0}
    ),
    ran_on="2026-11-29",
    sources=(a_source("us_nppes"), a_source("us_wa_doh", records_count=6, fetched_at="2026-11-28T04:15:00Z")),
    published=PUBLISHED.published,
    before=PUBLISHED.before,
    refused=a_release("2026-11-29-cccccc", 1, disappeared__record_disappeared=5),
)
COULD_NOT_RUN = ReportFacts(
    run=RunReport("could_not_run", "No listing could be read.", seconds={"Crawl": 3.0}),
    ran_on="2026-12-06",
    sources=(a_source("us_wa_doh", fetched_at=None, source_as_of=None, is_carried_forward=True, reason=""),),
    unread=("The published database could not be read for this report: file is not a database",),
)
