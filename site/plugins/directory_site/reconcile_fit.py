"""How well entries fit a query: compared as a check compares licenses, and clinics as the linkage does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from verify.linkage.entity_compare import Fit, fit_clinic, fit_person, judge_of, words_of_names
from verify.linkage.lookup_question import read_names

from .licenses import may_show
from .reading import Build
from .reconcile_query import Query
from .search_arrays import arrays_of

_LICENSES = """
select k.entry_id, l.license_number, l.jurisdiction, l.profession, l.status, l.discipline,
  l.is_disciplinary_status, k.identity_class, k.identity_class = 'number_and_name' as is_listed
from json_each(?) i
cross join links k on k.entry_id = i.value and k.decision = 'accept'
cross join licenses l on l.license_id = k.license_id
"""

_CLAIMS = """
select c.entry_id, coalesce(c.license_number, '') as license_number, coalesce(c.state, '') as jurisdiction,
  c.profession, 0 as is_listed
from json_each(?) i cross join entry_claims c on c.entry_id = i.value
"""

_NAMES = "select n.entry_id, n.name from json_each(?) i cross join entry_names n on n.entry_id = i.value"

_COUNTS = "select word, entries_count from search_words where word in (select value from json_each(?))"

Row = dict[str, Any]


def fits(build: Build, query: Query, rows: Iterable[Row]) -> Iterator[tuple[Row, Fit]]:
    """Each entry with how it fits. A license that its page would not show is not compared."""
    rows = list(rows)
    ids = json.dumps([row["entry_id"] for row in rows])
    others = _grouped(build.rows(_NAMES, [ids]))
    listed = [row for row in build.rows(_LICENSES, [ids]) if may_show(row)]
    numbers = _grouped([*listed, *build.rows(_CLAIMS, [ids])])
    clinics = [row for row in rows if row["kind"] == "organization"]
    judge = _judge(build, query, clinics, others) if clinics else None
    for row in rows:
        entry_id = row["entry_id"]
        names = [each["name"] for each in others.get(entry_id, ())]
        if judge is not None and row["kind"] == "organization":
            asked = query.question
            yield row, fit_clinic(query.text, asked.state, query.npi, row, names, judge)
        else:
            printed = list(_printed(row, names, numbers.get(entry_id, [])))
            yield row, fit_person(query.question, query.npi, row, printed)


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["entry_id"], []).append(row)
    return found


def _printed(entry: Row, others: Iterable[str], numbers: list[Row]) -> Iterator[Row]:
    """Each name of a person with each number: its own place and profession stand where there is none."""
    own = {"license_number": "", "jurisdiction": entry["state"] or "", "profession": entry["profession"]}
    own_name = {part: entry[part] or "" for part in ("first_name", "middle_name", "last_name", "suffix")}
    for name in (own_name, *map(_parts, others)):
        for number in (own | {"is_listed": 0}, *numbers):
            yield {**number, **name}


def _parts(text: str) -> dict[str, str]:
    """The parts of another name, which the national file states as one text, first name first."""
    name = next(iter(read_names(text)), None)
    if name is None:
        return dict.fromkeys(("first_name", "middle_name", "last_name", "suffix"), "")
    return {
        "first_name": name.given,
        "middle_name": name.middle,
        "last_name": name.surname,
        "suffix": name.suffix,
    }


def _judge(build: Build, query: Query, clinics: Iterable[Row], others: dict[str, list[Row]]) -> Any:
    """Who judges names of clinics: words are as rare as they are in the names of this build."""
    names = [query.text]
    for row in clinics:
        names += [row["name"], *(each["name"] for each in others.get(row["entry_id"], ()))]
    words = sorted(word.lower() for word in words_of_names(names))
    counts = {row["word"].upper(): row["entries_count"] for row in build.rows(_COUNTS, [json.dumps(words)])}
    return judge_of(counts, arrays_of(build).size)


def places_agree(query: Query, row: Row) -> dict[str, bool]:
    """Whether city, ZIP code and phone agree, as far as both sides have them."""
    pairs = {
        "city": (query.city, (row["city"] or "").casefold()),
        "zip": (query.zip5, (row["zip5"] or "")[:5]),
        "phone": (query.phone, "".join(c for c in row["phone"] or "" if c.isdigit())[-10:]),
    }
    return {name: asked == listed for name, (asked, listed) in pairs.items() if asked and listed}
