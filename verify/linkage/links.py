"""What linking yields: links, each with its comparisons, and the figures of the run."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Decision(StrEnum):
    """`accept` is published; `review` waits for a person."""

    ACCEPT = "accept"
    REVIEW = "review"


class IdentityClass(StrEnum):
    """What the identity of a link rests on.

    Only `number_and_name` may carry a disciplinary fact (a name alone never may).
    """

    NUMBER_AND_NAME = "number_and_name"
    NAME_AND_PLACE = "name_and_place"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One factor of a link: both values compared, the level found, its weight in bits, in words."""

    comparison: str
    level: str
    entry_value: str
    license_value: str
    weight_bits: float
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """One entry and one license row that may be the same person's.

    The weights of `comparisons` sum exactly to `weight_bits`; the first is the prior.
    `probability` divides the weight among all rivals and "not on this listing".
    """

    entry_id: str
    license_id: str
    decision: Decision
    probability: float
    weight_bits: float
    rule: str
    identity_class: IdentityClass
    reason: str
    rival_license_id: str | None
    rival_weight_bits: float | None
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Linkage:
    """All links of a run, sorted by entry and license, with the model they were made by."""

    links: tuple[Link, ...]
    model_version: str
    figures: dict[str, int | float] = field(default_factory=dict)
