"""Dry needling by physical therapists: what the state's rule is, and what certificate is claimed.

No register lists dry-needling certificates. They are course certificates of private bodies, one set of
letters has two issuers, and none of them is a license: whether a physical therapist may needle is for the
state to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from crawler.records import EntryRecord
from verify.checks.claims import (
    claimed_letters,
    on_certificate_statement,
    on_letters,
    statements_on,
    to_ask,
)
from verify.checks.judgment import Check, CheckOutcome, Strength
from verify.checks.known import Code, Known, Statement
from verify.checks.meanings import Meaning
from verify.checks.professions import practice_state
from verify.checks.words import day
from verify.linkage.states import STATES

TABLE = "pt_dry_needling"
CREDENTIALS = frozenset(
    {
        "CMTPT (Myopain Seminars)",
        "CMTPT (CBMTPT)",
        "CMTPT/DN (Myopain Seminars)",
        "Cert. DN",
        "IDN",
        "FDN (KinetaCore)",
    }
)
"""Certificates in dry needling or trigger-point therapy, as the table of abbreviations calls them."""

NO_LICENSE = "A course certificate is not a license."

_RULES = {
    "allowed": "In {state}, physical therapists may dry-needle",
    "rule": "In {state}, physical therapists may dry-needle under the conditions of a rule",
    "prohibited": "In {state}, physical therapists may not dry-needle",
    "pending": "In {state}, dry needling by physical therapists is not yet permitted",
    "silent": "The law of {state} does not settle whether physical therapists may dry-needle",
}
_UNSETTLED = "silent or unsettled"
_TOLD_WITH_A_CLAIM = ("prohibited", "pending", "silent")


def needling_rule(entry: EntryRecord, known: Known) -> Iterator[Check]:
    """Whether the state of practice lets a physical therapist dry-needle, with the day of that knowledge."""
    row = _row(entry, known)
    if row is None or row["rule"] not in _RULES:
        words = "Whether physical therapists may dry-needle where this entry practices was not looked up."
        yield Check("needling_rule", CheckOutcome.NO_EVIDENCE, Strength.NONE, words, TABLE)
        return
    outcome = CheckOutcome.PASS if row["rule"] == "allowed" else CheckOutcome.NOTICE
    address, is_day = row.get("source_url") or None, len(row["as_of"]) == len("2026-01-31")
    yield Check(
        "needling_rule", outcome, Strength.CLAIMED, _rule_words(row), TABLE,
        source_url=address, source_as_of=row["as_of"] if is_day else None,
    )  # fmt: skip


def needling_certification(entry: EntryRecord, known: Known) -> Iterator[Check]:
    """Each certificate that is claimed or shown, its issuer named; the question where there is none.

    Where the state forbids, has not yet permitted or does not settle dry needling, each is a notice.
    """
    row = _row(entry, known)
    letters = claimed_letters(entry, known, CREDENTIALS.__contains__)
    found = [_on_statement(each, known) for each in statements_on(entry, known, "dry_needling")]
    found += [on_letters("needling_certification", entry, letters_words(each)) for each in letters]
    yield from (_with_rule(check, row) for check in found)
    if not found:
        yield to_ask("needling_certification", "dry_needling")


def letters_words(meaning: Meaning) -> str:
    """What the letters alone say: the certificate, and its issuer where they tell it. They prove nothing."""
    printed = f"The entry writes “{meaning.letters.printed}”"
    if meaning.choices:
        printed += f", letters with two issuers ({' or '.join(meaning.choices)}); it does not say which"
    elif meaning.issuer:
        printed += f", a certificate of {meaning.issuer}"
    return f"{printed}. This is its own word; no register lists these certificates. {NO_LICENSE}"


def _on_statement(statement: Statement, known: Known) -> Check:
    check = on_certificate_statement("needling_certification", statement, known.today)
    return replace(check, sentence=f"{check.sentence} {NO_LICENSE}")


def _with_rule(check: Check, row: Code | None) -> Check:
    if row is None or row["rule"] not in _TOLD_WITH_A_CLAIM:
        return check
    return replace(check, outcome=CheckOutcome.NOTICE, sentence=f"{_rule_words(row)} {check.sentence}")


def _row(entry: EntryRecord, known: Known) -> Code | None:
    state = practice_state(entry)
    return next((row for row in known.codes.get(TABLE, ()) if row["state"] == state), None)


def _rule_words(row: Code) -> str:
    words = _RULES[row["rule"]].format(state=STATES.get(row["state"], row["state"]))
    note = f" ({row['note']})" if row["note"] and row["note"] != _UNSETTLED else ""
    return f"{words}, as of {_when(row['as_of'])}{note}. The state’s own board has the last word."


def _when(as_of: str) -> str:
    """A day or a month in words: `January 2026`."""
    return day(as_of) if len(as_of) > len("2026-01") else f"{date.fromisoformat(f'{as_of}-01'):%B %Y}"
