"""A case or an action of a board, and what its words say of where the matter stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.records.closed_lists import ActionStage

_DROPPED = re.compile(r"\b(DISMISS\w*|VACATED|WITHDRAWN|RESCINDED|CLEARED|UNFOUNDED|NO ACTION)\b")
_STILL_STANDS = re.compile(
    r"\b(APPEAL\w*|PETITION\w*|MOTION|AFFIRM\w*|IMPOSED|IN PART|PARTLY|REMAINS?"
    r"|NOT (BEEN )?(DISMISS\w*|VACATED|WITHDRAWN|RESCINDED|CLEARED)"
    r"|STAY (IS |WAS )?(DISMISSED|VACATED|WITHDRAWN|RESCINDED))\b"
)


def says_dropped(words: str) -> bool:
    """Whether words of a board say that a matter was dismissed, cleared, vacated or withdrawn.

    An appeal or a stay that was dismissed leaves its order standing, so such words drop nothing.
    """
    return bool(_DROPPED.search(words.upper())) and not _STILL_STANDS.search(words.upper())


@dataclass(frozen=True, slots=True)
class BoardAction:
    """One case or action of a board, in its own words; missing text is empty, a missing date None."""

    docket: str
    action_printed: str
    reason_printed: str
    stage: ActionStage
    acted_on: str | None
    ended_on: str | None
    order_url: str

    @property
    def is_dropped(self) -> bool:
        """Whether its words say that the matter was dismissed, cleared, vacated or withdrawn."""
        return says_dropped(f"{self.action_printed} {self.reason_printed}")

    def is_over(self, day: str) -> bool:
        """Whether the matter was dropped, or has ended on this ISO day or before."""
        return self.is_dropped or (self.ended_on is not None and self.ended_on <= day)
