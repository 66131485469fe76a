"""What a report of a run rests on: plain values, read by `reading` and written out by `markdown`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from verify.summary import RunReport, SourceLine

Figures = Mapping[tuple[str, str, str], int]
"""(topic, name, detail) to value, as in the table `release_figures`."""


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """A database as its own tables tell of it; all of it is empty where there is none."""

    release_id: str = ""
    previous_release_id: str = ""
    built_on: str = ""
    entries_count: int = 0
    licenses_count: int = 0
    figures: Figures = field(default_factory=dict)

    def named(self, topic: str) -> dict[str, int]:
        """The figures of a topic by name, details added up, in the order of the names."""
        found: dict[str, int] = {}
        for (its_topic, name, _), value in sorted(self.figures.items()):
            if its_topic == topic:
                found[name] = found.get(name, 0) + value
        return found


@dataclass(frozen=True, slots=True)
class Ending:
    """A verified entry of the published database whose license ends soon."""

    ends_on: str
    name: str
    entry_id: str
    license_id: str


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for a person. `deciding_count` are links of which a decision would change a verdict."""

    links_count: int = 0
    deciding_count: int = 0
    certificates_count: int = 0


@dataclass(frozen=True, slots=True)
class OpenDispute:
    """A report that is not settled. `acknowledged_on` is empty as long as nobody answered."""

    dispute_id: str
    kind: str
    entry_id: str
    opened_on: str
    acknowledged_on: str


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Everything that the report of one run says.

    `published` is what visitors see after the run and `before` the release before it: that which was
    published, and for a refused run `refused` is what it made. `ending` are the first of `ending_count`.
    `unread` are sentences about what could not be read for this report.
    """

    run: RunReport
    ran_on: str
    sources: tuple[SourceLine, ...]
    published: ReleaseFacts = field(default_factory=ReleaseFacts)
    before: ReleaseFacts = field(default_factory=ReleaseFacts)
    refused: ReleaseFacts = field(default_factory=ReleaseFacts)
    ending: tuple[Ending, ...] = ()
    ending_weeks: Mapping[str, int] = field(default_factory=dict)
    queue: Queue = field(default_factory=Queue)
    disputes: tuple[OpenDispute, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def ending_count(self) -> int:
        """How many verified entries have a license that ends soon."""
        return sum(self.ending_weeks.values())
