"""Whether a listing need not be read again: the same bytes, read by the same rules, make the same records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from crawler.context import CrawlContext
from crawler.limits import Limits
from crawler.manifest import ManifestLine

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
    line = _former_answer(context, meta["asked"])
    return (
        line is not None
        and bool(line.sha256)
        and (line.sha256, line.served_from) == (meta["raw_sha256"], meta["served_from"])
    )


def has_same_answers(context: CrawlContext) -> bool:
    """Whether the addresses that answered so far are those that answered in the last good crawl.

    Else a file may have joined the listing or left it, though all that came are unchanged.
    """
    return _answered(context.manifest.read()) == _answered(context.former.values())


def former_body(context: CrawlContext, url: str, served_from: str) -> bytes | None:
    """What the last good crawl got for this address from the same place; None where that is not known."""
    line = context.former.get(("GET", url, ""))
    if line is None or line.served_from != served_from:
        return None
    try:
        return context.store.checked_path(line.sha256).read_bytes()
    except ValueError:
        return None


def _former_answer(context: CrawlContext, asked: tuple[str, str, str]) -> ManifestLine | None:
    """The answer to the same request; to the same address of a form, which sends its session along."""
    if asked in context.former or asked[0] != "POST":
        return context.former.get(asked)
    same_address = [line for key, line in context.former.items() if key[:2] == asked[:2]]
    return same_address[0] if len(same_address) == 1 else None


def _answered(lines: Iterable[ManifestLine]) -> set[tuple[str, str]]:
    return {(line.method, line.url) for line in lines if line.status in (200, 304)}


@cache
def _files_sha256() -> str:
    digest = hashlib.sha256()
    for path in sorted([*_ROOT.rglob("*.py"), *_TABLES.glob("*.csv")]):
        digest.update(f"{path.relative_to(_ROOT.parent)}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
