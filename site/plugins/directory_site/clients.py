"""How often one client may ask: a bucket of tokens for each address."""

from __future__ import annotations

import ipaddress
import math
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from datasette.utils import StartupError

from .request_kinds import Kind, kind_of
from .security import App, say
from .slots import CLIENT

TOKENS_PER_SECOND = 10.0
MOST_TOKENS = 100.0
"""A client that was quiet may ask so much at once."""
COST = {
    Kind.PAGE: 1.0,
    Kind.TABLE: 2.0,
    Kind.QUESTION: 5.0,
    Kind.FILE: 2.0,
    Kind.BATCH: 5.0,
    Kind.PASTED: 10.0,
}
MOST_CLIENTS = 10_000
"""Clients that are remembered; beyond it the one that asked longest ago is forgotten."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def trusted_proxies() -> tuple[Network, ...]:
    """The networks of `DIRECTORY_PROXY`: their word on a client's address is believed.

    Raises:
        StartupError: it is no list of addresses and networks.
    """
    words = os.environ.get("DIRECTORY_PROXY", "").replace(",", " ").split()
    try:
        return tuple(ipaddress.ip_network(word) for word in words)
    except ValueError as error:
        raise StartupError(f"DIRECTORY_PROXY: {error}; give addresses or networks: 10.0.0.0/8.") from error


def client_of(scope: dict[str, Any], proxies: Sequence[Network]) -> Address | None:
    """Who asks: the peer, or whom a trusted proxy names last; None where nobody can be told from others.

    A request from this machine itself, without a proxy that is known, is nobody: it may stand for everyone.
    """
    peer = _address((scope.get("client") or ("",))[0])
    if peer is None or not any(peer in network for network in proxies):
        return None if peer is None or peer.is_loopback else peer
    named = [value for name, value in scope["headers"] if name.lower() == b"x-forwarded-for"]
    for word in reversed(b",".join(named).decode("latin-1").split(",")):
        address = _address(word.strip())
        if address is None:
            break
        if not any(address in network for network in proxies):
            return address
    return peer


def scheme_of(scope: dict[str, Any], proxies: Sequence[Network]) -> str:
    """`https` where a trusted proxy says that the reader came by it: addresses that we write lead back."""
    peer = _address((scope.get("client") or ("",))[0])
    named = dict(scope["headers"]).get(b"x-forwarded-proto", b"").strip().lower()
    is_believed = peer is not None and any(peer in network for network in proxies)
    return "https" if is_believed and named == b"https" else scope.get("scheme", "http")


def _address(word: str) -> Address | None:
    try:
        address = ipaddress.ip_address(word)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def bucket_of(address: Address) -> str:
    """One bucket for an IPv4 address, and for the 64 bits that one household has of IPv6."""
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


class Buckets:
    """Tokens of every client, at most `MOST_CLIENTS` of them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Every bucket is full; `clock` gives seconds."""
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, bucket: str, cost: float) -> float:
        """0 where the tokens were there and are taken; else the seconds until they will be."""
        now = self._clock()
        tokens, then = self._left.pop(bucket, (MOST_TOKENS, now))
        tokens = min(MOST_TOKENS, tokens + (now - then) * TOKENS_PER_SECOND)
        missing = cost - tokens
        self._left[bucket] = (tokens if missing > 0 else tokens - cost, now)
        if len(self._left) > MOST_CLIENTS:
            self._left.popitem(last=False)
        return max(0.0, missing / TOKENS_PER_SECOND)


def limited(app: App) -> App:
    """The application; a client that asks too often gets 429 and when to come back. Static files are free."""
    buckets, proxies = Buckets(), trusted_proxies()

    async def limited_app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        address = client_of(scope, proxies)
        bucket = bucket_of(address) if address else ""
        scope = {**scope, "scheme": scheme_of(scope, proxies), CLIENT: bucket}
        if not bucket or scope["path"].startswith(("/static/", "/-/static")):
            await app(scope, receive, send)
            return
        seconds = math.ceil(buckets.take(bucket, COST[kind_of(scope)]))
        if seconds:
            sentence = f"Too Many Requests: ask again in {seconds} second{'s' if seconds > 1 else ''}."
            await say(send, 429, sentence, (b"retry-after", str(seconds).encode()))
        else:
            await app(scope, receive, send)

    return limited_app
