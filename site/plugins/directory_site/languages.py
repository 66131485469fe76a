"""The language of a page: read from its address, and kept in every link of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from .security import App
from .texts import LANGUAGES, Texts, texts_in

_ENGLISH_ONLY = ("/directory", "/static", "/reconcile/", "/fhir", "/-/")
"""Tables, SQL, files, resources and what programs ask: they have no page in another language."""


def has_languages(path: str) -> bool:
    """Whether there is a page in each language for this path (without the prefix of a language)."""
    return not path.startswith(_ENGLISH_ONLY) and not path.endswith((".json", ".jsonld", ".csv"))


def split_language(path: str, base: str = "/") -> tuple[str, str]:
    """The code of the language of a path and the path without it: `/es/search` is `("es", "/search")`."""
    rest = "/" + path.removeprefix(base).lstrip("/")
    code, _, page = rest[1:].partition("/")
    if code in LANGUAGES and code != "en" and has_languages(f"/{page}"):
        return code, f"{base}{page}"
    return "en", path


def in_language(app: App, base: str = "/") -> App:
    """The application; a path that begins with a language is answered as the page without it, in it."""

    async def in_language_app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            scope = read_scope(scope, base)
        await app(scope, receive, send)

    return in_language_app


def read_scope(scope: dict[str, Any], base: str) -> dict[str, Any]:
    """The request with its language beside the path, and not in it."""
    code, path = split_language(scope["path"], base)
    if code == "en":
        return scope
    changed = {**scope, "path": path, "language": code}
    if scope.get("raw_path"):
        raw, mark, query = scope["raw_path"].decode("latin-1").partition("?")
        changed["raw_path"] = (split_language(raw, base)[1] + mark + query).encode("latin-1")
    return changed


def texts_of(request: Any) -> Texts:
    """The words for the answer to a request; English where there is none."""
    return texts_in(request.scope.get("language", "en") if request else "en")


def linker(datasette: Any, texts: Texts) -> Callable[[str], str]:
    """The function that makes the address of a page of the site, in the same language."""

    base = str(datasette.urls.path("/")).removesuffix("/")
    in_language = base + texts.language.prefix

    def link(path: str) -> str:
        """The address of a page; tables and files, which are in English only, keep theirs."""
        return (in_language if has_languages(path.partition("?")[0]) else base) + path

    return link


def alternates(datasette: Any, request: Any) -> dict[str, str]:
    """The address of the same page in every language, by code; empty where it is in English only."""
    if request is None or not has_languages(request.path):
        return {}
    query = f"?{request.query_string}" if request.query_string else ""
    path = request.path.removeprefix(datasette.setting("base_url").rstrip("/"))
    return {code: linker(datasette, texts_in(code))(path + query) for code in LANGUAGES}


def variables(datasette: Any, request: Any) -> dict[str, Any]:
    """What every template needs to write in the language of the address: `t`, `link` and the switch.

    `in_english` is the attribute of what stays in English on a page of another language.
    """
    texts = texts_of(request)
    return {
        "t": texts.text,
        "texts": texts,
        "link": linker(datasette, texts),
        "language": texts.language,
        "languages": LANGUAGES,
        "alternates": alternates(datasette, request),
        "in_english": "" if texts.is_english else Markup(' lang="en"'),
    }
