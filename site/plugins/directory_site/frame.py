"""What every page carries: the release, the sources to name in the foot, failed sources."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from .clock import site_contact, site_today
from .reading import Build, read_for_build, read_once

DATABASE = "directory"
"""The name under which the database is served."""

TABS = (
    ("find", "/"),
    ("check", "/check"),
    ("coverage", "/coverage"),
    ("about", "/how-we-verify"),
    ("data", "/directory"),
)
"""The tabs of the head: the key of the text (`frame.KEY`), which a page names as its `tab`, and the path."""

_SOURCES = """
select s.*, r.started_at as records_started_at, r.served_from, r.rows_count, r.quarantined_count,
  l.outcome as last_outcome, l.reason as last_reason, l.started_at as last_started_at,
  coalesce(l.outcome = 'failed', 0) as has_failed
from sources s
left join crawls r on r.crawl_id = s.records_crawl_id
left join crawls l on l.crawl_id = s.last_crawl_id
order by s.kind = 'license' desc, s.jurisdiction, s.title, s.source
"""

_RELEASE = "select * from releases where is_current = 1"


def directory(datasette: Any) -> Any:
    """The database of the directory."""
    return datasette.get_database(DATABASE)


async def read_sources(db: Any) -> list[dict[str, Any]]:
    """Every source with its last good crawl and its newest one; boards first."""
    return await read_once(db, _SOURCES)


async def read_frame(datasette: Any) -> dict[str, Any]:
    """The variables that `base.html` needs, on our pages and on those of Datasette.

    Without a database that carries a release the frame is empty but whole, so that an error page
    can still be shown.
    """
    is_there = DATABASE in datasette.databases
    frame = await read_for_build(directory(datasette), "frame", _frame_of) if is_there else frame_with([])
    contact, today = contact_link(site_contact(datasette)), site_today(datasette)
    return {**frame, "contact": contact, "today": today, "tabs": TABS}


def _frame_of(build: Build) -> dict[str, Any]:
    if not (build.has_table("releases") and build.has_table("sources")):
        return frame_with([])
    return frame_with(build.rows(_SOURCES), build.row(_RELEASE))


def frame_with(sources: list[dict[str, Any]], release: dict[str, Any] | None = None) -> dict[str, Any]:
    """What every page of a build carries, from its sources and its release."""
    says_so = any("does not ensure" in source["attribution"] for source in sources)
    return {
        "release": release,
        "sources": sources,
        "failed_sources": [source for source in sources if source["has_failed"]],
        "needs_npi_notice": not says_so and any(source["kind"] == "entry" for source in sources),
    }


def contact_link(contact: str) -> dict[str, str]:
    """The text and the address of the contact; the address is empty where it can't be a link."""
    if safe_url(contact):
        return {"text": contact, "href": contact}
    if "@" in contact and " " not in contact and ":" not in contact:
        return {"text": contact, "href": "mailto:" + quote(contact, safe="@+.-_")}
    return {"text": contact, "href": ""}


def safe_url(url: Any) -> str:
    """The address itself if it begins with http:// or https://, else the empty string."""
    text = str(url or "").strip()
    is_web = text.lower().startswith(("https://", "http://"))
    return text if is_web and text.isprintable() and " " not in text else ""
