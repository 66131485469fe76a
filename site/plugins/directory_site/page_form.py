"""The page that reads a health page, and its JSON. What is pasted is neither kept nor logged.

It is posted, so that it stands in no address, and nothing is fetched for anybody. The reading runs in one
thread of the database; `slots` lets one in at a time.
"""

from __future__ import annotations

from typing import Any

from datasette import Response

from verify.linkage.lookup import look_up
from verify.linkage.lookup_certificates import certificates_of
from verify.page.answer import PageAnswer, answer_page, as_facts
from verify.page.extract import read_document
from verify.page.tables import NAMES, Tables, read_tables

from .check import HEADERS, listings_of
from .clock import site_today
from .frame import directory
from .languages import texts_of
from .page_answer import variables_of
from .page_posted import PageRefusedError, read_posted
from .reading import Build, read
from .rendering import render
from .security import PAGE
from .texts import ENGLISH
from .withheld import is_withheld

QUERIES = {name: f"select * from {name} order by rowid" for name in NAMES}  # noqa: S608
"""The open tables that a page is read by, in their order."""


def tables_of(build: Build) -> Tables:
    """The tables of a build, read once for it.

    Raises:
        PageRefusedError: the build is older than the tables (503).
    """
    if not all(map(build.has_table, NAMES)):
        raise PageRefusedError(503, "refused_build")
    return build.once("tables of pages", lambda: read_tables(lambda name: _rows(build, name)))


def _rows(build: Build, name: str) -> list[dict[str, str]]:
    rows = build.rows(QUERIES[name])
    return [{column: value or "" for column, value in row.items()} for row in rows]


async def _answer(datasette: Any, request: Any) -> PageAnswer:
    """The answer on what was posted, from the published database as of today.

    Raises:
        PageRefusedError: it can't be read.
    """
    body, kind = await request.post_body(), request.headers.get("content-type") or ""
    today = site_today(datasette)

    def answer(build: Build) -> PageAnswer:
        document, tables = read_document(read_posted(body, kind)), tables_of(build)
        if not document.text.strip():
            raise PageRefusedError(400, "refused_empty")
        listings = listings_of(build, today)
        return answer_page(
            document,
            tables,
            lambda question: look_up(build.connection, question, today, is_withheld, listings),
            lambda entry_id: certificates_of(build.connection, entry_id),
        )

    return await read(directory(datasette), answer)


async def page(datasette: Any, request: Any) -> Response:
    """The empty form; or, where text was posted, the answer on it."""
    status, variables = 200, {}
    if request.method == "POST":
        try:
            variables = variables_of(await _answer(datasette, request))
        except PageRefusedError as error:
            status, variables = error.status, {"refused": error.sentence(texts_of(request))}
    variables |= {"tab": "check", "robots": HEADERS["X-Robots-Tag"], "english": ENGLISH.text}
    html = await render(datasette, "page.html", variables, request)
    return Response.html(html, status=status, headers=HEADERS)


async def page_json(datasette: Any, request: Any) -> Response:
    """The same facts for programs, with every passage and its place in the text."""
    if request.method != "POST":
        return _refused(405, 'Post JSON {"text": ...} or a form with the field text.', {"Allow": "POST"})
    try:
        return Response.json(as_facts(await _answer(datasette, request)), headers=HEADERS)
    except PageRefusedError as error:
        return _refused(error.status, error.sentence(ENGLISH))


def _refused(status: int, sentence: str, headers: dict[str, str] | None = None) -> Response:
    """What is wrong, as all errors of the site are told to programs."""
    facts = {"ok": False, "error": sentence, "status": status, "title": None}
    return Response.json(facts, status=status, headers={**HEADERS, **(headers or {})})


ROUTES = [(rf"^{PAGE}$", page), (rf"^{PAGE}\.json$", page_json)]
"""Pattern of the path, and the function that answers."""
