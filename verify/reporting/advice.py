"""What to do next, for each outcome of a run and each source that failed: pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from verify.checks.coverage import AGING_DAYS, STALE_DAYS
from verify.reporting.facts import ReportFacts
from verify.summary import SourceLine

REFUSED = (
    "Next: visitors see the release before this run; nothing is lost.",
    "- Compare the two columns under *What stays published* and the column *change* of the listings.",
    "- Look into the refused database, `data/builds/refused.db`, for the rows that the sentence above names.",
    "- A listing that broke: mend it, `practitioners crawl SOURCE`, then `practitioners build`.",
    '- A real change that the sentence calls a collapse: `practitioners build --accept "why it is real"`.',
)
COULD_NOT_RUN = (
    "Next: visitors see the release before this run; nothing is lost.",
    "- Do what the sentence above says, then run `practitioners refresh` again.",
)
FAILED = ("Next: read under *Failed* why listings did not arrive, and until when their older rows count.",)
WELL = ("Next: nothing failed. What waits for a person stands below.",)


def next_step(facts: ReportFacts) -> Iterator[str]:
    """What the maintainer does now."""
    by_outcome = {"refused": REFUSED, "could_not_run": COULD_NOT_RUN}
    published = FAILED if facts.run.failed_sources else WELL
    yield from by_outcome.get(facts.run.outcome, published)


def source_step(line: SourceLine) -> str:
    """What happens with a source that failed, and what to do."""
    ask = f"Ask `practitioners sources check {line.source}`, then `practitioners crawl {line.source}`."
    if line.fetched_at is None:
        return f"It was never read with success, so nothing of it is shown. {ask}"
    read = date.fromisoformat(line.fetched_at[:10])
    as_of = date.fromisoformat(line.source_as_of[:10]) if line.source_as_of else read
    stale, last = read + timedelta(AGING_DAYS), min(read, as_of) + timedelta(STALE_DAYS)
    return f"Its rows of {read} are called stale after {stale} and support no verdict after {last}. {ask}"
