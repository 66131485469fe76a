"""The national provider number: is it well formed and not deactivated? It proves no license."""

from __future__ import annotations

from crawler.records import EntryRecord, is_npi
from verify.checks.judgment import Check, CheckOutcome, Strength
from verify.checks.words import day


def npi_valid(entry: EntryRecord) -> Check:
    """Whether the entry's NPI passes its check digit and is in use. An NPI never earns the badge."""
    evidence = entry.evidence
    if not is_npi(entry.entry_id):
        outcome, words = CheckOutcome.FAIL, "The national provider number fails its check digit."
    elif entry.deactivated_on:
        outcome = CheckOutcome.FAIL
        words = f"The national provider number was deactivated on {day(entry.deactivated_on)}."
    else:
        outcome = CheckOutcome.PASS
        words = "The national provider number is well formed and in use. It does not show a license."
    return Check(
        "npi_valid", outcome, Strength.CLAIMED, words, f"{evidence.source} {evidence.parser_version}",
        source=evidence.source, source_url=evidence.source_url, fetched_at=evidence.fetched_at,
        source_as_of=evidence.source_as_of,
    )  # fmt: skip
