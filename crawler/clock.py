"""The run's clock: one place says what time it is, so that a run can be repeated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of the run. With `today` given, every "now" is that day at 00:00:00Z."""

    today: date | None = None

    def now(self) -> str:
        """The time in UTC to the second, as `2026-11-22T00:00:00Z`."""
        if self.today is not None:
            return f"{self.today.isoformat()}T00:00:00Z"
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
