"""How well an entry of the directory fits what somebody asks about a person or a clinic.

Names, license numbers, states and professions of people are compared as `/check` compares them
(`lookup_compare`); names of clinics as the linkage compares those of organizations. Nothing else is judged
here: what a comparison is worth stands in `POINTS` of `lookup_fields` and in the tables below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verify.linkage.lookup_compare import compare
from verify.linkage.lookup_fields import POINTS, Compared, Level
from verify.linkage.lookup_question import Question
from verify.linkage.organization_model import NAME_LEVELS
from verify.linkage.organization_name_levels import NameJudge
from verify.linkage.organization_names import core_words, names_in

IDENTIFIER = POINTS["license number"][0]
"""Points of an NPI that agrees: as many as of a license number. Only one of the two counts."""

_NAME = sum(POINTS[field][0] for field in ("last name", "first name", "middle name", "suffix", "profession"))
CLINIC_NAME = {
    NAME_LEVELS["exact"]: _NAME,
    NAME_LEVELS["same_words"]: 44,
    NAME_LEVELS["contained"]: 34,
    NAME_LEVELS["alike"]: 34,
    NAME_LEVELS["related"]: 20,
    NAME_LEVELS["different"]: 0,
}
"""Points of the name of a clinic by its level: as much as name and profession of a person together."""

CLOSE_CLINIC_NAME = CLINIC_NAME[NAME_LEVELS["alike"]]
"""Fewer points of a clinic's name than these are another name, as far as identity goes."""

_FITS = (Level.AGREES, Level.CLOSE)


@dataclass(frozen=True, slots=True)
class Fit:
    """How an entry fits: 0 to 100, the points of each comparison, and whether it is surely the one.

    `features` holds the points of every field that both sides have; their sum is the score, where of `npi`
    and `license_number` only the larger counts.
    """

    score: int
    is_match: bool
    features: Mapping[str, int]


def fit_person(
    question: Question, npi: str, entry: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]
) -> Fit:
    """How a person fits by the row that fits best.

    Each of `rows` is a name of the entry with a number (or none), its jurisdiction and profession, as a list
    prints them; `is_listed` tells numbers of licenses that number and name tie to the entry from those that
    it states itself, and from licenses that name and place alone tie to it. Sure is only an identifier that
    agrees, the NPI or a listed number with its state, with a last name that agrees or is close, and nothing
    that was asked may differ.
    """
    compared = [(compare(question, row), bool(row["is_listed"])) for row in rows]
    numbers = {each.level("license number") for each, _ in compared}
    known = _npi_points(npi, entry)
    if Level.DIFFERS in numbers and not numbers & set(_FITS):
        known["license_number"] = 0
    fits = (_fit_of_row(each, known, is_listed) for each, is_listed in compared)
    return max(fits, key=lambda fit: (fit.is_match, fit.score), default=Fit(0, False, {}))


def _fit_of_row(compared: Compared, known: Mapping[str, int], is_listed: bool) -> Fit:
    """How one row fits; `known` are points that are the same for every row of the entry."""
    features = {
        each.field.replace(" ", "_"): _points(each.field, each.level)
        for each in compared.fields
        if each.level is not Level.MISSING
    }
    features |= known
    is_numbered = is_listed and compared.number_agrees and compared.level("state") is Level.AGREES
    has_identifier = bool(features.get("npi")) or is_numbered
    is_opposed = 0 in known.values() or any(each.level is Level.DIFFERS for each in compared.fields)
    is_match = has_identifier and compared.level("last name") in _FITS and not is_opposed
    return Fit(_sum(features), is_match, features)


def _points(field: str, level: Level) -> int:
    agrees, close = POINTS[field]
    return agrees if level is Level.AGREES else close if level is Level.CLOSE else 0


def _npi_points(npi: str, entry: Mapping[str, Any]) -> dict[str, int]:
    return {"npi": IDENTIFIER if npi == entry["entry_id"] else 0} if npi else {}


def _sum(features: Mapping[str, int]) -> int:
    identifiers = [features.get(name, 0) for name in ("npi", "license_number")]
    return sum(features.values()) - min(identifiers)


def fit_clinic(
    name: str, state: str, npi: str, entry: Mapping[str, Any], others: Sequence[str], judge: NameJudge
) -> Fit:
    """How a clinic fits by the best of its names; sure only where the NPI agrees, and name and state fit."""
    features = _npi_points(npi, entry)
    if name:
        features["name"] = max(_name_points(name, each, judge) for each in (entry["name"], *others))
    if state and entry["state"]:
        features["state"] = POINTS["state"][0] if state == entry["state"] else 0
    is_match = (
        bool(features.get("npi"))
        and features.get("name", 0) >= CLOSE_CLINIC_NAME
        and features.get("state") != 0
    )
    return Fit(_sum(features), is_match, features)


def _name_points(asked: str, printed: str, judge: NameJudge) -> int:
    pairs = ((one, other) for one in names_in(asked) for other in names_in(printed))
    return max((CLINIC_NAME[_level(one, other, judge)] for one, other in pairs), default=0)


def _level(asked: str, printed: str, judge: NameJudge) -> int:
    one, other = core_words(asked), core_words(printed)
    if one == other:
        return NAME_LEVELS["exact" if one else "different"]
    return NAME_LEVELS["same_words"] if sorted(one) == sorted(other) else judge.level(one, other)


def words_of_names(names: Iterable[str]) -> set[str]:
    """The words by which `fit_clinic` compares these names, upper case: what a judge has to know."""
    return {word for name in names for part in names_in(name) for word in core_words(part)}


def judge_of(counts: Mapping[str, int], names: int) -> NameJudge:
    """Who judges names of clinics, given how many of `names` names hold each word."""
    return NameJudge(Counter(counts), names)
