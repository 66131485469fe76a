"""The bounds of a healthy crawl."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a healthy crawl. They are set from healthy runs and never moved to fit a bad one.

    `records_min` records at least, `records_max` at most (more is a warning, not a failure); at least
    `kept_ratio` of the records of the last good crawl; at most `quarantined_ratio` of the rows that
    concern us in quarantine, where up to `quarantined_few` rows are forgiven as long as they are not
    more than half.

    The mix of statuses: the share of active licenses may differ from that of the last good crawl by
    `active_share_band` (0-1; a board whose licenses all end on one day moves it by about a tenth), and at
    most `unseen_status_ratio` of the records may have a status word that the vocabulary lacks. Both
    forgive up to `quarantined_few` records, because a share says little of a few; that half of a short
    listing turns over is not forgiven.

    `first_crawl_min` is what a first crawl of the real listing brings at least, half of a count that was
    published: without a last good crawl nothing else shows a collapse. Stand-ins and files given by hand
    may be shorter.
    """

    records_min: int = 1
    first_crawl_min: int = 1
    records_max: int | None = None
    kept_ratio: float = 0.8
    quarantined_ratio: float = 0.05
    quarantined_few: int = 10
    active_share_band: float = 0.2
    unseen_status_ratio: float = 0.1
