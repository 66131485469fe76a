"""The index page of the NPPES downloads: which of its links is the newest monthly V2 file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

_MONTHLY = re.compile(r"NPPES_Data_Dissemination_([A-Za-z]+)_(\d{4})_V2\.zip$", re.IGNORECASE)


def newest_monthly(hrefs: Iterable[str]) -> str | None:
    """The link to the newest monthly V2 file; None when the page has none. Weekly files are passed over."""
    dated = {month: href for href in hrefs if (month := _month(href)) is not None}
    return dated[max(dated)] if dated else None


def _month(href: str) -> date | None:
    found = _MONTHLY.search(href.split("?")[0])
    if found is None:
        return None
    for form in ("%B %Y", "%b %Y"):
        try:
            return datetime.strptime(f"{found[1]} {found[2]}", form).date()
        except ValueError:
            continue
    return None
