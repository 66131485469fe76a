"""The journal of a run, `data/run.json`: what was asked, on which day, and how far it came.

A run that was killed has no outcome in it. Started again within a day and asked for the same, it goes on: on
its day, without the sources that it has crawled. A run that ended, however it did, is over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from verify.publish.ledger import write_synced

FILE = "run.json"
LONGEST_PAUSE = timedelta(hours=24)
"""A killed run is not gone on with later than this: its first sources would be old by then. A clock that was
set back by more ends it too."""


@dataclass(frozen=True, slots=True)
class Journal:
    """One run. `day` is that of all its checks, also past midnight; `today` is the day that was given, or "".

    `crawls_before` holds for each source the hash of the state of its newest crawl when the run began, and
    `manifests_before` the names of all manifests then: what differs later is the work of this run.
    `outcome` is empty until it ends.
    """

    run_id: str
    command: str
    today: str
    day: str
    crawls_before: dict[str, str]
    manifests_before: tuple[str, ...]
    stages: tuple[str, ...] = ()
    outcome: str = ""

    @property
    def date(self) -> date:
        """The day of the run."""
        return date.fromisoformat(self.day)

    def has_done(self, stage: str) -> bool:
        """Whether the stage came to its end."""
        return stage in self.stages


def open_journal(data: Path, command: str, today: date | None, now: datetime | None = None) -> Journal:
    """The journal of the run that begins now, on disk; or of the killed one that goes on.

    What a killed run left half done is cleared away. The caller holds the lock of the data folder.
    """
    moment = now or datetime.now(UTC)
    asked = today.isoformat() if today else ""
    left = read_journal(data)
    if left is not None and _goes_on(left, command, asked, moment):
        _clear_broken_crawls(data, left)
        return left
    made = Journal(
        run_id=moment.isoformat(),
        command=command,
        today=asked,
        day=asked or moment.date().isoformat(),
        crawls_before=_crawls(data),
        manifests_before=tuple(_manifests(data)),
    )
    write_journal(data, made)
    return made


def read_journal(data: Path) -> Journal | None:
    """The journal of the newest run; None where there is none that can be read, so that a new one begins."""
    try:
        facts = json.loads((data / FILE).read_text(encoding="utf-8"))
        return Journal(
            **{
                **facts,
                "manifests_before": tuple(facts["manifests_before"]),
                "stages": tuple(facts["stages"]),
            }
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_journal(data: Path, journal: Journal) -> None:
    """`data/run.json` holds the journal, in full or as it was, synced to disk."""
    write_synced(data / FILE, json.dumps(asdict(journal), indent=1, sort_keys=True) + "\n")


def stage_done(data: Path, journal: Journal, stage: str) -> Journal:
    """The journal on disk says that the stage came to its end."""
    after = replace(journal, stages=(*journal.stages, stage))
    write_journal(data, after)
    return after


def end_journal(data: Path, outcome: str) -> None:
    """The newest run has this outcome, so that nobody goes on with it."""
    journal = read_journal(data)
    if journal is not None:
        write_journal(data, replace(journal, outcome=outcome))


def crawled_sources(data: Path) -> tuple[str, ...]:
    """The sources that the run in the journal has crawled, with success or not, sorted."""
    journal = read_journal(data)
    if journal is None or journal.outcome:
        return ()
    return tuple(
        sorted(name for name, mark in _crawls(data).items() if journal.crawls_before.get(name) != mark)
    )


def _goes_on(left: Journal, command: str, asked: str, moment: datetime) -> bool:
    if left.outcome or (left.command, left.today) != (command, asked):
        return False
    try:
        return abs(moment - datetime.fromisoformat(left.run_id)) <= LONGEST_PAUSE
    except (ValueError, TypeError):
        return False


def _crawls(data: Path) -> dict[str, str]:
    files = sorted((data / "records").glob("*/last_crawl.json"))
    return {path.parent.name: sha256(path.read_bytes()).hexdigest() for path in files}


def _manifests(data: Path) -> Iterable[str]:
    return sorted(f"{path.parent.name}/{path.name}" for path in (data / "raw").glob("*/*.jsonl"))


def _clear_broken_crawls(data: Path, journal: Journal) -> None:
    """Manifests of crawls that this run broke off are gone, so that the crawl made anew has the same id."""
    crawled = crawled_sources(data)
    for name in set(_manifests(data)) - set(journal.manifests_before):
        if name.partition("/")[0] not in crawled:
            (data / "raw" / name).unlink()
