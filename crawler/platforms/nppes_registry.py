"""The registry as it stands after the newest weekly file: full file, weekly files, deactivation report.

Files are read from the newest to the oldest, and the first row about an NPI is the present one, so that
the entries equal those of a full file of the newest day; only numbers deactivated since then stay, marked
with the day, until a full file leaves them out. Nothing is kept between crawls but the raw files: every
crawl reads them anew, so an interrupted week, a changed parser or a replay can't make the entries drift.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from crawler.batch import Batch
from crawler.errors import ListingError
from crawler.listed_file import ListedFile
from crawler.platforms.nppes_deactivations import read_deactivations
from crawler.platforms.nppes_file import read_entries
from crawler.platforms.nppes_members import Progress, open_archive
from crawler.platforms.nppes_newer import Newer


def stated_day(file: ListedFile) -> date | None:
    """The day up to which the file states to reach, by the name of its main member; None where it has none.

    Raises:
        ListingError: the file is no NPPES zip.
    """
    with open_archive(file.path, file.evidence.source, None) as archive:
        try:
            return date.fromisoformat(archive.source_as_of or "")
        except ValueError:
            return None


def check_week(file: ListedFile, last_day: date) -> None:
    """The file reaches to the last day of the week that its name states.

    Raises:
        ListingError: it reaches to another day, or is no NPPES zip.
    """
    stated = stated_day(file)
    if stated != last_day:
        held = f"rows up to {stated}" if stated else "a main member without dates in its name"
        raise ListingError(
            file.evidence.source,
            f"{file.evidence.source_url} should reach to {last_day} and holds {held}; it is not applied.",
        )


def read_registry(
    full: ListedFile,
    weeks: Sequence[ListedFile],
    report: ListedFile | None,
    last_day: date | None,
    on_progress: Progress | None = None,
) -> Iterator[Batch]:
    """Every entry of interest as of `last_day`. `weeks` stand from the oldest to the newest.

    Raises:
        ListingError: one of the files can't be read; what came before is then not to be used either.
    """
    newer = Newer()
    if report is not None:
        stated = read_deactivations(report.path, report.evidence)
        newer.learn((), stated.days)
        yield Batch((), tuple(stated.quarantined))
    as_of = last_day.isoformat() if last_day else None
    for week in reversed(weeks):
        for batch in read_entries(week.path, week.evidence, on_progress, newer, is_update=True):
            yield replace(batch, source_as_of=as_of)
    for batch in read_entries(full.path, full.evidence, on_progress, newer):
        yield replace(batch, source_as_of=as_of)
