"""Which published answers a person looks at: a stratified random sample, pure and the same for a seed.

Strata are the answers of one kind (link or "not found") by list, kind of entry and strength. Every stratum
gets one, since an empty one could hide a fault of its own; the rest is shared out in proportion to size
(Cochran 1977, sections 5.3 to 5.5). A quarter goes to "not found".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from verify.publish.errors import CannotRunError

Stratum = tuple[str, str, str, str]
"""Answer (`link` or `not_found`), source, kind, strength."""

NOT_FOUND_SHARE = 4
"""One of how many sampled answers is a "not found"."""


@dataclass(frozen=True, slots=True, order=True)
class Published:
    """One answer that may be drawn; `license_id` is empty for "not found"."""

    stratum: Stratum
    entry_id: str
    license_id: str


def draw(answers: Iterable[Published], size: int, seed: int) -> list[Published]:
    """`size` answers, all where there are no more, by chance within each stratum; sorted.

    Raises:
        CannotRunError: `size` is smaller than the number of strata.
    """
    strata: defaultdict[Stratum, list[Published]] = defaultdict(list)
    for answer in sorted(answers):
        strata[answer.stratum].append(answer)
    if size < len(strata):
        raise CannotRunError(
            f"--sample {size}: there are {len(strata)} groups (list, kind, strength), and each needs one; "
            f"give at least {len(strata)}."
        )
    shares = allocation({stratum: len(held) for stratum, held in strata.items()}, size)
    drawn = []
    for stratum, held in sorted(strata.items()):
        chance = Random(f"{seed}|{'|'.join(stratum)}")  # noqa: S311 - a sample to repeat, no secret
        drawn += chance.sample(held, shares[stratum])
    return sorted(drawn)


def allocation(sizes: Mapping[Stratum, int], size: int) -> dict[Stratum, int]:
    """How many to draw of each stratum: at least one, at most all, `size` in all or everything there is."""
    missed = {stratum: count for stratum, count in sizes.items() if stratum[0] == "not_found"}
    links = {stratum: count for stratum, count in sizes.items() if stratum[0] != "not_found"}
    for_missed = min(max(size // NOT_FOUND_SHARE, len(missed)), sum(missed.values()), size - len(links))
    for_links = min(size - for_missed, sum(links.values()))
    for_missed = min(size - for_links, sum(missed.values()))
    return _shared_out(links, for_links) | _shared_out(missed, for_missed)


def _shared_out(sizes: Mapping[Stratum, int], size: int) -> dict[Stratum, int]:
    """One for each, and the next always to the stratum that is sampled most thinly."""
    given = dict.fromkeys(sizes, 1)
    for _ in range(size - len(given)):
        open_ones = [stratum for stratum in sizes if given[stratum] < sizes[stratum]]
        thinnest = max(open_ones, key=lambda stratum: (sizes[stratum] / (given[stratum] + 1), stratum))
        given[thinnest] += 1
    return given
