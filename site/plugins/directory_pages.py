"""Datasette plugin: the pages for patients, on top of the tables for researchers.

`practitioners serve` runs it with the settings of `verify/server.py`. The database is read through
generations (`directory_site/generations.py`): a link to a build is followed to every later one.

Environment: `DIRECTORY_TODAY` (ISO date; the day the pages are shown for, else the real UTC day) and
`DIRECTORY_CONTACT` (e-mail or web address for reports of problems). Both can stand in `metadata.yml`
under `plugins: directory-pages:` as `today` and `contact`.
"""

import sys
from pathlib import Path

from datasette import NotFound, Response, hookimpl
from datasette.utils import StartupError
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError
from markupsafe import Markup, escape

sys.path.insert(0, str(Path(__file__).resolve().parent))

from directory_site import (
    check,
    clock,
    filters,
    frame,
    health,
    languages,
    places,
    security,
    slots,
    swapping,
    verdicts,
    wording,
)
from directory_site.pages import ROUTES

from verify.linkage.states import STATES

WORDS = {
    "VERDICTS": verdicts.VERDICTS,
    "PROFESSIONS": wording.PROFESSIONS,
    "OUTCOMES": wording.OUTCOMES,
    "STRENGTHS": wording.STRENGTHS,
    "STAGES": wording.STAGES,
    "IDENTITIES": wording.IDENTITIES,
    "BASES": wording.BASES,
    "DISCIPLINE": wording.DISCIPLINE,
    "STATES": STATES,
}


@hookimpl
def register_routes():
    """The pages of the directory; they come before Datasette's own."""
    return [*ROUTES, *check.ROUTES]


@hookimpl
def prepare_jinja2_environment(env, datasette):
    """Templates can write dates, numbers and the words of closed lists, in English where no request is."""
    env.filters.update(filters.FILTERS)
    env.globals.update(WORDS)
    env.globals.update(languages.variables(datasette, None))


@hookimpl
def extra_template_vars(datasette, request):
    """Every page knows its language, the release, the sources and the day it is shown for."""

    async def variables():
        return {**languages.variables(datasette, request), **await frame.read_frame(datasette)}

    return variables


@hookimpl
def prepare_connection(conn):
    """Queries can measure miles, and can't build endless values."""
    security.limit_connection(conn)
    conn.create_function("miles", 4, places.miles, deterministic=True)


@hookimpl
def asgi_wrapper(datasette):
    """Security headers on every response; misleading paths are refused, free SQL waits its turn.

    A path that begins with a language is answered in it. Every request reads one build of the database
    from beginning to end.
    """
    swapping.install(datasette)
    base = datasette.setting("base_url")

    def wrapped(app):
        answered = languages.in_language(swapping.pinned(app, datasette), base)
        return security.guarded(health.watched(slots.limited(answered), datasette))

    return wrapped


@hookimpl
def startup(datasette):
    """The site does not start with a date that it can't read."""
    try:
        clock.site_today(datasette)
    except ValueError as error:
        raise StartupError(str(error)) from error


@hookimpl
def render_cell(row, value, column, table, datasette):
    """In the raw table of entries, a verdict that may no longer be shown says so."""
    if table != "entries" or column != "verdict" or "shown_until" not in row.keys():  # noqa: SIM118
        return None
    if not verdicts.has_ended(row, clock.site_today(datasette)):
        return None
    return Markup("<s>{}</s> not_covered (ended {})").format(escape(value), row["shown_until"] or "")


@hookimpl
def handle_exception(datasette, request, exception):
    """An error is a page of the site too, in plain words; JSON addresses keep Datasette's answer."""
    if request.path.endswith((".json", ".csv")):
        return None

    async def page():
        is_expected = isinstance(exception, (NotFound, Base400, DatasetteError))
        status = exception.status if is_expected else 500
        status = 400 if is_expected and status == 500 else status  # a bad `_sort` is the asker's
        message = (getattr(exception, "message", None) or str(exception)) if is_expected else ""
        title = getattr(exception, "title", None) if is_expected else None
        has_words = message not in ("404", "Database not found")
        variables = {"status": status, "title": title, "error": message if has_words else "", "tab": "none"}
        html = await datasette.render_template("error.html", variables, request=request)
        return Response.html(html, status=status)

    return page
