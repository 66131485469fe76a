"""The pages of the desk: templates of `site/desk`, which the public site never serves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from verify.desk.answers import Answer
from verify.desk.queue import Candidate, State, distance_bits
from verify.desk.sides import side_lines
from verify.desk.surroundings import Surroundings
from verify.linkage.verdict_labels import VERDICT_LABELS
from verify.linkage.waterfall import signed, waterfall
from verify.publish.codes import ROOT
from verify.publish.display import entry_name, organization_name, person_name

FOLDER = ROOT / "site" / "desk"
STYLE = ROOT / "site" / "static" / "style.css"

REASONS = (
    "The license number agrees",
    "Name, profession and place agree",
    "Another middle name or suffix",
    "Another profession or license type",
    "Another place, and no move is known",
    "The records do not say enough",
)
"""Common reasons, chosen by number. They are published with the decision."""


MOST_LISTED = 500


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    made.filters |= {"verdict": lambda code: VERDICT_LABELS[code], "bits": signed}
    made.globals |= {"State": State, "REASONS": REASONS, "license_name": license_name}
    return made


def license_name(shown: Candidate) -> str:
    """The name on the board row, for display."""
    row = shown.pair.license
    person = person_name(row.first_name, row.middle_name, row.last_name, row.suffix)
    return person or organization_name(row.organization_name)


def page(name: str, facts: Mapping[str, object] | None = None, status: int = 200) -> Answer:
    """The template with these facts."""
    return Answer(status, _templates().get_template(name).render(facts or {}))


def pair_facts(shown: Candidate, around: Surroundings) -> dict[str, object]:
    """What the page of a pair says."""
    pair = shown.pair
    facts = asdict(pair.link)
    return {
        "shown": shown,
        "pair": pair,
        "link": pair.link,
        "effect": pair.effect,
        "entry_name": entry_name(pair.entry),
        "lines": side_lines(pair.entry, pair.license),
        "figure": waterfall(facts["comparisons"], facts),
        "distance": distance_bits(pair),
        "around": around,
    }


def list_facts(candidates: Sequence[Candidate]) -> dict[str, object]:
    """What the list of all pairs says: the parts by state, each cut at `MOST_LISTED`."""
    parts = [(state, [each for each in candidates if each.state is state]) for state in State]
    return {
        "parts": [(state, len(found), found[:MOST_LISTED]) for state, found in parts],
        "entry_name": lambda each: entry_name(each.pair.entry),
    }
