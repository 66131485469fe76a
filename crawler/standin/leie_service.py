"""The downloads of the exclusion list: the whole file of this month, or an older one, and the supplements."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from crawler.standin.breaks import broken_text
from crawler.standin.leie import list_text
from crawler.standin.leie_supplements import former_list, supplement_months, supplement_name
from crawler.standin.reply import Reply, Request, file_reply, not_found

FOLDER = "/exclusions/downloadables/"
RELEASE_DAY = 10
KINDS = ("EXCL", "REIN")


def exclusion_reply(request: Request, folder: Path, as_of: date, kinds: frozenset[str]) -> Reply:
    """The reply of the download folder, with all files of a month released on its tenth day.

    The supplements of the month of the old list have nothing in them that the list lacks: they are empty.
    """
    months = supplement_months(as_of)
    former = months[0] - timedelta(days=1)
    supplements = {supplement_name(month, kind): month for month in months for kind in KINDS}
    name = request.path.removeprefix(FOLDER)
    if name == "UPDATED.csv":
        text, released = _read(folder, name), _released(as_of)
        if "stale-list" in kinds:
            text = former_list(text, {each: _read(folder, each) for each in supplements})
            released = _released(former)
        return _file(request, broken_text(kinds, text, ","), released)
    if name in [supplement_name(former, kind) for kind in KINDS]:
        return _file(request, list_text([]), _released(former))
    missing = supplement_name(months[0], "REIN") if "missing-supplement" in kinds else ""
    if name not in supplements or name == missing:
        return not_found(request)
    text = _read(folder, name)
    if "supplement-columns" in kinds and "REIN" in name:
        text = text.replace("REINDATE", "REINSTATED", 1)
    released = _released(supplements[name])
    return _file(request, text, released.replace(year=2000) if "old-supplements" in kinds else released)


def _file(request: Request, text: str, released: date) -> Reply:
    return file_reply(request, "text/csv", text.encode(), released)


def _released(day: date) -> date:
    return day.replace(day=RELEASE_DAY)


def _read(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")
