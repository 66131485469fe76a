"""The other name that a row of an NPPES file states. Pure."""

from __future__ import annotations

from crawler.platforms import nppes_columns as columns
from crawler.platforms.nppes_values import Row, text
from crawler.records import OtherName

_NAME_TYPES = {
    "1": "Former Name",
    "2": "Professional Name",
    "3": "Doing Business As",
    "4": "Former Legal Business Name",
    "5": "Other Name",
}


def organization_alias(row: Row) -> OtherName | None:
    """The other organization name of a row, None when it is blank.

    Raises:
        RefusedError: a cell is hostile.
    """
    name = text(row, columns.OTHER_ORGANIZATION)
    kind = _NAME_TYPES.get(row[columns.OTHER_ORGANIZATION_TYPE].strip(), "")
    return OtherName(kind, "", "", "", "", name) if name else None


def person_alias(row: Row) -> OtherName | None:
    """The other name of the person of a row, None when it is blank.

    Raises:
        RefusedError: a cell is hostile.
    """
    last, first = text(row, columns.OTHER_LAST_NAME), text(row, columns.OTHER_FIRST_NAME)
    if not (last or first):
        return None
    kind = _NAME_TYPES.get(row[columns.OTHER_LAST_NAME_TYPE].strip(), "")
    middle, suffix = text(row, columns.OTHER_MIDDLE_NAME), text(row, columns.OTHER_SUFFIX)
    return OtherName(kind, first, middle, last, suffix, "")
