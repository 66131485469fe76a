"""One catalogue holds every word of the templates, in every language."""

from __future__ import annotations

import re
from pathlib import Path

import directory_fixture as fixture
import pytest
from directory_site.languages import split_language
from directory_site.texts import ENGLISH, LANGUAGES, read_catalogue, texts_in
from jinja2 import Environment, nodes

TEMPLATES = fixture.ROOT / "site" / "templates"
PYTHON = fixture.ROOT / "site" / "plugins"

OF_DATASETTE = set(
    "_close_open_menus _codemirror _codemirror_foot _columns _crumbs _description_source_license _entities "
    "_facet_results _filter_row _footer _notice _suggested_facets _table database index query row "
    "show_json table".split()
)
"""Tables and SQL: in English only."""

WORD = re.compile(r"[^\W\d_]{2,}")
SHOWN = ("aria-label", "title", "alt", "placeholder", "content")
CATALOGUE = read_catalogue()


def literal_words(source: str) -> list[str]:
    """The words of a template that do not come from the catalogue: text, attributes, choices."""
    tree = Environment().parse(source)  # noqa: S701 - nothing is rendered
    html = "".join(
        part.data if isinstance(part, nodes.TemplateData) else "{}"
        for output in tree.find_all(nodes.Output)
        for part in output.nodes
    )
    attributes = "|".join(SHOWN)
    found = re.findall(rf'\s(?:{attributes})="([^"]*)"', html)
    found = [text for text in found if text not in ("width=device-width, initial-scale=1", "utf-8")]
    found += re.split(r"<[^>]*>", html)
    for output in tree.find_all(nodes.Output):
        for choice in output.find_all(nodes.CondExpr):
            for side in (choice.expr1, choice.expr2):
                if isinstance(side, nodes.Const) and re.search(r"^[A-Z]|[^\W\d_] [^\W\d_]", str(side.value)):
                    found.append(str(side.value))
    return [" ".join(text.split()) for text in found if WORD.search(text)]


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.stem)
def test_templates_hold_no_words_of_their_own(path):
    if path.stem in OF_DATASETTE:
        return
    found = literal_words(path.read_text("utf-8"))
    assert found == [], f"put these words into site/texts and write t(...) in {path.name}"


def test_words_in_a_template_are_found():
    assert literal_words('<p title="A hint">{{ t("home.head") }} and more</p>') == ["A hint", "{} and more"]
    assert literal_words(
        '{{ "Two words" if x else "v-none" }}<i class="not this">{{ t("a.b") }} · 5</i>'
    ) == ["Two words"]


def used_keys() -> set[str]:
    """Every key that a template or the plugin asks for in so many words."""
    calls = re.compile(r"""\b(?:t|text|words)\(\s*["']([a-z_]+\.[a-z_0-9]+)["']""")
    choices = re.compile(r"""["']([a-z_]+\.[a-z_0-9]+)["'] (?:if|else)|else ["']([a-z_]+\.[a-z_0-9]+)["']""")
    keys: set[str] = set()
    for path in [*TEMPLATES.glob("*.html"), *PYTHON.rglob("*.py")]:
        source = path.read_text("utf-8")
        keys |= set(calls.findall(source))
        keys |= {key for pair in choices.findall(source) for key in pair if key.split(".")[0] in areas()}
    return keys


def areas() -> set[str]:
    return {key.split(".")[0] for key in CATALOGUE}


def test_every_text_that_is_asked_for_is_in_the_catalogue():
    whole = {key for key in used_keys() if not key.endswith("_")}
    assert whole <= set(CATALOGUE)
    starts = used_keys() - whole
    assert [start for start in starts if not any(key.startswith(start) for key in CATALOGUE)] == []
    assert len(used_keys()) > 50


def versions(words: object) -> list[str]:
    if isinstance(words, dict):
        return list(words.values())
    return list(words) if isinstance(words, list) else [str(words)]


def values_of(words: object) -> set[str]:
    return {name for text in versions(words) for name in re.findall(r"\{(\w+)\}", text)}


@pytest.mark.parametrize("key", sorted(CATALOGUE))
def test_every_text_is_there_in_every_language_with_the_same_values(key):
    words = CATALOGUE[key]
    assert list(words) == list(LANGUAGES), key
    for code, text in words.items():
        assert values_of(text) == values_of(words["en"]), (key, code)
        assert type(text) is type(words["en"]), (key, code)
        assert all(version.strip() for version in versions(text)), (key, code)
        if isinstance(text, list):
            assert len(text) == len(words["en"])
        for version in versions(text):
            outside = re.sub(r"<[^>]*>", "", version)
            assert not set('"<>') & set(outside), (key, code, "a quote or bracket would break an attribute")
            assert set(re.findall(r"</?(\w+)", version)) <= {"strong", "a", "span", "var", "em", "code"}


def test_translations_are_translated():
    """Words of more than a few letters differ from the English ones."""
    same = {
        (key, code)
        for key, words in CATALOGUE.items()
        for code in ("es", "zh", "ko")
        if isinstance(words["en"], str)
        and words[code] == words["en"]
        and len(re.findall(WORD, words["en"])) > 2
    }
    assert same == set()


def test_numbers_counts_and_hostile_values_are_written():
    assert ENGLISH.text("date.ago", count=1) == "1 day ago"
    assert ENGLISH.text("date.ago", count=1234) == "1,234 days ago"
    assert texts_in("ko").text("date.ago", count=1) == "1일 전"
    assert "&lt;b&gt;" in ENGLISH.text("common.write_to", contact="<b>", address="x")
    with pytest.raises(KeyError):
        ENGLISH.text("home.nothing_of_that_name")


@pytest.mark.parametrize(
    ("path", "base", "expected"),
    [
        ("/es/search", "/", ("es", "/search")),
        ("/zh", "/", ("zh", "/")),
        ("/ko/practitioner/1", "/", ("ko", "/practitioner/1")),
        ("/en/search", "/", ("en", "/en/search")),
        ("/fr/search", "/", ("en", "/fr/search")),
        ("/es/directory/entries", "/", ("en", "/es/directory/entries")),
        ("/es/practitioner/1.json", "/", ("en", "/es/practitioner/1.json")),
        ("/list/es/search", "/list/", ("es", "/list/search")),
        ("/especially", "/", ("en", "/especially")),
    ],
)
def test_the_language_is_read_from_the_address(path, base, expected):
    assert split_language(path, base) == expected


@pytest.mark.parametrize("code", ["es", "zh", "ko"])
async def test_pages_are_given_in_the_language_of_the_address_and_stay_in_it(page, code):
    text = await page(f"/{code}/")
    language = LANGUAGES[code]
    assert f'<html lang="{language.tag}">' in text
    assert str(texts_in(code).text("home.head")) in text
    assert f'action="/{code}/search"' in text
    links = re.findall(r'<a [^>]*href="(/[^"]*)"', text)
    others = re.findall(r'hreflang="[^"]+" href="(/[^"]*)"|href="(/[^"]*)" lang=', text)
    allowed = {address for pair in others for address in pair if address}
    stray = [
        link for link in links if not link.startswith((f"/{code}/", "/directory")) and link not in allowed
    ]
    assert stray == []


async def test_every_page_names_its_other_languages_with_its_question(page):
    text = await page("/es/search?q=linwick&page=1")
    for code in LANGUAGES:
        prefix = LANGUAGES[code].prefix
        tag = LANGUAGES[code].tag
        assert f'<link rel="alternate" hreflang="{tag}" href="{prefix}/search?q=linwick&amp;page=1">' in text
    assert '<span aria-current="true">Español</span>' in text


async def test_tables_have_one_language_and_no_switch(site, page):
    assert "langbar" not in await page("/directory/entries")
    assert (await site.client.get("/es/directory/entries")).status_code == 404


async def test_errors_are_told_in_the_language_of_the_address(site):
    response = await site.client.get("/es/practitioner/0000000000")
    assert response.status_code == 404
    assert "No existe esa página" in response.text


async def test_former_addresses_lead_on_in_the_same_language(site):
    response = await site.client.get("/ko/about")
    assert (response.status_code, response.headers["location"]) == (301, "/ko/how-we-verify")


def test_the_folder_holds_only_the_catalogue():
    assert {path.suffix for path in Path(fixture.ROOT / "site" / "texts").iterdir()} == {".toml"}
