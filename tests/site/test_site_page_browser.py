"""The page that reads a health page, in Chromium: it is pasted, answered, read by everybody and printed."""

from __future__ import annotations

import pytest
from browser_tools import MEASURE, PICTURES, RULES, violations
from test_site_browser import NARROW, ZOOMED
from test_site_page import BAD, GOOD, HOSTILE, MARKUP

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SPANISH = "La acupuntura alivia el dolor de la espalda y no es para todos los que la piden. " * 4
TEAM = "Meet Ivo Tarnwell, LAc, and Wren Halvorsby, LAc, DACM, XQZW, of Seattle, WA 98101.\n\n"
PASTED = {"good": GOOD, "bad": TEAM + BAD * 5, "hostile": "".join(HOSTILE[:1]) * 3, "spanish": SPANISH}


async def read(page, text, language=""):
    """Paste a text and ask, as a reader does."""
    await page.goto(f"{language}/page")
    await page.fill("textarea", text)
    async with page.expect_navigation(wait_until="load"):
        await page.click("main button.go")
    await page.wait_for_selector("article")


@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("kind", list(PASTED))
async def test_an_answer_fits_and_can_be_read_by_everybody(visitor, kind, size):
    page = await visitor.window(size)
    await read(page, PASTED[kind])
    seen = await page.evaluate(MEASURE)
    assert seen["scroll"] <= seen["inner"] and (seen["cut"], seen["small"]) == ([], [])
    assert await violations(page, {"type": "tag", "values": RULES}) == []
    PICTURES.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=PICTURES / f"page-{kind}-{size}-light.png", full_page=True)
    await page.emulate_media(color_scheme="dark")
    assert await violations(page, {"type": "rule", "values": ["color-contrast"]}) == []
    await page.screenshot(path=PICTURES / f"page-{kind}-{size}-dark.png", full_page=True)
    await page.set_viewport_size({"width": NARROW if size == "phone" else ZOOMED, "height": 700})
    seen = await page.evaluate(MEASURE)
    assert seen["scroll"] <= seen["inner"] and seen["cut"] == []
    assert visitor.strangers() == [] and visitor.errors() == []


@pytest.mark.parametrize("language", ["/es", "/zh", "/ko"])
async def test_an_answer_in_another_language_can_be_read_by_everybody(visitor, language):
    page = await visitor.window("phone")
    await read(page, PASTED["bad"], language)
    assert page.url.endswith(f"{language}/page")
    assert await violations(page, {"type": "tag", "values": RULES}) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visitor.strangers() == [] and visitor.errors() == []


async def test_no_script_is_needed_and_none_of_the_page_runs(visitor):
    page = await visitor.window("desktop", scripts=False)
    await read(page, GOOD)
    assert await page.locator("article .badge").first.inner_text() == "Verified"
    page = await visitor.window("desktop")
    await page.evaluate("window.alert = () => { window.rang = true }")
    await read(page, f"This cures {MARKUP} back pain for good. " * 3)
    assert await page.evaluate("window.rang") is None
    assert await page.locator("article img").count() == 0 and visitor.errors() == []


async def test_from_a_promise_to_the_check_and_to_the_search(visitor):
    page = await visitor.window("phone")
    await read(page, GOOD)
    await page.click("article .chips a[href='#next']")
    assert await page.evaluate("document.querySelector('#next').getBoundingClientRect().top < innerHeight")
    for link, field, words in (
        ("article .claims a[href^='/check']", "#number", "AC60990117"),
        ("article .do a[href^='/search']", "#q", "98101"),
    ):
        async with page.context.expect_page() as opened:
            await page.click(link)
        beside = await opened.value
        assert words in await beside.input_value(field)
        await beside.close()
    assert await page.locator("article .badge").first.is_visible(), "the answer is still there"


@pytest.mark.parametrize("kind", ["good", "bad"])
async def test_an_answer_prints_on_one_or_two_sheets(visitor, kind):
    page = await visitor.window("desktop")
    await read(page, PASTED[kind])
    await page.emulate_media(media="print")
    assert await page.locator("ol.ask li").first.is_visible()
    assert not await page.locator("textarea").is_visible()
    printed = await page.pdf(format="Letter")
    assert 1 <= printed.count(b"/Type /Page\n") <= 2
