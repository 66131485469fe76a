"""What a connection may do, and what a question gets."""

from __future__ import annotations

import asyncio
import sqlite3

import pytest

from tests.service.builds import site_fixture, write_first_build

from directory_site import limits, question_process, questions  # isort: skip
from directory_site.askers import Askers  # isort: skip
from directory_site.buildfile import identity_of  # isort: skip


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    return write_first_build(tmp_path_factory.mktemp("limited"))


def connect(build, *, is_question):
    connection = sqlite3.connect(f"{build.as_uri()}?mode=ro&immutable=1", uri=True)
    limits.limit_connection(connection, is_question=is_question)
    return connection


@pytest.fixture(params=[False, True], ids=["site", "question"])
def limited(build, request):
    connection = connect(build, is_question=request.param)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    "sql",
    [
        "attach database ':memory:' as x",
        "create temp table x (a)",
        "create virtual table x using fts5(a)",
        "create table x (a)",
        "insert into glossary values ('a', 'b')",
        "update entries set name = 'x'",
        "update sqlite_master set sql = ''",
        "delete from entries",
        "drop table entries",
        "begin",
        "pragma writable_schema = 1",
        "pragma query_only = 0",
        "pragma journal_mode = wal",
        "pragma schema_version = 7",
        "pragma hard_heap_limit = 0",
        "select load_extension('x')",
        "select fts3_tokenizer('simple')",
        "select * from dbstat",
        "vacuum into 'x'",
        "reindex",
        "analyze",
    ],
)
def test_only_reading_is_possible(limited, sql):
    with pytest.raises(sqlite3.DatabaseError):
        limited.execute(sql).fetchall()
    assert limited.execute("select count(*) from entries").fetchone()[0] > 0


def test_what_datasette_asks_of_tables_and_search_is_possible(limited):
    assert limited.execute("pragma table_xinfo(entries)").fetchall()
    assert limited.execute("pragma foreign_key_list(entries)").fetchall() is not None
    assert limited.execute("pragma schema_version").fetchone()
    assert limited.execute("select count(*) from entries_fts where entries_fts match 'lin*'").fetchone()[0]
    for (view,) in limited.execute("select name from sqlite_master where type = 'view'").fetchall():
        limited.execute(f"select * from [{view}] limit 1").fetchall()


def test_folders_of_the_server_are_told_to_the_site_alone(build):
    site, question = connect(build, is_question=False), connect(build, is_question=True)
    assert site.execute("pragma database_list").fetchall()
    for sql in ("pragma database_list", "select file from pragma_database_list"):
        with pytest.raises(sqlite3.DatabaseError, match=r"not authorized|prohibited"):
            question.execute(sql)
    site.close()
    question.close()


def job(build, sql, **changes):
    found = {"path": str(build), "identity": identity_of(build), "sql": sql, "params": {}, "limit_ms": 20_000}
    found |= {"moment": "2026-11-22 00:00:00.000", "is_of_release": False}
    return found | {"rows": 10, "cells": 100, "bytes": 1_000, "may_truncate": True} | changes


NUMBERS = "with recursive n(i) as (select 1 union all select i + 1 from n) "


def read(build, sql, **changes):
    return question_process.answer(question_process.Reader(), job(build, sql, **changes))


def test_rows_cells_and_bytes_of_an_answer_are_bounded(build):
    assert len(read(build, NUMBERS + "select i from n")["rows"]) == 10
    assert len(read(build, NUMBERS + "select i, i, i, i, i, i, i, i, i, i, i, i, i from n")["rows"]) == 7
    assert len(read(build, NUMBERS + "select zeroblob(50) from n")["rows"]) == 3
    for sql in ("select i from n", "select zeroblob(50) from n"):
        assert read(build, NUMBERS + sql)["is_truncated"]
    whole = read(build, "select 1 union all select 2")
    assert (whole["rows"], whole["is_truncated"]) == ([[1], [2]], False)


def test_an_answer_that_is_of_no_use_in_parts_is_refused(build):
    found = read(build, NUMBERS + "select zeroblob(300) from n", may_truncate=False)
    assert "larger than 1,000 bytes" in found["error"]
    assert "larger than" in read(build, "select zeroblob(1001)")["error"]


def test_a_build_that_was_replaced_is_not_read_in_its_place(build):
    found = read(build, "select 1", identity=(1, 2, 3, 4))
    assert "just published" in found["error"]


async def ask(build, sql, most_rows=10, limit_ms=20_000, askers=None, day=""):
    generation = type("Of", (), {"path": build, "identity": identity_of(build), "day": day})
    ours = askers or Askers(2)
    try:
        return await questions.answer(ours, generation, sql, {}, limit_ms, most_rows)
    finally:
        if askers is None:
            ours.close()


class Heard:
    """Takes the place of the processes, and keeps what they are asked."""

    async def ask(self, job):
        self.job = job
        return {"columns": [], "rows": [], "is_truncated": False}


def test_question_on_a_link_to_a_release_has_more_time_and_the_clock_of_its_day(build):
    heard = Heard()
    asyncio.run(ask(build, "select 1", limit_ms=2_000, askers=heard))
    assert (heard.job["limit_ms"], heard.job["is_of_release"]) == (2_000, False)
    asyncio.run(ask(build, "select 1", limit_ms=2_000, askers=heard, day="2026-11-18"))
    assert (heard.job["limit_ms"], heard.job["is_of_release"]) == (4_000, True)
    assert heard.job["moment"] == "2026-11-18 00:00:00.000"


def test_values_come_back_as_they_are(build):
    sql = "select 1 as a, 2.5 as b, 'ü' as c, x'00ff' as d, null as e, 7 as a"
    results = asyncio.run(ask(build, sql))
    row = results.first()
    assert tuple(row) == (1, 2.5, "ü", b"\x00\xff", None, 7)
    assert row["c"] == "ü"
    assert row["a"] == 1
    assert row.keys() == ["a", "b", "c", "d", "e", "a"]
    with pytest.raises(IndexError):
        row["nothing"]


LONG = "replace(hex(zeroblob(240000)), '00', 'ab')"
ONE_STEP = f"select ltrim({LONG}, replace(hex(zeroblob(40000)), '00', 'cd') || 'ab') is null"


def test_one_step_that_never_looks_at_the_clock_is_ended_and_the_next_question_answered(build):
    async def both():
        askers = Askers(1)
        with pytest.raises(questions.QueryInterrupted):
            await ask(build, ONE_STEP, limit_ms=300, askers=askers)
        found = await ask(build, "select 1", askers=askers)
        askers.close()
        return found.first()[0]

    assert asyncio.run(both()) == 1


def test_a_question_that_is_cancelled_ends_its_process(build):
    async def cancel():
        askers = Askers(1)
        await ask(build, "select 1", askers=askers)
        process = askers._all[0]._process
        task = asyncio.ensure_future(ask(build, ONE_STEP, limit_ms=60_000, askers=askers))
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        found = await ask(build, "select 2", askers=askers)
        askers.close()
        return process.returncode, found.first()[0]

    returned, value = asyncio.run(cancel())
    assert returned < 0
    assert value == 2


def test_memory_of_a_question_is_bounded(build):
    sql = (
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000), "
        "m as materialized (select randomblob(900000) b from n) select count(*) from m a, m b where a.b < b.b"
    )
    with pytest.raises(sqlite3.OperationalError, match="more memory than it may have"):
        asyncio.run(ask(build, sql, limit_ms=20_000))


async def test_a_question_on_the_site_is_read_elsewhere_and_a_page_is_not():
    site_fixture()
    assert questions.asked.get() is None
    with questions.asking(questions.Question(5, may_truncate=True)):
        assert questions.asked.get().cells == 5
    assert questions.asked.get() is None
