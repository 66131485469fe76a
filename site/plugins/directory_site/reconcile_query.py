"""What a client asks the reconciliation service: JSON, each part checked before it is used."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from verify.linkage.lookup_question import Question, cleaned, read_question

from .numbers import read_npi
from .reconcile_terms import CLINIC, FETCHED, MATCHED_BY, OF_PRACTITIONERS, TYPES, Property

MOST_QUERIES = 10
"""Queries of one batch, as OpenRefine sends them."""
MOST_IDS = 100
"""Entries of one question for their data."""
LONGEST_BATCH = 50_000
"""Characters of a batch."""
LARGEST_FORM_BYTES = 500_000
"""Each character of a batch may take nine bytes in a form."""
MOST_FIELDS = 20
MOST_CANDIDATES = 25
"""Candidates of one query, whatever its limit says; 10 where it says nothing."""
USUAL_CANDIDATES = 10
LONGEST_VALUE = 100
"""Characters of a value that are looked at."""

_PARTS = frozenset({"query", "type", "limit", "properties", "type_strict"})


class BatchError(Exception):
    """A batch that can't be answered: an HTTP status, and what is wrong and what to do, in a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        """Keep both."""
        super().__init__(sentence)
        self.status = status


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


def read_form(body: bytes) -> dict[str, str]:
    """The fields of a posted form.

    Raises:
        BatchError: too long (413), or no form in UTF-8 (400).
    """
    if len(body) > LARGEST_FORM_BYTES:
        raise BatchError(413, f"A form has {LARGEST_FORM_BYTES:,} bytes at most; send less at a time.")
    try:
        return dict(parse_qsl(body.decode("utf-8"), max_num_fields=MOST_FIELDS))
    except ValueError as error:
        raise BatchError(400, f"This is no form in UTF-8 with at most {MOST_FIELDS} fields.") from error


def read_batch(text: str) -> dict[str, Query]:
    """The queries of a batch by their keys.

    Raises:
        BatchError: too many or too long (413), or not as the protocol writes it (400).
    """
    batch = _read_object(text, "queries")
    if len(batch) > MOST_QUERIES:
        raise BatchError(413, f"queries: {len(batch)} in one batch; send {MOST_QUERIES} at most.")
    return {key: _read_query(_shown(key), each) for key, each in batch.items()}


def read_extension(text: str) -> tuple[list[str], dict[str, Property]]:
    """The ids and the properties of a question for data.

    Raises:
        BatchError: as for `read_batch`.
    """
    asked = _read_object(text, "extend")
    ids, properties = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        raise BatchError(400, "extend: ids is a list of texts.")
    if not isinstance(properties, list) or not all(isinstance(each, dict) for each in properties):
        raise BatchError(400, 'extend: properties is a list of {"id": ...}.')
    if len(ids) > MOST_IDS:
        raise BatchError(413, f"extend: {len(ids)} ids; send {MOST_IDS} at most.")
    names = [_known(each.get("id"), FETCHED, "extend: property") for each in properties]
    return list(dict.fromkeys(ids)), {name: FETCHED[name] for name in names}


def _read_object(text: str, where: str) -> dict[str, Any]:
    if len(text) > LONGEST_BATCH:
        raise BatchError(413, f"{where}: more than {LONGEST_BATCH:,} characters; send less at a time.")
    try:
        found = json.loads(text, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise BatchError(400, f"{where}: this is not JSON.") from error
    if not isinstance(found, dict):
        raise BatchError(400, f"{where}: a JSON object is needed.")
    return found


def _refused(word: str) -> float:
    raise ValueError(word)


def _read_query(key: str, each: Any) -> Query:
    if not isinstance(each, dict):
        raise BatchError(400, f"queries, {key}: a query is a JSON object.")
    if unknown := sorted(each.keys() - _PARTS):
        raise BatchError(400, f"queries, {key}: unknown part {_shown(unknown[0])}.")
    text = each.get("query", "")
    if not isinstance(text, str):
        raise BatchError(400, f"queries, {key}: query is a text.")
    if each.get("type_strict", "any") not in ("any", "should", "all"):
        raise BatchError(400, f"queries, {key}: type_strict is any, should or all.")
    values = _read_properties(key, each.get("properties", []))
    if not text.strip() and not values:
        raise BatchError(400, f"queries, {key}: a query or properties are needed.")
    return _query(text, _read_types(key, each.get("type", [])), _read_limit(key, each), values)


def _query(text: str, types: tuple[str, ...], limit: int, values: Mapping[str, str]) -> Query:
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


def _read_types(key: str, asked: Any) -> tuple[str, ...]:
    codes = [asked] if isinstance(asked, str) else asked
    if not isinstance(codes, list):
        raise BatchError(400, f"queries, {key}: type is a text or a list of texts.")
    return tuple(_known(code, TYPES, f"queries, {key}: type") for code in codes)


def _read_limit(key: str, each: Mapping[str, Any]) -> int:
    limit = each.get("limit", USUAL_CANDIDATES)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or limit < 1:
        raise BatchError(400, f"queries, {key}: limit is a number, 1 or more.")
    return int(min(limit, MOST_CANDIDATES))


def _read_properties(key: str, asked: Any) -> dict[str, str]:
    if not isinstance(asked, list):
        raise BatchError(400, f'queries, {key}: properties is a list of {{"pid": ..., "v": ...}}.')
    values: dict[str, str] = {}
    for each in asked:
        if not isinstance(each, dict) or "v" not in each:
            raise BatchError(400, f"queries, {key}: a property has pid and v.")
        pid = _known(each.get("pid"), MATCHED_BY, f"queries, {key}: property")
        if value := _value(key, each["v"]):
            values.setdefault(pid, value)
    return values


def _value(key: str, given: Any) -> str:
    """The first value of a property as text; a number that stands for an identifier without its `.0`."""
    one = next(iter(given), "") if isinstance(given, list) else given
    if isinstance(one, dict):
        one = one.get("name") or one.get("id")
    if isinstance(one, float) and one.is_integer():
        one = int(one)
    if not isinstance(one, str | int | float):
        raise BatchError(400, f"queries, {key}: v is a text, a number or an entity with an id.")
    return cleaned(str(one), LONGEST_VALUE)


def _known(code: Any, known: Mapping[str, Any], where: str) -> str:
    if not isinstance(code, str) or code not in known:
        raise BatchError(400, f"{where} {_shown(code)} is unknown; known are {', '.join(known)}.")
    return code


def _shown(value: Any) -> str:
    """A value as an error may repeat it: short, in one line, without control characters."""
    return cleaned(str(value), 40) or "(empty)"


def _zip(text: str) -> str:
    """Five digits of a ZIP code, with the zeros that a number has lost; empty where there are none."""
    digits = _digits(text.partition("-")[0])
    return digits.zfill(5) if 3 <= len(digits) <= 5 else digits[:5] if len(digits) == 9 else ""


def _digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789")
