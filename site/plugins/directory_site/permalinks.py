"""A link that names its release (`_release=ID`) is answered from that release or not at all."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from .frame import read_frame
from .security import App, say

NAME = "_release"

_OTHER = (
    "This link is to the release {asked}. This server answers from {served}. "
    "The page /releases lists the releases; a question on an earlier one needs its own file."
)


def kept(app: App, datasette: Any) -> App:
    """The application; a link to another release than the one that is served is 404, and says which is."""

    async def kept_app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        asked = release_asked(scope) if scope["type"] == "http" else ""
        served = await _release_served(datasette) if asked else ""
        if asked == served:
            await app(scope, receive, send)
        else:
            await say(send, 404, _OTHER.format(asked=_plain(asked), served=served or "none"))

    return kept_app


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
