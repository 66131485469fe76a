"""The parts of a report that set a release beside the one before: listings, what is published, changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verify.linkage.verdict_labels import VERDICT_LABELS
from verify.reporting.advice import source_step
from verify.reporting.facts import ReleaseFacts, ReportFacts
from verify.reporting.markdown import plain, table
from verify.summary import SourceLine


def sources_section(facts: ReportFacts) -> Iterator[str]:
    """Every listing with its records, what moved, and what failed or warns."""
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


def published_section(facts: ReportFacts) -> Iterator[str]:
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


def changes_section(facts: ReportFacts) -> Iterator[str]:
    """The changes that the run made public, or would have, by kind and cause."""
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
