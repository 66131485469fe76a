"""A query of the reconciliation service: what `/check` would be asked, and what it does not ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from verify.linkage.lookup_question import Question, cleaned, read_question

from .numbers import read_npi
from .reconcile_terms import CLINIC, OF_PRACTITIONERS

LONGEST_VALUE = 100
"""Characters of a value that are looked at."""


@dataclass(frozen=True, slots=True)
class Query:
    """One query: `question` is what `/check` would be asked; the rest is what it does not ask.

    `text` is the name as one text, `has_parts` says that first and last name came apart. `entry_id` is the id
    that stands for the query, or empty; `npi` ten digits or empty. No `types` are all.
    """

    question: Question
    text: str
    has_parts: bool
    entry_id: str
    npi: str
    types: tuple[str, ...]
    limit: int
    city: str
    zip5: str
    phone: str

    @property
    def has_enough(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.entry_id or self.npi or self.question.has_enough)

    @property
    def may_be_person(self) -> bool:
        """Whether the types leave room for people."""
        return self.types != (CLINIC,)

    @property
    def may_be_clinic(self) -> bool:
        """Whether the types leave room for clinics; a name that came in parts is that of a person."""
        return not self.has_parts and (not self.types or CLINIC in self.types)


def query_of(text: str, types: tuple[str, ...], limit: int, values: Mapping[str, str]) -> Query:
    """The query that a text, types and values of properties come to."""
    get: Callable[[str], str] = lambda name: values.get(name, "")  # noqa: E731
    typed_npi = "" if get("npi") else read_npi(text)
    first, last = get("first_name"), get("last_name")
    parts = f"{last}, {first} {get('middle_name')}".strip(" ,") if last else ""
    name = "" if typed_npi else parts or cleaned(text, LONGEST_VALUE)
    finer = types[0] if len(types) == 1 and types[0] in OF_PRACTITIONERS else ""
    question = read_question(name, get("license_number"), get("state"), get("profession") or finer)
    return Query(
        question=question,
        text=question.name,
        has_parts=bool(last),
        entry_id=cleaned(text, LONGEST_VALUE) if len(text.split()) == 1 else "",
        npi=read_npi(get("npi")) or typed_npi,
        types=types,
        limit=limit,
        city=get("city").casefold(),
        zip5=_zip(get("zip")),
        phone=_digits(get("phone"))[-10:],
    )


def _zip(text: str) -> str:
    """Five digits of a ZIP code, with the zeros that a number has lost; empty where there are none."""
    digits = _digits(text.partition("-")[0])
    return digits.zfill(5) if 3 <= len(digits) <= 5 else digits[:5] if len(digits) == 9 else ""


def _digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789")
