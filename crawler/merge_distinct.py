"""Rows of a list that can't be merged: equal ones are one, and different ones of one id are told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from crawler.records import AccreditationRecord, ExclusionRecord, to_json

R = TypeVar("R", ExclusionRecord, AccreditationRecord)


def distinct(records: Iterable[R], key: Callable[[R], str]) -> Iterator[tuple[int, R]]:
    """Each different record once, sorted by id and content, with its place (from 1) among those of its id."""
    groups: dict[str, dict[str, R]] = {}
    for record in records:
        content = to_json(replace(record, evidence=replace(record.evidence, row_number=0)))
        groups.setdefault(key(record), {}).setdefault(content, record)
    for _, group in sorted(groups.items()):
        yield from enumerate((group[content] for content in sorted(group)), start=1)
