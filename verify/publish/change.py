"""One change from one release to the next: whom it concerns, what happened, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why something is different now."""

    SOURCE_CHANGED = "source_changed"
    PARSER_CHANGED = "parser_changed"
    MATCH_CHANGED = "match_changed"
    RECORD_DISAPPEARED = "record_disappeared"
    SOURCE_FAILED = "source_failed"
    RULES_CHANGED = "rules_changed"
    TIME_PASSED = "time_passed"


class Kind(StrEnum):
    """What happened."""

    NEW = "new"
    RENEWED = "renewed"
    LAPSED = "lapsed"
    DISCIPLINED = "disciplined"
    STATUS = "status"
    VERDICT = "verdict"
    MATCH = "match"
    DISAPPEARED = "disappeared"
    RETURNED = "returned"
    SOURCE_FAILED = "source_failed"
    SOURCE_RETURNED = "source_returned"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One change; empty text where a part does not apply. Values are those of public columns alone."""

    subject: str
    entry_id: str
    license_id: str
    source: str
    kind: Kind
    field: str
    value_before: str
    value_after: str
    cause: Cause
