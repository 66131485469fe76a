"""The search page in Chromium: suggestions, list and map in step, streets on request, no scripts at all."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
from browser_tools import RULES, SIZES, violations

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TILES = "tile.openstreetmap.org"
NEAR_SEATTLE = "/search?q=seattle"
"""Two marks on the map: entries 1 and 2 in one ZIP area, 3 to 10 in the other."""
LOOK = """
url => new Promise(done => {
  document.addEventListener('securitypolicyviolation', event => done(event.effectiveDirective), {once: true});
  const picture = new Image();
  picture.onload = () => done('loaded');
  picture.onerror = () => setTimeout(() => done('no answer'), 100);
  picture.src = url;
})
"""
"""Ask for a picture; the directive of the policy that forbids it, where one does."""


@asynccontextmanager
async def beyond_the_site(page, address):
    """Addresses of other hosts that the browser would have fetched; none is let out."""
    fetched, home = [], urlsplit(address).netloc

    async def stop(route):
        fetched.append(route.request.url)
        await route.abort()

    def is_elsewhere(url):
        return urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc != home

    await page.route(is_elsewhere, stop)
    yield fetched
    await page.unroute(is_elsewhere, stop)


async def follow(page, action):
    """The action was done and the address that it leads to is there, loaded."""
    async with page.expect_navigation():
        await action


async def type_into_the_box(page, words):
    """The box and its suggestions, once they stand open."""
    box = page.get_by_role("combobox")
    await box.focus()
    await page.keyboard.type(words)
    options = page.get_by_role("listbox").get_by_role("option")
    await options.first.wait_for()
    return box, options


@pytest.mark.parametrize("size", sorted(SIZES))
async def test_a_suggestion_is_chosen_by_keyboard_alone(visitor, size):
    page = await visitor.window(size)
    await page.goto("/")
    box, options = await type_into_the_box(page, "fil")
    assert await box.get_attribute("aria-expanded") == "true"
    assert await box.get_attribute("aria-activedescendant") is None
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    second = await options.nth(1).inner_text()
    assert await options.nth(1).get_attribute("aria-selected") == "true"
    assert await options.nth(0).get_attribute("aria-selected") == "false"
    assert await box.get_attribute("aria-activedescendant") == await options.nth(1).get_attribute("id")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/search?**")
    assert parse_qs(urlsplit(page.url).query)["q"] == [second]
    assert second in await page.locator("#r1 h3").inner_text()
    assert (visitor.strangers(), visitor.errors()) == ([], [])


@pytest.mark.parametrize(("typed", "offered"), [("seat", "Seattle, WA"), ("9810", "98101 (Seattle, WA)")])
async def test_a_city_or_zip_area_that_is_clicked_finds_entries(visitor, typed, offered):
    page = await visitor.window("desktop")
    await page.goto("/")
    _, options = await type_into_the_box(page, typed)
    await options.filter(has_text=offered).first.click()
    await page.wait_for_url("**/search?**")
    assert "Seattle" in await page.locator("#r1").inner_text()


async def test_escape_closes_the_suggestions_and_keeps_what_was_typed(visitor):
    page = await visitor.window("desktop")
    await page.goto("/")
    box, options = await type_into_the_box(page, "sea")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("Escape")
    assert await options.count() == 0
    assert await box.get_attribute("aria-expanded") == "false"
    assert await box.get_attribute("aria-activedescendant") is None
    assert await box.input_value() == "sea"
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/search?q=sea&**")


async def test_suggestions_that_come_late_do_not_open_behind_the_reader(visitor):
    page = await visitor.window("desktop")
    await page.goto("/")
    box = page.get_by_role("combobox")
    waiting, may_answer = asyncio.Event(), asyncio.Event()

    async def hold(route):
        waiting.set()
        await may_answer.wait()
        await route.continue_()

    await page.route("**/suggest.json?q=sea", hold)
    for leave in ("Tab", "Escape"):
        waiting.clear()
        may_answer.clear()
        await box.fill("")
        await box.focus()
        await page.keyboard.type("sea")
        await asyncio.wait_for(waiting.wait(), 15)
        async with page.expect_response("**/suggest.json?q=sea") as answer:
            await page.keyboard.press(leave)
            may_answer.set()
        await (await answer.value).finished()
        await page.evaluate("() => new Promise(requestAnimationFrame)")
        assert await box.get_attribute("aria-expanded") == "false", leave
        assert await page.get_by_role("listbox").count() == 0
    await page.unroute("**/suggest.json?q=sea", hold)


async def lit(page):
    """The numbers of the marked entries, and of the marked spots on the map."""
    return await page.evaluate(
        "() => [[...document.querySelectorAll('.ledger > .lit')].map(node => node.id),"
        " [...document.querySelectorAll('svg.map a.lit')].map(node => node.dataset.numbers)]"
    )


async def test_list_and_map_are_marked_together(visitor):
    page = await visitor.window("desktop")
    await page.goto(NEAR_SEATTLE)
    near, far = page.locator("svg.map a").nth(0), page.locator("svg.map a").nth(1)
    both = [["r1", "r2"], ["1 2"]]
    await page.locator("#r2").hover()
    assert await lit(page) == both
    await page.mouse.move(0, 0)
    assert await lit(page) == [[], []]
    await page.locator("#r1 h3 a").focus()
    assert await lit(page) == both
    await near.focus()
    assert await lit(page) == both
    await near.hover()
    await page.mouse.move(0, 0)
    assert await lit(page) == both, "the mark that has the focus stays marked when the mouse leaves"
    await far.focus()
    assert await lit(page) == [[f"r{number}" for number in range(3, 11)], ["3 4 5 6 7 8 9 10"]]
    await far.evaluate("node => node.blur()")
    assert await lit(page) == [[], []]


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
async def test_a_spot_leads_to_its_entry(visitor, by):
    page = await visitor.window("desktop")
    await page.goto(NEAR_SEATTLE)
    spot = page.locator("svg.map a").nth(1)
    await follow(page, spot.click() if by == "mouse" else spot.press("Enter"))
    assert urlsplit(page.url).fragment == "r3"
    entry = page.locator("#r3")
    assert await entry.evaluate("node => node.matches(':target')")
    box = await entry.bounding_box()
    assert -1 < box["y"] < SIZES["desktop"][1]
    await page.keyboard.press("Tab")
    assert await entry.evaluate("node => node.contains(document.activeElement)"), "Tab goes on from the entry"


async def test_search_filter_pages_and_map_work_without_scripts(visitor):
    page = await visitor.window("phone", scripts=False)
    await page.goto("/")
    await page.locator("#q").fill("seattle")
    await follow(page, page.locator("#search button").click())
    assert await page.locator(".ledger > li").count() == 10
    await page.locator("#map > summary").click()
    await follow(page, page.locator("svg.map a").nth(1).click())
    assert urlsplit(page.url).fragment == "r3"
    assert (await page.locator("#r3").bounding_box())["y"] < SIZES["phone"][1]
    await follow(page, page.locator(".pages a[rel=next]").click())
    assert "page=2" in page.url
    assert await page.locator("#r11").is_visible() and await page.locator("#r1").count() == 0
    await page.locator("nav details > summary").click()
    verified = page.locator("section[aria-labelledby=f-verdict] a", has_text="Verified").first
    await follow(page, verified.click())
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["q"], asked["verdict"], "page" in asked) == (["seattle"], ["verified"], False)
    found = await page.locator(".ledger > li").all_inner_texts()
    assert found and all("Verified" in words for words in found)
    await follow(page, page.locator(".chips a").click())
    assert "verdict" not in page.url and await page.locator(".ledger > li").count() == 10
    assert visitor.strangers() == []


@pytest.mark.parametrize("size", sorted(SIZES))
async def test_streets_are_fetched_only_once_they_are_turned_on(visitor, size):
    page = await visitor.window(size)
    async with beyond_the_site(page, visitor.address) as fetched:
        await page.goto(NEAR_SEATTLE, wait_until="networkidle")
        assert fetched == []
        assert await page.evaluate(LOOK, f"https://{TILES}/0/0/0.png") == "img-src"
        if size == "phone":
            await page.locator("#map > summary").click()
        await follow(page, page.get_by_role("link", name="streets").click())
        await page.wait_for_load_state("networkidle")
        assert parse_qs(urlsplit(page.url).query)["streets"] == ["on"]
        assert await page.locator(".streets.leaflet-container").is_visible(), "the map stands open"
        assert {urlsplit(url).netloc for url in fetched} == {TILES}
        assert await page.evaluate(LOOK, f"https://{TILES}/0/0/0.png") == "no answer"
        assert await page.evaluate(LOOK, "https://elsewhere.example/0.png") == "img-src"
        assert {urlsplit(url).netloc for url in fetched} == {TILES}
        await page.locator(".streets path.leaflet-interactive").nth(1).click()
        assert urlsplit(page.url).fragment == "r3"
        fetched.clear()
        await follow(page, page.get_by_role("link", name="streets").click())
        await page.wait_for_load_state("networkidle")
        assert "streets" not in page.url and fetched == []
    refused = [words for words in visitor.errors() if "ERR_FAILED" not in words and "img-src" not in words]
    assert refused == []


@pytest.mark.parametrize("size", sorted(SIZES))
async def test_an_open_map_streets_and_suggestions_can_be_read_by_everybody(visitor, size):
    page = await visitor.window(size)
    rules = {"type": "tag", "values": RULES}
    async with beyond_the_site(page, visitor.address):
        for path in (NEAR_SEATTLE, f"{NEAR_SEATTLE}&streets=on"):
            await page.goto(path, wait_until="networkidle")
            if not await page.locator("svg.map").is_visible():
                await page.locator("#map > summary").click()
            await page.locator("svg.map a").first.focus()
            assert await violations(page, rules) == [], path
    for path in ("/", NEAR_SEATTLE):
        await page.goto(path)
        if not await page.locator("#q").is_visible():
            await page.locator("details:has(#search) > summary").click()
        await page.locator("#q").fill("")
        await type_into_the_box(page, "fil")
        await page.keyboard.press("ArrowDown")
        assert await violations(page, rules) == [], path
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
