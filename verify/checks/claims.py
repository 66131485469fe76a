"""What an entry claims, by the letters behind its name or by a statement, as checks with their evidence.

A claim alone is no evidence. A document that a person saw shows that the certificate was granted, and no
more than that; the issuer’s own directory is an independent source while it is fresh.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from crawler.records import EntryRecord
from verify.checks.coverage import STALE_DAYS
from verify.checks.judgment import Check, CheckOutcome, Strength
from verify.checks.known import Known, Statement
from verify.checks.letters import letters_of
from verify.checks.meanings import Meaning, meaning_of
from verify.checks.topics import question_of
from verify.checks.words import day

ISSUER_DIRECTORY, DOCUMENT_SEEN = "issuer_directory", "document_seen"


def meanings_of(entry: EntryRecord, known: Known) -> tuple[Meaning, ...]:
    """What the entry's letters mean, in its order."""
    return tuple(meaning_of(letters, entry, known) for letters in letters_of(entry, known))


def claimed_letters(
    entry: EntryRecord, known: Known, is_wanted: Callable[[str], bool]
) -> tuple[Meaning, ...]:
    """The entry's letters that may stand for a wanted credential, each printed form once."""
    found = {
        meaning.letters.key: meaning
        for meaning in meanings_of(entry, known)
        if any(map(is_wanted, [meaning.credential] if meaning.credential else meaning.letters.credentials))
    }
    return tuple(found.values())


def statements_on(entry: EntryRecord, known: Known, topic: str) -> tuple[Statement, ...]:
    """The entry's statements on a topic: the issuer's directory first, then documents, then its own word."""
    order = (ISSUER_DIRECTORY, DOCUMENT_SEEN)
    found = [each for each in known.statements.get(entry.entry_id, ()) if each.topic == topic]
    ranked = [(order.index(each.basis) if each.basis in order else len(order), each) for each in found]
    return tuple(each for _, each in sorted(ranked, key=lambda pair: (pair[0], pair[1].statement_id)))


def on_letters(name: str, entry: EntryRecord, words: str) -> Check:
    """The check that has nothing but the entry's own letters: claimed, not shown."""
    evidence = entry.evidence
    return Check(
        name, CheckOutcome.NO_EVIDENCE, Strength.CLAIMED, words,
        f"{evidence.source} {evidence.parser_version}", source=evidence.source,
        source_url=evidence.source_url, fetched_at=evidence.fetched_at, source_as_of=evidence.source_as_of,
    )  # fmt: skip


def on_statement(
    name: str, statement: Statement, words: str, outcome: CheckOutcome, strength: Strength
) -> Check:
    """The check that rests on a statement."""
    evidence = statement.evidence
    return Check(
        name, outcome, strength, words, f"{evidence.source} {evidence.parser_version}",
        source=evidence.source, source_url=evidence.source_url, fetched_at=evidence.fetched_at,
        source_as_of=evidence.source_as_of, statement_id=statement.statement_id,
    )  # fmt: skip


def on_certificate_statement(name: str, statement: Statement, today: date) -> Check:
    """The check of a certificate that a statement names: a directory or a document passes, a word never."""
    issuer = statement.issuer or "an issuer that is not named"
    said = f"“{statement.statement_printed}”, issued by {issuer}"
    seen_on = statement.evidence.source_as_of or statement.evidence.fetched_at[:10]
    if statement.basis == ISSUER_DIRECTORY:
        if not 0 <= (today - date.fromisoformat(seen_on)).days <= STALE_DAYS:
            words = f"{said}: seen in the issuer’s directory on {day(seen_on)}, too far from today to use."
            return on_statement(name, statement, words, CheckOutcome.NO_EVIDENCE, Strength.CLAIMED)
        words = f"{said}: listed in the issuer’s directory, seen {day(seen_on)}."
        return on_statement(name, statement, words, CheckOutcome.PASS, Strength.CORROBORATED)
    if statement.basis == DOCUMENT_SEEN:
        words = f"{said}: {statement.seen_by} saw the document on {day(seen_on)}. The issuer was not asked."
        return on_statement(name, statement, words, CheckOutcome.PASS, Strength.CLAIMED)
    words = f"{said}: the entry’s own word{_dated(statement)}, seen {day(seen_on)}; not verified."
    return on_statement(name, statement, words, CheckOutcome.NO_EVIDENCE, Strength.CLAIMED)


def declared(name: str, statement: Statement) -> Check:
    """What no register can confirm, as it is declared, with its source and day."""
    seen_on = statement.evidence.source_as_of or statement.evidence.fetched_at[:10]
    words = (
        f"“{statement.statement_printed}”{_dated(statement)}, seen {day(seen_on)}: declared, not verified."
    )
    return on_statement(name, statement, words, CheckOutcome.NO_EVIDENCE, Strength.CLAIMED)


def to_ask(name: str, topic: str) -> Check:
    """Nothing is stated: the question that a patient can ask."""
    words = f"Nothing is stated. Ask: “{question_of(topic)}”"
    return Check(name, CheckOutcome.NO_EVIDENCE, Strength.NONE, words, "own_statements")


def declared_or_asked(name: str, topic: str, entry: EntryRecord, known: Known) -> Iterator[Check]:
    """A check for each statement on the topic; the question where there is none."""
    found = statements_on(entry, known, topic)
    yield from (declared(name, each) for each in found)
    if not found:
        yield to_ask(name, topic)


def _dated(statement: Statement) -> str:
    return f" of {day(statement.stated_on)}" if statement.stated_on else ""
