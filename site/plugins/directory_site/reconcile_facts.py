"""What the reconciliation service tells of entries: the values of data extension, and suggestions.

Nothing stands here that the page of an entry would not show: a verdict is the one of today, the license
behind it only where it may be shown, and nobody who was withheld since the build.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from datasette.utils import tilde_encode

from verify.linkage.search_sets import ids_from

from .licenses import may_show
from .listing import People, read_people, read_rows
from .naming import beginning_so
from .numbers import read_npi
from .question import words_of
from .reading import Build
from .reconcile_find import Candidate
from .reconcile_terms import Property, types_of_entry
from .search_arrays import arrays_of
from .search_json import people_facts, verdict_facts
from .search_page import still_public
from .suggestions import LEAST_LETTERS, LONGEST_TEXT
from .word_sets import WordSets
from .wording import place_words, profession_name, profession_of

MOST_SUGGESTED = 20

_IDS = "select search_id, entry_id from entry_search where entry_id in (select value from json_each(?))"
_MORE = """
select e.entry_id, e.source, s.kind as source_kind, e.phone, e.first_name, e.middle_name, e.last_name,
  l.jurisdiction
from json_each(?) i cross join entries e on e.entry_id = i.value
join sources s on s.source = e.source
left join licenses l on l.license_id = e.verdict_license_id
"""

Link = Callable[[str], str]


def page_of(row: Mapping[str, Any]) -> str:
    """The path of the page of an entry."""
    start = "/clinic/" if row["kind"] == "organization" else "/practitioner/"
    return start + tilde_encode(row["entry_id"])


def describe(row: Mapping[str, Any]) -> str:
    """What tells an entry from namesakes: profession and place."""
    what = "Clinic" if row["kind"] == "organization" else profession_name(profession_of(row))
    return ", ".join(part for part in (what, place_words(row)) if part)


def as_candidate(candidate: Candidate) -> dict[str, Any]:
    """A candidate as the protocol writes it."""
    row, fit = candidate.entry, candidate.fit
    features = {**fit.features, **{f"{name}_agrees": value for name, value in candidate.agrees.items()}}
    return {
        "id": row["entry_id"],
        "name": row["name"],
        "description": describe(row),
        "score": fit.score,
        "match": fit.is_match,
        "type": types_of_entry(row["kind"], row["profession"]),
        "features": [{"id": name, "value": value} for name, value in features.items()],
    }


def read_public(build: Build, entry_ids: Iterable[str]) -> list[dict[str, Any]]:
    """The entries of these ids as the results of a search show them; those withheld are not there."""
    found = build.rows(_IDS, [json.dumps(list(entry_ids))])
    rows = read_rows(build.connection, {row["search_id"]: None for row in found})
    return list(still_public(rows))


def read_preview(build: Build, entry_id: str, today: date) -> dict[str, Any]:
    """What a preview says of an entry: its row and, of a clinic, its people; empty where there is none."""
    rows = read_public(build, [entry_id])
    people = read_people(build.connection, rows, today.isoformat())
    return {"row": rows[0], "people": people.get(entry_id) or People(0, 0, 0)} if rows else {}


def extend(
    build: Build, entry_ids: list[str], properties: Mapping[str, Property], today: date, link: Link
) -> dict[str, Any]:
    """The values of properties of entries as of `today`; an entry that is not there has none."""
    rows = read_public(build, entry_ids)
    more = {row["entry_id"]: row for row in build.rows(_MORE, [json.dumps([r["entry_id"] for r in rows])])}
    people = read_people(build.connection, rows, today.isoformat())
    values = {
        row["entry_id"]: _values(row, more[row["entry_id"]], people.get(row["entry_id"]), today, link)
        for row in rows
    }
    return {
        "meta": [{"id": code, "name": each.name} for code, each in properties.items()],
        "rows": {
            entry_id: {code: _cell(values.get(entry_id, {}).get(code)) for code in properties}
            for entry_id in entry_ids
        },
    }


def _cell(value: Any) -> list[dict[str, Any]]:
    if value is None or value == "":
        return []
    return (
        [{"int": value}]
        if isinstance(value, int) and not isinstance(value, bool)
        else [{"str": _text(value)}]
    )


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _values(
    row: dict[str, Any], more: dict[str, Any], people: Any, today: date, link: Link
) -> dict[str, Any]:
    is_person = row["kind"] == "individual"
    stated = {
        "name": row["name"],
        "address": link(page_of(row)),
        "npi": read_npi(row["entry_id"]) if more["source_kind"] == "entry" else "",
        "city": row["city"],
        "state": row["state"],
        "zip": row["zip5"],
        "phone": row.get("phone", more["phone"]),
    }
    return stated | (_of_person(row, more, today) if is_person else _of_clinic(people))


def _of_person(row: dict[str, Any], more: dict[str, Any], today: date) -> dict[str, Any]:
    facts = verdict_facts(row, today)
    license_row = facts.pop("license") or {}
    return {
        **facts,
        **{name: more[name] for name in ("first_name", "middle_name", "last_name")},
        "profession": row["profession"],
        "license_number": license_row.get("license_number"),
        "license_state": more["jurisdiction"] if license_row and may_show(row) else None,
        "license_status": license_row.get("status_printed"),
        "license_expires_on": license_row.get("expires_on"),
        "board": license_row.get("agency"),
    }


def _of_clinic(people: Any) -> dict[str, Any]:
    return {f"people_{name}": count for name, count in people_facts(people).items()}


def suggest_entries(build: Build, prefix: str, skipped: int) -> list[dict[str, Any]]:
    """Entries of which a name begins as typed, or the one of an id, in the order of names."""
    text = prefix[:LONGEST_TEXT].strip()
    words = words_of(text)
    if sum(map(len, words)) < LEAST_LETTERS:
        return []
    rows = read_public(build, [text]) if len(text.split()) == 1 else []
    if not rows:
        ids = beginning_so(WordSets(build.connection, arrays_of(build).size), words)
        chosen = ids_from(ids[skipped : skipped + MOST_SUGGESTED]).tolist()
        rows = list(still_public(read_rows(build.connection, dict.fromkeys(chosen))))
    return [
        {
            "id": row["entry_id"],
            "name": row["name"],
            "description": describe(row),
            "notable": types_of_entry(row["kind"], row["profession"]),
        }
        for row in rows
    ]
