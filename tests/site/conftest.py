from __future__ import annotations

import os
import sys

import pytest
import pytest_asyncio
from directory_fixture import ROOT, TODAY, build, make_site

sys.path.insert(0, str(ROOT / "site" / "plugins"))


@pytest.fixture(scope="session")
def database_path(tmp_path_factory):
    return build(tmp_path_factory.mktemp("site") / "directory.db", many=25)


@pytest.fixture(autouse=True)
def _environment(monkeypatch):
    monkeypatch.setenv("DIRECTORY_TODAY", TODAY)
    monkeypatch.delenv("DIRECTORY_CONTACT", raising=False)


@pytest.fixture
async def site(database_path):
    datasette = make_site(database_path)
    await datasette.invoke_startup()
    yield datasette
    datasette._metadata_local = {}
    for database in datasette.databases.values():
        database.close()
    if datasette.executor is not None:
        datasette.executor.shutdown(wait=True)


@pytest.fixture
def page(site):
    """The text of a page that must be there."""

    async def get(path: str) -> str:
        response = await site.client.get(path)
        assert response.status_code == 200, (path, response.status_code, response.text[-2000:])
        return response.text

    return get


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The address of a real server, one for all tests of the browser."""
    from browser_tools import running_server

    with running_server(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def visitor(served):
    """A reader with Chromium; where there is none the tests of the browser are skipped, and say so."""
    from browser_tools import CHROMIUM, FLAGS, Visitor
    from playwright.async_api import async_playwright

    if CHROMIUM is None:
        assert os.environ.get("REQUIRE_BROWSER") != "1", "chromium is needed: make browser"
        pytest.skip("chromium is not installed: make browser")
    async with async_playwright() as tool:
        browser = await tool.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Visitor(served, browser)
        await browser.close()
