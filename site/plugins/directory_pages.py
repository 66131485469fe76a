"""Datasette plugin: the pages for patients, on top of the tables for researchers.

`practitioners serve` runs it with the settings of `verify/server.py`. The database is read through
generations (`directory_site/generations.py`): a link to a build is followed to every later one.

Environment: `DIRECTORY_TODAY` (ISO date; the day the pages are shown for, else the real UTC day) and
`DIRECTORY_CONTACT` (e-mail or web address for reports of problems). Both can stand in `metadata.yml`
under `plugins: directory-pages:` as `today` and `contact`.
"""

import sys
import traceback
from pathlib import Path

from datasette import Response, hookimpl
from datasette.utils import StartupError
from markupsafe import Markup, escape

sys.path.insert(0, str(Path(__file__).resolve().parent))

from directory_site import (
    accuracy,
    addresses,
    api_description,
    check,
    clients,
    clock,
    cut_answers,
    dashboard,
    dashboard_answers,
    dictionary,
    downloads,
    faults,
    feeds,
    fhir,
    filters,
    frame,
    functions,
    health,
    languages,
    limits,
    page_form,
    permalinks,
    ready_questions,
    reconcile,
    releases,
    rendering,
    security,
    slots,
    swapping,
    turns,
    verdicts,
    wording,
)
from directory_site.pages import ROUTES
from directory_site.request_kinds import Kind, kind_of

WORDS = {
    "VERDICTS": verdicts.VERDICTS,
    "PROFESSIONS": wording.PROFESSIONS,
    "OUTCOMES": wording.OUTCOMES,
    "STRENGTHS": wording.STRENGTHS,
    "STAGES": wording.STAGES,
    "IDENTITIES": wording.IDENTITIES,
    "BASES": wording.BASES,
    "DISCIPLINE": wording.DISCIPLINE,
}


@hookimpl
def register_routes():
    """The pages of the directory; they come before Datasette's own."""
    routes = (feeds, api_description, fhir, downloads, releases, dashboard, accuracy)
    asked = (check, page_form, reconcile)
    ours = [route for module in routes for route in module.ROUTES]
    return [*ours, *ROUTES, *(route for module in asked for route in module.ROUTES)]


@hookimpl
def skip_csrf(scope):
    """A batch, a text or a search may be posted from anywhere: it changes nothing, and no cookie is known."""
    return security.may_be_posted(scope["path"])


@hookimpl
def prepare_jinja2_environment(env, datasette):
    """Templates can write dates, numbers and the words of closed lists, in English where no request is."""
    env.template_class = turns.TurnTakingTemplate
    env.filters.update(filters.FILTERS)
    env.globals.update(WORDS)
    env.globals.update(languages.variables(datasette, None))


@hookimpl
def extra_template_vars(datasette, request, database, table):
    """Every page knows its language, the release, the sources and the day; one of a table, what it means."""

    async def variables():
        shared = {**languages.variables(datasette, request), **await frame.read_frame(datasette)}
        shared["is_older_release"] = request is not None and swapping.is_older(datasette, request)
        shared["attributions"] = rendering.attributions(datasette, shared)
        if table and database == frame.DATABASE and database in datasette.databases:
            shared["dictionary"] = await dictionary.read_dictionary(frame.directory(datasette), table)
        return shared

    return variables


@hookimpl
def prepare_connection(conn, database):
    """Queries can measure miles; those on the directory read, within limits, and do nothing else."""
    functions.add_functions(conn)
    if database == frame.DATABASE:
        limits.limit_connection(conn, is_question=False)


@hookimpl
def asgi_wrapper(datasette):
    """Every request passes these, the last one first.

    Security headers on every response, `/-/healthz`, the language at the beginning of a path, what is not
    looked at, how often one client asks, slots for what is slow, and one build of the database to the end.
    """
    swapping.install(datasette)
    ready_questions.install(datasette)
    cut_answers.install()
    faults.keep_quiet()
    base = datasette.setting("base_url")

    def wrapped(app):
        ahead = dashboard_answers.asked_ahead(app, datasette, dashboard.QUESTIONS)
        within = permalinks.kept(swapping.pinned(ahead, datasette), datasette)
        for wrap in (slots.limited, clients.limited, addresses.refused):
            within = wrap(within)
        return security.guarded(health.watched(languages.in_language(within, base), datasette))

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
    """In the raw table of entries, a verdict that may no longer be shown says so; each row gives a turn."""
    if table != "entries" or column != "verdict" or "shown_until" not in row.keys():  # noqa: SIM118
        return turns.turn_at_row(row, value)
    if not verdicts.has_ended(row, clock.site_today(datasette)):
        return None
    return Markup("<s>{}</s> not_covered (ended {})").format(escape(value), row["shown_until"] or "")


@hookimpl
def handle_exception(datasette, request, exception):
    """An error is a page of the site too, in plain words, and data where data was asked for."""

    async def page():
        fault = faults.fault_of(exception, is_of_tables=kind_of(request.scope) is not Kind.PAGE)
        if fault.status >= 500:
            traceback.print_exception(exception)
        if security.is_resource(request.path):
            return fhir.fault_answer(fault)
        if request.path.endswith(security.DATA):
            return faults.data_answer(fault, request.path)
        words = {"status": fault.status, "title": fault.title, "error": fault.message, "tab": "none"}
        html = await datasette.render_template("error.html", words, request=request)
        return Response.html(html, status=fault.status)

    return page
