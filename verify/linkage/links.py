"""What linking yields: links, each with its comparisons, and the figures of the run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Decision(StrEnum):
    """`accept` is published; `review` waits for a person; `none` is a near miss, for nobody to decide."""

    ACCEPT = "accept"
    REVIEW = "review"
    NONE = "none"


class IdentityClass(StrEnum):
    """What the identity of a link rests on.

    Only `number_and_name` may carry a disciplinary fact (a name alone never may).
    """

    NUMBER_AND_NAME = "number_and_name"
    NAME_AND_PLACE = "name_and_place"
    NONE = "none"


def identity_class_of(decision: Decision, by_number: bool) -> IdentityClass:
    """What the identity of a link rests on; nothing where it is not accepted."""
    if decision is not Decision.ACCEPT:
        return IdentityClass.NONE
    return IdentityClass.NUMBER_AND_NAME if by_number else IdentityClass.NAME_AND_PLACE


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
    `probability` divides the weight among all rivals and "not on this listing"; `cut` is the least at
    which this link would be accepted. `entry_hash` and `license_hash` change whenever a value that
    linking reads of the entry or the row does.
    """

    entry_id: str
    license_id: str
    decision: Decision
    probability: float
    cut: float
    weight_bits: float
    rule: str
    identity_class: IdentityClass
    reason: str
    rival_license_id: str | None
    rival_weight_bits: float | None
    entry_hash: str
    license_hash: str
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Linkage:
    """All links of a run, sorted by entry and license, with the model they were made by.

    `near_misses` were compared and rejected; they never enter a public table. `model_facts` are all
    parameters of the model, from which it can be made again. `learned_from` is a hash of the records that
    model and frequencies were learned from, where that is known.
    """

    links: tuple[Link, ...]
    model_version: str
    figures: dict[str, int | float] = field(default_factory=dict)
    near_misses: tuple[Link, ...] = ()
    model_facts: Mapping[str, object] = field(default_factory=dict)
    learned_from: str = field(default="", compare=False)


def link_from_facts(facts: Mapping[str, Any]) -> Link:
    """The link that `dataclasses.asdict` made these facts of; further facts are left aside.

    Raises:
        KeyError: a fact is missing.
        ValueError: a decision or an identity class is not one of the list.
        TypeError: a comparison has other facts than a comparison.
    """
    return Link(
        **{name: facts[name] for name in Link.__slots__ if name not in _DERIVED},
        decision=Decision(facts["decision"]),
        identity_class=IdentityClass(facts["identity_class"]),
        comparisons=tuple(Comparison(**each) for each in facts["comparisons"]),
    )


_DERIVED = frozenset({"decision", "identity_class", "comparisons"})
