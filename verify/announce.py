"""Tells the address as soon as its server answers: `python -m verify.announce URL [--open]`.

`--open` hands it to the browser too. The server has taken over the process that started it, so somebody
beside it must say when it is there.
"""

from __future__ import annotations

import sys
import time
import webbrowser

import httpx

TRIES = 240
PAUSE_SECONDS = 0.25


def announce_when_ready(url: str, *, open_page: bool, tries: int = TRIES) -> bool:
    """Whether `url` answered, was printed and, if asked, handed to the browser; gives up after `tries`."""
    for _ in range(tries):
        try:
            httpx.get(url, trust_env=False)
        except httpx.HTTPError:
            time.sleep(PAUSE_SECONDS)
        else:
            print(f"\n{url}   (Ctrl-C ends it)", flush=True)
            return webbrowser.open(url) if open_page else True
    return False


if __name__ == "__main__":
    announce_when_ready(sys.argv[1], open_page="--open" in sys.argv[2:])
