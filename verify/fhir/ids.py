"""Ids of resources, made of our own ids so that each leads back to its row.

An id in FHIR has letters, digits, `-` and `.`, 64 at most. Whatever else stands in ours is written as a dot
and two hexadecimal digits, so that two of ours never give the same one.
"""

from __future__ import annotations

import re

LONGEST = 64
DIRECTORY = "practitioner-directory"
"""The Organization that we are: it validates."""

BOARD = "board-"
"""Ids of boards begin so; no entry is called so, since entries are numbers or `own:NAME`."""

_BETWEEN = ".."
"""Parts two ids; within one a dot is always followed by a digit or a capital letter."""

_PLAIN = re.compile(r"[A-Za-z0-9-]")
_ESCAPED = re.compile(r"\.([0-9A-F]{2})")
_WHOLE = re.compile(r"(?:[A-Za-z0-9-]|\.[0-9A-F]{2})+")


def written(own_id: str) -> str:
    """The id of ours as it stands in FHIR; any length."""
    return "".join(
        letter if _PLAIN.fullmatch(letter) else "".join(f".{byte:02X}" for byte in letter.encode())
        for letter in own_id
    )


def joined(first: str, second: str) -> str:
    """The id of what belongs to two rows: a place of an entry, a person at a clinic."""
    return f"{written(first)}{_BETWEEN}{written(second)}"


def read(fhir_id: str) -> tuple[str, ...]:
    """The ids of ours in an id: one, or two where it was joined; none where it is no id of ours."""
    parts = fhir_id.split(_BETWEEN)
    if len(fhir_id) > LONGEST or len(parts) > 2 or not all(map(_WHOLE.fullmatch, parts)):
        return ()
    try:
        own = tuple(_read(part) for part in parts)
    except UnicodeDecodeError:
        return ()
    return own if list(map(written, own)) == parts else ()


def _read(part: str) -> str:
    pieces = _ESCAPED.split(part)
    return b"".join(
        bytes.fromhex(piece) if place % 2 else piece.encode() for place, piece in enumerate(pieces)
    ).decode()


def board(source: str) -> str:
    """The id of the Organization that publishes a list: `board-us-wa-doh`."""
    return BOARD + source.replace("_", "-")


def has_room(fhir_id: str) -> bool:
    """Whether FHIR allows an id of this length; what is longer has no resource."""
    return len(fhir_id) <= LONGEST
