"""The desk in a real browser, by keyboard alone: with its script, and without any."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.publish.folder import BROOK, VALE
from tests.review.conftest import ACTIVE, HERS, REVOKED
from verify.publish.decisions import Word, read_decisions

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
LONGEST_WAIT_SECONDS = 60


@pytest.fixture
def link(data: Path, tmp_path: Path) -> Iterator[str]:
    """The link that the command printed; the desk runs as a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "verify.cli", "review", "--by", "A. Reviewer", "--port", str(port)]
    command += ["--data", str(data), "--today", "2026-11-22"]
    log = tmp_path / "log"
    with log.open("wb") as file:
        desk = subprocess.Popen(command, stdout=file, stderr=file)
    try:
        yield _printed(desk, log)
    finally:
        desk.terminate()
        desk.wait()


def _printed(desk: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + LONGEST_WAIT_SECONDS
    while time.monotonic() < deadline:
        found = re.findall(r"http://127\.0\.0\.1:\d+/\?token=\S+", log.read_text("utf-8"))
        if found:
            return str(found[0])
        assert desk.poll() is None, log.read_text("utf-8")
        time.sleep(0.1)
    raise AssertionError("the desk printed no link: " + log.read_text("utf-8"))


@asynccontextmanager
async def opened(link: str, *, has_scripts: bool = True) -> AsyncIterator[tuple[Page, list[str]]]:
    """The desk in Chromium, and what its console said; skipped, with words, where there is no Chromium."""
    if CHROMIUM is None:
        assert os.environ.get("REQUIRE_BROWSER") != "1", "chromium is needed: make browser"
        pytest.skip("chromium is not installed: make browser")
    async with async_playwright() as tool:
        browser = await tool.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = await browser.new_context(
            viewport={"width": 1280, "height": 900}, java_script_enabled=has_scripts
        )
        page = await context.new_page()
        page.set_default_timeout(LONGEST_WAIT_SECONDS * 1000)
        said: list[str] = []
        page.on("console", lambda message: said.append(f"{message.text} {message.location['url']}"))
        await page.goto(link)
        yield page, said
        await browser.close()


async def until_shown(page: Page, license_id: str) -> None:
    """The page of this license's pair stands, to its end."""
    field = page.locator("[name=license_id]").first
    await expect(field).to_have_value(license_id, timeout=LONGEST_WAIT_SECONDS * 1000)
    await page.wait_for_load_state()


async def test_pairs_are_decided_by_single_keys(link: str, data: Path) -> None:
    async with opened(link) as (page, said):
        await until_shown(page, HERS)
        await page.keyboard.press("2")
        await page.keyboard.press("a")
        await until_shown(page, ACTIVE)
        await page.keyboard.press("w")
        await page.keyboard.type("Another birthplace: a, r and z are letters here")
        await page.keyboard.press("Escape")
        await page.keyboard.press("r")
        await until_shown(page, REVOKED)
        await page.keyboard.press("z")
        await until_shown(page, ACTIVE)
        assert [(each.pair, each.word, each.reason) for each in read_decisions(data)] == [
            ((BROOK, HERS), Word.ACCEPT, "Name, profession and place agree")
        ]
        width = await page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width[0] <= width[1]
        assert [text for text in said if "favicon" not in text] == []


async def test_key_pressed_while_a_decision_is_on_its_way_does_nothing(link: str, data: Path) -> None:
    press = "for (const key of ['2', 'a', 'u']) document.body.dispatchEvent(%s)"
    async with opened(link) as (page, _):
        await until_shown(page, HERS)
        await page.evaluate(press % "new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true})")
        await until_shown(page, ACTIVE)
        assert [(each.pair, each.word) for each in read_decisions(data)] == [((BROOK, HERS), Word.ACCEPT)]


async def test_pairs_are_decided_by_keyboard_without_script(link: str, data: Path) -> None:
    async with opened(link, has_scripts=False) as (page, _):
        await until_shown(page, HERS)
        await page.locator('[accesskey="6"]').press("Space")
        await page.locator('[accesskey="u"]').press("Enter")
        await until_shown(page, ACTIVE)
        assert [(each.pair, each.word) for each in read_decisions(data)] == [((BROOK, HERS), Word.UNSURE)]
        assert VALE in await page.locator("#main").inner_text()
