"""What changed about an entry, what the board lists no longer, and what was reported about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from .clock import as_day, short_day
from .reading import Build
from .texts import Texts
from .withheld import read_marks
from .wording import ADVERSE_STATUSES

CHANGES = """
select c.*, r.built_on, l.license_number, s.title as source_title, s.agency
from changes c
join releases r on r.release_id = c.release_id
left join links k on k.entry_id = :entry_id and k.license_id = c.license_id and k.decision = 'accept'
left join licenses l on l.license_id = k.license_id
left join sources s on s.source = c.source
where c.change_id in (
  select change_id from changes where entry_id = :entry_id
  union
  select d.change_id from links m join changes d on d.license_id = m.license_id
  where m.entry_id = :entry_id and m.decision = 'accept')
order by r.built_on desc, c.change_id
limit 100
"""
"""The changes of one entry and of the licenses matched to it, newest first."""

FORMER = """
select f.*, k.identity_class, s.title as source_title, s.agency
from former_links k
join former_licenses f on f.license_id = k.license_id
join sources s on s.source = f.source
where k.entry_id = ? order by f.missing_since desc, f.license_id
"""
"""Licenses that were matched to an entry and that the board lists no longer."""

DISPUTES = "select * from disputes where entry_id = ? order by opened_on desc, dispute_id"
"""Reports about an entry and its own answers, newest first."""

CAUSES = {
    "source_changed": "c-source",
    "parser_changed": "c-parser",
    "match_changed": "c-match",
    "record_disappeared": "c-gone",
    "source_failed": "u-alert",
    "rules_changed": "c-parser",
    "time_passed": "u-clock",
}
"""Why something changed, to the shape of its tag (`history.CAUSE` in the catalogue). Never mixed."""

_DATES = frozenset({"expires_on", "issued_on", "renewed_on", "checked_on", "shown_until"})


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history: the day of the release, why (code, shape and words), and what changed."""

    day: str
    cause: str
    shape: str
    tag: str
    words: str


def read_history(build: Build, entry_id: str, licenses: Iterable[dict[str, Any]], texts: Texts) -> list[Step]:
    """What changed, newest first. Discipline of a license that no number settles is left out."""
    settled = {row["license_id"]: row["identity_class"] == "number_and_name" for row in licenses}
    rows = build.rows(CHANGES, {"entry_id": entry_id})
    return [step_of(row, texts) for row in rows if may_tell(row, settled)]


def may_tell(change: dict[str, Any], settled: dict[str, bool]) -> bool:
    """Whether a change may stand on a public page: of a shown license, and discipline by number only."""
    license_id = change["license_id"]
    if license_id is None:
        return True
    if license_id not in settled:
        return False
    words = {change["value_before"], change["value_after"]}
    is_adverse = change["kind"] == "disciplined" or bool(words & ADVERSE_STATUSES)
    return settled[license_id] or not is_adverse


def step_of(change: dict[str, Any], texts: Texts) -> Step:
    """A change as a line of the history, in the language of the page."""
    cause = change["cause"]
    values = {
        "number": change["license_number"] or "",
        "before": _value(change, "value_before", texts),
        "after": _value(change, "value_after", texts),
        "field": texts.text(f"history.field_{change['field']}")
        if texts.has(f"history.field_{change['field']}")
        else (change["field"] or "").replace("_", " "),
    }
    has_values = change["value_before"] is not None or change["value_after"] is not None
    key = f"history.{change['kind']}" if texts.has(f"history.{change['kind']}") else "history.other"
    words = str(texts.text(key, **values))
    if has_values and change["kind"] in ("status", "renewed", "lapsed", "verdict", "other"):
        words += " " + str(texts.text("history.from_to", **values))
    tag = "history.source_failed_cause" if cause == "source_failed" else f"history.{cause}"
    return Step(change["built_on"], cause, CAUSES[cause], str(texts.text(tag)), words)


def _value(change: dict[str, Any], column: str, texts: Texts) -> str:
    value = change[column]
    if value is None or value == "":
        return str(texts.text("history.nothing"))
    if change["field"] in _DATES and as_day(value):
        return short_day(value, texts)
    if change["field"] == "verdict" and texts.has(f"verdict.{value}"):
        return str(texts.text(f"verdict.{value}"))
    return f"“{value}”"


def read_former(build: Build, entry_id: str) -> list[dict[str, Any]]:
    """Licenses no longer listed. A status of discipline is shown only where number and name agreed."""
    rows = build.rows(FORMER, [entry_id])
    return [
        row
        for row in rows
        if row["identity_class"] == "number_and_name" or row["status"] not in ADVERSE_STATUSES
    ]


@dataclass(frozen=True, slots=True)
class Reports:
    """What was reported about an entry: open reports, settled ones, and answers of the practitioner."""

    open: tuple[dict[str, Any], ...]
    settled: tuple[dict[str, Any], ...]
    answers: tuple[dict[str, Any], ...]


def read_reports(build: Build, entry_id: str) -> Reports:
    """The reports about an entry, as built and as files say since; one that is open marks it as disputed."""
    built = build.rows(DISPUTES, [entry_id])
    since = [asdict(mark) for mark in reversed(read_marks(entry_id))]
    rows = since or built
    reports = [row for row in rows if row["kind"] != "answer"]
    return Reports(
        open=tuple(row for row in reports if not row["resolved_on"]),
        settled=tuple(row for row in reports if row["resolved_on"]),
        answers=tuple(row for row in rows if row["answer_printed"]),
    )
