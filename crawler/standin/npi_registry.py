"""The NPI Registry's API 2.1 over fictional results: its limits, and its errors, which come with HTTP 200."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from crawler.standin.reply import Reply, Request, json_reply, not_found

NPI_REGISTRY = "npiregistry.cms.hhs.gov"
Result = dict[str, Any]

_LIMIT_MAX, _SKIP_MAX, _LIMIT_DEFAULT = 200, 1000, 10
_ADDRESS_FIELDS = ("city", "state", "postal_code")
_WORDS_FIELDS = ("last_name", "first_name", "organization_name", "taxonomy_description", *_ADDRESS_FIELDS)
_FIELDS = ("number", "enumeration_type", *_WORDS_FIELDS)
_CONTROLS = ("version", "limit", "skip", "pretty", "use_first_name_alias")


class NpiRegistry:
    """The service over results that are already in their order; `is_busy` answers each third request 429."""

    def __init__(self, results: Sequence[Result], *, is_busy: bool = False) -> None:
        """Answer from these results."""
        self._results = results
        self._is_busy = is_busy
        self._answers_count = 0

    def answer(self, request: Request) -> Reply:
        """The reply to a request; only `/api/` is there."""
        if request.path.rstrip("/") != "/api":
            return not_found(request)
        self._answers_count += 1
        if self._is_busy and self._answers_count % 3 == 0:
            return Reply(429, "text/plain", b"slow down\n", {"Retry-After": "1"})
        errors = _errors(request.query)
        return json_reply({"Errors": errors} if errors else _page(self._results, request.query))


def _page(results: Sequence[Result], query: Mapping[str, str]) -> dict[str, Any]:
    # More than the limit is cut to it without a word.
    limit = min(int(query.get("limit", _LIMIT_DEFAULT)), _LIMIT_MAX)
    skip = int(query.get("skip", 0))
    found = [result for result in results if _fits(result, query)][skip : skip + limit]
    return {"result_count": len(found), "results": found}


def _errors(query: Mapping[str, str]) -> list[dict[str, str]]:
    given = {name for name in _FIELDS if query.get(name)}
    if query.get("version") != "2.1":
        return [_error("version", "17", "Unsupported Version")]
    if query.get("number") and not re.fullmatch(r"\d{10}", query["number"], re.ASCII):
        return [_error("number", "06", "NPI must be 10 digits")]
    if not given:
        return [_error("generic", "04", "No valid search criteria provided")]
    if given == {"enumeration_type"}:
        return [_error("enumeration_type", "09", "enumeration_type requires additional search criteria")]
    if given <= {"state", "enumeration_type"}:
        return [_error("state", "07", "Field state requires additional search criteria")]
    return _value_errors(query)


def _value_errors(query: Mapping[str, str]) -> list[dict[str, str]]:
    # These three are not known word for word.
    unknown = sorted(set(query) - set(_FIELDS) - set(_CONTROLS))
    errors = [_error(name, "00", "Unknown field") for name in unknown]
    for name in _WORDS_FIELDS:
        if "*" in query.get(name, "") and not re.fullmatch(r"[^*]{2,}\*", query[name]):
            errors.append(_error(name, "00", f"Field {name} requires at least 2 characters before wildcard"))
    for name, most in (("limit", 10**6), ("skip", _SKIP_MAX)):
        if not query.get(name, "0").isdigit() or int(query.get(name, "0")) > most:
            errors.append(_error(name, "00", f"Field {name} is out of range"))
    return errors


def _error(field: str, number: str, description: str) -> dict[str, str]:
    return {"description": description, "field": field, "number": number}


def _fits(result: Result, query: Mapping[str, str]) -> bool:
    basic = result["basic"]
    is_person = result["enumeration_type"] == "NPI-1"
    names = {name: [basic.get(name)] for name in ("last_name", "first_name")} if is_person else {}
    if not is_person:
        others = [other.get("organization_name") for other in result["other_names"]]
        names["organization_name"] = [basic.get("organization_name"), *others]
    names["taxonomy_description"] = [each.get("desc") for each in result["taxonomies"]]
    return (
        query.get("number", result["number"]) == result["number"]
        and query.get("enumeration_type") in (None, "", result["enumeration_type"])
        and all(_agrees(query.get(name, ""), names.get(name, ())) for name in _WORDS_FIELDS[:4])
        and any(_is_there(address, query) for address in result["addresses"])
    )


def _is_there(address: Mapping[str, Any], query: Mapping[str, str]) -> bool:
    zip_code = address.get("postal_code") or ""
    held = {**address, "postal_code": zip_code[: len(query.get("postal_code", "").removesuffix("*")) or None]}
    return all(_agrees(query.get(name, ""), [held.get(name)]) for name in _ADDRESS_FIELDS)


def _agrees(wanted: str, held: Sequence[Any]) -> bool:
    """Whether one of the values is what is wanted, or begins with it where it ends in a star."""
    if not wanted:
        return True
    words, stem = wanted.upper(), wanted.upper().removesuffix("*")
    values = [str(value).upper() for value in held if value]
    return any(value == words or (stem != words and value.startswith(stem)) for value in values)
