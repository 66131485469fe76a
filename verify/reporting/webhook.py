"""A message to the maintainers' own address after each run. It never fails the run.

`REFRESH_WEBHOOK_URL` (https, or http to this machine) is sent a JSON of counts, never a row and never the
sentence of a refusal, because that names rows which nobody confirmed. With `REFRESH_WEBHOOK_KEY` the header
`Refresh-Signature` holds `sha256=` and the HMAC-SHA256 of the body, in hexadecimal.
"""

from __future__ import annotations

import hmac
import ipaddress
import json
import os
import threading
from urllib.parse import urlsplit

import httpx

from verify.reporting.facts import ReportFacts

SECONDS = 10.0
"""How long the address may take, for each step and, doubled, for all of them."""


def tell(facts: ReportFacts) -> str:
    """Tells the webhook, where one is set; the sentence for the log, empty where none is set."""
    url = os.environ.get("REFRESH_WEBHOOK_URL", "").strip()
    if not url:
        return ""
    if not is_allowed(url):
        return "The webhook was not told: REFRESH_WEBHOOK_URL has to be https, or http to this machine."
    body = json.dumps(message(facts), sort_keys=True).encode()
    return post(url, body, os.environ.get("REFRESH_WEBHOOK_KEY", "").strip())


def message(facts: ReportFacts) -> dict[str, object]:
    """What the webhook is told: outcome, release and counts."""
    run, release = facts.run, facts.published
    is_published = run.outcome == "published"
    failed = sorted(line.source for line in facts.sources if line.is_carried_forward)
    done = int(bool(failed))
    return {
        "outcome": run.outcome,
        "exit_code": {"published": done, "unchanged": done, "refused": 2}.get(run.outcome, 3),
        "ran_on": facts.ran_on,
        "release_id": release.release_id,
        "is_sample": run.is_sample,
        "failed_sources": failed,
        "verdicts": release.named("verdict"),
        "changes": release.named("change") if is_published else {},
        "licenses_ending_count": facts.ending_count,
        "review_count": facts.queue.links_count,
        "open_disputes_count": len(facts.disputes),
        "overruled_count": len(run.overruled),
    }


def is_allowed(url: str) -> bool:
    """Whether the message may go there: encrypted, or not leaving this machine."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host)))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def signature(body: bytes, key: str) -> str:
    """The value of the header `Refresh-Signature`."""
    return "sha256=" + hmac.digest(key.encode(), body, "sha256").hex()


def post(url: str, body: bytes, key: str, seconds: float = SECONDS) -> str:
    """Sends the message and waits a bounded time; the sentence for the log. No redirect is followed."""
    headers = {
        "Content-Type": "application/json",
        **({"Refresh-Signature": signature(body, key)} if key else {}),
    }
    said: list[str] = []
    worker = threading.Thread(target=lambda: said.append(_send(url, body, headers, seconds)), daemon=True)
    worker.start()
    worker.join(2 * seconds)
    return said[0] if said else "The webhook was not told: it did not answer in time."


def _send(url: str, body: bytes, headers: dict[str, str], seconds: float) -> str:
    is_local = url.lower().startswith("http:")
    try:
        with (
            httpx.Client(timeout=seconds, trust_env=not is_local) as client,
            client.stream("POST", url, content=body, headers=headers) as answer,
        ):
            code = answer.status_code
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        return f"The webhook was not told: {type(error).__name__}."
    return "The webhook was told." if code < 300 else f"The webhook was not told: it answered {code}."
