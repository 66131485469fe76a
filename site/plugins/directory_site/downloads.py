"""The addresses of the files of releases. What a manifest does not name is not there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from datasette import NotFound, Response
from datasette.utils.asgi import Base400

from .clock import long_day
from .file_answers import FileAnswer
from .frame import directory
from .languages import linker, texts_of
from .reading import read_rows
from .release_files import LISTS, ReleaseFile, ReleaseFiles, read_release
from .texts import Texts

SHOWN = (".md", ".json", ".jsonld", ".cff", "SHA256SUMS")
"""Ends of files that a browser shows; the others are kept."""


class NotKeptError(Base400):
    """A release, or a file of it, was there and is no more."""

    status = 410

    def __init__(self, texts: Texts, message: str) -> None:
        """The error with its words in the language of the page."""
        super().__init__(message)
        self.title = str(texts.text("release.not_kept"))


async def latest(datasette: Any, request: Any) -> Response:
    """`/release/latest`, and files below it, lead to the release that is published."""
    texts = texts_of(request)
    release_id = await published_id(datasette)
    if not release_id:
        raise NotFound(texts.text("release.none"))
    rest = request.url_vars.get("path")
    query = f"?{request.query_string}" if request.query_string else ""
    address = linker(datasette, texts)(f"/release/{release_id}{f'/{rest}' if rest else ''}{query}")
    return Response.redirect(address, status=302)


async def published_id(datasette: Any) -> str:
    """The id of the release that the pages show; empty where the database names none."""
    found = await read_rows(directory(datasette), "select release_id from releases where is_current = 1")
    return str(found[0]["release_id"]) if found else ""


async def folder(datasette: Any, request: Any) -> Response:
    """The address that descriptions of a release are relative to leads to its page."""
    return Response.redirect(
        linker(datasette, texts_of(request))(f"/release/{request.url_vars['release']}"), status=301
    )


async def file(datasette: Any, request: Any) -> Any:
    """One file of a release, as it was handed out.

    Raises:
        NotKeptError: the release was withdrawn.
        NotFound: there is no such file or release.
    """
    texts, path = texts_of(request), request.url_vars["path"]
    release = read_release(request.url_vars["release"])
    if release is None:
        await require_kept(datasette, request.url_vars["release"], texts)
        raise NotFound(texts.text("release.no_file"))
    if path in LISTS:
        return _answer(request, release, _list_file(release, path))
    if path not in release.files:
        raise NotFound(texts.text("release.no_file"))
    if not release.is_there(path):
        raise NotKeptError(texts, withdrawn_words(release, texts))
    return _answer(request, release, release.files[path])


async def require_kept(datasette: Any, release_id: str, texts: Texts) -> None:
    """Nothing, for a release of which nothing is known.

    Raises:
        NotKeptError: the release was there and is kept no more.
    """
    known = await read_rows(
        directory(datasette), "select 1 from releases where release_id = ? and is_current = 0", release_id
    )
    if known:
        raise NotKeptError(texts, str(texts.text("release.gone_age")))


def withdrawn_words(release: ReleaseFiles, texts: Texts) -> str:
    """Why the data of a release can't be downloaded any more."""
    if release.reason == "withheld_on_request":
        return str(texts.text("release.gone_request", day=long_day(release.withdrawn_on, texts=texts)))
    return str(texts.text("release.gone_age"))


def _list_file(release: ReleaseFiles, path: str) -> ReleaseFile:
    content = (release.folder / path).read_bytes()
    media_type = "application/json" if path.endswith(".json") else "text/plain"
    return ReleaseFile(path, media_type, len(content), hashlib.sha256(content).hexdigest())


def _answer(request: Any, release: ReleaseFiles, found: ReleaseFile) -> FileAnswer:
    asked = {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in request.scope["headers"]
    }
    is_text = found.media_type.startswith("text/") or found.media_type.endswith("yaml")
    last = found.path.rpartition("/")[2]
    return FileAnswer(
        path=release.folder / found.path,
        name=f"practitioner-directory-{release.release_id}-{last}",
        media_type=f"{found.media_type}; charset=utf-8" if is_text else found.media_type,
        size=found.size,
        sha256=found.sha256,
        asked=asked,
        has_body=request.method != "HEAD",
        is_shown=found.path.endswith(SHOWN),
    )


@dataclass(frozen=True, slots=True)
class TableFiles:
    """The files of one table, by format, with its rows."""

    table: str
    rows: int
    csv: ReleaseFile
    jsonl: ReleaseFile
    parquet: ReleaseFile


def table_files(release: ReleaseFiles) -> list[TableFiles]:
    """Each table of the release with its three files."""
    found = []
    for table in release.tables:
        paths = (f"csv/{table}.csv.gz", f"jsonl/{table}.jsonl.gz", f"parquet/{table}.parquet")
        files = [release.files[path] for path in paths]
        found.append(TableFiles(table, files[0].rows or 0, *files))
    return found


def resource_files(release: ReleaseFiles) -> list[ReleaseFile]:
    """The files of resources in FHIR; none in releases that were made before there were any."""
    return [file for path, file in release.files.items() if path.startswith("fhir/")]


_ONE = r"^/release/(?P<release>[^/]+)"
ROUTES = [
    (r"^/release/latest(?:/(?P<path>.*))?$", latest),
    (rf"{_ONE}/$", folder),
    (rf"{_ONE}/(?P<path>.+)$", file),
]
"""Pattern of the path, and the function that answers."""
