"""A link that names its release (`_release=ID`) is answered from that release or not at all.

Its tables and questions are read from its database, which is kept for good where the operator sets no limit,
within the same limits as without a release; today is the day of the release, and chance is refused. Pages for
patients show the published release alone.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from .buildfile import NotServableError, identity_of
from .frame import DATABASE, read_frame
from .generation import Generation
from .reading import read_rows
from .release_files import read_release
from .security import App, say
from .swap_database import SwapDatabase
from .swapping import KEPT

NAME = "_release"
MOST_OPEN = 4
"""Releases that one process holds open for links; the one that was asked longest ago is closed."""

_OTHER = (
    "This link is to the release {asked}, which this server does not know. It answers from {served}. "
    "The page /releases lists the releases."
)
_PAGE = (
    "This link is to the release {asked}. Pages show the newest release, {served}; "
    "tables and questions show both."
)
_GONE = {
    "withheld_on_request": (
        "The release {asked} was withdrawn, because it holds a record that was withheld on request since. "
        "Ask a later release; this server answers from {served}."
    ),
    "": (
        "The release {asked} is kept here no more: the operator of this server has set a limit, or its files "
        "were never made. This server answers from {served}. Whoever has a copy of "
        "its file directory.db can ask that; /release/{asked}/SHA256SUMS has the checksums."
    ),
}


class KeptBuilds:
    """Databases of releases, opened when they are asked for, a few at one time."""

    def __init__(self) -> None:
        """Nothing is open."""
        self._open: OrderedDict[str, Generation] = OrderedDict()

    async def find(self, database: SwapDatabase, release_id: str, path: Path | None) -> Generation | None:
        """The database of a release at this path; None where there is none or it can't be read."""
        known = self._open.pop(release_id, None)
        try:
            is_known = path is not None and known is not None and identity_of(path) == known.identity
            if path is not None and not is_known:
                found = await asyncio.to_thread(database.generations.kept, path)
            else:
                found = known if is_known else None
        except (OSError, NotServableError):
            found = None
        if known is not None and known is not found:
            known.retire()
        if found is not None:
            self._keep(release_id, found)
        return found

    def _keep(self, release_id: str, found: Generation) -> None:
        other = self._open.pop(release_id, None)
        if other is not None and other is not found:
            other.retire()
        self._open[release_id] = found
        while len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)[1].retire()


def kept(app: App, datasette: Any) -> App:
    """The application; a link to a release is answered from it, else 410 or 404 say why not."""
    builds = KeptBuilds()

    async def kept_app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        asked = release_asked(scope) if scope["type"] == "http" else ""
        served = await _release_served(datasette) if asked else ""
        is_page = not asked or not _is_rows(scope["path"]) or not _follows(datasette)
        if asked == served and is_page:
            await app(scope, receive, send)
            return
        found, status, words = await _find(datasette, builds, asked, scope["path"])
        if found is None:
            await say(send, status, words.format(asked=_plain(asked), served=served or "none"))
        else:
            await app({**scope, KEPT: found}, receive, send)

    return kept_app


async def _find(
    datasette: Any, builds: KeptBuilds, asked: str, path: str
) -> tuple[Generation | None, int, str]:
    """The database to answer from; or None, with the status and the words of the answer."""
    database, release = datasette.databases.get(DATABASE), read_release(asked)
    if not _is_rows(path):
        return None, 404, _PAGE
    if isinstance(database, SwapDatabase):
        served = database.generations.current()
        if served.fact.release_id == asked:
            return await builds.find(database, asked, served.path), 410, _GONE[""]
    if release is None or not isinstance(database, SwapDatabase):
        is_past = database is not None and await _was_there(database, asked)
        return (None, 410, _GONE[""]) if is_past else (None, 404, _OTHER)
    found = await builds.find(database, asked, release.database)
    return found, 410, _GONE.get(release.reason, _GONE[""])


def _is_rows(path: str) -> bool:
    """Whether the address is of a table or a question."""
    return path.split("/")[1].partition(".")[0] == DATABASE


def _follows(datasette: Any) -> bool:
    """Whether builds are followed; a plain file is served as it is, and its clock is the real one."""
    database = datasette.databases.get(DATABASE)
    return isinstance(database, SwapDatabase) and database.generations.follows


async def _was_there(database: Any, release_id: str) -> bool:
    return bool(await read_rows(database, "select 1 from releases where release_id = ?", release_id))


def release_asked(scope: dict[str, Any]) -> str:
    """The release that the address names; empty where it names none."""
    pairs = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    return next((value for name, value in pairs if name == NAME), "")


async def _release_served(datasette: Any) -> str:
    release = (await read_frame(datasette))["release"]
    return str(release["release_id"]) if release else ""


def _plain(text: str) -> str:
    """Letters, digits and hyphens of what a reader typed, 60 at most."""
    return "".join(letter for letter in text[:60] if letter.isascii() and (letter.isalnum() or letter == "-"))
