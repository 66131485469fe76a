"""The one catalogue of the words of the site: every sentence of a page, in every language.

The words stand in `site/texts/AREA.toml`, one table for each text, one line for each language:

    [newest]
    en = "Newest data: {day}, {age}."
    es = "Datos más recientes: {day}, {age}."

A template writes `{{ t("common.newest", day=..., age=...) }}`: the name of the file, a dot, the name of
the table. Python asks `texts_of(request).text("common.newest", day=..., age=...)`. To add a text,
add its table with all languages; `tests/site/test_site_texts.py` fails where a template holds words of its
own, where a text is missing, and where a translation leaves out a value.

- `{name}` takes the value of that name. Values are escaped, whole numbers are written with commas.
- `en = {one = "{count} entry", other = "{count} entries"}` is chosen by `count`.
- `en = ["Jan", "Feb"]` is a list; `texts.words("date.months")` gives it.
- A text may hold markup of its own (`<strong>`, `<a href="{href}">`), in TOML in 'single quotes'.

Names, numbers and what a board prints are never translated; in other languages they are marked `lang="en"`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from markupsafe import Markup, escape

FOLDER = Path(__file__).resolve().parents[2] / "texts"
"""Where the catalogue is kept."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the pages: its code in addresses and in the catalogue, its tag, its own name."""

    code: str
    tag: str
    name: str

    @property
    def prefix(self) -> str:
        """What stands before the path of a page in this language; nothing for English."""
        return "" if self.code == "en" else f"/{self.code}"


LANGUAGES = {
    language.code: language
    for language in (
        Language("en", "en", "English"),
        Language("es", "es", "Español"),
        Language("zh", "zh-Hans", "中文"),
        Language("ko", "ko", "한국어"),
    )
}
"""Every language of the pages, English first."""


@cache
def read_catalogue(folder: Path = FOLDER) -> dict[str, dict[str, Any]]:
    """Every text of the catalogue, by its key (`area.name`), as language to words.

    Raises:
        ValueError: a file is no TOML.
    """
    catalogue: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.toml")):
        for name, words in tomllib.loads(path.read_text(encoding="utf-8")).items():
            catalogue[f"{path.stem}.{name}"] = words
    return catalogue


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """The words of one language; a text without a translation is given in English. Equal to itself alone."""

    language: Language
    catalogue: Mapping[str, Mapping[str, Any]]

    @property
    def is_english(self) -> bool:
        """Whether this is the language in which the database is written."""
        return self.language.code == "en"

    def has(self, key: str) -> bool:
        """Whether the catalogue knows this text."""
        return key in self.catalogue

    def text(self, key: str, /, **values: Any) -> Markup:
        """The words of a text with its values in their places.

        Raises:
            KeyError: there is no such text, or one of its values is not given.
        """
        words = self._find(key)
        if isinstance(words, str) and not values:
            return _plain(words)
        if not isinstance(words, str):
            words = words["one" if values["count"] == 1 and "one" in words else "other"]
        pieces = _pieces(words)
        if pieces is None:
            written = {name: _written(value) for name, value in values.items()}
            return Markup(words).format(**written)  # noqa: S704
        return Markup("".join(text + (_escaped(values[name]) if name else "") for text, name in pieces))  # noqa: S704

    def words(self, key: str) -> tuple[str, ...]:
        """The words of a list, such as the names of the months.

        Raises:
            KeyError: there is no such list.
        """
        return tuple(self._find(key))

    def group(self, area: str, among: str = "") -> dict[str, str]:
        """Every plain text of an area whose name begins with `among`, by the rest of its name."""
        start = f"{area}.{among}"
        return {
            key.removeprefix(start): str(self._find(key)) for key in self.catalogue if key.startswith(start)
        }

    def _find(self, key: str) -> Any:
        known = self.catalogue[key]
        return known.get(self.language.code, known["en"])


@cache
def _plain(words: str) -> Markup:
    """A text without values; there are no more of them than the catalogue has."""
    return Markup(words).format()  # noqa: S704


@cache
def _pieces(words: str) -> tuple[tuple[str, str], ...] | None:
    """The literal parts of a text, each with the name of the value behind it; None where more is asked."""
    found = [(text, name or "", spec, how) for text, name, spec, how in Formatter().parse(words)]
    is_plain = all((not name or name.isidentifier()) and not spec and not how for _, name, spec, how in found)
    return tuple((text, name) for text, name, _, _ in found) if is_plain else None


def _escaped(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(escape(value))


def _written(value: Any) -> Any:
    return f"{value:,}" if isinstance(value, int) else value


@cache
def texts_in(code: str) -> Texts:
    """The words of a language by its code.

    Raises:
        KeyError: the pages are not written in this language.
    """
    return Texts(LANGUAGES[code], read_catalogue())


ENGLISH = texts_in("en")
"""The words in which the database and its files are written."""
