"""Specialist certificates of physical therapists: OCS and kin (ABPTS), and the fellowship FAAOMPT.

The American Board of Physical Therapy Specialties certifies in ten fields, eight of which have letters in
the table of abbreviations. Its directory is not read here. A certificate is not a license, and a
fellowship is a membership.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crawler.records import EntryRecord
from verify.checks.claims import (
    claimed_letters,
    on_certificate_statement,
    on_letters,
    statements_on,
    to_ask,
)
from verify.checks.judgment import Check
from verify.checks.known import Known
from verify.checks.meanings import Meaning

BOARD = "American Board of Physical Therapy Specialties"
FELLOWSHIP = "FAAOMPT"
NO_LICENSE = "A certificate is not a license."


def is_specialist(credential: str) -> bool:
    """Whether the credential is one of ABPTS, or the fellowship in manual therapy."""
    return credential.endswith("(ABPTS)") or credential == FELLOWSHIP


def specialist_certification(entry: EntryRecord, known: Known) -> Iterator[Check]:
    """Each specialist certificate that is claimed or shown; the question where there is none."""
    name = "specialist_certification"
    letters = claimed_letters(entry, known, is_specialist)
    stated = [
        on_certificate_statement(name, x, known.today) for x in statements_on(entry, known, "specialist")
    ]
    found = [replace(check, sentence=f"{check.sentence} {NO_LICENSE}") for check in stated]
    found += [on_letters(name, entry, letters_words(each)) for each in letters]
    yield from found
    if not found:
        yield to_ask(name, "specialist")


def letters_words(meaning: Meaning) -> str:
    """What the letters alone say, and that they prove nothing."""
    printed = f"The entry writes “{meaning.letters.printed}”"
    if meaning.credential == FELLOWSHIP:
        said = "a fellowship of the American Academy of Orthopaedic Manual Physical Therapists"
        return f"{printed}, {said}: a membership. This is its own word."
    field = f" ({meaning.note.partition(';')[0]})" if meaning.note else ""
    return f"{printed}{field}, a certificate of the {BOARD}. This is its own word; not verified. {NO_LICENSE}"
