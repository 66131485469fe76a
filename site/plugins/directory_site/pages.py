"""The routes of the directory: each reads, then hands a template what it says."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from datasette import NotFound, Response
from datasette.utils import tilde_decode, tilde_encode
from datasette.utils.asgi import Base400

from verify.linkage.states import STATES

from .clock import site_today
from .frame import directory, read_sources
from .languages import linker, texts_of
from .people import may_show, public_json, read_entry
from .readings import WAYS, Asked
from .search import search, state_name
from .spelling import corrected
from .structured import as_block, as_data, as_text
from .verdicts import VERDICTS, shown
from .withheld import is_withheld
from .wording import PROFESSIONS

_CHOICES = ("acupuncturist", "physical_therapist", "clinic")
"""Professions offered beside the search box."""


COUNTS = "select kind, count(*) as entries_count from entries group by kind"
"""How many people and clinics there are."""


async def _page(datasette: Any, request: Any, template: str, status: int = 200, **variables: Any) -> Response:
    html = await datasette.render_template(template, {**variables, "choices": _CHOICES}, request=request)
    return Response.html(html, status=status)


async def home(datasette: Any, request: Any) -> Response:
    """What the directory is, the search box, and how new the data is."""
    db = directory(datasette)
    totals = {row["kind"]: row["entries_count"] for row in (await db.execute(COUNTS)).rows}
    boards = [row for row in await read_sources(db) if row["kind"] == "license" and row["records_crawl_id"]]
    states = sorted({STATES.get(row["jurisdiction"], row["jurisdiction"]) for row in boards})
    return await _page(
        datasette,
        request,
        "home.html",
        tab="find",
        totals=totals,
        board_count=len(boards),
        board_states=states,
    )


def read_asked(arguments: Any) -> Asked:
    """The search request of an address; a value that is none of the choices counts as not given."""
    page = arguments.get("page") or "1"
    profession = arguments.get("profession") or ""
    verdict = arguments.get("verdict") or ""
    way = arguments.get("as") or ""
    return Asked(
        text=arguments.get("q") or "",
        profession=profession if profession in PROFESSIONS else "",
        verdict=verdict if verdict in VERDICTS else "",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
        way=way if way in WAYS else "",
    )


def search_address(asked: Asked, **changes: Any) -> str:
    """The address of this search with some parts changed; parts that say nothing are left out."""
    parts = {
        "q": asked.text,
        "profession": asked.profession,
        "verdict": asked.verdict,
        "as": asked.way,
        "page": "",
    }
    parts.update(changes)
    return "/search?" + urlencode({key: value for key, value in parts.items() if value or key == "q"})


async def results(datasette: Any, request: Any) -> Response:
    """The entries that a search finds, nearest first where a place is named."""
    asked = read_asked(request.args)
    today = site_today(datasette)
    texts = texts_of(request)
    link = linker(datasette, texts)
    answer = await search(directory(datasette), asked, today)
    return await _page(
        datasette,
        request,
        "search.html",
        tab="find",
        asked=asked,
        answer=answer,
        address=lambda **changes: link(search_address(asked, **changes)),
        page_numbers=page_numbers(answer.page.number, answer.page.last),
        shown_today=lambda row: shown(row, today, texts),
        may_show=may_show,
        state_name=state_name,
        corrected=corrected(answer.question.words, answer.near_misses),
    )


def page_numbers(number: int, last: int) -> list[int | None]:
    """The page numbers to offer, with None where some are left out: `[1, 2, 3, None, 7]`."""
    kept = sorted({1, last, *range(max(1, number - 1), min(last, number + 1) + 1)})
    numbers: list[int | None] = []
    for each in kept:
        if numbers and each - (numbers[-1] or 0) > 1:
            numbers.append(None)
        numbers.append(each)
    return numbers


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
    page = await read_entry(directory(datasette), entry_id, site_today(datasette), texts)
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
    """Every list that is read, with its dates and counts."""
    sql = "select source, outcome, reason, started_at, records_count from crawls order by started_at desc"
    crawls = (await directory(datasette).execute(sql)).rows
    return await _page(datasette, request, "coverage.html", tab="coverage", crawls=crawls)


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
    """The words of the field and of these pages."""
    sql = "select term, definition from glossary order by term collate nocase"
    terms = (await directory(datasette).execute(sql)).rows
    return await _page(datasette, request, "glossary.html", tab="about", terms=terms)


ROUTES = [
    (r"^/$", home),
    (r"^/search$", results),
    (r"^/practitioner/(?P<entry_id>[^/]+?)(?P<format>\.json|\.jsonld)?$", practitioner),
    (r"^/clinic/(?P<entry_id>[^/]+?)(?P<format>\.json|\.jsonld)?$", clinic),
    (r"^/coverage$", coverage),
    (r"^/source/(?P<source>[^/]+)$", source),
    (r"^/how-we-verify$", about),
    (r"^/about$", about_moved),
    (r"^/glossary$", glossary),
]
"""Every page of the directory: pattern of the path, and the function that answers."""
