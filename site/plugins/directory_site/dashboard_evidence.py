"""Pictures of our evidence: how old it is, and how much weight matches have."""

from __future__ import annotations

from verify.linkage.waterfall import cut_bits, signed

from .dashboard_answers import Rows
from .dashboard_figure import Figure, parts_of
from .plots import Part, amount_rows, columns
from .texts import Texts

BIN_BITS = 4
"""The steps of the question `match_weights`."""


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
    drawn = [(signed(start), parts_of(counts, words, "m-"), ()) for start, counts in counted]
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


def _span(span: tuple[int | None, int | None], texts: Texts) -> str:
    first, last = span
    if first is None:
        return str(texts.text("dashboard.age_none"))
    if last is None:
        return str(texts.text("dashboard.age_over", days=first - 1))
    return str(texts.text("dashboard.age_span", first=first, last=last))
