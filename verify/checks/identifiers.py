"""The national provider number: is it well formed and not deactivated? It proves no license."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.records import EntryRecord, is_npi
from verify.checks.judgment import Check, CheckOutcome, Strength
from verify.checks.known import Known
from verify.checks.words import day

OWN_PREFIX = "own:"
"""What an entry id begins with that is no NPI: an entry of the maintainers' own list."""


def npi_valid(entry: EntryRecord, known: Known) -> Iterator[Check]:
    """Whether the entry's NPI passes its check digit and is in use. An NPI never earns the badge."""
    evidence = entry.evidence
    outcome: CheckOutcome
    if entry.entry_id.startswith(OWN_PREFIX):
        outcome, words = CheckOutcome.NO_EVIDENCE, "The entry states no national provider number."
    elif not is_npi(entry.entry_id):
        outcome, words = CheckOutcome.FAIL, "The national provider number fails its check digit."
    elif entry.deactivated_on:
        outcome = CheckOutcome.FAIL
        words = f"The national provider number was deactivated on {day(entry.deactivated_on)}."
    else:
        outcome = CheckOutcome.PASS
        words = "The national provider number is well formed and in use. It does not show a license."
    strength = Strength.NONE if outcome is CheckOutcome.NO_EVIDENCE else Strength.CLAIMED
    yield Check(
        "npi_valid", outcome, strength, words, f"{evidence.source} {evidence.parser_version}",
        source=evidence.source, source_url=evidence.source_url, fetched_at=evidence.fetched_at,
        source_as_of=evidence.source_as_of,
    )  # fmt: skip
