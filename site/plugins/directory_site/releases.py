"""The pages of releases: what changed in each and why, from the public tables alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from datasette import NotFound, Response
from datasette.utils import tilde_decode

from .downloads import resource_files, table_files, withdrawn_words
from .frame import directory
from .history import CAUSES
from .languages import texts_of
from .reading import read_rows
from .release_files import read_notes, read_release
from .texts import Texts

MOST = 200
"""Releases on one page: almost four years of weekly ones."""

RELEASES = """
select r.*, (select sum(f.value) from release_figures f
  where f.release_id = r.release_id and f.topic = 'change') as changes_count
from releases r order by r.release_id desc limit ?
"""
FIGURES = (
    "select topic, name, detail, value from release_figures where release_id = ? order by topic, name, detail"
)
OVERRIDES = "select * from overrides where release_id = ? order by override_id"
"""Questions that a release did not answer, and who published it all the same."""

KINDS = (
    "disciplined",
    "lapsed",
    "disappeared",
    "renewed",
    "new",
    "returned",
    "status",
    "verdict",
    "match",
    "source_failed",
    "source_returned",
    "other",
)
"""Kinds of change in the order of the page (`release.kind_CODE`)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of change: its words, the count of each cause, and all together."""

    words: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ChangeTable:
    """Changes by kind and cause: the words of the causes, and a line for each kind that there is."""

    causes: tuple[str, ...]
    lines: tuple[Line, ...]
    total: int


def change_table(figures: Iterable[dict[str, Any]], texts: Texts) -> ChangeTable:
    """The changes of a release by kind and cause; causes and kinds that do not occur are left out."""
    cells = {(row["name"], row["detail"]): row["value"] for row in figures if row["topic"] == "change"}
    causes = [cause for cause in CAUSES if any(cause == its for _, its in cells)]
    kinds = [kind for kind in KINDS if any(kind == its for its, _ in cells)]
    lines = []
    for kind in kinds:
        counts = tuple(cells.get((kind, cause), 0) for cause in causes)
        lines.append(Line(str(texts.text(f"release.kind_{kind}")), counts, sum(counts)))
    tags = (f"history.{cause}_cause" if cause == "source_failed" else f"history.{cause}" for cause in causes)
    return ChangeTable(tuple(str(texts.text(tag)) for tag in tags), tuple(lines), sum(cells.values()))


async def releases(datasette: Any, request: Any) -> Response:
    """Every release, the newest first."""
    rows = await read_rows(directory(datasette), RELEASES, MOST)
    sizes = {row["release_id"]: _bytes_of(row["release_id"]) for row in rows}
    variables = {"tab": "coverage", "releases": rows, "sizes": sizes}
    html = await datasette.render_template("releases.html", variables, request)
    return Response.html(html)


def _bytes_of(release_id: str) -> int:
    """Bytes of all files of a release; 0 where none can be downloaded."""
    handed_out = read_release(release_id)
    if handed_out is None or handed_out.withdrawn_on:
        return 0
    return sum(file.size for file in handed_out.files.values())


async def release(datasette: Any, request: Any) -> Response:
    """One release: its figures beside those of the release before."""
    db, release_id = directory(datasette), tilde_decode(request.url_vars["release"])
    texts = texts_of(request)
    found = await read_rows(db, "select * from releases where release_id = ?", release_id)
    if not found:
        raise NotFound(texts.text("release.none"))
    figures = await read_rows(db, FIGURES, release_id)
    before = await read_rows(db, FIGURES, found[0]["previous_release_id"])
    variables = {
        "tab": "coverage",
        "shown": found[0],
        "has_before": bool(before),
        "changes": change_table(figures, texts),
        "verdicts": _pairs("verdict", figures, before),
        "lists": await _with_titles(db, _pairs("records", figures, before)),
        "weeks": [(row["name"], row["value"]) for row in figures if row["topic"] == "license_end"],
        "overrides": await read_rows(db, OVERRIDES, release_id),
        "notes": read_notes(release_id),
        "handed_out": (handed_out := read_release(release_id)),
        "tables": table_files(handed_out) if handed_out and not handed_out.withdrawn_on else [],
        "resources": resource_files(handed_out) if handed_out and not handed_out.withdrawn_on else [],
        "gone_words": withdrawn_words(handed_out, texts) if handed_out and handed_out.withdrawn_on else "",
        "address": datasette.absolute_url(request, datasette.urls.path(f"/release/{release_id}")),
        "disputes_count": sum(row["value"] for row in figures if row["topic"] == "dispute"),
    }
    return Response.html(await datasette.render_template("release.html", variables, request))


def _pairs(
    topic: str, figures: list[dict[str, Any]], before: list[dict[str, Any]]
) -> list[tuple[str, int, int]]:
    """Name, value now and value before, of everything that is counted in either."""
    now, then = (
        {row["name"]: row["value"] for row in rows if row["topic"] == topic} for rows in (figures, before)
    )
    return [(name, now.get(name, 0), then.get(name, 0)) for name in sorted({*now, *then})]


async def _with_titles(db: Any, lists: list[tuple[str, int, int]]) -> list[tuple[str, str, int, int]]:
    titles = {row["source"]: row["title"] for row in await read_rows(db, "select source, title from sources")}
    return [(source, titles.get(source, ""), now, then) for source, now, then in lists]


ROUTES = [(r"^/releases$", releases), (r"^/release/(?P<release>[^/]+)$", release)]
"""Pattern of the path, and the function that answers."""
