"""How far the reading of the federal exclusion list has come, and how current the list is then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from crawler.listed_file import ListedFile
from crawler.platforms.leie_supplement_files import SupplementFile, missing_months


@dataclass(slots=True)
class Reading:
    """The whole file, the supplements to ask for still, and those that came with their evidence."""

    whole: ListedFile
    listed_on: date
    due: tuple[SupplementFile, ...]
    waiting: list[SupplementFile]
    found: dict[SupplementFile, ListedFile] = field(default_factory=dict)

    def is_newer(self, file: SupplementFile) -> bool:
        """Whether the supplement says what the whole file lacks."""
        stated = self.found[file].evidence.source_as_of
        return file.is_newer(date.fromisoformat(stated) if stated else None, self.listed_on)

    def applied(self) -> tuple[SupplementFile, ...]:
        """The supplements to apply, oldest month first."""
        return tuple(file for file in self.due if file in self.found and self.is_newer(file))

    def as_of(self) -> str:
        """The day of the list: that of the newest supplement up to which none is missing."""
        gaps = missing_months(self.due, self.found)
        sure = [file for file in self.applied() if not gaps or file.month < gaps[0]]
        days = (self.found[file].evidence.source_as_of for file in sure)
        return max((day for day in days if day), default=self.listed_on.isoformat())

    def warnings(self) -> Iterator[str]:
        """What the maintainer should know of the supplements that are missing or older than their month."""
        for month in missing_months(self.due, self.found):
            yield (
                f"a supplement of {month:%Y-%m} is missing although later ones are there; what it says is "
                f"unknown, so the list is dated {self.as_of()}"
            )
        for file in self.found:
            if file.month > self.listed_on and not self.is_newer(file):
                yield f"{file.url} is older than the whole file although of a later month; not applied"
