"""A Socrata dataset of licenses whose second dataset holds what the boards did.

The actions are read whole before the licenses, so that a license that none names is known to be without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from scrapy import Request

from crawler.batch import Batch
from crawler.platforms.license_actions import LicenseActions
from crawler.platforms.socrata import SocrataSource
from crawler.records import Evidence


class SocrataWithActions(SocrataSource):
    """`take_side_row` adds the rows of `side` to `actions`, where `parse_row` finds them."""

    def __init__(self, *args: Any, **given: Any) -> None:
        """Hold no action yet."""
        super().__init__(*args, **given)
        self.actions = LicenseActions()

    def first_requests(self) -> Iterable[Request]:
        """The board's actions come before the licenses; a page that fails fails the crawl."""
        self.actions.were_read = True
        yield from super().first_requests()

    def read_side_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """The actions from a file; with them a license that none names is without action."""
        self.actions.were_read = True
        yield from super().read_side_file(path, evidence)

    def read_file(self, path: Path, evidence: Evidence) -> Iterator[Batch]:
        """The licenses from a file. Without the file of the actions they say nothing of discipline."""
        if not self.actions.were_read and self.side is not None:
            self.tally.warnings.append(
                "the licenses were read without the disciplinary actions, so discipline is not stated; give "
                f"the export of dataset {self.side.dataset_id} as --side-file"
            )
        yield from super().read_file(path, evidence)
