"""Opens a page in the browser as soon as its server answers: `python -m verify.open_page URL`."""

from __future__ import annotations

import sys
import time
import webbrowser

import httpx

TRIES = 60
PAUSE_SECONDS = 0.5


def open_when_ready(url: str, tries: int = TRIES) -> bool:
    """Whether `url` answered and was handed to the browser; gives up after `tries` half seconds."""
    for _ in range(tries):
        try:
            httpx.get(url, trust_env=False)
        except httpx.HTTPError:
            time.sleep(PAUSE_SECONDS)
        else:
            return webbrowser.open(url)
    return False


if __name__ == "__main__":
    open_when_ready(sys.argv[1])
