"""The page that reads a health page, and its JSON."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sqlite3
import threading
from html import unescape

import directory_fixture as fixture
import pytest
from directory_site.page_answer import LONGEST_QUOTE, SHAPES, shown
from directory_site.page_posted import LONGEST_PASTED, PageRefusedError, is_address, read_posted
from directory_site.request_kinds import Kind, kind_of
from directory_site.slots import gates
from directory_site.texts import ENGLISH, texts_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_site_pages import without_data

from verify.page.answer import NO_SCORE
from verify.page.extract import read_document
from verify.page.language import NAMES
from verify.page.lines import HEADINGS, KINGDOM, OUTCOMES
from verify.page.next_steps import QUESTIONS
from verify.page.outcomes import Outcome
from verify.page.points import POINTS
from verify.publish.schema import CODE_TABLES

GOOD = """Acupuncture for low back pain

By Mei-Hua Linwick, LAc
Washington license number AC60990117

In a pooled analysis in The Journal of Pain (doi: 10.5555/j.pain.2017.11.005) acupuncture did somewhat better.
A visit costs $95. You may have a bruise. Seattle, WA 98101
"""
BAD = """My secret method cures back pain for good.

This miracle is guaranteed to work in one visit. Only three places are left, so book now!
"""
SECRETS = ("SECRET ACTION", "Revoked", "HIDDEN WORDS", "Active With Conditions", "Expired")
"""What the lists print of licenses that are not plainly active."""


@pytest.fixture
def read(site):
    """What the page answers on a text: its words, without markup, and the markup itself."""

    async def post(text: str, language: str = "") -> tuple[str, str]:
        response = await site.client.post(f"{language}/page", data={"text": text})
        assert response.status_code == 200, response.text[:500]
        (part,) = re.findall(r"<article.*?</article>", response.text, re.DOTALL)
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", part)).split()), response.text

    return post


async def facts_of(site, text: str) -> dict:
    response = await site.client.post("/page.json", json={"text": text})
    assert response.status_code == 200, response.text
    return response.json()


async def test_the_form_is_there_before_anything_is_pasted(page):
    text = await page("/page")
    assert '<form class="panel form" action="/page" method="post"' in text
    assert "neither kept nor logged" in text and "We never open an address for you." in text
    assert "<article" not in text and "<script" not in without_data(text)


async def test_the_first_page_the_check_and_every_foot_lead_to_it(page):
    for path in ("/", "/check", "/coverage"):
        assert 'href="/page"' in await page(path)
    assert '<a href="/check" aria-current="true">' in await page("/page")


async def test_the_answer_has_five_parts_in_order(read):
    words, _ = await read(GOOD)
    parts = ["1. Who speaks", "2. What it stands on", "3. What it promises", "4. What a reader needs"]
    places = [words.rindex(part) for part in [*parts, "5. What to do next"]]
    assert places == sorted(places)
    assert NO_SCORE in words
    assert "“10.5555/j.pain.2017.11.005”" in words and "A visit costs $95." in words
    assert "Not found on the page" in words and "score of it" in words


async def test_number_and_name_that_agree_are_verified(site, read):
    words, text = await read(GOOD)
    assert "As acupuncturist Verified Verified: number and name are on the board’s list" in words
    assert '<span class="badge v-verified">' in text
    assert (
        'href="/check?name=Mei-Hua+Linwick&amp;number=AC60990117&amp;state=WA&amp;profession=acupuncturist"'
        in text
    )
    person = (await facts_of(site, GOOD))["who_speaks"]["people"][0]
    assert (person["looked_up"][0]["outcome"], person["is_author"]) == ("verified", True)


async def test_a_name_alone_is_listed_under_this_name(site, read):
    alone = "Meet Ivo Tarnwell, LAc, in Seattle, WA 98101."
    words, text = await read(alone)
    assert "Listed under this name" in words and "no number tells whose it is" in words
    assert "v-verified" not in text.split("<article")[1].split("</article>")[0]
    facts = await facts_of(site, alone)
    assert facts["who_speaks"]["people"][0]["looked_up"][0]["outcome"] == "listed_under_name"


async def test_nobody_of_that_name_is_not_found_and_never_unlicensed(read):
    words, text = await read("Meet Orla Stonequist, LAc, in Seattle, WA 98101.")
    assert "this does not mean “unlicensed”" in words and '<span class="badge v-missing">' in text


async def test_in_the_united_kingdom_nobody_is_called_licensed(read):
    words, _ = await read(
        "By Ann Example MBAcC\n\nMy room is in Brighton, England, BN1 4GG. A visit costs £60."
    )
    assert KINGDOM in words and "United Kingdom" in words
    assert "British Acupuncture Council" in words


async def test_degrees_and_unknown_letters_have_no_shape(read):
    words, _ = await read("Meet Mei-Hua Linwick, LAc, DACM, XQZW, in Seattle, WA 98101.")
    assert "DACM A degree or title" in words
    assert {SHAPES[Outcome.NO_LICENSE], SHAPES[Outcome.UNKNOWN]} == {""}


@pytest.mark.parametrize("name", ["Jiwoo Secretcandidate", "Anna Weaklink", "Wren Halvorsby"])
async def test_nothing_adverse_is_said_of_a_name(site, read, name):
    pasted = f"By {name}, LAc, of Seattle, WA 98101."
    words, text = await read(pasted)
    facts = json.dumps(await facts_of(site, pasted))
    assert not any(secret in said.replace(name, "") for secret in SECRETS for said in (words, text, facts))


async def test_who_is_withheld_is_not_shown(site, monkeypatch):
    monkeypatch.setattr("directory_site.page_form.is_withheld", lambda entry_id: entry_id == fixture.VERIFIED)
    person = (await facts_of(site, GOOD))["who_speaks"]["people"][0]
    assert person["looked_up"][0]["outcome"] == "not_found"


async def test_promises_are_quoted_and_questions_are_given(site, read):
    words, text = await read(BAD)
    assert "“My secret method cures back pain for good.”" in words
    assert "page_phrases?point=cure" in text
    facts = await facts_of(site, BAD)
    assert facts["next"]["questions"] and all(question in words for question in facts["next"]["questions"])
    assert re.search(r'<ol class="steps ask"><li>', text)


async def test_points_are_neutral(read):
    _, text = await read(BAD)
    points = text.split('id="stands_on"')[1].split('id="next"')[0]
    assert not re.search(
        r"v-(verified|notice|inactive|review|missing)|class=\"(?:badge|final|urgent)", points
    )


async def test_more_than_three_passages_unfold(read):
    _, text = await read("\n\n".join(f"This cures back pain for good, says rule {n}." for n in range(7)))
    assert "4 more passages" in text
    shown_first = text.split('id="promises"')[1].split("<details>")[0]
    assert shown_first.count("<blockquote") == 3


async def test_the_search_is_that_of_the_home_page(read):
    _, text = await read(GOOD)
    assert 'href="/search?q=acupuncturist+near+98101"' in text


async def test_markup_is_read_as_a_page_and_as_json_says_the_same(site):
    html = f"<html><body><h1>Back pain</h1><p>By Mei-Hua Linwick, LAc</p><p>{BAD}</p></body></html>"
    by_form = (await site.client.post("/page.json", data={"text": html})).json()
    assert by_form == await facts_of(site, html)
    assert by_form["who_speaks"]["authors"][0]["name"] == "Mei-Hua Linwick"
    assert by_form["promises"]["cure"][0]["quote"].startswith("My secret method cures")


@pytest.mark.parametrize("language", ["es", "zh", "ko"])
async def test_the_page_stays_in_the_readers_language(read, language):
    words, text = await read(BAD, f"/{language}")
    texts = texts_in(language)
    assert f'action="/{language}/page"' in text and texts.text("page.no_score") in words
    assert texts.text("page.point_cure") in words and texts.text("page.question_sure") in words
    assert QUESTIONS["sure"] in words, "the question is there in English too, to be asked"


async def test_a_page_in_another_language_says_so_on_top_in_the_readers_own(read):
    spanish = (
        "La acupuntura alivia el dolor de la espalda. " * 8 + "Por Mei-Hua Linwick, LAc. doi 10.5555/abc.123"
    )
    words, _ = await read(spanish, "/es")
    assert words.index("Esta página está en español.") < words.index("Quién habla")
    assert "No se busca en este idioma" in words and "10.5555/abc.123" in words
    words, _ = await read(spanish)
    assert "This page is in Spanish." in words


ADDRESSES = (
    "https://example.org/cure",
    "  www.example.org ",
    "example.org/back-pain?x=1",
    "http://a.example http://b.example",
)


@pytest.mark.parametrize("text", ADDRESSES)
async def test_an_address_alone_is_never_opened(site, text):
    response = await site.client.post("/page", data={"text": text})
    assert response.status_code == 400 and "we never open addresses" in response.text
    facts = await site.client.post("/page.json", json={"text": text})
    assert (facts.status_code, facts.json()["ok"]) == (400, False)
    assert "paste its text here" in facts.json()["error"]


def test_words_are_no_address():
    assert not any(map(is_address, ("", "Hello.", "See example.org for more", "3.5 of 10 people", "a" * 99)))


@pytest.mark.parametrize("text", ["", "  \n", "<html><body><script>x()</script></body></html>", "\x00\x01"])
async def test_what_has_no_text_is_refused_with_a_sentence(site, text):
    for kind in ("", ".json"):
        response = await site.client.post(f"/page{kind}", data={"text": text})
        assert response.status_code == 400
        assert "no text in this that a reader sees" in response.text or "can’t be read" in response.text


async def test_what_is_too_long_is_refused(site):
    at_most = "word " * (LONGEST_PASTED // 5)
    assert (await site.client.post("/page", data={"text": at_most})).status_code == 200
    for kind in ("", ".json"):
        response = await site.client.post(f"/page{kind}", data={"text": at_most + "s"})
        assert response.status_code == 413 and "100,000 characters are read at most" in response.text
    huge = await site.client.post("/page", content=b"text=" + b"x" * 2_100_000)
    assert huge.status_code == 413 and "x" * 100 not in huge.text


async def test_other_bodies_are_refused_with_a_sentence(site):
    for body in (b"", b"[1]", b'{"text": 1}', b'{"text": "a', b"\xff", b'{"other": "a"}', b"[" * 60_000):
        response = await site.client.post(
            "/page.json", content=body, headers={"content-type": "application/json"}
        )
        assert response.status_code == 400 and "field “text”" in response.json()["error"], body
    assert (await site.client.post("/page", content=b"words=1")).status_code == 400
    with pytest.raises(PageRefusedError):
        read_posted(b"&".join([b"text=a"] * 50), "")


async def test_nothing_is_read_from_an_address_of_ours(site):
    for path in ("/page?text=A+miracle+cure+for+good", "/es/page?text=A+miracle"):
        response = await site.client.get(path)
        assert "<article" not in response.text and "miracle" not in response.text.split("<main")[1]
    response = await site.client.get("/page.json?text=cure")
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


async def test_the_answer_is_kept_by_nobody(site, read):
    for response in (
        await site.client.get("/page"),
        await site.client.post("/page", data={"text": GOOD}),
        await site.client.post("/page.json", data={"text": GOOD}),
        await site.client.post("/page.json", data={"text": ""}),
    ):
        assert response.headers["x-robots-tag"] == "noindex, nofollow"
        assert response.headers["cache-control"] == "no-store"
    _, text = await read("This cures everything for good, says Rememberme.")
    addresses = re.findall(r'(?:href|src|action)="([^"]*)"', text)
    assert not any("Rememberme" in address for address in addresses)
    assert "<textarea" in text and "Rememberme" not in text.split("<textarea")[1]


async def test_what_was_pasted_is_not_logged(site, caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        for kind in ("", ".json"):
            await site.client.post(f"/page{kind}", data={"text": "Rememberme cures back pain for good."})
            await site.client.post(f"/page{kind}", data={"text": "https://rememberme.example"})
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
    printed = "".join(capfd.readouterr()) + json.dumps([record.getMessage() for record in ours])
    assert "rememberme" not in printed.lower()


MARKUP = "<img src=x onerror=1><script>alert(1)</script>\"'><svg onload=1>"
HOSTILE = (
    f"Meet Mei-Hua Linwick, LAc {MARKUP}. This cures {MARKUP} back pain for good.",
    f"<html><body><p>This cures pain for good &lt;script&gt;alert(1)&lt;/script&gt;</p>{MARKUP}</html>",
    "<html><body>" + "<div>" * 15_000 + "This cures back pain for good.",
    "<table>" + "<table><tr><td>" * 5_000,
    "This cures\x00 back\x07 pain for good.\u2028Next {{ 7*7 }} {% raw %}",
    "“" * 3_000,
    "Ann Bell " * 600,
    "This cures back pain for good " + "x" * 5_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_is_inert(site, text):
    response = await site.client.post("/page", data={"text": text})
    assert response.status_code in (200, 400)
    assert "<script" not in without_data(response.text) and "<img" not in response.text
    main = response.text.split("<main")[1].split("</main>")[0]
    assert not re.search(r"<[^>]*\son\w+=", main) and "<svg onload" not in main and "alert(1)</" not in main
    assert "\x00" not in main and "\x07" not in main
    assert all(
        len(quote) <= LONGEST_QUOTE + 10 for quote in map(unescape, re.findall(r"“([^”<]*)”</p>", main))
    )
    assert (await site.client.post("/page.json", json={"text": text})).status_code == response.status_code


def test_marks_that_turn_the_text_around_are_not_shown():
    assert shown("safe \u202eevil\u202c \u2066x\u200f\ufeff\x00 end") == "safe evil x end"
    assert shown("word " * 200).endswith("word …") and len(shown("x" * 9_000)) <= LONGEST_QUOTE + 2


async def test_a_half_of_a_character_is_no_fault(site):
    body = b'{"text": "By Mei-Hua \\ud800Linwick, LAc, Seattle, WA. This cures pain for good \\udfff."}'
    response = await site.client.post(
        "/page.json", content=body, headers={"content-type": "application/json"}
    )
    assert response.status_code == 200


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200), st.sampled_from(["", "<html><body><p>", "By Ann Bell, LAc, license number "]))
async def test_any_text_gets_an_answer(site, text, before):
    for kind in ("", ".json"):
        response = await site.client.post(f"/page{kind}", data={"text": before + text})
        assert response.status_code in (200, 400)


async def test_an_older_build_says_so(tmp_path):
    path = fixture.build(tmp_path / "directory.db")
    with sqlite3.connect(path) as connection:
        connection.execute("drop table page_words")
    site = fixture.make_site(path)
    await site.invoke_startup()
    for kind in ("", ".json"):
        response = await site.client.post(f"/page{kind}", data={"text": GOOD})
        assert response.status_code == 503 and "no tables to read pages by" in response.text
    assert (await site.client.get("/page")).status_code == 200
    for database in site.databases.values():
        database.close()
    site.executor.shutdown(wait=True)


@pytest.fixture
def held(monkeypatch):
    """Reading stands still until the event is set; how many read at once is counted."""
    event, inside, most = threading.Event(), [], []

    def read(text: str) -> object:
        inside.append(text)
        most.append(len(inside))
        assert event.wait(30)
        inside.pop()
        return read_document(text)

    monkeypatch.setattr("directory_site.page_form.read_document", read)
    yield event, most
    event.set()


async def test_pages_are_read_one_at_a_time_and_other_pages_go_on(site, held):
    event, most = held
    reading = [asyncio.ensure_future(site.client.post("/page", data={"text": GOOD})) for _ in range(5)]
    while not most:
        await asyncio.sleep(0.01)
    for path in ("/check?name=linwick", "/page", "/"):
        assert (await site.client.get(path)).status_code == 200
    assert not any(each.done() for each in reading)
    event.set()
    assert {each.status_code for each in await asyncio.gather(*reading)} == {200}
    assert set(most) == {1}


async def test_too_many_at_once_are_sent_away(site, held):
    event, _ = held
    asked = [asyncio.ensure_future(site.client.post("/page.json", json={"text": BAD})) for _ in range(25)]
    while sum(each.done() for each in asked) < 4:
        await asyncio.sleep(0.01)
    event.set()
    answers = await asyncio.gather(*asked)
    assert sorted(each.status_code for each in answers) == [200] * 21 + [503] * 4
    assert all(each.headers["retry-after"] for each in answers if each.status_code == 503)


def test_the_slots_are_for_what_is_posted():
    gate = gates()[Kind.PASTED]
    assert (gate.most, gate.most_each) == (1, 1)
    posted = {"type": "http", "method": "POST", "query_string": b""}
    assert {kind_of({**posted, "path": path}) for path in ("/page", "/page.json")} == {Kind.PASTED}
    assert kind_of({**posted, "method": "GET", "path": "/page"}) is Kind.PAGE


async def test_other_sites_may_ask_and_read_and_nothing_depends_on_a_cookie(site):
    response = await site.client.post(
        "/page.json", data={"text": GOOD}, headers={"origin": "https://other.example"}
    )
    assert response.headers["access-control-allow-origin"] == "*" and "set-cookie" not in response.headers
    assert "access-control-allow-origin" not in (await site.client.post("/page", data={"text": GOOD})).headers
    asked = await site.client.options("/page.json")
    assert asked.headers["allow"] == "GET, HEAD, POST"


def plain(key: str) -> str:
    return str(ENGLISH.text(f"page.{key}"))


def test_the_english_words_are_those_of_the_command():
    for point in POINTS:
        assert (plain(f"point_{point.key}"), plain(f"meaning_{point.key}")) == (point.name, point.meaning)
    assert ENGLISH.group("page", "point_").keys() == {point.key for point in POINTS}
    assert ENGLISH.group("page", "question_") == QUESTIONS
    assert ENGLISH.group("page", "language_") == NAMES
    assert (plain("no_score"), plain("kingdom")) == (NO_SCORE, KINGDOM)
    outcomes = {key: text.removesuffix(".") for key, text in ENGLISH.group("page", "outcome_").items()}
    assert outcomes == {str(key): text[0].upper() + text[1:] for key, text in OUTCOMES.items()}
    assert {plain(str(group)) for group in HEADINGS} == {text.split(". ")[1] for text in HEADINGS.values()}


def test_every_outcome_has_a_stamp_and_a_shape():
    assert set(SHAPES) == set(Outcome)
    assert ENGLISH.group("page", "stamp_").keys() == {str(each) for each in Outcome}
    assert {"page_phrases", "page_words"} <= set(CODE_TABLES)
