"""Rows of a list that can't be merged: equal ones are one, and different ones of one id are told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from crawler.records import AccreditationRecord, ExclusionRecord, to_json

R = TypeVar("R", ExclusionRecord, AccreditationRecord)


def distinct(records: Iterable[R], id_name: str) -> list[R]:
    """Each different record once, sorted by id and content.

    Of those that share what the field `id_name` holds, the second gets `-2` behind it, the third `-3`.
    """
    groups: dict[str, dict[str, R]] = {}
    for record in records:
        content = to_json(replace(record, evidence=replace(record.evidence, row_number=0)))
        groups.setdefault(getattr(record, id_name), {}).setdefault(content, record)
    return [each for key, group in sorted(groups.items()) for each in _told_apart(key, group, id_name)]


def _told_apart(key: str, group: dict[str, R], id_name: str) -> Iterator[R]:
    for place, content in enumerate(sorted(group), start=1):
        change: dict[str, Any] = {id_name: f"{key}-{place}"} if place > 1 else {}
        yield replace(group[content], **change)
