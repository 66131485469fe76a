"""The schools that are known from code tables and accreditations, each under all its names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from crawler.records import AccreditationRecord
from verify.checks.school_names import Words, words_of
from verify.checks.schools import School, Schools

_DAY = re.compile(r"closed (\d{4}-\d{2}-\d{2})", re.ASCII)
_BRACKETS = re.compile(r"\(([^)]*)\)")
_MERGED = re.compile(r"(?:merged into|part of|acquired by) ")
_ONE = {"renamed", "short name", "website"}


class _Builder:
    """Gathers schools and their names; what is one school has one key, by its present name."""

    def __init__(self) -> None:
        self.schools: dict[str, School] = {}
        self.names: dict[Words, set[str]] = defaultdict(set)
        self.websites: dict[str, str] = {}

    def known(self, name: str) -> str:
        """The key of the one school with exactly this name; empty for none or several."""
        keys = self.names.get(words_of(name), set())
        return next(iter(keys)) if len(keys) == 1 else ""

    def add(self, name: str, *other_names: str) -> str:
        """The key of the school of this name, which is there, with its other names."""
        key = self.known(name) or " ".join(words_of(name))
        self.schools.setdefault(key, School(key, name))
        for each in (name, *other_names):
            if words_of(each):
                self.names[words_of(each)].add(key)
        return key

    def change(self, key: str, places: Iterable[str] = (), **changes: object) -> None:
        """The school has these further places and other facts."""
        former = self.schools[key]
        more = frozenset(word for place in places for word in words_of(place))
        self.schools[key] = replace(former, places=former.places | more, **changes)  # type: ignore[arg-type]


def schools_of(
    codes: Mapping[str, Sequence[Mapping[str, str]]], accreditations: Iterable[AccreditationRecord]
) -> Schools:
    """The schools of the tables `acupuncture_schools` and `school_renames`, and of the accreditations."""
    builder = _Builder()
    renames = codes.get("school_renames", ())
    for row in codes.get("acupuncture_schools", ()):
        _add_school(builder, row)
    for row in renames:
        _add_present(builder, row, renames)
    for row in renames:
        _add_fate(builder, row)
    records: dict[str, list[AccreditationRecord]] = defaultdict(list)
    for record in accreditations:
        key = builder.add(_without_city(record.institution_name, record.city))
        builder.change(key, (record.city, record.state))
        records[key].append(record)
    for key in list(records):
        _part_namesakes(builder, records, key)
    names = {name: frozenset(keys) for name, keys in builder.names.items()}
    return Schools(builder.schools, names, builder.websites, records)


def _part_namesakes(builder: _Builder, records: dict[str, list[AccreditationRecord]], key: str) -> None:
    """Institutions of one name are schools of their own, each by its place, under all names of the one."""
    ids = sorted({record.institution_id for record in records[key]})
    if len(ids) < 2:
        return
    common, together = builder.schools[key], records.pop(key)
    for institution_id in ids:
        own = [record for record in together if record.institution_id == institution_id]
        place = ", ".join(filter(None, (own[0].city, own[0].state)))
        each = f"{key} {institution_id}"
        builder.schools[each] = replace(common, key=each, place=place or institution_id)
        records[each] = own
    for keys in builder.names.values():
        if key in keys:
            keys.remove(key)
            keys.update(f"{key} {institution_id}" for institution_id in ids)
    builder.websites = {address: each for address, each in builder.websites.items() if each != key}
    del builder.schools[key]


def _add_school(builder: _Builder, row: Mapping[str, str]) -> None:
    name = _without_city(row["institution"], row["city"])
    is_new = not builder.known(name)
    key = builder.add(name, row["institution"], *filter(None, [row["aliases"]]))
    builder.change(key, (row["city"], row["state"]))
    is_closed = row["status"] == "closed" and (is_new or builder.schools[key].is_closed)
    builder.change(key, is_closed=is_closed, closed_on=row["closed_on"] if is_closed else "")


def _add_present(builder: _Builder, row: Mapping[str, str], renames: Sequence[Mapping[str, str]]) -> None:
    """The former or short name, or the web address, leads to the school as it is called now."""
    if row["kind"] not in _ONE:
        return
    key = builder.add(_last_name(row, renames))
    if row["kind"] == "website":
        builder.websites[row["old_name"].lower()] = key
        builder.change(key, name=_fate(row))
    elif not builder.known(row["old_name"]):
        for name in _old_names(row["old_name"]):
            builder.names[words_of(name)].add(key)


def _last_name(row: Mapping[str, str], renames: Sequence[Mapping[str, str]]) -> str:
    """The name at the end of a chain of renames; a chain that runs in a circle ends where it began."""
    present, seen = _fate(row), {_plain(row["old_name"])}
    while _plain(present) not in seen:
        seen.add(_plain(present))
        later = (each for each in renames if each["kind"] == "renamed")
        named = [_fate(each) for each in later if _plain(each["old_name"]) == _plain(present)]
        present = named[0] if named else present
    return present


def _add_fate(builder: _Builder, row: Mapping[str, str]) -> None:
    if row["kind"] not in ("merged", "closed", "closing"):
        return
    first, *others = _old_names(row["old_name"])
    key = builder.add(first, *others)
    if row["kind"] == "merged":
        builder.change(key, successor=builder.add(_fate(row)))
    elif row["kind"] == "closed":
        day = _DAY.search(row["current_name_or_fate"])
        builder.change(key, is_closed=True, closed_on=day[1] if day else builder.schools[key].closed_on)


def _old_names(printed: str) -> list[str]:
    """`Oregon College of Oriental Medicine (OCOM)` is two names; `(NY)` and `, Miami` are places."""
    bare = _BRACKETS.sub("", printed).strip()
    short = [name for name in _BRACKETS.findall(printed) if len(name) > 2]
    return list(dict.fromkeys([bare.split(", ")[0], bare, bare.split(" - ")[0], *short]))


def _fate(row: Mapping[str, str]) -> str:
    """The name of the school in words such as `merged into X` or `X; last awards 2021`."""
    return _BRACKETS.sub("", _MERGED.sub("", row["current_name_or_fate"]).split(";")[0]).strip()


def _plain(name: str) -> Words:
    return words_of(_BRACKETS.sub("", name))


def _without_city(name: str, city: str) -> str:
    """`Midwest College of Oriental Medicine-Skokie` in Skokie is a campus of the school before the dash."""
    before, dash, behind = name.rpartition("-")
    is_campus = bool(dash) and bool(city) and words_of(behind) == words_of(city)
    return before.strip() if is_campus else name
