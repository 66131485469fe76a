"""What stands before every page: methods, closed pages, reading by scripts, health, slots."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from tests.service.builds import write_builds
from verify.server import make_site

from directory_site import addresses, health, slots  # isort: skip
from directory_site.client_messages import while_listened  # isort: skip
from directory_site.gate import Gate  # isort: skip
from directory_site.request_kinds import Kind, kind_of  # isort: skip
from directory_site.swap_database import SwapDatabase  # isort: skip
from directory_site.swapping import remembered  # isort: skip


@pytest.fixture
async def site(tmp_path, monkeypatch):
    write_builds(tmp_path, 2)
    monkeypatch.setenv("DIRECTORY_TODAY", "2026-11-22")
    monkeypatch.delenv("DIRECTORY_PROXY", raising=False)
    datasette = make_site(tmp_path / "directory.db")
    await datasette.invoke_startup()
    yield datasette
    for database in datasette.databases.values():
        database.close()
    datasette.executor.shutdown(wait=True)


async def test_data_may_be_read_by_scripts_of_other_sites_and_pages_may_not(site):
    for path in ("/directory/entries.json", "/directory/entries.csv"):
        headers = (await site.client.get(path)).headers
        assert headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in headers
    assert "access-control-allow-origin" not in (await site.client.get("/coverage")).headers
    asked = await site.client.options("/directory/entries.json")
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
async def test_tables_can_only_be_read(site, method):
    response = await getattr(site.client, method)("/directory/entries")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"


def scope(path, method="GET", query=b""):
    return {"type": "http", "method": method, "path": path, "raw_path": None, "query_string": query}


def test_pages_of_the_site_may_take_a_form_and_nothing_else_may():
    assert addresses.refusal(scope("/report", "POST")) is None
    assert addresses.refusal(scope("/-/logout", "POST"))[0] == 405
    assert addresses.refusal(scope("/report", "DELETE"))[0] == 405


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (b"_size=200", None),
        (b"_size=201", 400),
        (b"_size=max", 400),
        (b"_facet=a&_facet=b", None),
        (b"&".join([b"_facet=a&_facet_array=b"] * 5), 400),
        (b"_timelimit=100", None),
        (b"_timelimit=x", 400),
        (b"sql=a&sql=b", 400),
        (b"a=" + b"x" * 11_000, None),
        (b"a=" + b"x" * 13_000, 414),
        (b"&".join([b"a=1"] * 101), 400),
    ],
)
def test_parameters_have_bounds(query, status):
    found = addresses.refusal(scope("/directory/entries", query=query))
    assert (found[0] if found else None) == status


def test_a_larger_page_is_to_be_had_as_data():
    assert addresses.refusal(scope("/directory/entries.json", query=b"_size=max")) is None


async def test_health_names_the_release_and_its_age_without_a_query(site):
    response = await site.client.get("/-/healthz")
    assert response.status_code == 200
    told = response.json()
    assert told["release_id"] == "2026-11-22-B7X000000"
    assert (told["built_on"], told["age_days"], told["is_stale"]) == ("2026-11-18", 4, False)


async def test_health_says_when_a_refresh_was_missed(site, monkeypatch):
    monkeypatch.setenv("DIRECTORY_TODAY", str(date(2026, 12, 3)))
    assert health.health(site)["is_stale"] is True


async def test_without_a_database_health_is_503(site):
    site.databases.pop("directory")
    assert (await site.client.get("/-/healthz")).status_code == 503


async def test_every_answer_names_its_release(site):
    for path in ("/coverage", "/directory/entries.json", "/nothing", "/directory.json?sql=select+1"):
        assert (await site.client.get(path)).headers["directory-release"] == "2026-11-22-B7X000000"


async def test_rows_of_tables_are_known_without_counting(site):
    database = site.databases["directory"]
    assert isinstance(database, SwapDatabase)
    counts = await database.table_counts()
    for table in ("entries", "licenses", "disputes", "zips"):
        rows = await database.execute(f"select count(*) from {table}")
        assert counts[table] == rows.first()[0], table


async def test_what_is_remembered_of_a_build_ends_with_it(site, tmp_path):
    database = site.databases["directory"]
    remembered(database)["spelling"] = {"words"}
    assert remembered(database)["spelling"] == {"words"}
    first = database.generation
    (tmp_path / ".next").symlink_to("build-1.db")
    (tmp_path / ".next").replace(tmp_path / "directory.db")
    database.generations._looked_at = -1.0
    assert database.generation is not first
    assert "spelling" not in remembered(database)


async def test_a_question_on_a_page_has_fewer_cells_than_as_data(site):
    sql = "select a.*, b.* from entries a, licenses b"
    page = await site.client.get("/directory", params={"sql": sql})
    data = (await site.client.get("/directory.json", params={"sql": sql})).json()
    assert page.status_code == 200
    assert "More than" in page.text
    assert page.text.count("<td") <= 5_000
    assert data["truncated"] or len(data["rows"]) * len(data["columns"]) > 5_000


async def test_a_gate_lets_some_wait_and_sends_the_others_away():
    gate = Gate(most=1, most_each=1, most_waiting=1, seconds=5)
    assert await gate.enter()
    waiting = asyncio.ensure_future(gate.enter())
    await asyncio.sleep(0)
    assert not await gate.enter()
    gate.leave()
    assert await waiting


async def test_who_waits_too_long_is_sent_away_and_holds_nothing():
    gate = Gate(most=1, most_each=1, most_waiting=5, seconds=0.01)
    assert await gate.enter()
    assert not await gate.enter()
    gate.leave()
    assert await gate.enter()


async def test_work_is_cancelled_when_its_reader_leaves():
    ended = []

    async def work():
        try:
            await asyncio.sleep(60)
        finally:
            ended.append(True)

    async def receive():
        return {"type": "http.disconnect"}

    await while_listened(work, receive)
    assert ended == [True]


async def test_work_whose_reader_stays_ends_by_itself_and_its_error_is_seen():
    async def receive():
        await asyncio.Event().wait()

    async def work():
        raise KeyError("ours")

    with pytest.raises(KeyError):
        await while_listened(work, receive)


async def test_a_long_page_of_a_table_gives_others_their_turn(site):
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    counting = asyncio.ensure_future(count())
    response = await site.client.get("/directory/zips?_size=200")
    short, turns = turns, 0
    response = await site.client.get("/directory/boards?_size=200")
    counting.cancel()
    assert response.status_code == 200
    assert turns > response.text.count("<tr>") > 5
    assert short > 5


async def test_an_error_in_a_template_is_told_with_its_line(site):
    template = site.jinja_env.from_string("a{% if true %}\n{{ 1 / 0 }}{% endif %}")
    with pytest.raises(ZeroDivisionError):
        await template.render_async()
    assert await site.jinja_env.from_string("{% for n in many %}{{ n }}{% endfor %}").render_async(
        many=range(2000)
    ) == "".join(str(n) for n in range(2000))


async def test_one_client_never_holds_all_slots():
    gate = Gate(most=2, most_each=1, most_waiting=5, seconds=5)
    assert await gate.enter("a")
    again = asyncio.ensure_future(gate.enter("a"))
    await asyncio.sleep(0)
    assert await gate.enter("b")
    third = asyncio.ensure_future(gate.enter("c"))
    await asyncio.sleep(0)
    gate.leave("b")
    assert await third
    assert not again.done()
    gate.leave("a")
    assert await again


async def test_who_stops_waiting_takes_no_slot():
    gate = Gate(most=1, most_each=1, most_waiting=5, seconds=5)
    assert await gate.enter()
    waiting = asyncio.ensure_future(gate.enter())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait({waiting})
    assert waiting.cancelled()
    gate.leave()
    assert await gate.enter()


async def test_the_foot_of_a_page_names_the_build_that_was_read(site, tmp_path):
    """It is written once for each build and language."""
    for path in ("/coverage", "/es/coverage"):
        assert "2026-11-22-B7X000000" in (await site.client.get(path)).text
    (tmp_path / ".next").symlink_to("build-1.db")
    (tmp_path / ".next").replace(tmp_path / "directory.db")
    site.databases["directory"].generations._looked_at = -1.0
    for path in ("/coverage", "/es/coverage"):
        text = (await site.client.get(path)).text
        assert "2026-11-22-B7X000001" in text
        assert "2026-11-22-B7X000000" not in text


def test_a_batch_is_a_kind_of_its_own_and_the_manifest_is_a_page():
    assert kind_of(scope("/reconcile", "POST")) is Kind.BATCH
    assert kind_of(scope("/reconcile", query=b"queries=%7B%7D")) is Kind.BATCH
    for path in ("/reconcile", "/reconcile/suggest/entity", "/reconciled"):
        assert kind_of(scope(path)) is Kind.PAGE


async def test_whoever_sends_a_batch_slowly_holds_no_slot():
    inside, told = [], []

    async def app(scope, receive, send):
        inside.append((await receive())["body"])
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message):
        told.append(message.get("status"))

    def sending(*messages):
        left = list(messages)

        async def receive():
            return left.pop(0) if left else await asyncio.Event().wait()

        return receive

    limited, batch = slots.limited(app), scope("/reconcile", "POST")
    slow = {"type": "http.request", "body": b"queries=", "more_body": True}
    waiting = [asyncio.ensure_future(limited(batch, sending(slow), send)) for _ in range(50)]
    await asyncio.sleep(0)
    whole = {"type": "http.request", "body": b"queries=1", "more_body": False}
    await limited(batch, sending(whole), send)
    assert (inside, told) == ([b"queries=1"], [200])
    for each in waiting:
        each.cancel()
    await asyncio.wait(waiting)
    await limited(batch, sending(slow, {"type": "http.disconnect"}), send)
    assert (inside, told[1]) == ([b"queries=1"], 413)


async def test_a_batch_that_is_too_large_is_told_so(site):
    response = await site.client.post("/reconcile", content=b"queries=" + b"x" * 3_000_000)
    assert response.status_code == 413
