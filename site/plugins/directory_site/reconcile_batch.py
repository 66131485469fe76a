"""Batches of the reconciliation service: each part of a query is checked before it is used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verify.linkage.lookup_question import cleaned

from .reconcile_json import BatchError, known_code, read_object, shown
from .reconcile_query import LONGEST_VALUE, Query, query_of
from .reconcile_terms import FETCHED, MATCHED_BY, TYPES, Property

MOST_QUERIES = 10
"""Queries of one batch, as OpenRefine sends them."""

MOST_IDS = 100
"""Entries of one question for their data."""

MOST_CANDIDATES = 25
"""Candidates of one query, whatever its limit says; 10 where it says nothing."""

USUAL_CANDIDATES = 10

_PARTS = frozenset({"query", "type", "limit", "properties", "type_strict"})


def read_batch(text: str) -> dict[str, Query]:
    """The queries of a batch by their keys.

    Raises:
        BatchError: too many or too long (413), or not as the protocol writes it (400).
    """
    batch = read_object(text, "queries")
    if len(batch) > MOST_QUERIES:
        raise BatchError(413, f"queries: {len(batch)} in one batch; send {MOST_QUERIES} at most.")
    return {key: _read_query(shown(key), each) for key, each in batch.items()}


def read_extension(text: str) -> tuple[list[str], dict[str, Property]]:
    """The ids and the properties of a question for data.

    Raises:
        BatchError: as for `read_batch`.
    """
    asked = read_object(text, "extend")
    ids, properties = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        raise BatchError(400, "extend: ids is a list of texts.")
    if not isinstance(properties, list) or not all(isinstance(each, dict) for each in properties):
        raise BatchError(400, 'extend: properties is a list of {"id": ...}.')
    if len(ids) > MOST_IDS:
        raise BatchError(413, f"extend: {len(ids)} ids; send {MOST_IDS} at most.")
    names = [known_code(each.get("id"), FETCHED, "extend: property") for each in properties]
    return list(dict.fromkeys(ids)), {name: FETCHED[name] for name in names}


def _read_query(key: str, each: Any) -> Query:
    if not isinstance(each, dict):
        raise BatchError(400, f"queries, {key}: a query is a JSON object.")
    if unknown := sorted(each.keys() - _PARTS):
        raise BatchError(400, f"queries, {key}: unknown part {shown(unknown[0])}.")
    text = each.get("query", "")
    if not isinstance(text, str):
        raise BatchError(400, f"queries, {key}: query is a text.")
    if each.get("type_strict", "any") not in ("any", "should", "all"):
        raise BatchError(400, f"queries, {key}: type_strict is any, should or all.")
    values = _read_properties(key, each.get("properties", []))
    if not text.strip() and not values:
        raise BatchError(400, f"queries, {key}: a query or properties are needed.")
    return query_of(text, _read_types(key, each.get("type", [])), _read_limit(key, each), values)


def _read_types(key: str, asked: Any) -> tuple[str, ...]:
    codes = [asked] if isinstance(asked, str) else asked
    if not isinstance(codes, list):
        raise BatchError(400, f"queries, {key}: type is a text or a list of texts.")
    return tuple(known_code(code, TYPES, f"queries, {key}: type") for code in codes)


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
        pid = known_code(each.get("pid"), MATCHED_BY, f"queries, {key}: property")
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
