"""The dashboard: five pictures, each of a ready question, with its table beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datasette import Response
from datasette.database import QueryInterrupted

from .dashboard_answers import answer_of
from .dashboard_evidence import evidence_age, match_weights
from .dashboard_figure import Figure
from .dashboard_lists import changes_per_week, coverage_map, status_mix
from .frame import DATABASE
from .languages import texts_of
from .rendering import render
from .texts import Texts


async def dashboard(datasette: Any, request: Any) -> Response:
    """The figures of the release that is served; each question is asked once for a build."""
    texts = texts_of(request)
    questions = await datasette.get_canned_queries(DATABASE, None)
    figures = [await _figure(datasette, questions, name, texts) for name in FIGURES]
    variables = {"tab": "data", "figures": figures, "questions": questions}
    return Response.html(await render(datasette, "dashboard.html", variables, request))


async def _figure(datasette: Any, questions: Any, key: str, texts: Texts) -> Figure:
    names, draw = FIGURES[key]
    try:
        answers = [await answer_of(datasette, questions[name]["sql"]) for name in names]
    except QueryInterrupted:
        return Figure(key, names[0], is_late=True)
    return draw(*answers, texts)


FIGURES: dict[str, tuple[tuple[str, ...], Callable[..., Figure]]] = {
    "map": (("coverage",), coverage_map),
    "status": (("status_mix_by_board",), status_mix),
    "changes": (("new_and_lapsed_per_week",), changes_per_week),
    "age": (("age_of_evidence",), evidence_age),
    "match": (("match_weights", "match_thresholds"), match_weights),
}
"""Each figure in the order of the page: the questions that it stands on, and how it is drawn."""

QUESTIONS = tuple(name for names, _ in FIGURES.values() for name in names)
"""The questions that the page stands on."""

ROUTES = [(r"^/dashboard$", dashboard)]
"""Pattern of the path, and the function that answers."""
