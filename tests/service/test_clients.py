"""How often one client may ask, and who a client is."""

from __future__ import annotations

import ipaddress

import pytest
from datasette.utils import StartupError
from hypothesis import given
from hypothesis import strategies as st

from tests.service import builds  # noqa: F401  (the plugins are importable)

from directory_site import clients  # isort: skip

PROXIES = (ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("127.0.0.1/32"))


def scope(peer: str | None, forwarded: str = "", path: str = "/", query: bytes = b"") -> dict:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    found = {"type": "http", "path": path, "query_string": query, "headers": headers}
    return found | {"client": (peer, 1) if peer else None}


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.7", "198.51.100.1"),
        ("10.0.0.1", "no address", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("127.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("::ffff:203.0.113.9", "", "203.0.113.9"),
        ("testclient", "", None),
        (None, "", None),
    ],
)
def test_a_client_is_the_peer_or_whom_a_trusted_proxy_names_last(peer, forwarded, expected):
    found = clients.client_of(scope(peer, forwarded), PROXIES)
    assert (str(found) if found else None) == expected


def test_this_machine_without_a_known_proxy_may_stand_for_everybody():
    assert clients.client_of(scope("127.0.0.1", "203.0.113.9"), ()) is None
    assert clients.client_of(scope("::1"), ()) is None


def test_addresses_that_we_write_lead_back_by_the_way_that_a_trusted_proxy_names():
    asked = scope("10.0.0.1")
    asked["headers"] = [(b"x-forwarded-proto", b"https")]
    assert clients.scheme_of(asked, PROXIES) == "https"
    assert clients.scheme_of({**asked, "client": ("203.0.113.9", 1)}, PROXIES) == "http"
    assert clients.scheme_of(scope("10.0.0.1"), PROXIES) == "http"


def test_one_household_of_ipv6_is_one_client():
    bucket = clients.bucket_of(ipaddress.ip_address("2001:db8:1:2:3::4"))
    assert bucket == clients.bucket_of(ipaddress.ip_address("2001:db8:1:2:ffff::1"))
    assert bucket != clients.bucket_of(ipaddress.ip_address("2001:db8:1:3::4"))


def test_a_quiet_client_may_ask_much_at_once_and_then_steadily():
    now = [0.0]
    buckets = clients.Buckets(lambda: now[0])
    assert [buckets.take("a", 1) for _ in range(100)] == [0] * 100
    assert buckets.take("a", 1) == pytest.approx(0.1)
    assert buckets.take("b", 1) == 0
    now[0] = 0.11
    assert buckets.take("a", 1) == 0


@given(st.lists(st.tuples(st.floats(0, 30), st.sampled_from([1.0, 2.0, 5.0])), max_size=400))
def test_no_client_gets_more_than_its_burst_and_its_rate(steps):
    now, taken = [0.0], 0.0
    buckets = clients.Buckets(lambda: now[0])
    for pause, cost in steps:
        now[0] += pause / 100
        wait = buckets.take("a", cost)
        assert wait >= 0
        taken += cost if wait == 0 else 0
        assert taken <= clients.MOST_TOKENS + now[0] * clients.TOKENS_PER_SECOND + 1e-6


def test_clients_that_are_remembered_are_bounded():
    buckets = clients.Buckets(lambda: 0.0)
    for number in range(clients.MOST_CLIENTS + 50):
        buckets.take(str(number), 1)
    assert len(buckets._left) == clients.MOST_CLIENTS


async def answer(app, asked):
    told = []

    async def send(message):
        told.append(message)

    await app(asked, None, send)
    return told[0]["status"], dict(told[0]["headers"])


async def test_too_many_requests_are_told_when_to_come_back(monkeypatch):
    monkeypatch.delenv("DIRECTORY_PROXY", raising=False)

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    limited = clients.limited(app)
    batch = scope("203.0.113.7", path="/reconcile", query=b"queries=%7B%7D")
    assert [(await answer(limited, batch))[0] for _ in range(40)][:20] == [200] * 20
    assert (await answer(limited, batch))[0] == 429
    question = scope("203.0.113.9", path="/directory.json", query=b"sql=select+1")
    statuses = [(await answer(limited, question))[0] for _ in range(40)]
    assert statuses[:20] == [200] * 20
    status, headers = await answer(limited, question)
    assert status == 429
    assert int(headers[b"retry-after"]) >= 1
    assert (await answer(limited, scope("203.0.113.9", path="/static/style.css")))[0] == 200
    assert (await answer(limited, scope("203.0.113.8")))[0] == 200
    assert [(await answer(limited, scope("127.0.0.1")))[0] for _ in range(300)] == [200] * 300


def test_a_setting_that_is_no_address_stops_the_start(monkeypatch):
    monkeypatch.setenv("DIRECTORY_PROXY", "nginx")
    with pytest.raises(StartupError, match="nginx"):
        clients.trusted_proxies()
    monkeypatch.setenv("DIRECTORY_PROXY", "127.0.0.1, 10.0.0.0/8 ::1")
    assert len(clients.trusted_proxies()) == 3
