"""The whole way: crawl, load, link, check, build, ask, guard, publish, report.

Nothing that was published before is lost on any failure: a database is built beside the
published one and takes its place in one step, after it answered every question.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from crawler.records import EntryRecord, LicenseRecord
from verify.certificate_review import QUEUE, write_certificate_review
from verify.checks.certificate_links import certificate_links
from verify.checks.clinics import members
from verify.checks.judgment import Judgment
from verify.checks.known import Known, Member, Statement, known_of
from verify.checks.verdict import judge
from verify.corrected import Corrected, corrected, remember_withheld
from verify.crawl_process import crawl_all, settle_records
from verify.link_memory import link_remembering
from verify.link_store import NEAR_MISSES, link_lines, write_lines
from verify.linkage.engine import link_records
from verify.linkage.links import Linkage
from verify.progress import Progress
from verify.publish.assertions import assert_publishable
from verify.publish.build import build_database
from verify.publish.certificate_decisions import decided_certificates
from verify.publish.codes import all_codes
from verify.publish.decisions import Decided, read_decisions
from verify.publish.errors import CannotRunError, RefusedError
from verify.publish.former import former_of
from verify.publish.guard import guard
from verify.publish.load import Records, load_records
from verify.publish.overrides import Override, add_overrides, override_rows, own_overrides
from verify.publish.past import read_past
from verify.publish.private import withhold_private
from verify.publish.releases import Facts, name_release
from verify.publish.swap import publish_build, published_build
from verify.publish.withhold import divide_links
from verify.reporting.after_run import after_run
from verify.review import write_review
from verify.review_pairs import PAIRS, pair_line, waiting_pairs
from verify.run_journal import end_journal, open_journal, stage_done
from verify.run_lock import run_lock
from verify.summary import RunReport, count_links, count_verdicts, source_lines

CRAWL = "Crawl"
STAGES = ("Read records", "Link", "Check", "Build", "Ask", "Guard", "Publish")
"""The stages after the crawl."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The two wings that a run calls: linkage and checks.

    `link_on` links with what is remembered of earlier runs, where that is wanted.
    """

    link: Callable[[Sequence[LicenseRecord], Sequence[EntryRecord], Callable[[str], None] | None], Linkage]
    judge: Callable[[Sequence[EntryRecord], Known], Iterable[Judgment]]
    members: Callable[[Sequence[EntryRecord], Sequence[Statement]], Iterable[Member]]
    link_on: Callable[..., Linkage] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is asked to do. `today` None is the real UTC day.

    `accept` is why drift may be published, and `accepted_by` who says so. `begun` is the day on which a run
    began, in the journal of which it stands. With `is_relearned` linking learns anew.
    """

    data: Path
    today: date | None
    accept: str = ""
    accepted_by: str = "unknown"
    begun: date | None = None
    is_relearned: bool = False

    @property
    def day(self) -> date:
        """The day of the run: that on which it began, also past midnight."""
        return self.today or self.begun or datetime.now(UTC).date()


def real_steps() -> Steps:
    """The steps as `verify.linkage` and `verify.checks` make them."""
    return Steps(link=link_records, judge=judge, members=members, link_on=link_remembering)


def refresh(run: Run, steps: Steps, crawl: Callable[[Path, str | None], None] = crawl_all) -> RunReport:
    """Every source was crawled and the database that its records make is published.

    A source that failed keeps its last good rows and is named in the report.

    Raises:
        CannotRunError: no listing could be read, or the run could not finish.
        RefusedError: the new database did not answer every question; the published one stays.
    """
    progress = Progress(1 + len(STAGES))
    with run_lock(run.data), _reported(run, progress):
        settle_records(run.data)
        journal = open_journal(run.data, "refresh", run.today)
        run = replace(run, begun=journal.date)
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
    with run_lock(run.data), _reported(run, progress):
        settle_records(run.data)
        run = replace(run, begun=open_journal(run.data, "build", run.today).date)
        return _publish(run, steps, progress)


@contextmanager
def _reported(run: Run, progress: Progress) -> Iterator[None]:
    """Whatever ends the run without a database is written to report.json and raised in one sentence."""
    try:
        yield
    except RefusedError as error:
        write_report(run, RunReport("refused", str(error), seconds=progress.seconds))
        raise
    except (CannotRunError, sqlite3.Error, OSError) as error:
        sentence = str(error) if isinstance(error, CannotRunError) else f"The run broke off: {error}."
        write_report(run, RunReport("could_not_run", sentence, seconds=progress.seconds))
        raise CannotRunError(sentence) from error
    finally:
        progress.close()


def write_report(run: Run, report: RunReport) -> None:
    """`report.json` and `report.md` of the data folder hold the report of the newest run."""
    data = run.data
    end_journal(data, report.outcome)
    temporary = data / ".report.json.next"
    temporary.write_text(json.dumps(asdict(report), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    temporary.replace(data / "report.json")
    after_run(data, report, run.day)


def _publish(run: Run, steps: Steps, progress: Progress) -> RunReport:
    published = published_build(run.data)
    with progress.stage("Read records"):
        records = withhold_private(load_records(run.data))
    with progress.stage("Link"):
        linkage = _linked(run, steps, records, progress)
        found = corrected(run.data, records, linkage)
    with progress.stage("Check"):
        facts, withheld, known = _facts(run, steps, found, linkage, published)
    candidate = run.data / "builds" / ".next.db"
    with progress.stage("Build"):
        build_database(candidate, facts)
    overruled = _examine(candidate, published, run, facts.release.release_id, progress)
    with progress.stage("Publish"):
        final = candidate.with_name(f"{facts.release.release_id}.db")
        candidate.replace(final)
        waiting = _write_queue(run.data, facts, found, known)
        remember_withheld(run.data, found)
        publish_build(run.data, final)
    report = replace(
        _report(facts, found.words, final),
        withheld_count=withheld,
        review_count=waiting,
        overruled=overruled,
        seconds=progress.seconds,
    )
    write_report(run, report)
    return report


def _linked(run: Run, steps: Steps, records: Records, progress: Progress) -> Linkage:
    sides = records.licenses, records.entries
    if steps.link_on is None:
        return steps.link(*sides, progress.say)
    return steps.link_on(run.data, *sides, progress.say, is_relearned=run.is_relearned)


def _facts(
    run: Run, steps: Steps, found: Corrected, linkage: Linkage, published: Path | None
) -> tuple[Facts, int, Known]:
    records, words, withheld = found.records, found.words, found.hidden.withheld
    members = tuple(steps.members(records.entries, records.statements))
    certificates = decided_certificates(
        certificate_links(records.entries, records.certifications, records.states),
        {entry.entry_id: entry for entry in records.entries},
        read_decisions(run.data),
    )
    inputs = (*found.ledgers, ("learned", linkage.learned_from.encode()))
    release = name_release(records, linkage.model_version, linkage.model_facts, run.day, inputs)
    licenses = {record.license_id: record for record in records.licenses}
    past = read_past(published, found.license_ids, is_sample=release.is_sample)
    former = former_of(past, records, withheld)
    known = known_of(
        run.day,
        records.states,
        records.entries,
        records.licenses,
        words.links,
        records.exclusions,
        statements=records.statements,
        certificates=certificates,
        former=former.by_entry(),
        members=members,
        accreditations=records.accreditations,
        codes=all_codes(),
    )
    judged = steps.judge(records.entries, known)
    divided = divide_links(words.links, licenses)
    facts = Facts(
        release=release,
        records=records,
        links=divided.public,
        judgments=tuple(judged),
        members=members,
        certificates=certificates,
        past=past,
        former=former,
        withheld=withheld,
        disputes=found.disputes,
        decided=words,
    )
    return facts, divided.withheld_count, known


def _examine(
    candidate: Path, published: Path | None, run: Run, release_id: str, progress: Progress
) -> tuple[str, ...]:
    try:
        with progress.stage("Ask"):
            answers = assert_publishable(candidate, published, run.accept)
            said = Override(run.accept, run.accepted_by, run.day.isoformat())
            rows = own_overrides(published, release_id) + override_rows(release_id, answers, said)
            add_overrides(candidate, rows)
        with progress.stage("Guard"):
            _guard_file(candidate)
    except RefusedError as error:
        refused = candidate.with_name("refused.db")
        candidate.replace(refused)
        raise RefusedError(f"{error} The refused database is {refused}.") from error
    return tuple(f"{answer} - accepted by {run.accepted_by}: {run.accept}" for answer in answers)


def _guard_file(database: Path) -> None:
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    try:
        guard(connection)
    finally:
        connection.close()


def _write_queue(data: Path, facts: Facts, found: Corrected, known: Known) -> int:
    entries = {entry.entry_id: entry for entry in facts.records.entries}
    write_lines(data / NEAR_MISSES, link_lines(found.near_misses))
    write_certificate_review(data / QUEUE, facts.certificates, entries)
    pairs = waiting_pairs(found.words.links, known, facts.judgments)
    write_lines(data / PAIRS, map(pair_line, pairs))
    return write_review(data / "review.csv", found.words.links, entries, facts.licenses_by_id)


def _report(facts: Facts, words: Decided, database: Path) -> RunReport:
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
        quarantined_count=len(facts.records.quarantine),
    )
