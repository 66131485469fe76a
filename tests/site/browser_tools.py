"""A real server and a real Chromium, each started once for all tests of the browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import directory_fixture as fixture

from verify.export.folder import make_release

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PICTURES = fixture.ROOT / "build" / "screenshots"

MEASURE = """
() => {
  const small = [];
  for (const node of document.querySelectorAll('main *, footer *')) {
    const own = [...node.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    const box = node.getBoundingClientRect();
    if (own && box.width > 1 && box.height > 1 && !node.closest('svg')
      && parseFloat(getComputedStyle(node).fontSize) < 13) small.push(node.outerHTML.slice(0, 80));
  }
  const kinds = 'main h1, main h2, main h3, main p, main dd, main .badge, main button';
  const cut = [...document.querySelectorAll(kinds)]
    .filter(n => !n.closest('.scroll') && !n.classList.contains('vh') && n.getBoundingClientRect().width > 1
      && n.getBoundingClientRect().right > innerWidth + 1).map(n => n.outerHTML.slice(0, 80));
  return {small, cut, scroll: document.documentElement.scrollWidth, inner: innerWidth,
    body: parseFloat(getComputedStyle(document.body).fontSize),
    words: document.querySelector('main').innerText.length,
    head: getComputedStyle(document.querySelector('.site')).backgroundColor};
}
"""
"""How a page lies: text too small, text cut off, width against the window."""

RUN_AXE = """
async (options) => {
  const found = await axe.run(document, options);
  const told = nodes => nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ');
  return found.violations.map(violation => violation.id + ': ' + told(violation.nodes));
}
"""


@contextmanager
def running_server(folder: Path) -> Iterator[str]:
    """The address of a server on the fictional database and its files, stopped at the end."""
    database = fixture.build(folder / "directory.db", many=25)
    log = folder / "log"
    command = [sys.executable, "-m", "datasette", "serve", str(database), "--port", "0"]
    command += ["--metadata", "metadata.yml", "--template-dir", "site/templates"]
    command += ["--plugins-dir", "site/plugins", "--static", "static:site/static"]
    make_release(database, folder / "releases")
    environment = {**os.environ, "DIRECTORY_TODAY": fixture.TODAY, "PYTHONUNBUFFERED": "1"}
    environment["DIRECTORY_DATA"] = str(folder)
    with log.open("wb") as out:
        server = subprocess.Popen(command, cwd=fixture.ROOT, env=environment, stdout=out, stderr=out)
    try:
        yield _wait_for_address(server, log)
    finally:
        server.terminate()
        server.wait()


def _wait_for_address(server: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(600):
        found = [word for word in log.read_text("utf-8").split() if word.startswith("http://127.0.0.1:")]
        if found:
            return found[-1]
        assert server.poll() is None, log.read_text("utf-8")
        time.sleep(0.1)
    raise AssertionError("the server did not say where it listens: " + log.read_text("utf-8"))


@dataclass
class Visitor:
    """A reader at one window size; remembers what the browser asked for and complained about."""

    address: str
    browser: Any
    contexts: dict[tuple[str, bool], Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    async def window(self, size: str, scripts: bool = True) -> Any:
        """A page of this size, the same one for every test that asks for it, with nothing remembered."""
        self.asked.clear()
        self.complaints.clear()
        if (size, scripts) not in self.contexts:
            width, height = SIZES[size]
            context = await self.browser.new_context(
                viewport={"width": width, "height": height},
                java_script_enabled=scripts,
                is_mobile=size == "phone",
                has_touch=size == "phone",
                base_url=self.address,
            )
            context.set_default_timeout(60_000)
            page = await context.new_page()
            page.on("request", lambda request: self.asked.append(request.url))
            page.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))
            page.on("pageerror", lambda error: self.complaints.append(str(error)))
            self.contexts[size, scripts] = page
        page = self.contexts[size, scripts]
        width, height = SIZES[size]
        await page.set_viewport_size({"width": width, "height": height})
        await page.emulate_media(color_scheme="light", media="screen")
        return page

    def strangers(self) -> list[str]:
        """Addresses beyond the site that the browser asked for."""
        home = urlsplit(self.address).netloc
        return [
            url
            for url in self.asked
            if urlsplit(url).scheme.startswith("http") and urlsplit(url).netloc != home
        ]

    def errors(self) -> list[str]:
        """What the browser complained about, but for pages that are missing on purpose."""
        return [words for words in self.complaints if "404" not in words]


async def violations(page: Any, rules: dict[str, Any]) -> list[str]:
    """What axe-core finds against a page."""
    await page.evaluate(AXE)
    return await page.evaluate(RUN_AXE, {"runOnly": rules, "resultTypes": ["violations"]})
