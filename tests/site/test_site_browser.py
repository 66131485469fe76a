"""Every kind of page in Chromium: it fits, can be read by everybody, and asks nobody else for anything."""

from __future__ import annotations

import directory_fixture as fixture
import pytest
from browser_tools import MEASURE, PICTURES, RULES, SIZES, violations

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PATHS = {
    "home": "/",
    "results": "/search?q=seattle",
    "results-close": "/search?q=linwik",
    "results-none": "/search?q=xyzzyqq",
    "practitioner": f"/practitioner/{fixture.VERIFIED}",
    "practitioner-notice": f"/practitioner/{fixture.NOTICE}",
    "practitioner-hostile": f"/practitioner/{fixture.HOSTILE_ID}",
    "practitioner-not-checked": f"/practitioner/{fixture.UNCOVERED}",
    "clinic": f"/clinic/{fixture.CLINIC}",
    "check": "/check",
    "check-answer": "/check?name=Mei-Hua+Linwick&number=AC60990117&state=WA",
    "page": "/page",
    "coverage": "/coverage",
    "dashboard": "/dashboard",
    "question": "/directory/status_mix_by_board",
    "releases": "/releases",
    "release": "/release/2026-11-18-abc123",
    "source": "/source/us_ca_dca_acupuncture",
    "how-we-verify": "/how-we-verify",
    "accuracy": "/accuracy",
    "glossary": "/glossary",
    "missing": "/nothing-here",
    "spanish": f"/es/practitioner/{fixture.VERIFIED}",
    "chinese": f"/zh/practitioner/{fixture.NOTICE}",
    "korean": "/ko/",
    "data": "/directory",
    "table": "/directory/licenses",
    "row": "/directory/licenses/us_wa_doh~3AAC60990117",
    "sql": "/directory?sql=select+*+from+licenses",
}
IN_THE_DARK = (
    "home",
    "dashboard",
    "results",
    "practitioner",
    "practitioner-notice",
    "clinic",
    "check-answer",
)
"""Pages of which a picture in dark colors is kept too."""
NARROW, ZOOMED = 320, 640
"""The narrowest window in CSS pixels, and a window of 1,280 at a zoom of 200 %."""


@pytest.mark.parametrize("size", sorted(SIZES))
@pytest.mark.parametrize("kind", list(PATHS))
async def test_pages_fit_and_can_be_read_by_everybody(visitor, kind, size):
    page = await visitor.window(size)
    await page.goto(PATHS[kind])
    seen = await page.evaluate(MEASURE)
    assert seen["scroll"] <= seen["inner"], seen
    assert (seen["cut"], seen["small"]) == ([], [])
    assert seen["body"] >= 16 and seen["words"] > 60
    assert seen["head"] == "rgb(16, 60, 66)", "the style sheet was not applied"
    assert await violations(page, {"type": "tag", "values": RULES}) == []
    await picture(page, kind, size, "light")
    await page.emulate_media(color_scheme="dark")
    assert await violations(page, {"type": "rule", "values": ["color-contrast"]}) == []
    if kind in IN_THE_DARK:
        await picture(page, kind, size, "dark")
    await page.set_viewport_size({"width": NARROW if size == "phone" else ZOOMED, "height": 700})
    seen = await page.evaluate(MEASURE)
    assert seen["scroll"] <= seen["inner"] and seen["cut"] == []
    assert visitor.strangers() == []
    assert visitor.errors() == []


async def picture(page, kind, size, scheme):
    """Keep a picture of the page for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=PICTURES / f"{kind}-{size}-{scheme}.png", full_page=True)


async def test_a_page_of_results_weighs_less_than_100_kilobytes(visitor):
    page = await visitor.window("phone")
    received = []

    def keep(request):
        received.append(request)

    page.on("requestfinished", keep)
    await page.goto("/search?q=filler", wait_until="networkidle")
    page.remove_listener("requestfinished", keep)
    sizes = [await request.sizes() for request in received]
    total = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    assert len(received) >= 2 and total < 100_000, (total, [request.url for request in received])


async def test_a_record_prints_on_one_sheet(visitor):
    page = await visitor.window("desktop")
    for entry_id in (fixture.VERIFIED, fixture.NOTICE):
        await page.goto(f"/practitioner/{entry_id}")
        await page.emulate_media(media="print")
        printed = await page.pdf(format="Letter")
        assert 1 <= printed.count(b"/Type /Page\n") <= 2


async def test_touch_targets_are_large_enough(visitor):
    page = await visitor.window("phone")
    await page.goto("/")
    for selector in (".tabs a", ".langs a", "main button", ".pick label", "main input[type=search]"):
        for element in await page.query_selector_all(selector):
            box = await element.bounding_box()
            assert box is None or box["height"] >= 44, selector


async def test_wide_tables_scroll_in_a_named_box_that_takes_focus(visitor):
    page = await visitor.window("phone")
    await page.goto("/directory/licenses")
    box = page.locator(".scroll").first
    assert await box.get_attribute("tabindex") == "0"
    name = await box.get_attribute("aria-labelledby")
    assert await page.locator(f"[id='{name}']").inner_text()
    assert await box.evaluate("node => node.scrollWidth > node.clientWidth")
