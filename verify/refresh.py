"""The whole way: crawl, compare, load, link, check, build, ask, guard, publish, export, report.

Nothing that was published before is lost on any failure: a database is built beside the
published one and takes its place in one step, after it answered every question. Where the published
one was made of the very inputs that are there now, none is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from verify.candidate import examine, make_candidate, publish_candidate
from verify.checks.clinics import members
from verify.checks.verdict import judge
from verify.corrected import corrected, remember_withheld
from verify.crawl_process import crawl_all, settle_records
from verify.export.after_publishing import export_published
from verify.link_memory import link_remembering
from verify.linkage.engine import link_records
from verify.linkage.links import Linkage
from verify.progress import Progress
from verify.publish.load import Records, load_records
from verify.publish.private import withhold_private
from verify.publish.swap import published_build
from verify.release_facts import Gathered, gather, write_queue
from verify.release_inputs import Inputs, release_inputs
from verify.run import Run, Steps
from verify.run_journal import open_journal, stage_done
from verify.run_lock import run_lock
from verify.run_report import reported, write_report
from verify.summary import RunReport, count_links, count_verdicts, source_lines
from verify.unchanged import report_if_unchanged

CRAWL = "Crawl"
STAGES = ("Compare", "Read records", "Link", "Check", "Build", "Ask", "Guard", "Publish", "Export")
"""The stages after the crawl."""


def real_steps() -> Steps:
    """The steps as `verify.linkage` and `verify.checks` make them."""
    return Steps(
        link_records, judge, members, link_on=link_remembering, is_repeatable=True, export=export_published
    )


def refresh(run: Run, steps: Steps, crawl: Callable[[Path, str | None], None] = crawl_all) -> RunReport:
    """Every source was crawled and the database that its records make is published.

    A source that failed keeps its last good rows and is named in the report.

    Raises:
        CannotRunError: no listing could be read, or the run could not finish.
        RefusedError: the new database did not answer every question; the published one stays.
    """
    progress = Progress(1 + len(STAGES))
    with run_lock(run.data), reported(run, progress):
        settle_records(run.data)
        journal = open_journal(run.data, "refresh", run.today)
        run = replace(run, begun=journal.date, run_id=journal.run_id)
        if not journal.has_done(CRAWL):
            with progress.stage(CRAWL, has_own_display=True):
                crawl(run.data, run.today.isoformat() if run.today else None)
            stage_done(run.data, journal, CRAWL)
        return _publish(run, steps, progress)


def build(run: Run, steps: Steps) -> RunReport:
    """The database that the records on disk make is published; nothing is crawled.

    Raises:
        CannotRunError: there are no records, or the run could not finish.
        RefusedError: the new database did not answer every question; the published one stays.
    """
    progress = Progress(len(STAGES))
    with run_lock(run.data), reported(run, progress):
        journal = open_journal(run.data, "build", run.today)
        return _publish(replace(run, begun=journal.date, run_id=journal.run_id), steps, progress)


def _publish(run: Run, steps: Steps, progress: Progress) -> RunReport:
    settle_records(run.data)
    published = published_build(run.data)
    with progress.stage("Compare"):
        inputs = release_inputs(run.data, run.day)
        report = report_if_unchanged(run, published, inputs, progress.say) if steps.is_repeatable else None
    if report is None:
        report = _release(run, steps, published, inputs, progress)
    with progress.stage("Export"):
        final = published_build(run.data)
        trouble = steps.export(run.data, final, run.day) if steps.export and final else ""
    report = replace(report, export_trouble=trouble, seconds=progress.seconds)
    write_report(run, report)
    return report


def _release(run: Run, steps: Steps, published: Path | None, inputs: Inputs, progress: Progress) -> RunReport:
    with progress.stage("Read records"):
        records = withhold_private(load_records(run.data, run.day))
    with progress.stage("Link"):
        linkage = _linked(run, steps, records, progress)
        found = corrected(run.data, records, linkage)
    with progress.stage("Check"):
        made = gather(run, steps, found, linkage, published)
    with progress.stage("Build"):
        candidate = make_candidate(run, made.facts, inputs, progress, is_repeatable=steps.is_repeatable)
    overruled = examine(candidate, published, run, made.facts.release.release_id, progress)
    with progress.stage("Publish"):
        waiting = write_queue(run.data, made)
        remember_withheld(run.data, found)
        report = replace(_report(made, candidate), review_count=waiting, overruled=overruled)
        publish_candidate(run, candidate, report, inputs)
    return report


def _linked(run: Run, steps: Steps, records: Records, progress: Progress) -> Linkage:
    sides = records.licenses, records.entries
    if steps.link_on is None:
        return steps.link(*sides, progress.say)
    return steps.link_on(run.data, *sides, progress.say, is_relearned=run.is_relearned)


def _report(made: Gathered, database: Path) -> RunReport:
    facts, words = made.facts, made.found.words
    return RunReport(
        outcome="published",
        release_id=facts.release.release_id,
        is_sample=facts.release.is_sample,
        sources=source_lines(facts.records.states),
        entries_count=len(facts.records.entries),
        licenses_count=len(facts.records.licenses),
        links=count_links(words.links),
        stale_decisions=tuple(f"{each.entry_id} {each.license_id}" for each in words.stale),
        verdicts=count_verdicts(database),
        withheld_count=made.withheld_count,
        quarantined_count=len(facts.records.quarantine),
    )
