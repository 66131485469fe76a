"""Web pages that come where data were due: told apart, and challenges recognized by their own words.

A challenge answers HTTP 200 with a page that wants to see a browser or a person. It is a refusal: the
crawl stops there, says so, and nothing tries to get around it.
"""

from __future__ import annotations

import re

from crawler.cells import show_cell

START_BYTES = 64 << 10
"""So much of a body is looked at; the title of a page and the words of a challenge stand before that."""

# Words of pages that are nothing but a challenge. Names of scripts are no sign: Cloudflare and Imperva put
# theirs into ordinary pages too, and many a form has a captcha of its own.
_CHALLENGES = (
    (r"<title>\s*just a moment", "Cloudflare"),
    (r"attention required!\s*\|\s*cloudflare", "Cloudflare"),
    (r"checking your browser before accessing", "Cloudflare"),
    (r"request unsuccessful\. incapsula incident", "Imperva"),
    (r"pardon our interruption", "Imperva"),
    (r"<title>\s*access denied\s*</title>", "Akamai"),
    (r"the requested url was rejected\. please consult", "F5"),
    (r"access to this page has been denied", "PerimeterX"),
    (r"<title>\s*ddos-guard", "DDoS-Guard"),
    (r"sucuri website firewall", "Sucuri"),
    (r"radware bot manager|radware captcha page", "Radware"),
    (r"awswafintegration\.(?:checkforcerefresh|getnewtoken)", "Amazon"),
    (r"<title>\s*(?:human verification|bot verification|security check|are you (?:a )?human)", ""),
    (r"verify(?:ing)? (?:that )?you are (?:a )?human", ""),
)
_PATTERNS = tuple((re.compile(words), owner) for words, owner in _CHALLENGES)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_web_page(start: bytes) -> bool:
    """Whether a body that begins with `start` is a web page (HTML), whatever its content type says."""
    return bool(_PAGE.match(start[:START_BYTES]))


def challenge_owner(start: bytes) -> str | None:
    """Whose challenge the page is (`Cloudflare`); empty for one without a name, None for any other body."""
    if not is_web_page(start):
        return None
    text = " ".join(start[:START_BYTES].decode("utf-8", "replace").lower().split())
    return next((owner for pattern, owner in _PATTERNS if pattern.search(text)), None)


def challenge_reason(start: bytes) -> str:
    """Why nothing more is asked of a host that answered with a challenge; empty for any other body."""
    owner = challenge_owner(start)
    if owner is None:
        return ""
    whose = f" of {owner}" if owner else ""
    return (
        f"the host answered with a challenge page{whose} instead of data; it does not want to be read by "
        "programs, so nothing more is asked: ask its owner for permission or for a file"
    )


def page_reason(start: bytes, due: str) -> str:
    """What to tell when a web page came where `due` (`table`, `zip`) was; empty for any other body."""
    if not is_web_page(start):
        return ""
    return challenge_reason(start) or f"the answer is a web page and no {due}; the address may have changed"


def no_text_reason(start: bytes) -> str:
    """What to tell of a body where a table in plain text was due; empty where it may be one."""
    page = page_reason(start, "table")
    if page:
        return page
    if start.lstrip()[:1] in (b"{", b"["):
        said = show_cell(start.decode("utf-8", "replace"), 200)
        return f"the answer is JSON and no table: {said}; try again later"
    if b"\0" in start[:START_BYTES]:
        return "the answer is binary, or text in UTF-16, and no table; look where the listing is now"
    return ""
