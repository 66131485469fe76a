"""Where the columns of an NPPES file stand. Pure.

They are found by heading, never by position; blanks, hyphens and case don't count, because the
secondary-location file spells one prefix in three ways.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from crawler.clean import header_name
from crawler.errors import ListingError
from crawler.platforms.nppes_columns import ALL_COLUMNS, TAKEN, TAXONOMY_GROUPS

_OLD_HEADINGS = ("Provider Gender Code",)


def taken_columns(header: Sequence[str]) -> tuple[str, ...]:
    """The headings of `npidata_pfile` that we take from a file with this header.

    Taxonomy group 1 always counts. Of the others a group may be absent, but not half a group.
    """
    present = {header_name(name) for name in header}
    groups = [TAXONOMY_GROUPS[0]]
    groups += [group for group in TAXONOMY_GROUPS[1:] if any(header_name(name) in present for name in group)]
    return (*TAKEN, *(column for group in groups for column in group))


def locate(source: str, member: str, header: Sequence[str], wanted: Sequence[str]) -> tuple[int, ...]:
    """Where each wanted column stands in the header, in the order of `wanted`.

    Raises:
        ListingError: a wanted column is missing, renamed, or there twice; the error names it.
    """
    places: dict[str, list[int]] = {}
    for position, name in enumerate(header):
        places.setdefault(header_name(name), []).append(position)
    for name in wanted:
        found = places.get(header_name(name), [])
        if len(found) != 1:
            raise ListingError(source, _fault(member, header, name, len(found)))
    return tuple(places[header_name(name)][0] for name in wanted)


def new_columns(header: Sequence[str]) -> tuple[str, ...]:
    """The headings of `npidata_pfile` that the V2 format did not have, in the order of the file."""
    known = {header_name(name) for name in (*ALL_COLUMNS, *_OLD_HEADINGS)}
    return tuple(name for name in header if header_name(name) not in known)


def _fault(member: str, header: Sequence[str], name: str, count: int) -> str:
    if count > 1:
        return f"{member} has the column {name!r} {count} times; it must be there once."
    near = difflib.get_close_matches(name, [heading[:200] for heading in header], n=1, cutoff=0.8)
    hint = f" The nearest heading is {near[0]!r}; if it was renamed, change nppes_columns.py." if near else ""
    return f"{member} lacks the column {name!r}; its header has {len(header)} columns.{hint}"
