"""The dashboard: five pictures, each of a ready question, with its table beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from datasette import Response
from datasette.database import QueryInterrupted

from verify.linkage.states import STATES
from verify.linkage.waterfall import cut_bits, signed

from .clock import short_day
from .coverage import CHECKED, Tile, map_of
from .dashboard_answers import Rows, answer_of
from .frame import DATABASE
from .languages import texts_of
from .plots import Part, Plot, amount_rows, columns, share_rows
from .rendering import render
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
BIN_BITS = 4
"""The steps of the question `match_weights`."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture and its table: the question behind both, headings, rows, and a legend of colors.

    `plot` is None for the map, which has `tiles`, and where there is nothing to draw. `is_late` says that the
    question took too long.
    """

    key: str
    question: str
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    plot: Plot | None = None
    tiles: tuple[Tile, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    is_late: bool = False


async def dashboard(datasette: Any, request: Any) -> Response:
    """The figures of the release that is served; each question is asked once for a build."""
    texts = texts_of(request)
    questions = await datasette.get_canned_queries(DATABASE, None)
    figures = [await _figure(datasette, questions, name, texts) for name in FIGURES]
    variables = {"tab": "data", "figures": figures, "questions": questions}
    return Response.html(await render(datasette, "dashboard.html", variables, request))


async def _figure(datasette: Any, questions: Any, key: str, texts: Texts) -> Figure:
    names, draw = FIGURES[key]
    try:
        answers = [await answer_of(datasette, questions[name]["sql"]) for name in names]
    except QueryInterrupted:
        return Figure(key, names[0], is_late=True)
    return draw(*answers, texts)


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
        (f"{state} · {texts.text(f'profession.{profession}')}", _parts(counts, words, "s-"))
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
            _parts({kind: counts[kind] for kind in GAINS}, words, "c-"),
            _parts({kind: counts[kind] for kind in LOSSES}, words, "c-"),
        )
        for week, counts in shown
    ]
    table = tuple((short_day(week, texts), *counts.values()) for week, counts in reversed(shown))
    headings = (str(texts.text("release.week")), *words.values())
    legend = tuple((f"c-{kind}", word) for kind, word in words.items())
    plot = columns(drawn) if drawn else None
    return Figure("changes", "new_and_lapsed_per_week", headings, table, plot, legend=legend)


def evidence_age(rows: Rows, texts: Texts) -> Figure:
    """How many people have evidence of which age, of all professions together."""
    ages: dict[tuple[int | None, int | None], list[int]] = {}
    for row in rows:
        counts = ages.setdefault((row["days_from"], row["days_to"]), [0, 0])
        counts[0] += row["licensed_count"]
        counts[1] += row["entries_count"] - row["licensed_count"]
    licensed, others = (str(texts.text(f"dashboard.age_{name}")) for name in ("licensed", "others"))
    drawn = [
        (_span(span, texts), (Part(counts[0], "s-active", licensed), Part(counts[1], "s-ended", others)))
        for span, counts in sorted(ages.items(), key=lambda each: (each[0][0] is None, each[0][0]))
    ]
    table = tuple((name, *(int(part.value) for part in parts)) for name, parts in drawn)
    headings = (str(texts.text("dashboard.age")), licensed, others)
    legend = (("s-active", licensed), ("s-ended", others))
    return Figure("age", "age_of_evidence", headings, table, amount_rows(drawn), legend=legend)


def match_weights(rows: Rows, thresholds: Rows, texts: Texts) -> Figure:
    """Matches by weight, accepted and waiting, with the weight at which each rule accepts."""
    bins: dict[int, dict[str, int]] = {}
    for row in rows:
        bins.setdefault(row["bits_from"], {"accept": 0, "review": 0})[row["decision"]] += row["links_count"]
    words = {name: str(texts.text(f"dashboard.match_{name}")) for name in ("accept", "review")}
    starts = range(min(bins, default=0), max(bins, default=-BIN_BITS) + 1, BIN_BITS)
    counted = [(start, bins.get(start, dict.fromkeys(words, 0))) for start in starts]
    drawn = [(signed(start), _parts(counts, words, "m-"), ()) for start, counts in counted]
    cuts = sorted({row["cut"] for row in thresholds if cut_bits(row["cut"], None) is not None})
    lines = [
        ((bits - starts.start) / BIN_BITS, str(texts.text("dashboard.cut", bits=signed(bits), share=cut)))
        for cut in cuts
        for bits in [cut_bits(cut, None) or 0.0]
        if starts.start <= bits <= starts.stop
    ]
    table = tuple(
        (f"{signed(start)} … {signed(start + BIN_BITS)}", counts["accept"], counts["review"])
        for start, counts in counted
    )
    headings = (str(texts.text("dashboard.bits")), *words.values())
    legend = tuple((f"m-{name}", word) for name, word in words.items())
    plot = columns(drawn, lines) if drawn else None
    return Figure("match", "match_weights", headings, table, plot, legend=legend)


def _parts(counts: dict[str, int], words: dict[str, str], css: str) -> tuple[Part, ...]:
    return tuple(Part(count, css + name, f"{words[name]}: {count:,}") for name, count in counts.items())


def _span(span: tuple[int | None, int | None], texts: Texts) -> str:
    first, last = span
    if first is None:
        return str(texts.text("dashboard.age_none"))
    if last is None:
        return str(texts.text("dashboard.age_over", days=first - 1))
    return str(texts.text("dashboard.age_span", first=first, last=last))


def _said(keys: Iterable[str], texts: Texts) -> tuple[str, ...]:
    return tuple(str(texts.text(key)) for key in keys)


FIGURES: dict[str, tuple[tuple[str, ...], Callable[..., Figure]]] = {
    "map": (("coverage",), coverage_map),
    "status": (("status_mix_by_board",), status_mix),
    "changes": (("new_and_lapsed_per_week",), changes_per_week),
    "age": (("age_of_evidence",), evidence_age),
    "match": (("match_weights", "match_thresholds"), match_weights),
}
"""Each figure in the order of the page: the questions that it stands on, and how it is drawn."""

QUESTIONS = tuple(name for names, _ in FIGURES.values() for name in names)
"""The questions that the page stands on."""

ROUTES = [(r"^/dashboard$", dashboard)]
"""Pattern of the path, and the function that answers."""
