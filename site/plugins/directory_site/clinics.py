"""The people of a clinic, as far as somebody states who works there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

BASES = ("organization_roles", "staff_list", "same_suite_and_phone")
"""How a person is known to work at a clinic, the strongest first. The same address alone names nobody."""


@dataclass(frozen=True, slots=True)
class Staff:
    """The named people of a clinic by basis, those at the same address only, and counts by verdict."""

    groups: dict[str, list[dict[str, Any]]]
    nearby: list[dict[str, Any]]
    named: int
    verified: int
    noticed: int
    unchecked: int
    oldest_list: str

    @property
    def bases(self) -> tuple[str, ...]:
        """The bases that name somebody here, the strongest first."""
        return tuple(self.groups)


def staff_of(members: Iterable[dict[str, Any]]) -> Staff:
    """The people of a clinic, counted by the verdict that is shown today."""
    everybody = list(members)
    groups = {basis: [each for each in everybody if each["basis"] == basis] for basis in BASES}
    named = [each for people in groups.values() for each in people]
    codes = [each["shown"].verdict.code for each in named]
    return Staff(
        groups={basis: people for basis, people in groups.items() if people},
        nearby=[each for each in everybody if each["basis"] not in BASES],
        named=len(named),
        verified=codes.count("verified"),
        noticed=codes.count("verified_with_notice"),
        unchecked=codes.count("not_covered"),
        oldest_list=min((each["listing_as_of"] for each in named if each["listing_as_of"]), default=""),
    )
