"""A record becomes one line and the same record again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.records import (
    CrawlReport,
    EntryRecord,
    ExclusionRecord,
    LicenseRecord,
    QuarantinedRow,
    SourceInfo,
    from_json,
    to_json,
)

KINDS = (LicenseRecord, EntryRecord, ExclusionRecord, QuarantinedRow, SourceInfo, CrawlReport)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def values(kind: Any) -> st.SearchStrategy[Any]:
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        if inner[-1] is Ellipsis:
            return st.lists(values(inner[0]), max_size=2).map(tuple)
        return st.tuples(*map(values, inner))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{field.name: values(hints[field.name]) for field in fields(kind)})
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    return {str: TEXT, int: st.integers(0, 9), bool: st.booleans()}.get(kind, st.none() | TEXT)


@given(st.sampled_from(KINDS).flatmap(values))
def test_a_record_turns_into_a_line_of_its_fields_in_order_and_back(record: Any) -> None:
    line = to_json(record)
    assert line == json.dumps(asdict(record), ensure_ascii=False, separators=(",", ":"))
    assert from_json(type(record), line) == record


def test_a_line_without_a_field_or_with_a_strange_word_is_refused() -> None:
    line = QuarantinedRow("us_wa_doh", "", 1, "status", "", "bad", "bad")
    with pytest.raises(KeyError, match="agency"):
        from_json(SourceInfo, to_json(line).replace("column", "title"))
    with pytest.raises(ValueError, match="maybe"):
        from_json(Judged, '{"outcome":"maybe"}')


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(TypeError, match="set is no record"):
        to_json({1})


class Word(StrEnum):
    YES = "yes"


@dataclass(frozen=True)
class Judged:
    outcome: Word
