"""The boards' status words and what they mean, read from `data/codes/status_vocabulary.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crawler.records import Status

VOCABULARY = Path(__file__).resolve().parent.parent / "data" / "codes" / "status_vocabulary.csv"


@dataclass(frozen=True, slots=True)
class StatusMeaning:
    """Our class of a status word. `is_known` is false for a word that the vocabulary lacks."""

    status: Status
    is_disciplinary: bool
    is_known: bool


UNKNOWN = StatusMeaning(Status.UNKNOWN, is_disciplinary=False, is_known=False)


@cache
def vocabulary(state: str, field: str, path: Path = VOCABULARY) -> Mapping[str, StatusMeaning]:
    """The meanings of the words of one field of one state, keyed by the word in lower case."""
    with path.open(encoding="utf-8", newline="") as handle:
        return {
            row["raw_status"].strip().casefold(): StatusMeaning(
                Status(row["suggested_class"]), row["disciplinary"] == "yes", is_known=True
            )
            for row in csv.DictReader(handle)
            if row["state"] == state and row["field"] == field
        }


def meaning(word: str, words: Mapping[str, StatusMeaning]) -> StatusMeaning:
    """What the exact word means; case and outer blanks don't matter, parts of words never match."""
    return words.get(word.strip().casefold(), UNKNOWN)
