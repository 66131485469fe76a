"""What a new release knows besides its tables, where it is compared with the one before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from verify.checks.coverage import SourceState
from verify.publish.causes import SourceThen, is_read_anew
from verify.publish.change import Cause, Kind

TIED_BY_ANY_LINK = frozenset({Kind.NEW, Kind.RENEWED, Kind.LAPSED, Kind.DISAPPEARED, Kind.RETURNED})
"""Changes of a license that are told of an entry on any accepted link; others need number and name."""


@dataclass(frozen=True, slots=True)
class Present:
    """What the new release knows besides its tables.

    `departures` says why each license went; `withheld` are ids of entries and licenses that are kept from
    the public, of which nothing is told; `rejected` are pairs of entry and license that a person cut.
    """

    built_on: str
    states: Mapping[str, SourceState]
    then: Mapping[str, SourceThen]
    departures: Mapping[str, Cause]
    withheld: Collection[str]
    rejected: Collection[tuple[str, str]] = ()

    def both(self, source: str) -> tuple[SourceThen, SourceState] | None:
        """The source in both releases; None where it was not read before, or is not there now."""
        then, now = self.then.get(source), self.states.get(source)
        return (then, now) if then is not None and now is not None and then.crawl_id else None

    def is_anew(self, source: str) -> bool:
        """Whether the rows of a source come from bytes that the earlier release had not read."""
        pair = self.both(source)
        return pair is not None and is_read_anew(*pair)


def may_tell(kind: str, identity_class: str) -> bool:
    """Whether a change of a license may be told of an entry that is linked to it in this way."""
    return identity_class == "number_and_name" or kind in TIED_BY_ANY_LINK
