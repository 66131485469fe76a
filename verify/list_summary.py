"""What linking two lists came to, in figures and sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from verify.linkage.links import Decision
from verify.linkage.lists import Lines
from verify.linkage.run import Run

Row = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class ListSummary:
    """What linking two lists came to."""

    entries: int
    rows: int
    accepted: int
    accepted_entries: int
    review: int
    review_entries: int
    by_rule: Mapping[str, int]
    name_orders: Mapping[str, str]
    model_version: str
    cuts: Mapping[str, float]
    seconds: float

    def lines(self) -> list[str]:
        """The summary as sentences to print."""
        rules = ", ".join(f"{rule} {count:,}" for rule, count in sorted(self.by_rule.items()))
        return [
            f"{self.entries:,} entries and {self.rows:,} rows in {self.seconds:.1f} s",
            f"accepted {self.accepted:,} links of {self.accepted_entries:,} entries ({rules or 'none'})",
            f"review   {self.review:,} links of {self.review_entries:,} further entries",
            f"model {self.model_version}; cuts {', '.join(f'{k} {v}' for k, v in self.cuts.items())}",
        ]


def summary_of(
    entries: Lines, rows: Lines, written: list[Row], run: Run, orders: Mapping[str, str], seconds: float
) -> ListSummary:
    """The figures of the links that were written."""
    accepted = [row for row in written if row[3] == Decision.ACCEPT.value]
    settled = {row[0] for row in accepted}
    waiting = {row[0] for row in written} - settled
    return ListSummary(
        entries=entries.count,
        rows=rows.count,
        accepted=len(accepted),
        accepted_entries=len(settled),
        review=len(written) - len(accepted),
        review_entries=len(waiting),
        by_rule=dict(Counter(row[4] for row in accepted)),
        name_orders=dict(orders),
        model_version=run.model.version,
        cuts={"supported": run.model.cuts.supported, "alone": run.model.cuts.alone},
        seconds=round(seconds, 1),
    )
