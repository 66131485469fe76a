"""The questions behind the dashboard are asked once for each build, however many look at it."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest
from datasette.database import QueryInterrupted

from benchmarks.swap import point_to
from tests.service.builds import write_builds
from verify.publish.dictionary import read_description
from verify.server import make_site

from directory_site import dashboard, dashboard_answers  # isort: skip

SQL = {read_description()["queries"][name]["sql"]: name for name in dashboard.QUESTIONS}


@pytest.fixture
async def watched(tmp_path, monkeypatch):
    """The site on the first of two builds, and how often each question of the dashboard was asked."""
    builds = write_builds(tmp_path, 2)
    monkeypatch.setenv("DIRECTORY_TODAY", "2026-11-22")
    site = make_site(tmp_path / "directory.db")
    await site.invoke_startup()
    await site.client.get("/-/healthz")
    asked: Counter[str] = Counter()
    database = site.databases["directory"]
    execute = database.execute

    async def counted(sql, *given, **named):
        if sql in SQL:
            asked[SQL[sql]] += 1
            await asyncio.sleep(0)
        return await execute(sql, *given, **named)

    database.execute = counted
    yield site, builds, asked
    database.close()
    site.executor.shutdown(wait=True)


async def begun(site):
    return await site.databases["directory"].generations.newest.remembered[dashboard_answers.BEGUN]


async def test_many_who_look_at_once_wait_for_one_answer(watched):
    site, _, asked = watched
    answers = await asyncio.gather(*(site.client.get("/dashboard") for _ in range(6)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert asked == dict.fromkeys(dashboard.QUESTIONS, 1)


async def test_any_first_request_to_a_new_build_begins_them(watched):
    site, builds, asked = watched
    await site.client.get("/about")
    await begun(site)
    assert asked == dict.fromkeys(dashboard.QUESTIONS, 1)
    point_to(site.databases["directory"].generations.link, builds[1])
    site.databases["directory"].generations._looked_at = -1
    await site.client.get("/directory.json?sql=select+1")
    await begun(site)
    assert asked == dict.fromkeys(dashboard.QUESTIONS, 2)
    assert "<svg class=" in (await site.client.get("/dashboard")).text
    assert asked == dict.fromkeys(dashboard.QUESTIONS, 2)


async def test_one_who_goes_away_takes_the_answer_from_nobody():
    kept, may_end = {}, asyncio.Event()

    async def ask():
        await may_end.wait()
        return "answer"

    first, second = (asyncio.create_task(dashboard_answers.once(kept, "key", ask)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    may_end.set()
    assert await second == "answer"
    assert await dashboard_answers.once(kept, "key", ask) == "answer"


async def test_what_took_too_long_is_asked_again_by_the_next():
    kept, ends = {}, [QueryInterrupted(Exception("interrupted"), "", None), None]

    async def ask():
        if end := ends.pop(0):
            raise end
        return "answer"

    with pytest.raises(QueryInterrupted):
        await dashboard_answers.once(kept, "key", ask)
    await asyncio.sleep(0)
    assert await dashboard_answers.once(kept, "key", ask) == "answer"
