"""What a run is asked to do, and the wings that it calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from crawler.records import EntryRecord, LicenseRecord
from verify.checks.judgment import Judgment
from verify.checks.known import Known, Member, Statement
from verify.linkage.links import Linkage


@dataclass(frozen=True, slots=True)
class Steps:
    """The two wings that a run calls: linkage and checks.

    `link_on` links with what is remembered of earlier runs, and `export` hands the release out as files
    (folder of data, build, day to trouble in a sentence), where that is wanted. With `is_repeatable` equal
    input gives equal links and verdicts at every run, so that nothing equal has to be made twice.
    """

    link: Callable[[Sequence[LicenseRecord], Sequence[EntryRecord], Callable[[str], None] | None], Linkage]
    judge: Callable[[Sequence[EntryRecord], Known], Iterable[Judgment]]
    members: Callable[[Sequence[EntryRecord], Sequence[Statement]], Iterable[Member]]
    link_on: Callable[..., Linkage] | None = None
    is_repeatable: bool = False
    export: Callable[[Path, Path, date], str] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is asked to do. `today` None is the real UTC day.

    `accept` is why drift may be published, and `accepted_by` who says so. `begun` is the day on which a run
    began and `run_id` its name, both from the journal. With `is_relearned` linking learns anew.
    """

    data: Path
    today: date | None
    accept: str = ""
    accepted_by: str = "unknown"
    begun: date | None = None
    run_id: str = ""
    is_relearned: bool = False

    @property
    def day(self) -> date:
        """The day of the run: that on which it began, also past midnight."""
        return self.today or self.begun or datetime.now(UTC).date()
