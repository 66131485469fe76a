"""Whether all of a Socrata dataset came. Pure."""

from __future__ import annotations

from collections.abc import Collection

from crawler.columns import require_columns
from crawler.errors import ListingError
from crawler.platforms.socrata_answers import Paging
from crawler.records import Profession

COMPLETE_RATIO = 0.99
"""The listing may change while it is read; a greater gap to the server's own count is a lost page."""

ALL_PROFESSIONS_FROM = 1000
"""From so many records on, a profession of the source without any is no chance: its label has changed."""


def require_whole(source: str, paging: Paging, *, is_side: bool) -> None:
    """A dataset whose last page was read had the columns that are needed and as many rows as were counted.

    Raises:
        ListingError: it had not, or it is a second dataset without any row.
    """
    if is_side and not paging.offset:
        raise ListingError(
            source,
            f"the dataset {paging.dataset.dataset_id} that belongs to the listing is empty, which is not "
            "believed; crawl again",
        )
    if paging.offset:
        require_columns(source, paging.dataset.columns, paging.seen)
    if paging.total is not None and paging.offset < COMPLETE_RATIO * paging.total:
        raise ListingError(
            source,
            f"the listing is truncated: {paging.offset} rows came, the server counts {paging.total}; "
            "crawl again",
        )


def require_professions(
    source: str, professions: Collection[Profession], found: Collection[Profession], records_count: int
) -> None:
    """Each of the professions was found; else everyone of it would be called "not found at the board".

    Raises:
        ListingError: one was not, among so many records that it is no chance.
    """
    absent = [each for each in professions if each not in found]
    if absent and records_count >= ALL_PROFESSIONS_FROM:
        raise ListingError(
            source,
            f"none of the {records_count} records has the profession {' or '.join(absent)}: "
            "the label of that license type may have changed; look at the types of the listing",
        )


def require_other_page(source: str, paging: Paging, url: str, page: str) -> None:
    """The page with this hash is not the one before it.

    Raises:
        ListingError: it is, so that all pages would be the first one.
    """
    if page == paging.last_page:
        raise ListingError(
            source,
            f"{url} repeats the page before it: the server ignores $offset, so the listing can't be read",
        )
