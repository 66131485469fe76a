"""Ways to break the stand-in on purpose, for tests and drills."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from crawler.standin.reply import Reply

KINDS = {
    "truncate": "the connection ends after half of the body",
    "empty": "the listing has no rows (not NPPES)",
    "html-instead": "a maintenance page with status 200 instead of data",
    "status-500": "every answer but robots.txt is an error",
    "robots-500": "robots.txt is an error",
    "robots-disallow": "robots.txt forbids everything",
    "drop-column": "the status column of the listing is gone",
    "unknown-status": "one row in fifty has a status word never seen",
    "not-a-zip": "the NPPES file is no zip",
    "missing-week": "the first weekly NPPES file is not linked, and a later one is",
    "busy": "the NPI Registry answers every third request with 429 and Retry-After",
    "stale-list": "the exclusion list is two months old, and its supplements are newer",
    "missing-supplement": "the reinstatements of the older month are not there",
    "old-supplements": "the supplements are older than any exclusion list",
    "supplement-columns": "the reinstatements have another heading for their day",
}
_MAINTENANCE = b"<!DOCTYPE html>\n<html><body><h1>Down for maintenance</h1></body></html>\n"
_STATUS_COLUMNS = {"status", "licensestatusdescription", "license_status", "License Status", "EXCLTYPE"}


@dataclass(frozen=True, slots=True)
class Break:
    """One kind of break, for one host or (empty) for all."""

    kind: str
    host: str = ""


def parse_break(text: str) -> Break:
    """The break written as `KIND` or `KIND@HOST`.

    Raises:
        ValueError: no such kind.
    """
    kind, _, host = text.partition("@")
    if kind not in KINDS:
        raise ValueError(f"break {kind!r}: choose one of {', '.join(KINDS)}")
    return Break(kind, host)


def broken_reply(kinds: frozenset[str], is_robots: bool, reply: Reply) -> Reply:
    """The reply as it leaves a stand-in broken in these ways; the listing's rows are broken earlier."""
    if is_robots:
        if "robots-500" in kinds:
            return Reply(500, "text/plain", b"error\n")
        if "robots-disallow" in kinds:
            return Reply(200, "text/plain", b"User-agent: *\nDisallow: /\n")
        return reply
    if "status-500" in kinds:
        return Reply(500, "text/plain", b"error\n")
    if "html-instead" in kinds and reply.status == 200:
        return Reply(200, "text/html; charset=utf-8", _MAINTENANCE)
    if "not-a-zip" in kinds and reply.content_type == "application/zip":
        return replace(reply, body=b"this is no zip\n" * 40)
    if "truncate" in kinds and reply.status == 200:
        return replace(reply, sent_bytes=len(reply.body) // 2)
    return reply


def is_status_column(name: str) -> bool:
    """Whether `drop-column` takes the column away."""
    return name in _STATUS_COLUMNS


def broken_rows(kinds: frozenset[str], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a listing without rows, without its status column, or with a new status word."""
    if "empty" in kinds:
        return []
    if "drop-column" in kinds:
        rows = [{name: text for name, text in row.items() if name not in _STATUS_COLUMNS} for row in rows]
    if "unknown-status" in kinds:
        rows = [_strange(row) if number % 50 == 0 else row for number, row in enumerate(rows)]
    return rows


def _strange(row: dict[str, Any]) -> dict[str, Any]:
    return {name: "Under Enchantment" if name in _STATUS_COLUMNS else text for name, text in row.items()}


def broken_text(kinds: frozenset[str], text: str, separator: str) -> str:
    """A delimited listing broken in the same ways as `broken_rows`; cells keep their quotes."""
    if not kinds & {"empty", "drop-column", "unknown-status"}:
        return text
    header, *lines = text.removesuffix("\n").split("\n")
    columns = header.split(separator)
    quote = '"' if lines and lines[0].startswith('"') else ""
    glue = f"{quote}{separator}{quote}"
    cells = (line.removeprefix(quote).removesuffix(quote).split(glue) for line in lines)
    rows = broken_rows(kinds, [dict(zip(columns, row, strict=True)) for row in cells])
    kept = [name for name in columns if "drop-column" not in kinds or name not in _STATUS_COLUMNS]
    printed = (quote + glue.join(row[name] for name in kept) + quote for row in rows)
    return "".join(f"{line}\n" for line in (separator.join(kept), *printed))
