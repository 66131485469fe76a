"""The report of a run as Markdown: pure. What others wrote is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from verify.linkage.verdict_labels import VERDICT_LABELS
from verify.publish.figures import ENDING_DAYS
from verify.reporting.advice import next_step, source_step
from verify.reporting.facts import ReleaseFacts, ReportFacts
from verify.summary import SourceLine

HEADS = {
    "published": "Published",
    "unchanged": "Nothing to publish",
    "refused": "Refused: the published database stays",
    "could_not_run": "Could not run: the published database stays",
}
"""The outcome of a run in words."""

_MARKED = re.compile(r"([\\`*{}\[\]<>#|~!]|(?<!\w)_|_(?!\w))")
"""What Markdown could take for markup; a line below within a word is none."""


def plain(text: object) -> str:
    """A text that Markdown shows as it is: one line, nothing in it is markup."""
    one_line = " ".join(str(text).split())
    return _MARKED.sub(r"\\\1", "".join(each for each in one_line if each.isprintable()))


def report_markdown(facts: ReportFacts) -> str:
    """The whole report; the same facts give the same text."""
    parts = (_head, _sources, _published, _changes, _ending, _waiting, _disputes, _stages, _unread)
    lines: list[str] = []
    for part in parts:
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


def _sources(facts: ReportFacts) -> Iterator[str]:
    yield "## Listings"
    yield ""
    old, new = _compared(facts)
    before, now = old.named("records"), new.named("records")
    rows = [_source_row(line, before.get(line.source), now.get(line.source)) for line in facts.sources]
    heads = ("listing", "records", "change", "rows", "in quarantine", "dated", "read", "newest crawl")
    yield from table(heads, rows)
    failed = [line for line in facts.sources if line.is_carried_forward]
    if failed:
        yield from ("", "### Failed", "")
    for line in failed:
        reason = plain(line.reason).rstrip(".") or "no reason was kept"
        yield f"- **{plain(line.source)}**: {reason}. {source_step(line)}"
    warned = [(line.source, each) for line in facts.sources for each in line.warnings]
    if warned:
        yield from ("", "### Warnings", "")
    yield from (f"- {plain(source)}: {plain(each)}" for source, each in warned)


def _compared(facts: ReportFacts) -> tuple[ReleaseFacts, ReleaseFacts]:
    """The release before and the one that the run made, published or refused."""
    if facts.run.outcome == "published":
        return facts.before, facts.published
    if facts.run.outcome == "unchanged":
        return facts.published, facts.published
    return facts.published, facts.refused


def _source_row(line: SourceLine, before: int | None, now: int | None) -> tuple[object, ...]:
    moved = "" if before is None or now is None else f"{now - before:+,}"
    state = "failed" if line.is_carried_forward else "never read" if line.fetched_at is None else "good"
    read = (line.fetched_at or "")[:10]
    counts = (f"{line.rows_count:,}", f"{line.quarantined_count:,}")
    return line.source, f"{line.records_count:,}", moved, *counts, line.source_as_of or "", read, state


def _published(facts: ReportFacts) -> Iterator[str]:
    """What visitors see now, beside what was there before, or beside what was refused."""
    old, new = _compared(facts)
    refused = ", and what was refused" if facts.refused.release_id else ""
    is_published = facts.run.outcome == "published"
    yield "## What was published" if is_published else f"## What stays published{refused}"
    yield ""
    if not (old.release_id or new.release_id):
        yield "Nothing is published."
        return
    both = (new,) if old is new else (old, new)
    shown = [each for each in both if each.release_id]
    yield from table(("", *(each.release_id for each in shown)), _figure_rows(shown))


def _figure_rows(shown: Sequence[ReleaseFacts]) -> Iterator[tuple[object, ...]]:
    yield "Entries", *(f"{each.entries_count:,}" for each in shown)
    yield "Licenses", *(f"{each.licenses_count:,}" for each in shown)
    for verdict, words in VERDICT_LABELS.items():
        yield words, *(f"{each.named('verdict').get(verdict, 0):,}" for each in shown)


def _changes(facts: ReportFacts) -> Iterator[str]:
    made = facts.refused if facts.run.outcome == "refused" else facts.published
    yield "## Changes"
    yield ""
    if facts.run.outcome in ("could_not_run", "unchanged"):
        yield "None: the run made no release."
        return
    cells = {key[1:]: value for key, value in made.figures.items() if key[0] == "change"}
    if not cells:
        yield "None" if made.previous_release_id else "None: there is no release before this one."
        return
    causes = sorted({cause for _, cause in cells})
    kinds = sorted({kind for kind, _ in cells})
    rows = [
        (kind.replace("_", " "), *_counts([cells.get((kind, cause), 0) for cause in causes]))
        for kind in kinds
    ]
    rows.append(("all", *_counts([sum(cells.get((k, cause), 0) for k in kinds) for cause in causes])))
    yield from table(("kind of change", *(cause.replace("_", " ") for cause in causes), "all"), rows)


def _counts(values: Sequence[int]) -> list[str]:
    return [f"{value:,}" if value else "" for value in (*values, sum(values))]


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


def table(heads: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A Markdown table."""
    yield "| " + " | ".join(map(plain, heads)) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(map(plain, row)) + " |"
