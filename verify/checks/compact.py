"""The compact privilege of physical therapists: a line of its own, as stated; it never earns the badge.

A privilege to practice in a member state rests on the license of the home state. It is no license, and
nothing but a statement shows it here.
"""

from __future__ import annotations

from collections.abc import Iterator

from crawler.records import EntryRecord
from verify.checks.judgment import Check, CheckOutcome, Strength
from verify.checks.known import Known, Statement
from verify.checks.words import day

TOPIC = "compact_privilege"
REGISTER = "issuer_directory"
"""The basis of a statement that was read in the compact's own register."""


def compact_privilege(entry: EntryRecord, known: Known) -> Iterator[Check]:
    """One line for each statement of a compact privilege; nothing where nobody states one."""
    for statement in known.statements.get(entry.entry_id, ()):
        if statement.topic == TOPIC:
            yield _stated(statement)


def _stated(statement: Statement) -> Check:
    evidence = statement.evidence
    in_register = statement.basis == REGISTER
    where = "The compact’s register shows" if in_register else "Stated, and not checked at the compact:"
    seen = day(evidence.source_as_of or evidence.fetched_at)
    words = f"{where} “{statement.statement_printed}”, seen on {seen}."
    return Check(
        "compact_privilege",
        CheckOutcome.PASS if in_register else CheckOutcome.NO_EVIDENCE,
        Strength.CORROBORATED if in_register else Strength.CLAIMED,
        f"{words} A privilege is not a license: it rests on the license of the home state.",
        f"{evidence.source} {evidence.parser_version}",
        statement_id=statement.statement_id, source=evidence.source, source_url=evidence.source_url,
        fetched_at=evidence.fetched_at, source_as_of=evidence.source_as_of,
    )  # fmt: skip
