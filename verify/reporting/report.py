"""The report of a run as Markdown: pure. What others wrote is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verify.publish.figures import ENDING_DAYS
from verify.reporting.advice import next_step
from verify.reporting.facts import ReportFacts
from verify.reporting.markdown import plain, table
from verify.reporting.release_sections import changes_section, published_section, sources_section

HEADS = {
    "published": "Published",
    "unchanged": "Nothing to publish",
    "refused": "Refused: the published database stays",
    "could_not_run": "Could not run: the published database stays",
}
"""The outcome of a run in words."""


def report_markdown(facts: ReportFacts) -> str:
    """The whole report; the same facts give the same text."""
    of_releases = (sources_section, published_section, changes_section)
    lines: list[str] = []
    for part in (_head, *of_releases, _ending, _waiting, _disputes, _stages, _unread):
        lines += [*part(facts), ""]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    return text.rstrip() + "\n"


def _head(facts: ReportFacts) -> Iterator[str]:
    run = facts.run
    yield f"# Report of the run of {facts.ran_on}"
    yield ""
    name = f": release {plain(run.release_id)}" if run.release_id else ""
    yield f"**{HEADS.get(run.outcome, plain(run.outcome))}{name}.**"
    if run.is_sample:
        yield "Sample data: nobody in it exists."
    if run.reason:
        yield from ("", f"> {plain(run.reason)}")
    yield from ("", *next_step(facts))
    yield from (f"- Overruled: {plain(each)}" for each in run.overruled)
    if run.export_trouble:
        yield f"- {plain(run.export_trouble)}"


def _ending(facts: ReportFacts) -> Iterator[str]:
    yield f"## Licenses that end within {ENDING_DAYS} days"
    yield ""
    if not facts.ending_count:
        yield "None of a verified entry."
        return
    yield f"Verified entries of the published release: {facts.ending_count:,}. By week:"
    yield ""
    yield from table(("week of", "entries"), [(week, f"{n:,}") for week, n in facts.ending_weeks.items()])
    yield ""
    more = facts.ending_count - len(facts.ending)
    yield f"The first {len(facts.ending):,}; {more:,} more are not listed here:" if more else "All of them:"
    yield ""
    rows = [(each.ends_on, each.name, each.entry_id, each.license_id) for each in facts.ending]
    yield from table(("ends on", "name", "entry", "license"), rows)


def _waiting(facts: ReportFacts) -> Iterator[str]:
    queue = facts.queue
    yield "## For a person to decide"
    yield ""
    yield f"- Links in review: {queue.links_count:,}, in `data/review.csv`, the heaviest first."
    yield f"- Of them, a decision would change a verdict: {queue.deciding_count:,}"
    yield f"- Certificates in doubt: {queue.certificates_count:,}, in `data/certificates_review.csv`."
    yield f"- Decisions to make again, because the records are others now: {len(facts.run.stale_decisions):,}"
    yield from (f"  - {plain(pair)}" for pair in facts.run.stale_decisions)


def _disputes(facts: ReportFacts) -> Iterator[str]:
    yield "## Open reports of readers and practitioners"
    yield ""
    if not facts.disputes:
        yield "None."
        return
    rows = [
        (each.dispute_id, each.kind, each.entry_id, each.opened_on, each.acknowledged_on or "not yet")
        for each in facts.disputes
    ]
    yield from table(("report", "kind", "entry", "opened on", "acknowledged on"), rows)


def _stages(facts: ReportFacts) -> Iterator[str]:
    yield "## Time"
    yield ""
    seconds = facts.run.seconds
    rows = [(stage, f"{took:,.1f}") for stage, took in seconds.items()]
    yield from table(("stage", "seconds"), [*rows, ("all", f"{sum(seconds.values()):,.1f}")])


def _unread(facts: ReportFacts) -> Iterator[str]:
    if facts.unread:
        yield from ("## Not in this report", "")
    yield from (f"- {plain(each)}" for each in facts.unread)
