"""The routes of the directory: each reads, then hands a template what it says."""

from __future__ import annotations

from typing import Any

from datasette import NotFound, Response
from datasette.utils import tilde_decode, tilde_encode
from datasette.utils.asgi import Base400

from .clock import site_today
from .coverage import FIRST_READ, counts, is_late, read_coverage, tiles
from .frame import directory, read_sources
from .glossary import read_glossary
from .languages import linker, texts_of
from .people import public_json, read_entry
from .reading import read, read_once
from .rendering import render
from .search_page import CHOICES, results, results_json, suggestions
from .structured import as_block, as_data, as_text
from .withheld import is_withheld
from .wording import state_name

COUNTS = """
select k.key as kind, k.value as entries_count
from search_labels s cross join json_each(s.labels) k where s.name = 'kinds'
"""
"""How many people and clinics there are."""


async def _page(datasette: Any, request: Any, template: str, status: int = 200, **variables: Any) -> Response:
    html = await render(datasette, template, {**variables, "choices": CHOICES}, request)
    return Response.html(html, status=status)


async def home(datasette: Any, request: Any) -> Response:
    """What the directory is, the search box, and how new the data is."""
    db = directory(datasette)
    totals = {row["kind"]: row["entries_count"] for row in await read_once(db, COUNTS)}
    boards = [row for row in await read_sources(db) if row["kind"] == "license" and row["records_crawl_id"]]
    texts = texts_of(request)
    states = sorted({state_name(row["jurisdiction"], texts) for row in boards})
    return await _page(
        datasette,
        request,
        "home.html",
        tab="find",
        totals=totals,
        board_count=len(boards),
        board_states=states,
        tiles=tiles(await read_coverage(db, await read_sources(db), site_today(datasette))),
    )


class Gone(Base400):
    """An entry was withheld on request."""

    status = 410


async def practitioner(datasette: Any, request: Any) -> Response:
    """One person with verdict and evidence, as a page, as JSON or as JSON-LD. A clinic has its own page."""
    return await _entry(datasette, request, "individual")


async def clinic(datasette: Any, request: Any) -> Response:
    """One clinic, shown through its people. A person has a page of another address."""
    return await _entry(datasette, request, "organization")


_KINDS = {"individual": ("/practitioner/", "practitioner.html"), "organization": ("/clinic/", "clinic.html")}


async def _entry(datasette: Any, request: Any, kind: str) -> Response:
    texts = texts_of(request)
    entry_id = tilde_decode(request.url_vars["entry_id"])
    if is_withheld(entry_id):
        raise Gone(texts.text("error.gone_words"))
    today = site_today(datasette)
    page = await read(directory(datasette), lambda build: read_entry(build, entry_id, today, texts))
    if page is None:
        raise NotFound(texts.text("error.no_entry"))
    start, template = _KINDS[page["entry"]["kind"]]
    path = start + tilde_encode(entry_id)
    written = request.url_vars.get("format") or ""
    if page["entry"]["kind"] != kind:
        return Response.redirect(linker(datasette, texts)(path + written), status=301)
    if written == ".json":
        return Response.json(public_json(page))
    data = as_data(page, datasette.absolute_url(request, datasette.urls.path(path)))
    if written == ".jsonld":
        return Response(as_text(data), content_type="application/ld+json; charset=utf-8")
    return await _page(datasette, request, template, tab="find", data_block=as_block(data), **page)


TABLES = {"license": "licenses", "entry": "entries", "exclusion": "exclusions"}
"""Where the records of a source are, by its kind. Certificates are read and not published."""


async def coverage(datasette: Any, request: Any) -> Response:
    """Every list that is read, with its dates and counts; every state, with the board to ask."""
    db, today = directory(datasette), site_today(datasette)
    states = await read_coverage(db, await read_sources(db), today)
    first_read = {row["source"]: row["first_read"] for row in await read_once(db, FIRST_READ)}
    return await _page(
        datasette,
        request,
        "coverage.html",
        tab="coverage",
        states=states,
        tiles=tiles(states),
        counts=counts(states),
        first_read=first_read,
        is_late=is_late,
    )


async def source(datasette: Any, request: Any) -> Response:
    """One list: who publishes it, what it holds and leaves out, its terms, its last readings."""
    name = tilde_decode(request.url_vars["source"])
    db = directory(datasette)
    found = [row for row in await read_sources(db) if row["source"] == name]
    if not found:
        raise NotFound(texts_of(request).text("error.no_source"))
    crawls = await db.execute(
        "select * from crawls where source = ? order by started_at desc limit 10", [name]
    )
    table = TABLES.get(found[0]["kind"])
    return await _page(
        datasette, request, "source.html", tab="coverage", source=found[0], crawls=crawls.rows, table=table
    )


async def about_moved(datasette: Any, request: Any) -> Response:
    """The former address of "How we verify" leads to the present one."""
    return Response.redirect(linker(datasette, texts_of(request))("/how-we-verify"), status=301)


async def about(datasette: Any, request: Any) -> Response:
    """How entries are verified, in plain words, with the key to the verdicts."""
    return await _page(datasette, request, "about.html", tab="about")


async def glossary(datasette: Any, request: Any) -> Response:
    """The words of the field and of these pages, of the boards, and letters behind names."""
    words = await read_glossary(directory(datasette))
    return await _page(datasette, request, "glossary.html", tab="about", **words)


ROUTES = [
    (r"^/$", home),
    (r"^/search$", results),
    (r"^/search\.json$", results_json),
    (r"^/suggest\.json$", suggestions),
    (r"^/practitioner/(?P<entry_id>[^/]+?)(?P<format>\.json|\.jsonld)?$", practitioner),
    (r"^/clinic/(?P<entry_id>[^/]+?)(?P<format>\.json|\.jsonld)?$", clinic),
    (r"^/coverage$", coverage),
    (r"^/source/(?P<source>[^/]+)$", source),
    (r"^/how-we-verify$", about),
    (r"^/about$", about_moved),
    (r"^/glossary$", glossary),
]
"""Every page of the directory: pattern of the path, and the function that answers."""
