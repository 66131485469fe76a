"""The letters that an entry writes behind its name, as single credentials."""

from __future__ import annotations

from crawler.records import EntryRecord
from verify.checks.known import Known
from verify.linkage.credential_letters import SEPARATORS, Letters, read_letters
from verify.linkage.names import is_credential, suffix_of

TABLE = "credential_abbreviations"


def letters_of(entry: EntryRecord, known: Known) -> tuple[Letters, ...]:
    """The credentials that an entry writes in its credential field, then those behind its names."""
    rows = known.codes.get(TABLE, ())
    return tuple(each for text in _texts(entry) for each in read_letters(text, rows))


def _texts(entry: EntryRecord) -> list[str]:
    behind = [
        word
        for name in (entry.last_name, entry.first_name)
        for word in name.split(",")[1:]
        if is_credential(word, is_behind_comma=True) and word.strip()
    ]
    suffix = [] if suffix_of(entry.suffix) else [entry.suffix]
    return [text for text in (entry.credential_printed, *behind, *suffix) if text.strip(SEPARATORS)]
