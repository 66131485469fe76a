"""Models made again from their facts, as they were written down beside the links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from verify.linkage.model import M_DEFAULTS, Cuts, Model
from verify.linkage.organization_model import M_DEFAULTS as ORGANIZATION_M
from verify.linkage.organization_model import OrganizationModel

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Models:
    """The models of one run: that of persons, and that of organizations."""

    persons: Model
    organizations: OrganizationModel

    @property
    def versions(self) -> tuple[str, str]:
        """The version of each."""
        return self.persons.version, self.organizations.version

    def version_of(self, rule: str) -> str:
        """The version of the model behind a link of this rule."""
        model = self.organizations if rule.startswith("organization") else self.persons
        return model.version


class StoredModelError(ValueError):
    """The facts make no model: which one is missing or wrong."""


def model_of(facts: Facts) -> Model:
    """The model of persons that `Model.facts` describes.

    Raises:
        StoredModelError: a parameter is missing or is no number.
    """
    cuts = _part(facts, "cuts")
    return Model(
        m=_levels(facts, M_DEFAULTS),
        number_odds=_number(facts, "number_odds"),
        on_roll=_number(facts, "on_roll"),
        cuts=Cuts(_number(cuts, "supported"), _number(cuts, "alone")),
    )


def organization_model_of(facts: Facts) -> OrganizationModel:
    """The model of organizations that `OrganizationModel.facts` describes.

    Raises:
        StoredModelError: a parameter is missing or is no number.
    """
    return OrganizationModel(
        m=_levels(facts, ORGANIZATION_M),
        number_odds=_number(facts, "number_odds"),
        branches=_number(facts, "branches"),
        accept_name=_number(facts, "accept_name"),
    )


def _levels(facts: Facts, known: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """m of each level in the order of the policy, which is that of the levels' places."""
    stored = _part(facts, "m")
    return {
        comparison: {level: _number(_part(stored, comparison), level) for level in levels}
        for comparison, levels in known.items()
    }


def _part(facts: Facts, name: str) -> Facts:
    part = facts.get(name)
    if not isinstance(part, Mapping):
        raise StoredModelError(f"the stored model has no {name!r}")
    return part


def _number(facts: Facts, name: str) -> float:
    value = facts.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise StoredModelError(f"the stored model has {value!r} for {name!r}, which is no number")
    return float(value)
