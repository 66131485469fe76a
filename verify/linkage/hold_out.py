"""How good links without a number are, on data of one's own and without a label: the counts.

The license numbers of all entries that were linked by number are hidden, and everything is linked
again by what was learned before. Each of these links is then found again, waits for a person, or is
lost; a link to a row that belongs, by number, to somebody else is wrong for certain. That is asked
once more with the true rows taken off the roll, as if the board did not list these people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verify.linkage.hidden_links import HiddenLink
from verify.linkage.strata import COMPARED, DIMENSIONS, NUMBER, Gap, Strata, largest_gap, percent, wilson

INDIVIDUAL = "individual"


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Counts of hidden links. Intervals are of 95 %."""

    hidden: int
    found: int
    in_review: int
    wrong: int
    absent: int
    wrong_if_absent: int

    @property
    def found_share(self) -> float | None:
        """Share of hidden links that were accepted again."""
        return self.found / self.hidden if self.hidden else None

    @property
    def wrong_share(self) -> float | None:
        """Share of hidden links in whose place somebody else's row was accepted."""
        return self.wrong / self.hidden if self.hidden else None

    def facts(self) -> dict[str, object]:
        """Counts, shares and the interval of the wrong ones, as they can be written down."""
        return {
            "hidden": self.hidden, "found": self.found, "in_review": self.in_review, "wrong": self.wrong,
            "absent": self.absent, "wrong_if_absent": self.wrong_if_absent,
            "found_share": self.found_share, "wrong_share": self.wrong_share,
            "wrong_interval": wilson(self.wrong, self.hidden),
            "wrong_if_absent_interval": wilson(self.wrong_if_absent, self.absent),
        }  # fmt: skip

    @property
    def line(self) -> str:
        """The counts as a sentence."""
        most = wilson(self.wrong, self.hidden)[1]
        absent = f"; taken off the roll {self.wrong_if_absent:,} of {self.absent:,}" if self.absent else ""
        return (
            f"found again {percent(self.found_share)} of {self.hidden:,}, {self.in_review:,} in review; "
            f"linked to somebody else {self.wrong:,} (at most {percent(most)}){absent}"
        )


@dataclass(frozen=True, slots=True)
class HoldOut:
    """All hidden links, the same by stratum, and the largest gaps.

    `visible_share` is the share of the people on the rolls who are linked by number.
    """

    every: HeldOut
    strata: Mapping[tuple[str, str], HeldOut]
    gaps: tuple[Gap, ...]
    visible_share: float

    def facts(self) -> dict[str, object]:
        """Everything as it can be written down."""
        return {
            **self.every.facts(),
            "visible_share": self.visible_share,
            "strata": [
                {"dimension": dimension, "stratum": stratum, **each.facts()}
                for (dimension, stratum), each in self.strata.items()
            ],
            "gaps": [{name: getattr(gap, name) for name in Gap.__slots__} for gap in self.gaps],
        }

    def lines(self) -> list[str]:
        """The figures as sentences to print."""
        lines = [
            "links by number, with the numbers hidden and linked again",
            self.every.line,
            f"{percent(self.visible_share)} of the people on the rolls are linked by number: "
            "a wrong link to one of the others is not seen",
        ]
        for dimension in DIMENSIONS:
            own = {stratum: each for (where, stratum), each in self.strata.items() if where == dimension}
            lines += [f"by {dimension}", *(f"  {stratum}: {each.line}" for stratum, each in own.items())]
        return [*lines, *(gap.line for gap in self.gaps)]


def held_out(links: Iterable[HiddenLink], strata: Strata, visible_share: float) -> HoldOut:
    """The counts of hidden links, all together and by stratum."""
    links = list(links)
    members: dict[tuple[str, str], list[HiddenLink]] = defaultdict(list)
    for link in links:
        for dimension, stratum in strata.of(link.entry_id, link.row_id):
            # Nobody has a usable number here, so that only persons and organizations are told apart.
            is_number_of_person = dimension == NUMBER and not strata.entries[link.entry_id].is_organization
            members[dimension, INDIVIDUAL if is_number_of_person else stratum].append(link)
    order = sorted(members, key=lambda key: (DIMENSIONS.index(key[0]), key[1]))
    found = {key: _counted(members[key]) for key in order}
    shares: Mapping[str, dict[str, tuple[float, int]]] = defaultdict(dict)
    for (dimension, stratum), each in found.items():
        shares[dimension][stratum] = each.found_share or 0.0, each.hidden
    gaps = [largest_gap(dimension, "found again", shares[dimension]) for dimension in COMPARED]
    return HoldOut(_counted(links), found, tuple(gap for gap in gaps if gap is not None), visible_share)


def _counted(links: list[HiddenLink]) -> HeldOut:
    return HeldOut(
        hidden=len(links),
        found=sum(x.is_found for x in links),
        in_review=sum(x.is_in_review and not x.is_found for x in links),
        wrong=sum(x.is_wrong for x in links),
        absent=sum(x.is_wrong_if_absent is not None for x in links),
        wrong_if_absent=sum(bool(x.is_wrong_if_absent) for x in links),
    )
