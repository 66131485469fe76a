from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time

import directory_fixture as fixture
import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

pytestmark = pytest.mark.browser

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
PATHS = [
    "/",
    "/search?q=seattle",
    "/search?q=linwik",
    "/search?q=xyzzyqq",
    f"/practitioner/{fixture.VERIFIED}",
    f"/practitioner/{fixture.NOTICE}",
    f"/practitioner/{fixture.HOSTILE_ID}",
    f"/practitioner/{fixture.CLINIC}",
    "/coverage",
    "/source/us_ca_dca_acupuncture",
    "/how-we-verify",
    "/glossary",
    "/nothing-here",
    "/directory",
    "/directory/licenses",
    "/directory/entries_today",
    "/directory/licenses/us_wa_doh~3AAC60990117",
    "/directory?sql=select+*+from+licenses",
    f"/directory/why_this_verdict?entry_id={fixture.VERIFIED}",
]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The address of a real server, as `practitioners serve` starts it."""
    folder = tmp_path_factory.mktemp("served")
    database = fixture.build(folder / "directory.db", many=25)
    port_file = folder / "log"
    command = [sys.executable, "-m", "datasette", "serve", str(database), "--port", "0"]
    command += ["--metadata", "metadata.yml", "--template-dir", "site/templates"]
    command += ["--plugins-dir", "site/plugins", "--static", "static:site/static"]
    environment = {**os.environ, "DIRECTORY_TODAY": fixture.TODAY, "PYTHONUNBUFFERED": "1"}
    with port_file.open("wb") as log:
        server = subprocess.Popen(command, cwd=fixture.ROOT, env=environment, stdout=log, stderr=log)
    try:
        yield wait_for_address(server, port_file)
    finally:
        server.terminate()
        server.wait()


def wait_for_address(server, log) -> str:
    for _ in range(300):
        words = log.read_text("utf-8").split()
        found = [word for word in words if word.startswith("http://127.0.0.1:")]
        if found:
            return found[-1]
        assert server.poll() is None, log.read_text("utf-8")
        time.sleep(0.1)
    raise AssertionError("the server did not say where it listens: " + log.read_text("utf-8"))


@pytest.fixture(scope="module", params=sorted(SIZES))
def browser(request, tmp_path_factory):
    """Chromium of one size with a profile of its own."""
    if CHROMIUM is None or DRIVER is None:
        assert os.environ.get("REQUIRE_BROWSER") != "1", "chromium and chromedriver are needed, install them"
        pytest.skip("chromium or chromedriver is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    width, height = SIZES[request.param]
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": request.param == "phone"}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    yield driver
    driver.quit()


MEASURE = """
const main = document.querySelector('main'), small = [];
for (const node of document.querySelectorAll('main *, footer *')) {
  const own = [...node.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  const box = node.getBoundingClientRect();
  if (own && box.width > 1 && box.height > 1 && parseFloat(getComputedStyle(node).fontSize) < 13)
    small.push(node.outerHTML.slice(0, 80));
}
const kinds = 'main h1, main h2, main h3, main p, main dd, main .badge, main button';
const cut = [...document.querySelectorAll(kinds)]
  .filter(n => !n.closest('.scroll') && !n.classList.contains('vh') && n.getBoundingClientRect().width > 1
    && n.getBoundingClientRect().right > innerWidth + 1).map(n => n.outerHTML.slice(0, 80));
return {scroll: document.documentElement.scrollWidth, inner: innerWidth, small, cut,
  body: parseFloat(getComputedStyle(document.body).fontSize), words: main.innerText.length,
  sheet: getComputedStyle(document.querySelector('.site')).backgroundColor};
"""


@pytest.mark.parametrize("path", PATHS)
def test_pages_fit_and_can_be_read(served, browser, path):
    browser.get(served + path)
    seen = browser.execute_script(MEASURE)
    assert seen["scroll"] <= seen["inner"], seen
    assert seen["cut"] == []
    assert seen["body"] >= 16
    assert seen["small"] == []
    assert seen["words"] > 60
    assert seen["sheet"] == "rgb(16, 60, 66)", "the style sheet was not applied"
    blocked = [line["message"] for line in browser.get_log("browser") if "404" not in line["message"]]
    assert blocked == []


def test_touch_targets_are_large_enough(served, browser):
    browser.get(served + "/")
    for selector in (".tabs a", "button", ".pick label", "input[type=search]"):
        for element in browser.find_elements("css selector", selector):
            assert element.size["height"] >= 44, selector


def test_the_search_works_without_scripts(served, browser):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(served + "/")
        box = browser.find_element("css selector", "input[name=q]")
        box.send_keys("linwick 98101")
        browser.find_element("css selector", "form button").click()
        browser.find_element("css selector", "ol.ledger h3 a").click()
        assert browser.find_element("css selector", "#verdict").text == "Verified"
        assert browser.current_url.endswith(f"/practitioner/{fixture.VERIFIED}")
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_the_keyboard_reaches_the_main_content_first(served, browser):
    browser.get(served + "/search?q=seattle")
    browser.switch_to.active_element.send_keys("\ue004")
    first = browser.switch_to.active_element
    assert first.get_attribute("class") == "skip"
    assert first.is_displayed()


def test_wide_tables_scroll_in_a_named_box_that_takes_focus(served, browser):
    browser.get(served + "/directory/licenses")
    box = browser.find_element("css selector", ".scroll")
    assert box.get_attribute("tabindex") == "0"
    assert browser.find_element("id", box.get_attribute("aria-labelledby")).get_attribute("textContent")
    assert browser.execute_script("return arguments[0].scrollWidth > arguments[0].clientWidth", box)
