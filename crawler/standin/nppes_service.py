"""The stand-in for the NPPES downloads: index page, monthly zip, weekly zips, deactivation report."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from crawler.standin.nppes import zip_name
from crawler.standin.nppes_updates import (
    Week,
    report_name,
    report_zip,
    weekly_name,
    weekly_zip,
    weeks_between,
)
from crawler.standin.reply import Reply, Request, file_reply, not_found

_PAGE = """<!DOCTYPE html>
<html><head><title>NPI Files</title></head><body>
<ul>
{links}</ul>
</body></html>
"""
_weekly_zip, _report_zip = cache(weekly_zip), cache(report_zip)


def nppes_reply(request: Request, folder: Path, as_of: date, kinds: frozenset[str]) -> Reply:
    """The reply of download.cms.gov; `folder` holds the monthly zip of the sample, `kinds` what is broken."""
    full_day = as_of.replace(day=8)
    weeks = {weekly_name(week): week for week in _weeks(full_day, as_of, kinds)}
    monthly, report = folder / zip_name(as_of), report_name(full_day)
    name = request.path.removeprefix("/nppes/")
    if name == "NPI_Files.html":
        names = (monthly.name, report, *weeks)
        links = "".join(f"<li><a href='./{each}'>{each}</a></li>\n" for each in names)
        return Reply(200, "text/html; charset=utf-8", _PAGE.format(links=links).encode())
    if name == monthly.name:
        return file_reply(request, "application/zip", monthly.read_bytes(), as_of.replace(day=9))
    if name == report:
        return file_reply(request, "application/zip", _report_zip(monthly, full_day), as_of.replace(day=9))
    if name in weeks:
        week = weeks[name]
        return file_reply(request, "application/zip", _weekly_zip(monthly, week), week[1])
    return not_found(request)


def _weeks(full_day: date, as_of: date, kinds: frozenset[str]) -> tuple[Week, ...]:
    weeks = weeks_between(full_day, as_of)
    if "missing-week" not in kinds or not weeks:
        return weeks
    return (*weeks[1:], *weeks_between(weeks[-1][1], weeks[-1][1] + timedelta(days=7)))
