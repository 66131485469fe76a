"""The desk in a real browser, by keyboard alone: with its script, and without any."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.publish.folder import BROOK, VALE
from tests.review.conftest import ACTIVE, HERS
from verify.publish.decisions import Word, read_decisions

pytestmark = pytest.mark.browser

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --window-size=1280,900"
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


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Any]:
    if CHROMIUM is None or DRIVER is None:
        assert os.environ.get("REQUIRE_BROWSER") != "1", "chromium and chromedriver are needed, install them"
        pytest.skip("chromium or chromedriver is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


def shown(browser: Any) -> str:
    """The license of the pair on the page."""
    return str(browser.find_element("name", "license_id").get_attribute("value"))


def until_shown(browser: Any, license_id: str) -> None:
    deadline = time.monotonic() + LONGEST_WAIT_SECONDS
    while time.monotonic() < deadline:
        found = browser.find_elements("css selector", f"[name=license_id][value='{license_id}']")
        if found:
            return
        time.sleep(0.05)
    raise AssertionError(
        f"{license_id} did not come; the page says {browser.find_element('id', 'main').text}"
    )


def press(browser: Any, *keys: str) -> None:
    for key in keys:
        ActionChains(browser).send_keys(key).perform()


def press_access_key(browser: Any, key: str) -> None:
    ActionChains(browser).key_down(Keys.ALT).send_keys(key).key_up(Keys.ALT).perform()


def test_pairs_are_decided_by_single_keys(browser: Any, link: str, data: Path) -> None:
    browser.get(link)
    until_shown(browser, HERS)
    press(browser, "2", "a")
    until_shown(browser, ACTIVE)
    press(browser, "w", "Another birthplace: a, r and z are letters here", Keys.ESCAPE, "r")
    press(browser, "z")
    until_shown(browser, ACTIVE)
    assert [(each.pair, each.word, each.reason) for each in read_decisions(data)] == [
        ((BROOK, HERS), Word.ACCEPT, "Name, profession and place agree")
    ]
    width = browser.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]
    assert [line["message"] for line in browser.get_log("browser") if "favicon" not in line["message"]] == []


def test_pairs_are_decided_by_access_keys_without_script(browser: Any, link: str, data: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(link)
    until_shown(browser, HERS)
    press_access_key(browser, "6")
    press_access_key(browser, "u")
    until_shown(browser, ACTIVE)
    assert [(each.pair, each.word) for each in read_decisions(data)] == [((BROOK, HERS), Word.UNSURE)]
    assert shown(browser) == ACTIVE
    assert VALE in browser.find_element("id", "main").text
