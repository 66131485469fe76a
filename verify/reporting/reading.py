"""Reads what a report says from the data folder. What can't be read is named in the report itself."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from verify.certificate_review import QUEUE
from verify.publish.disputes import read_disputes
from verify.publish.errors import CannotRunError
from verify.publish.load import load_states
from verify.publish.swap import published_build
from verify.reporting.database_facts import read_ending, read_releases
from verify.reporting.facts import Ending, OpenDispute, Queue, ReleaseFacts, ReportFacts
from verify.review_pairs import PAIRS, read_pairs
from verify.summary import RunReport, SourceLine, source_lines

T = TypeVar("T")

REVIEW = "review.csv"
DATABASE = "The published database"
NO_ENDING: tuple[dict[str, int], tuple[Ending, ...]] = ({}, ())


def read_facts(data: Path, report: RunReport, today: date) -> ReportFacts:
    """Everything that the report of a run says; nothing that is damaged keeps it from being written."""
    reader = _Reader()
    build = reader.take(DATABASE, lambda: published_build(data), None)
    published, before = reader.take(DATABASE, lambda: _releases(build), (ReleaseFacts(), ReleaseFacts()))
    weeks, ending = reader.take(DATABASE, lambda: _ending(build, today), NO_ENDING)
    return ReportFacts(
        run=report,
        ran_on=today.isoformat(),
        sources=report.sources or reader.take("The crawls", lambda: _sources(data), ()),
        published=published,
        before=before,
        refused=reader.take("The refused database", lambda: _refused(data, report), ReleaseFacts()),
        ending=ending,
        ending_weeks=weeks,
        queue=reader.take("The review queue", lambda: _queue(data), Queue()),
        disputes=reader.take("The disputes", lambda: _disputes(data), ()),
        unread=tuple(dict.fromkeys(reader.unread)),
    )


class _Reader:
    """Reads one thing after the other and keeps a sentence about each that failed."""

    def __init__(self) -> None:
        self.unread: list[str] = []

    def take(self, what: str, read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except (CannotRunError, sqlite3.Error, OSError, csv.Error, ValueError, KeyError, TypeError) as error:
            self.unread.append(f"{what} could not be read for this report: {error}")
            return otherwise


def _releases(build: Path | None) -> tuple[ReleaseFacts, ReleaseFacts]:
    return read_releases(build) if build else (ReleaseFacts(), ReleaseFacts())


def _ending(build: Path | None, today: date) -> tuple[dict[str, int], tuple[Ending, ...]]:
    return read_ending(build, today) if build else NO_ENDING


def _sources(data: Path) -> tuple[SourceLine, ...]:
    return source_lines(load_states(data))


def _refused(data: Path, report: RunReport) -> ReleaseFacts:
    path = data / "builds" / "refused.db"
    if report.outcome != "refused" or not path.exists():
        return ReleaseFacts()
    return read_releases(path)[0]


def _queue(data: Path) -> Queue:
    pairs = list(read_pairs(data / PAIRS)) if (data / PAIRS).exists() else []
    return Queue(
        links_count=sum(1 for _ in _rows(data / REVIEW)),
        deciding_count=sum(pair.effect.rank < 2 for pair in pairs),
        certificates_count=sum(1 for _ in _rows(data / QUEUE)),
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _disputes(data: Path) -> tuple[OpenDispute, ...]:
    still_open = [each for each in read_disputes(data) if each.kind != "answer" and not each.resolved_on]
    return tuple(
        OpenDispute(each.dispute_id, each.kind, each.entry_id, each.opened_on, each.acknowledged_on)
        for each in sorted(still_open, key=lambda each: (each.opened_on, each.dispute_id))
    )
