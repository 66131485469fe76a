"""A link that names a release is answered from that release, whatever is published by now, or not at all."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sqlite3
from datetime import date
from html import unescape

import pytest

from benchmarks.swap import point_to
from tests.service.builds import number_in, write_builds
from verify.export.folder import make_release
from verify.export.keeping import BY_AGE, ON_REQUEST, settle, withdraw
from verify.publish.dictionary import read_description
from verify.server import make_site

TODAY = [name for name, asked in read_description()["queries"].items() if "today" in asked["title"]]
SQL = "/directory{}?sql=select+release_id+from+releases+where+is_current+%3D+1&_release={}"


@pytest.fixture(scope="module")
def builds(tmp_path_factory):
    folder = tmp_path_factory.mktemp("permalinks")
    return folder, write_builds(folder, 7)


@pytest.fixture
def data(builds, tmp_path, monkeypatch):
    """A data folder in which the last build is published and the first one can be downloaded."""
    _, made = builds
    point_to(tmp_path / "directory.db", made[-1])
    for build in made[:1]:
        make_release(build, tmp_path / "releases")
    monkeypatch.setenv("DIRECTORY_DATA", str(tmp_path))
    monkeypatch.setenv("DIRECTORY_TODAY", "2026-11-22")
    monkeypatch.delenv("DIRECTORY_PROXY", raising=False)
    return tmp_path


@pytest.fixture
async def site(data):
    datasette = make_site(data / "directory.db")
    await datasette.invoke_startup()
    yield datasette
    for database in datasette.databases.values():
        database.close()
    datasette.executor.shutdown(wait=True)


@pytest.fixture
def kept(data):
    """The release that is not the published one and can be downloaded."""
    return next(path.name for path in (data / "releases").iterdir())


@pytest.mark.parametrize("end", ["", ".json", ".csv"])
async def test_question_is_answered_from_the_release_of_the_link(site, kept, end):
    answer = await site.client.get(SQL.format(end, kept))
    assert answer.status_code == 200
    assert kept in answer.text
    assert answer.headers["directory-release"] == kept
    now = await site.client.get(SQL.format(end, kept).partition("&")[0])
    assert kept not in now.text and now.headers["directory-release"] != kept


@pytest.mark.parametrize(
    "path", ["/directory/releases.json", "/directory/coverage.json", "/directory/entries.csv"]
)
async def test_tables_and_ready_questions_are_too(site, kept, path):
    answer = await site.client.get(f"{path}?_release={kept}")
    assert (answer.status_code, answer.headers["directory-release"]) == (200, kept)


async def test_answer_is_the_same_after_every_later_publication(site, data, builds, kept):
    first = (await site.client.get(SQL.format(".json", kept) + "&_shape=array")).content
    for build in builds[1][1:4]:
        point_to(data / "directory.db", build)
        site.databases["directory"].generations._looked_at = -1
        answers = await asyncio.gather(
            *(site.client.get(SQL.format(".json", kept) + "&_shape=array") for _ in range(2)),
            site.client.get(SQL.format(".json", kept).partition("&")[0] + "&_shape=array"),
        )
        assert [each.content for each in answers[:2]] == [first, first]
        assert answers[2].content != first


async def test_answer_is_the_same_when_many_releases_came_after_it_and_its_build_is_gone(
    site, data, builds, kept, monkeypatch
):
    monkeypatch.delenv("RELEASES_KEPT", raising=False)
    paths = [f"{SQL.format('.json', kept)}&_shape=array", SQL.format(".csv", kept)]
    paths += [f"/directory/{name}.csv?_release={kept}" for name in ("coverage", "entries")]
    first = [(await site.client.get(path)).content for path in paths]
    for build in builds[1][1:]:
        make_release(build, data / "releases")
    for month in range(1, 13):
        for day in (1, 8, 15, 22):
            name = data / "releases" / f"2027-{month:02}-{day:02}-aaaaaa"
            shutil.copytree(data / "releases" / kept, name, copy_function=os.link)
    assert settle(data, date(2028, 11, 22)) == ()
    later = make_site(data / "directory.db")
    await later.invoke_startup()
    assert [(await later.client.get(path)).content for path in paths] == first
    later.databases["directory"].close()


async def test_page_says_that_it_is_an_older_release(site, kept):
    old = (await site.client.get(SQL.format("", kept))).text
    assert f"This is the release {kept}" in old and "not the newest one" in old
    assert "not the newest one" not in (await site.client.get("/directory?sql=select+1")).text


CLOCK = (
    "select+date('now'),date(),CURRENT_DATE,current_timestamp,strftime('%25Y-%25m','NOW'),julianday('now'),"
    "(select+max(age_days)+from+entries_today),(select+group_concat(verdict)+from+entries_today)"
)


async def test_today_is_the_day_of_the_release_on_its_link_before_and_after_the_next_one(site, data, builds):
    served = (await site.client.get("/-/healthz")).json()
    release, day = served["release_id"], served["built_on"]
    make_release(builds[1][-1], data / "releases")
    paths = [f"/directory.csv?sql={CLOCK}&_release={release}"]
    paths += [f"/directory/{name}.csv?_release={release}" for name in (*TODAY, "age_of_evidence")]
    first = [(await site.client.get(path)).content for path in paths]
    row = first[0].decode().splitlines()[1].split(",")
    assert row[:4] == [day, day, day, f"{day} 00:00:00"]
    assert (row[4], float(row[5]) % 1) == (day[:7], 0.5)
    point_to(data / "directory.db", builds[1][0])
    site.databases["directory"].generations._looked_at = -1
    assert (await site.client.get("/-/healthz")).json()["release_id"] != release
    assert [(await site.client.get(path)).content for path in paths] == first


async def test_ready_questions_of_today_count_from_the_day_of_the_release(site, kept):
    linked = await site.client.get(f"/directory/freshness.json?_shape=array&_release={kept}")
    built_on = (await site.client.get(f"/directory/releases.json?_shape=array&_release={kept}")).json()[0][
        "built_on"
    ]
    read = [row for row in linked.json() if row["fetched_at"]]
    assert read
    for row in read:
        days = date.fromisoformat(built_on) - date.fromisoformat(row["fetched_at"][:10])
        assert row["age_days"] == days.days


def change_kept(data, kept, *statements):
    path = data / "releases" / kept / "directory.db"
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


async def test_ready_question_is_asked_as_its_release_asked_it(site, data, kept):
    change_kept(
        data,
        kept,
        "update ready_questions set sql = 'select :x as said', inputs = '{\"x\": \"A word.\"}' "
        "where question = 'coverage'",
        "update ready_questions set question = 'of_old', title = 'Asked in former times' "
        "where question = 'freshness'",
    )
    asked = f"/directory/coverage.json?x=yes&_shape=array&_release={kept}"
    assert (await site.client.get(asked)).json() == [{"said": "yes"}]
    assert "A word." in (await site.client.get(f"/directory/coverage?_release={kept}")).text
    assert "Asked in former times" in (await site.client.get(f"/directory/of_old?_release={kept}")).text
    assert "Asked in former times" in (await site.client.get(f"/directory?_release={kept}")).text
    assert (await site.client.get(f"/directory/freshness.json?_release={kept}")).status_code == 404
    now = await site.client.get("/directory/coverage.json?_shape=array")
    assert "lists_count" in now.json()[0]
    assert (await site.client.get("/directory/of_old.json")).status_code == 404


async def test_release_of_before_they_were_kept_is_asked_in_the_words_of_today(site, data, kept):
    change_kept(data, kept, "drop table ready_questions")
    answer = await site.client.get(f"/directory/coverage.json?_shape=array&_release={kept}")
    assert "lists_count" in answer.json()[0]


async def test_chance_is_refused_on_a_link_and_answered_without(site, kept):
    for sql in ("select+random()", "select+RandomBlob(4)", "select+entry_id+from+entries+order+by+random()"):
        answer = await site.client.get(f"/directory.json?sql={sql}&_release={kept}")
        assert answer.status_code == 400
        assert "the answer of a link to a release stays the same" in answer.json()["error"]
        assert (await site.client.get(f"/directory.json?sql={sql}")).status_code == 200


async def test_page_of_a_question_gives_its_link(site, kept):
    text = (await site.client.get("/directory?sql=select+:word+as+w&word=a%26b%3Cc")).text
    link = unescape(re.search(r'id="cite".*?href="([^"]+)"', text)[1])
    served = (await site.client.get("/-/healthz")).json()["release_id"]
    assert link.endswith(f"&_release={served}")
    assert (await site.client.get(link.replace("/directory?", "/directory.json?"))).json()["rows"] == [
        ["a&b<c"]
    ]


async def test_limits_hold_on_an_older_release(site, kept):
    endless = "with+recursive+c(x)+as+(select+1+union+all+select+x+%2B+1+from+c)+select+count(*)+from+c"
    answer = await site.client.get(f"/directory.json?sql={endless}&_release={kept}")
    assert (answer.status_code, answer.json()["title"]) == (400, "Stopped")
    many = "with+recursive+c(x)+as+(select+1+union+all+select+x+%2B+1+from+c+limit+2000)+select+x+from+c"
    cut = await site.client.get(f"/directory.json?sql={many}&_release={kept}")
    assert cut.json()["truncated"] and "directory-truncated" in cut.headers
    write = await site.client.get(f"/directory.json?sql=pragma+database_list&_release={kept}")
    assert write.status_code == 400


async def test_patients_see_the_published_release_alone(site, kept):
    for path in ("/", "/search?q=kim", "/coverage", "/practitioner/1999000011.json"):
        answer = await site.client.get(f"{path}{'&' if '?' in path else '?'}_release={kept}")
        assert answer.status_code == 404
        assert "Pages show the newest release" in answer.text


async def test_withdrawn_release_answers_nothing_even_where_it_is_open(site, data, kept):
    assert (await site.client.get(SQL.format(".json", kept))).status_code == 200
    withdraw(data / "releases" / kept, ON_REQUEST, date(2026, 11, 22))
    for path in (SQL.format(".json", kept), f"/directory/entries.csv?_release={kept}"):
        answer = await site.client.get(path)
        assert answer.status_code == 410
        assert "withheld on request" in answer.text and kept in answer.text


async def test_release_that_is_kept_no_more_says_what_to_do(site, data, kept):
    withdraw(data / "releases" / kept, BY_AGE, date(2026, 11, 22))
    answer = await site.client.get(SQL.format(".json", kept))
    assert answer.status_code == 410
    assert "kept here no more" in answer.text and f"/release/{kept}/SHA256SUMS" in answer.text


@pytest.mark.parametrize("name", ["../builds/x", "..", "latest", "2026-11-22-", "%00", "2026-11-22-x/../.."])
async def test_name_that_is_no_release_is_never_looked_up(site, name):
    answer = await site.client.get(SQL.format(".json", name))
    assert answer.status_code == 404


async def test_file_that_is_no_database_is_not_opened(site, data, kept):
    path = data / "releases" / kept / "directory.db"
    path.unlink()
    path.write_bytes(b"no database" * 500)
    assert (await site.client.get(SQL.format(".json", kept))).status_code == 410


async def test_few_releases_are_open_at_one_time(site, data, builds):
    ids = [make_release(build, data / "releases").name for build in builds[1][:6]]
    answers = await asyncio.gather(
        *(site.client.get(f"/directory/releases.json?_release={each}") for each in ids)
    )
    found = {answer.headers.get("directory-release") for answer in answers if answer.status_code == 200}
    assert found <= set(ids) and len(found) >= 3
    for release in ids:
        rows = (await site.client.get(SQL.format(".json", release))).json()["rows"]
        assert rows == [[release]]


def test_builds_can_be_told_apart(builds):
    connections = [sqlite3.connect(path) for path in builds[1]]
    assert [number_in(each) for each in connections] == list(range(7))
    for each in connections:
        each.close()
