"""The preview of the reconciliation service, in a frame on a page of another site, as OpenRefine shows it."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import directory_fixture as fixture
import pytest
from browser_tools import RULES, violations
from directory_site.reconcile import PREVIEW_HEIGHT, PREVIEW_WIDTH

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def client(served, tmp_path):
    """The address of a page of another site, with a preview and a page of ours in frames."""
    paths = (f"/reconcile/preview?id={fixture.VERIFIED}", f"/practitioner/{fixture.VERIFIED}")
    size = f'width="{PREVIEW_WIDTH}" height="{PREVIEW_HEIGHT}"'
    frames = "".join(f'<iframe src="{served}{path}" {size}></iframe>' for path in paths)
    (tmp_path / "project.html").write_text(frames, "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/project.html"
    server.shutdown()
    thread.join()
    server.server_close()


async def test_a_preview_shows_in_a_frame_of_another_site_and_a_page_does_not(visitor, client):
    page = await visitor.window("desktop")
    await page.goto(client)
    shown, refused = page.frames[1:]
    assert await shown.inner_text("h1") == "Mei-Hua Linwick"
    assert await shown.evaluate("getComputedStyle(document.querySelector('main')).borderStyle") == "solid"
    assert await shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert "Mei-Hua" not in await refused.content()
    assert any("frame-ancestors 'none'" in words for words in visitor.complaints)


@pytest.mark.parametrize("entry_id", [fixture.NOTICE, fixture.CLINIC])
async def test_a_preview_can_be_read_by_everybody(visitor, entry_id):
    page = await visitor.window("phone")
    await page.goto(f"/reconcile/preview?id={entry_id}")
    assert await violations(page, {"type": "tag", "values": RULES}) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await page.set_viewport_size({"width": PREVIEW_WIDTH, "height": 100})
    assert await page.evaluate("document.documentElement.scrollHeight") <= PREVIEW_HEIGHT
    assert visitor.strangers() == [] and visitor.errors() == []


@pytest.mark.parametrize("language", ["", "/es", "/zh", "/ko"])
async def test_the_page_of_the_service_can_be_read_by_everybody(visitor, language):
    for size in ("phone", "desktop"):
        page = await visitor.window(size)
        await page.goto(f"{language}/reconcile")
        assert await page.locator("h1").count() == 1
        steps = page.locator("ol.steps li").first
        assert await steps.evaluate("step => getComputedStyle(step).listStyleType") == "decimal"
        assert await violations(page, {"type": "tag", "values": RULES}) == []
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visitor.strangers() == [] and visitor.errors() == []
