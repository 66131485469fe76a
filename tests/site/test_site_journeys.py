"""What a patient does, in a real browser: on a phone and a desk, with and without scripts, by keyboard."""

from __future__ import annotations

import directory_fixture as fixture
import pytest
from browser_tools import SIZES

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

WAYS = pytest.mark.parametrize(
    ("size", "scripts"), [(size, on) for size in sorted(SIZES) for on in (True, False)]
)


@WAYS
async def test_from_the_first_page_to_a_verified_person(visitor, size, scripts):
    page = await visitor.window(size, scripts)
    await page.goto("/")
    await page.fill("input[name=q]", "linwick 98101")
    await page.click("main form[role=search] button")
    await page.click(".ledger h3 a >> nth=0")
    assert page.url.endswith(f"/practitioner/{fixture.VERIFIED}")
    assert await page.inner_text("#verdict") == "Verified"
    assert fixture.SENTENCE in await page.inner_text(".slip")
    assert visitor.strangers() == []


@WAYS
async def test_from_a_name_to_the_boards_own_words(visitor, size, scripts):
    page = await visitor.window(size, scripts)
    await page.goto("/search?q=ferncastle")
    await page.click(".ledger h3 a >> nth=0")
    assert await page.inner_text("#verdict") == "Licensed, with a board notice"
    await page.click("a[href^='#actions-']")
    assert "“Respondent shall complete twelve hours of education.”" in await page.inner_text("#actions-1")
    assert await page.locator("#actions-1").evaluate("n => n.getBoundingClientRect().top < innerHeight")


@WAYS
async def test_from_a_flyer_to_an_answer_with_an_address(visitor, size, scripts):
    page = await visitor.window(size, scripts)
    await page.goto("/")
    await page.click("header a[href$='/check']")
    await page.fill("main input[name=name]", "Mei Hua Linwick LAc")
    await page.fill("main input[name=number]", "AC 6099-0117")
    await page.click("main form button")
    assert "name=Mei" in page.url
    assert "LINWICK, MEI-HUA" in await page.inner_text("main .slip")


@WAYS
async def test_from_a_state_to_its_board(visitor, size, scripts):
    page = await visitor.window(size, scripts)
    await page.goto("/")
    await page.click("header a[href$='/coverage']")
    row = page.locator(".states tbody tr", has_text="Oregon")
    assert "Not read" in await row.inner_text()
    assert await row.locator("a[rel~=external]").count() >= 1
    await page.click("#lists ~ article h3 a >> nth=0")
    assert "/source/" in page.url


@WAYS
async def test_from_english_to_another_language_and_back(visitor, size, scripts):
    page = await visitor.window(size, scripts)
    await page.goto(f"/practitioner/{fixture.VERIFIED}")
    await page.click(".langs a[hreflang=es]")
    assert page.url.endswith(f"/es/practitioner/{fixture.VERIFIED}")
    assert await page.inner_text("#verdict") == "Verificado"
    assert await page.get_attribute("html", "lang") == "es"
    await page.click(".brand")
    assert page.url.endswith("/es/")
    await page.click(".langs a[hreflang=en]")
    assert await page.get_attribute("html", "lang") == "en"


@pytest.mark.parametrize("size", sorted(SIZES))
async def test_with_the_keyboard_alone(visitor, size):
    page = await visitor.window(size)
    await page.goto("/")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.className") == "skip"
    assert await page.locator(".skip").is_visible()
    await page.keyboard.press("Enter")
    for _ in range(4):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.name") == "q":
            break
    await page.keyboard.type("linwick")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/search?*")
    for _ in range(80):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.matches('.ledger h3 a')"):
            break
    style = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid", "the focus can be seen"
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/practitioner/*")
    assert await page.inner_text("#verdict") == "Verified"
