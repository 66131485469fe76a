"""The letters behind a name, taken apart, each answered by what the checks show."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.records import EntryRecord
from verify.checks.judgment import Check, CredentialAnswer
from verify.checks.known import Known


def answers(entry: EntryRecord, known: Known, checks: Sequence[Check]) -> tuple[CredentialAnswer, ...]:
    """One answer for each credential that the entry writes, in its order; none are read so far."""
    return ()
