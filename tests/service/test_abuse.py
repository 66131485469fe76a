"""Abusive SQL and addresses: each ends in order, with others served meanwhile and afterwards."""

from __future__ import annotations

import asyncio
from collections import Counter
from urllib.parse import quote

import pytest

from benchmarks.abuse import ABUSES, ENDLESS, PROBE, TIME, abuse, flood
from benchmarks.load import Client, resident_megabytes, serving
from tests.service.builds import write_builds

MOST_BYTES = 6_000_000
"""Of the body of one answer: 2 MB of values, with their names, quotes and base64."""
MOST_MEGABYTES = 500


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("abused")
    write_builds(folder, 1)
    with serving(folder / "directory.db", module="tests.service.short_server") as found:
        yield found


def test_every_abuse_is_named_once_and_there_are_many():
    assert max(Counter(each.name for each in ABUSES).values()) == 1
    assert len(ABUSES) >= 60


@pytest.mark.parametrize("one", ABUSES, ids=lambda each: each.name)
def test_an_abuse_ends_in_order_and_others_are_served_meanwhile(server, one):
    port, _ = server
    reply, pages = asyncio.run(abuse(port, one))
    assert reply.status in one.expected, (reply.status, reply.body[:300])
    assert len(reply.body) < MOST_BYTES
    assert b"Traceback" not in reply.body
    assert "location" not in reply.headers or reply.headers["location"].startswith(("/", "http://localhost/"))
    assert not reply.headers.get("location", "").startswith(("//", "/\\"))
    assert pages
    assert max(pages) < 30, "a page of another reader was refused"


def test_after_all_of_it_the_server_is_small_and_answers(server):
    port, process = server
    assert resident_megabytes(process) < MOST_MEGABYTES
    assert asyncio.run(status(port, PROBE)) == 200
    assert asyncio.run(status(port, "/directory.json?sql=select+1")) == 200


async def status(port: int, target: str) -> int:
    client = Client(port)
    reply = await client.get(target)
    await client.close()
    return reply.status


def test_a_flood_of_endless_questions_leaves_the_pages_to_others(server):
    statuses, pages = asyncio.run(flood(server[0], clients=20, seconds=2))
    assert set(statuses) == {400, 503}
    assert len(pages) > 10
    assert max(pages) < 30


def test_a_question_whose_reader_left_is_stopped_and_its_slot_is_free(server):
    port, _ = server

    async def leave_twice_and_ask() -> int:
        target = next(each.target for each in TIME if each.name == "trim bomb")
        for _ in range(6):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(f"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            await writer.drain()
            await asyncio.sleep(0.05)
            writer.close()
        return await status(port, "/directory.json?sql=select+1")

    assert asyncio.run(leave_twice_and_ask()) == 200


def test_the_endless_question_is_told_plainly_that_it_was_stopped(server):
    port, _ = server

    async def ask(form: str) -> bytes:
        client = Client(port)
        reply = await client.get(f"/directory{form}?sql=" + quote(ENDLESS))
        await client.close()
        return reply.body

    for form in ("", ".json", ".csv"):
        body = asyncio.run(ask(form))
        assert b"longer than it may" in body, form
        assert body.count(b"<script") == body.count(b'<script src="/static/site.js" defer></script>')
        assert b"datasette.io" not in body
