"""Who is kept from the public on request: `suppressions.csv`, in which nobody can be read without the key.

The hash of an entry is HMAC-SHA256 over its id with `suppression.key`. `suppressed_records.csv` remembers,
hashed alike, which licenses were withheld with an entry, so that they stay withheld when the entry is gone.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from verify.publish.errors import RefusedError
from verify.publish.ledger import rewrite, write_synced
from verify.publish.own_table import read_own_table

FILE, KEY_FILE, CHECK_FILE = "suppressions.csv", "suppression.key", "suppression.check"
COLUMNS = ("key_hash", "what", "since", "case")
RECORDS_FILE = "suppressed_records.csv"
RECORDS_COLUMNS = ("key_hash", "license_hash")
ENTRY, CONTACT = "entry", "contact"
KEY_ENVIRONMENT = "SUPPRESSION_KEY"


@dataclass(frozen=True, slots=True)
class Suppressions:
    """Hashes of withheld entries and of entries without contact, and of licenses remembered for an entry."""

    key: bytes = b""
    entries: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()
    remembered: frozenset[tuple[str, str]] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is suppressed."""
        return bool(self.entries or self.contacts)

    def hash_of(self, text: str) -> str:
        """The keyed hash of an id."""
        return keyed_hash(self.key, text)

    def of(self, ids: Iterable[str], hashes: Iterable[str]) -> frozenset[str]:
        """The ids whose hash is among these."""
        wanted = frozenset(hashes)
        return frozenset(each for each in ids if self.hash_of(each) in wanted) if wanted else frozenset()


def keyed_hash(key: bytes, text: str) -> str:
    """HMAC-SHA256 of a text, as hex digits."""
    return hmac.digest(key, text.encode(), "sha256").hex()


def read_suppressions(data: Path) -> Suppressions:
    """What is suppressed.

    Raises:
        RefusedError: there are suppressions and no key, or another key than the one they were made with.
        CannotRunError: a row can't be read.
    """
    _, rows = read_own_table(data / FILE, COLUMNS, free=("key_hash",))
    if not rows:
        return Suppressions()
    for row in rows:
        if not re.fullmatch("[0-9a-f]{64}", row.needed("key_hash"), re.ASCII):
            raise row.wrong("key_hash", "is no hash", "Let `practitioners suppress` write the line.")
        row.one_of("what", (ENTRY, CONTACT))
        row.day("since")
    _, kept = read_own_table(data / RECORDS_FILE, RECORDS_COLUMNS, free=RECORDS_COLUMNS)
    return Suppressions(
        key=_proven_key(data),
        entries=frozenset(row.cells["key_hash"] for row in rows if row.cells["what"] == ENTRY),
        contacts=frozenset(row.cells["key_hash"] for row in rows if row.cells["what"] == CONTACT),
        remembered=frozenset((row.cells["key_hash"], row.cells["license_hash"]) for row in kept),
    )


def _proven_key(data: Path) -> bytes:
    key = find_key(data)
    if not key:
        raise RefusedError(
            f"{data / FILE} names people to withhold and the key is missing: put {KEY_FILE} back into "
            f"{data}, or set {KEY_ENVIRONMENT}. Nothing is published without it."
        )
    check = data / CHECK_FILE
    if check.exists() and check.read_text(encoding="ascii").strip() != keyed_hash(key, CHECK_FILE):
        raise RefusedError(
            f"The key is another than the one that {data / FILE} was made with, so that nobody in it "
            f"would be found. Put the right {KEY_FILE} back into {data}, or set {KEY_ENVIRONMENT} to it."
        )
    return key


def find_key(data: Path) -> bytes:
    """The key: of the environment, else of the file; empty where there is none."""
    stated = os.environ.get("SUPPRESSION_KEY") or ""
    path = data / KEY_FILE
    if not stated and path.exists():
        stated = path.read_text(encoding="utf-8")
    return stated.strip().encode()


def key_for_writing(data: Path) -> bytes:
    """The key, made at its first use and readable by its owner alone.

    Raises:
        RefusedError: there are suppressions already, and no key or another one.
    """
    if read_suppressions(data):
        return _proven_key(data)
    key = find_key(data)
    if not key:
        key = secrets.token_hex(32).encode()
        write_synced(data / KEY_FILE, key.decode() + "\n")
    write_synced(data / CHECK_FILE, keyed_hash(key, CHECK_FILE) + "\n")
    return key


def remember(data: Path, suppressions: Suppressions, withheld: Iterable[tuple[str, str]]) -> None:
    """`suppressed_records.csv` holds the pairs of entry and license that are withheld, and those before."""
    if not suppressions.entries:
        return
    new = {(suppressions.hash_of(entry), suppressions.hash_of(row)) for entry, row in withheld}
    kept = {pair for pair in suppressions.remembered if pair[0] in suppressions.entries}
    pairs = sorted(new | kept)
    rewrite(data / RECORDS_FILE, RECORDS_COLUMNS, [dict(zip(RECORDS_COLUMNS, p, strict=True)) for p in pairs])
