"""What newer files already said about provider numbers, when an older one is read after them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Newer:
    """Files are read from the newest to the oldest, so the first row about an NPI is the present one.

    `settled` are the NPIs about which a newer file has the whole row: older rows of theirs are passed
    over. `deactivated` maps an NPI to the ISO day on which, as a newer file or the deactivation report
    states, it was deactivated: an older row that tells who it was is kept and gets the day.
    """

    settled: set[int] = field(default_factory=set)
    deactivated: dict[int, str] = field(default_factory=dict)

    def learn(self, settled: Collection[int], deactivated: Mapping[int, str]) -> None:
        """What one more file said is known; of two days of deactivation the later one stands."""
        for npi, day in deactivated.items():
            if npi not in self.settled:
                self.deactivated[npi] = max(day, self.deactivated.get(npi, ""))
        self.settled.update(settled)
