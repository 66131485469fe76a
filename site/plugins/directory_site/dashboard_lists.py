"""Pictures of what the boards list: states that are read, statuses, and what came and went."""

from __future__ import annotations

from collections.abc import Iterable

from verify.linkage.states import STATES

from .clock import short_day
from .coverage import CHECKED, map_of
from .dashboard_answers import Rows
from .dashboard_figure import Figure, parts_of
from .plots import columns, share_rows
from .texts import Texts

STATUS_GROUPS = {
    "active": ("active",),
    "conditions": ("active_restricted", "probation"),
    "ended": ("inactive", "expired", "surrendered", "deceased", "pending", "ended_other"),
    "taken": ("suspended", "revoked"),
    "unknown": ("unknown",),
}
"""Classes of status that one color stands for."""

GAINS, LOSSES = ("new", "renewed", "returned"), ("lapsed", "disappeared", "disciplined")

MOST_WEEKS = 26


def coverage_map(rows: Rows, texts: Texts) -> Figure:
    """The states and what is read in each, from the question `coverage`."""
    states: dict[str, dict[str, str]] = {}
    for row in (row for row in rows if row["profession"] in CHECKED):
        word = "read" if row["lists_count"] else "nolaw" if row["licensed"] == "no" else "none"
        states.setdefault(row["state"], {})[row["profession"]] = word
    headings = ("coverage.state", *(f"profession.{name}" for name in CHECKED))
    table = tuple(
        (STATES[state], *(texts.text(f"coverage.word_{words[name]}") for name in CHECKED))
        for state, words in sorted(states.items(), key=lambda each: STATES[each[0]])
    )
    return Figure("map", "coverage", _said(headings, texts), table, tiles=tuple(map_of(states)))


def status_mix(rows: Rows, texts: Texts) -> Figure:
    """The shares of statuses on each list, for the professions of the directory."""
    groups = {status: group for group, statuses in STATUS_GROUPS.items() for status in statuses}
    lists: dict[tuple[str, str], dict[str, int]] = {}
    for row in (row for row in rows if row["profession"] in (*CHECKED, "pt_assistant")):
        counts = lists.setdefault((row["jurisdiction"], row["profession"]), dict.fromkeys(STATUS_GROUPS, 0))
        counts[groups[row["status"]]] += row["licenses_count"]
    words = {group: str(texts.text(f"dashboard.status_{group}")) for group in STATUS_GROUPS}
    drawn = [
        (f"{state} · {texts.text(f'profession.{profession}')}", parts_of(counts, words, "s-"))
        for (state, profession), counts in sorted(lists.items())
    ]
    table = tuple((name, *(int(part.value) for part in parts)) for name, parts in drawn)
    headings = (str(texts.text("dashboard.board")), *words.values())
    legend = tuple((f"s-{group}", word) for group, word in words.items())
    return Figure("status", "status_mix_by_board", headings, table, share_rows(drawn), legend=legend)


def changes_per_week(rows: Rows, texts: Texts) -> Figure:
    """What came above the line and what went below it, for the newest weeks; changes of ours are left out."""
    weeks: dict[str, dict[str, int]] = {}
    for row in rows:
        if row["cause"] in ("source_changed", "record_disappeared", "time_passed"):
            counts = weeks.setdefault(row["week_begins"], dict.fromkeys((*GAINS, *LOSSES), 0))
            counts[row["kind"]] += row["changes_count"]
    shown = sorted(weeks.items())[-MOST_WEEKS:]
    words = {kind: str(texts.text(f"release.kind_{kind}")) for kind in (*GAINS, *LOSSES)}
    drawn = [
        (
            short_day(week, texts),
            parts_of({kind: counts[kind] for kind in GAINS}, words, "c-"),
            parts_of({kind: counts[kind] for kind in LOSSES}, words, "c-"),
        )
        for week, counts in shown
    ]
    table = tuple((short_day(week, texts), *counts.values()) for week, counts in reversed(shown))
    headings = (str(texts.text("release.week")), *words.values())
    legend = tuple((f"c-{kind}", word) for kind, word in words.items())
    plot = columns(drawn) if drawn else None
    return Figure("changes", "new_and_lapsed_per_week", headings, table, plot, legend=legend)


def _said(keys: Iterable[str], texts: Texts) -> tuple[str, ...]:
    return tuple(str(texts.text(key)) for key in keys)
