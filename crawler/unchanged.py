"""Whether a listing need not be read again: the same bytes, read by the same rules, make the same records."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from crawler.context import CrawlContext
from crawler.limits import Limits

_ROOT = Path(__file__).resolve().parent
_TABLES = _ROOT.parent / "data" / "codes"


def rules_sha256(parser_version: str, limits: Limits) -> str:
    """The hash of all that decides what a row becomes: parser version, limits, code tables, our own code.

    Our code is part of it because a parser may change while nobody thinks of its version.
    """
    return hashlib.sha256(f"{parser_version}\n{limits}\n{_files_sha256()}".encode()).hexdigest()


def has_same_rules(context: CrawlContext, rules: str) -> bool:
    """Whether the records of the last good crawl are there and were read by these rules.

    A replay is asked for in order to read again, so there nothing counts as read.
    """
    last = context.last_good
    folder = context.data_dir / "records" / context.source
    return (
        not context.is_replay
        and last is not None
        and last.rules_sha256 == rules
        and all((folder / name).is_file() for name in ("records.jsonl", "quarantine.jsonl"))
    )


def is_same_body(context: CrawlContext, meta: Mapping[str, Any]) -> bool:
    """Whether the answer to the request with this `meta` is, byte for byte, that of the last good crawl."""
    line = context.former.get(meta["asked"])
    return (
        line is not None
        and bool(line.sha256)
        and (line.sha256, line.served_from) == (meta["raw_sha256"], meta["served_from"])
    )


def former_body(context: CrawlContext, url: str, served_from: str) -> bytes | None:
    """What the last good crawl got for this address from the same place; None where that is not known."""
    line = context.former.get(("GET", url, ""))
    if line is None or line.served_from != served_from:
        return None
    try:
        return context.store.checked_path(line.sha256).read_bytes()
    except ValueError:
        return None


@cache
def _files_sha256() -> str:
    digest = hashlib.sha256()
    for path in sorted([*_ROOT.rglob("*.py"), *_TABLES.glob("*.csv")]):
        digest.update(f"{path.relative_to(_ROOT.parent)}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
