"""Values of a result of the NPI Registry as cells of the monthly file. Pure.

Absent, null and `--` are all "nothing". Numbers and epochs may be strings or integers: both were seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from crawler.clean import iso_day
from crawler.platforms.nppes_refusals import RefusedError
from crawler.platforms.nppes_values import shown, text

_SECONDS_END = 10**11
"""An epoch from here on counts milliseconds: as seconds it would lie after the year 5000."""


def inner(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object under the name.

    Raises:
        RefusedError: there is none.
    """
    value = holder.get(name)
    if not isinstance(value, Mapping):
        raise RefusedError(name, shown(str(value)), "registry_shape")
    return value


def items(holder: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    """The objects under the name; none where it is absent or null.

    Raises:
        RefusedError: it is no list of objects.
    """
    values = holder.get(name)
    if values is None:
        return ()
    if not isinstance(values, list) or not all(isinstance(each, Mapping) for each in values):
        raise RefusedError(name, shown(str(values)), "registry_shape")
    return values


def cell(holder: Mapping[str, Any], name: str) -> str:
    """The value as the text of a cell, unread.

    Raises:
        RefusedError: it is neither text nor a number.
    """
    value = holder.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise RefusedError(name, shown(str(value)), "registry_shape")
    return str(value)


def printed_text(holder: Mapping[str, Any], name: str) -> str:
    """The value as clean text.

    Raises:
        RefusedError: it is hostile, or neither text nor a number.
    """
    return text({name: cell(holder, name)}, name)


def day_cell(basic: Mapping[str, Any], name: str) -> str:
    """The day in the form of the monthly file; empty where there is none.

    Raises:
        RefusedError: it is no day.
    """
    printed = printed_text(basic, name)
    try:
        found = iso_day(printed, ("%Y-%m-%d", "%m/%d/%Y"))
    except ValueError:
        raise RefusedError(f"basic.{name}", shown(printed), "registry_day") from None
    return _file_form(date.fromisoformat(found)) if found else ""


def epoch_day(result: Mapping[str, Any], name: str) -> str:
    """The day of an epoch, in the form of the monthly file; empty where there is none.

    Raises:
        RefusedError: it is no epoch.
    """
    printed = printed_text(result, name)
    if not printed:
        return ""
    try:
        seconds = int(printed) / (1000 if int(printed) >= _SECONDS_END else 1)
        return _file_form(datetime.fromtimestamp(seconds, UTC).date())
    except (ValueError, OverflowError, OSError):
        raise RefusedError(name, shown(printed), "registry_day") from None


def _file_form(found: date) -> str:
    return f"{found.month:02d}/{found.day:02d}/{found.year:04d}"
