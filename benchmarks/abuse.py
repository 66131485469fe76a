"""Asks a server what hurts servers, one thing after the other, and how fast others are answered meanwhile.

    python benchmarks/abuse.py [DATABASE-LINK]

For each: the status, its seconds, and the slowest page that another reader got during it; then a flood of endless
questions from many clients at once. The goal is that others wait under 200 ms.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.load import ROOT, Client, Reply, quantile, resident_megabytes, serving

ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
ASKED_WRONG = frozenset({400})
STOPPED = frozenset({400})
FINE = frozenset({200})
EITHER = frozenset({200, 400})
PROBE = "/coverage"


@dataclass(frozen=True, slots=True)
class Abuse:
    """A target to ask, and the statuses that are an answer in order."""

    name: str
    target: str
    expected: frozenset[int]


def sql(
    name: str, text: str, expected: frozenset[int] = STOPPED, form: str = ".json", rest: str = ""
) -> Abuse:
    """A question in SQL."""
    return Abuse(name, f"/directory{form}?sql={quote(text)}{rest}", expected)


def path(name: str, target: str, *expected: int) -> Abuse:
    """An address as it is written."""
    return Abuse(name, target, frozenset(expected or (400,)))


LONG = "replace(hex(zeroblob(240000)), '00', 'ab')"
NUMBERS = "with recursive n(i) as (select 1 union all select i + 1 from n where i < {}) "

TIME = [
    sql("endless count", ENDLESS),
    sql(
        "endless rows",
        "with recursive n(i) as (select 1 union all select i + 1 from n) select i from n",
        FINE,
    ),
    sql(
        "endless union",
        "with recursive n(i) as (select 1 union select -i from n union select i + 1 from n) select max(i) from n",
    ),
    sql(
        "two recursions",
        "with recursive a(i) as (select 1 union all select i + 1 from a limit 1000000), b(i) as (select 1 union all select i + 1 from b limit 1000000) select count(*) from a, b",
    ),
    sql(
        "join of joins",
        "select count(*) from entries a, entries b, entries c, licenses d, licenses e, licenses f",
        EITHER,
    ),
    sql("join ordered", "select a.name from licenses a, licenses b, licenses c order by random() limit 5"),
    sql(
        "cross join zips",
        "select sum(miles(a.latitude, a.longitude, b.latitude, b.longitude)) from zips a, zips b, zips c",
        EITHER,
    ),
    sql(
        "correlated",
        "select (select count(*) from licenses b, licenses c where b.license_number > a.license_number) from licenses a, licenses d order by 1",
        EITHER,
    ),
    sql("trim bomb", f"select ltrim({LONG}, replace(hex(zeroblob(40000)), '00', 'cd') || 'ab') is null"),
    sql("rtrim bomb", f"select rtrim({LONG}, replace(hex(zeroblob(40000)), '00', 'cd') || 'ab') is null"),
    sql(
        "instr bomb",
        "select instr(replace(hex(zeroblob(490000)),'00','a'), replace(hex(zeroblob(240000)),'00','a') || 'b')",
        EITHER,
    ),
    sql(
        "replace bomb",
        "select length(replace(replace(hex(zeroblob(490000)),'00','a'), replace(hex(zeroblob(240000)),'00','a') || 'b', 'c'))",
        EITHER,
    ),
    sql("LIKE bomb", f"select {LONG} like '%' || replace(hex(zeroblob(90)), '00', 'a%') || 'z'", EITHER),
    sql(
        "LIKE bomb over rows",
        NUMBERS.format(10000) + f"select count(*) from n where {LONG} like '%a%b%a%b%a%b%z' and i > 0",
        EITHER,
    ),
    sql("GLOB bomb", f"select {LONG} glob '*' || replace(hex(zeroblob(90)), '00', 'a*') || 'z'", EITHER),
    sql(
        "GLOB bomb over rows",
        NUMBERS.format(10000) + f"select count(*) from n where {LONG} || i glob '*a*b*a*b*z'",
    ),
    sql("REGEXP", "select count(*) from entries where name regexp '(a+)+$'", ASKED_WRONG),
    sql(
        "window bomb",
        NUMBERS.format(300000)
        + "select i, sum(i) over (order by i rows between 100000 preceding and current row) from n order by 2 desc limit 1",
    ),
    sql("sort of millions", NUMBERS.format(5000000) + "select i from n order by random() limit 1"),
    sql("distinct of millions", NUMBERS.format(9000000) + "select count(distinct i || 'abcdefghijk') from n"),
    sql(
        "json tree bomb",
        "select count(*) from json_tree('[' || replace(hex(zeroblob(150000)), '00', '[],') || '0]') a, json_each('[1,2,3,4,5,6,7,8,9]') b, json_each('[1,2,3,4,5,6,7,8,9]') c, licenses d",
        EITHER,
    ),
    sql(
        "search bomb",
        "select count(*) from entries_fts a, entries_fts b where a.entries_fts match 'a* OR b* OR c*' and b.entries_fts match 'd* OR e* OR s*' and a.rowid || b.rowid like '%7%7%7%'",
        EITHER,
    ),
    sql("explained and asked", "explain query plan select * from entries a, entries b, entries c", FINE),
    sql("endless as a page", ENDLESS, STOPPED, ""),
    sql("endless as CSV", ENDLESS, STOPPED, ".csv"),
    path("endless condition", "/directory/entries.json?_where=" + quote(f"({ENDLESS}) > 0"), 400),
    path(
        "endless facets",
        "/directory/entries.json?_where=" + quote(f"({ENDLESS}) > 0") + "&_facet=state&_facet=profession",
        400,
    ),
    path("endless order", "/directory/entries.json?_sort=name&_where=" + quote(f"({ENDLESS}) = 0"), 400),
]
"""What takes long."""

MEMORY = [
    sql("zeroblob", "select zeroblob(999999999)"),
    sql("hex of random", "select length(hex(randomblob(400000000)))"),
    sql("printf width", "select printf('%999999999d', 1)", EITHER),
    sql("printf precision", "select length(printf('%.999999999f', 1.5))", EITHER),
    sql("printf star", "select length(printf('%*c', 999999999, 'x'))", EITHER),
    sql(
        "doubling",
        "with recursive d(t) as (select 'x' union all select t || t from d) select max(length(t)) from d",
    ),
    sql(
        "group_concat",
        NUMBERS.format(3000000) + "select length(group_concat(i || 'aaaaaaaaaaaaaaaaaaaa')) from n",
    ),
    sql("json_group_array", NUMBERS.format(3000000) + "select length(json_group_array(i)) from n"),
    sql(
        "json_array nested",
        "with recursive d(t) as (select json_array(1) union all select json_array(json(t), json(t)) from d) select max(length(t)) from d",
    ),
    sql("many large rows", NUMBERS.format(1000) + "select zeroblob(900000) from n", EITHER),
    sql("many large texts", NUMBERS.format(1000) + f"select {LONG} || i from n", FINE),
    sql(
        "large rows of many columns",
        "select " + ", ".join(["zeroblob(4900)"] * 190) + " from entries a, entries b",
        EITHER,
    ),
    sql(
        "sort of large rows", NUMBERS.format(100000) + "select randomblob(100000) x from n order by x limit 1"
    ),
    sql("large distinct", NUMBERS.format(100000) + "select count(distinct randomblob(50000)) from n"),
    sql(
        "materialized",
        NUMBERS.format(9000000)
        + ", m as materialized (select i, randomblob(500) b from n) select count(*) from m a, m b where a.b = b.b",
    ),
    sql("many cells", "select a.*, b.*, c.* from entries a, entries b, entries c", EITHER),
    sql("many cells as a page", "select a.*, b.* from entries a, licenses b", EITHER, ""),
    sql("many cells as CSV", "select a.*, b.* from entries a, licenses b", EITHER, ".csv"),
    sql("as a blob", "select zeroblob(999999) b", EITHER, ".blob", "&_blob_column=b&_blob_hash=0"),
]
"""What takes memory."""

FORM = [
    sql("deep brackets", "select " + "(" * 900 + "1" + ")" * 900, EITHER),
    sql("deep not", "select " + "not " * 900 + "1"),
    sql("deep sum", "select " + "1+" * 2500 + "1"),
    sql("deep subqueries", "select * from (" * 300 + "select 1" + ")" * 300),
    sql("long IN", "select 1 where 1 in (" + "1," * 2000 + "1)", EITHER),
    sql("many unions", " union all ".join(["select 1"] * 400)),
    sql("many columns", "select " + "1," * 1500 + "1"),
    sql("many parameters", "select " + ",".join(f":p{number}" for number in range(900))),
    sql("numbered parameter", "select ?999999"),
    sql("many joins", "select 1 from " + ",".join(f"zips z{number}" for number in range(100))),
    sql(
        "many ctes",
        "with "
        + ",".join(
            f"c{n}(x) as (select * from c{n - 1} union all select * from c{n - 1})"
            if n
            else "c0(x) as (select 1)"
            for n in range(40)
        )
        + " select count(*) from c39",
    ),
    sql("long case", "select case " + "when 1 then 1 " * 500 + "end", EITHER),
    sql("too long", "select '" + "x" * 11_000 + "'", FINE),
    path("far too long", "/directory.json?sql=select+'" + "x" * 13_000 + "'", 400, 414),
    sql("open bracket", "select ((((", ASKED_WRONG),
    sql("open quote", "select '", ASKED_WRONG),
    sql("nothing", "select", ASKED_WRONG),
    sql("null character", "select 'a\x00b'", ASKED_WRONG),
    sql("broken UTF-16", "select '\\ud800'", FINE),
    sql("search syntax", "select count(*) from entries_fts where entries_fts match '\"'", ASKED_WRONG),
    sql(
        "search NEAR",
        "select count(*) from entries_fts where entries_fts match 'NEAR(a b c d, 99999999)'",
        EITHER,
    ),
    sql(
        "search column",
        "select count(*) from entries_fts where entries_fts match '{name city} : (((((a))))) NOT b*'",
        EITHER,
    ),
    sql(
        "search deep",
        "select count(*) from entries_fts where entries_fts match '" + "(" * 500 + "a" + ")" * 500 + "'",
        EITHER,
    ),
    sql("two statements", "select 1; select 2", ASKED_WRONG),
]
"""What is nested, long or broken."""

FORBIDDEN = [
    sql("attach", "attach database 'passwd' as x", ASKED_WRONG),
    sql("attach in a comment", "/* x */ attach database ':memory:' as x", ASKED_WRONG),
    sql("with insert", "with x as (select 1) insert into entries select * from x", ASKED_WRONG),
    sql("with update", "with x as (select 1) update entries set name = 'x'", ASKED_WRONG),
    sql("with delete", "with x as (select 1) delete from entries", ASKED_WRONG),
    sql("with replace", "with x as (select 1) replace into glossary select 'a', 'b'", ASKED_WRONG),
    sql("pragma", "pragma writable_schema = 1", ASKED_WRONG),
    sql("pragma as a table", "select * from pragma_database_list", ASKED_WRONG),
    sql("pragma by bracket", "select * from [pragma_database_list]", ASKED_WRONG),
    sql("pragma compile options", "select * from pragma_compile_options", ASKED_WRONG),
    sql("load_extension", "select load_extension('x.so')", ASKED_WRONG),
    sql("readfile", "select readfile('passwd')", ASKED_WRONG),
    sql("writefile", "select writefile('x', 'x')", ASKED_WRONG),
    sql("edit", "select edit('x')", ASKED_WRONG),
    sql("fts3_tokenizer", "select fts3_tokenizer('simple')", ASKED_WRONG),
    sql("fts3_tokenizer set", "select fts3_tokenizer('x', x'4141414141414141')", ASKED_WRONG),
    sql("fts5 pointer", "select fts5(1)", ASKED_WRONG),
    sql("dbstat", "select * from dbstat", ASKED_WRONG),
    sql("sqlite_stmt", "select * from sqlite_stmt", ASKED_WRONG),
    sql("rtreecheck", "select rtreecheck('entries')", ASKED_WRONG),
    sql("temporary table", "create temp table x as select 1", ASKED_WRONG),
    sql("virtual table", "create virtual table x using fts5(a)", ASKED_WRONG),
    sql("vacuum into", "vacuum into 'x.db'", ASKED_WRONG),
    sql("schema", "select sql from sqlite_master", FINE),
    path("condition that ends", "/directory/entries.json?_where=1%3D1)+union+select+*+from+entries--", 400),
    path("condition with attach", "/directory/entries.json?_where=1%3B+attach+database+'x'+as+y", 400),
    path("injected column", "/directory/entries.json?name%22%5D%3B--__exact=1", 200, 400),
    path("injected sort", "/directory/entries.json?_sort=name%22%3Bdrop+table+entries--", 400),
    path("injected facet", "/directory/entries.json?_facet=%5D%3B--", 200, 400),
    path("injected table", "/directory/entries%22%3B--.json", 302, 404),
    path("injected key", "/directory/entries/'%20or%201=1--.json", 302, 404),
    path("injected search", "/directory/entries.json?_search=%22%20OR%20*%20NEAR", 200, 400),
    path("raw search", "/directory/entries.json?_searchmode=raw&_search=%22%28%28%28", 200, 400),
    path("injected search column", "/directory/entries.json?_search_x%22%5D=a", 200, 400),
]
"""What may not be done."""

ADDRESSES = [
    path("backslash", "/\\evil.example/", 400),
    path("encoded backslash", "/%5Cevil.example/", 400),
    path("encoded twice", "/%255Cevil.example/", 302, 404),
    path("tilde backslash", "/~5Cevil.example/", 400),
    path("double slash", "//evil.example/", 400),
    path("encoded slashes", "/%2F%2Fevil.example/", 302, 400, 404),
    path("dots", "/static/../../verify/server.py", 400, 404),
    path("encoded dots", "/static/%2e%2e/%2e%2e/verify/server.py", 302, 400, 404),
    path("dots of Datasette", "/-/static/%2e%2e/app.py", 302, 400, 404),
    path("null", "/directory/entries%00.json", 400),
    path("line break", "/search%0d%0aSet-Cookie:x=1", 400),
    path("bell", "/%07", 400),
    path("high bytes", "/%ff%fe", 302, 400, 404),
    path("long path", "/" + "a" * 3000, 414),
    path("many parts", "/" + "a/" * 490, 302, 404),
    path("long query", "/search?q=" + "a" * 12_500, 414),
    path("many parameters in an address", "/search?" + "&".join(f"a{n}=1" for n in range(900)), 400),
    path("long search", "/search?q=" + quote("smith " * 900), 400),
    path("search of marks", "/search?q=" + quote("\"'*()[]{}^:-+~%_" * 15), 200),
    path("search of stars", "/search?q=" + "*" * 250, 200),
    path("page of a search", "/search?q=a&page=999999999999999999999", 200),
    path("negative page", "/search?q=a&page=-1", 200),
    path("own databases", "/-/databases.json", 404),
    path("own plugins", "/-/plugins", 404),
    path("own threads", "/-/threads.json", 404),
    path("own settings", "/-/settings", 404),
    path("own token", "/-/auth-token?token=x", 404),
    path("own actor", "/-/actor.json", 404),
    path("own permissions", "/-/permissions", 404),
    path("internal", "/_internal", 404),
    path("internal by tilde", "/~5Finternal.json?sql=select+1", 404),
    path("internal by percent", "/%5Finternal/databases.json", 302, 404),
    path("memory", "/_memory?sql=select+1", 404),
    path("memory by colon", "/:memory:", 404),
    path("directory by tilde", "/~64irectory.json?sql=" + quote(ENDLESS), 400),
    path("download", "/directory.db", 403, 404),
    path("size", "/directory/entries.json?_size=99999999999", 400),
    path("size below none", "/directory/entries.json?_size=-1", 400),
    path("size of no number", "/directory/entries.json?_size=abc", 400),
    path("size of a page", "/directory/entries?_size=max", 400),
    path("most rows as data", "/directory/entries.json?_size=max&_shape=objects", 200),
    path("shape", "/directory/entries.json?_shape=nothing", 400),
    path("shape of an object", "/directory/entries.json?_shape=object", 200, 400),
    path("next", "/directory/entries.json?_next=%00%ff", 400),
    path("next of words", "/directory/entries.json?_next=a,b,c,d,e", 200, 400),
    path("next of an order", "/directory/entries.json?_sort=name&_next=x", 200, 400),
    path("time limit of no number", "/directory.json?sql=select+1&_timelimit=abc", 400),
    path("time limit", "/directory.json?_timelimit=999999&sql=" + quote(ENDLESS), 400),
    path("time to live", "/directory.json?sql=select+1&_ttl=99999999999999999999", 400),
    path("many facets", "/directory/entries.json?" + "&".join(["_facet=state"] * 50), 400),
    path(
        "facets of all",
        "/directory/entries.json?_facet=name&_facet=city&_facet=zip5&_facet=npi&_facet=phone",
        200,
        400,
    ),
    path("facet of dates", "/directory/entries.json?_facet_date=checked_on&_facet_array=name", 200, 400),
    path("facet size", "/directory/entries.json?_facet=state&_facet_size=abc", 400),
    path("many conditions", "/directory/entries.json?" + "&".join(["_where=1"] * 50), 400),
    path("two questions", "/directory.json?sql=select+1&sql=" + quote(ENDLESS), 400),
    path("stream", "/directory/licenses.csv?_stream=1&_size=max", 400),
    path("columns", "/directory/entries.json?_col=nothing", 200, 400),
    path("through", "/directory/entries.json?_through=%7B%7D", 400),
    path("through broken", "/directory/entries.json?_through=%7B", 400),
    path("json column", "/directory/entries.json?_json=name&_json=nothing", 200),
    path("labels", "/directory/checks.json?_labels=on&_size=max", 200),
    path("trace", "/directory/entries.json?_trace=1", 200),
    path("canned with SQL", "/directory/freshness.json?sql=" + quote(ENDLESS), 200),
    path("row of long key", "/directory/entries/" + "9" * 900, 404),
    path("filter by pattern", "/directory/entries.json?name__like=" + quote("%a" * 90), 200, 400),
    path("filter by longer pattern", "/directory/entries.json?name__glob=" + quote("*a" * 900), 200, 400),
]
"""Tricks with paths and parameters."""

ABUSES: list[Abuse] = [*TIME, *MEMORY, *FORM, *FORBIDDEN, *ADDRESSES]


async def probe_while(port: int, done: asyncio.Event) -> list[float]:
    """Seconds of each page that another reader got until `done`; one every 20 ms."""
    client, seconds = Client(port), []
    while not done.is_set():
        reply = await client.get(PROBE)
        seconds.append(reply.seconds if reply.status == 200 else 99.0)
        await asyncio.sleep(0.02)
    await client.close()
    return seconds


async def abuse(port: int, one: Abuse) -> tuple[Reply, list[float]]:
    """The reply to one abuse, and the seconds of pages during it."""
    done = asyncio.Event()
    probing = asyncio.create_task(probe_while(port, done))
    client = Client(port)
    reply = await client.get(one.target)
    await client.close()
    done.set()
    return reply, await probing


QUESTIONS = f"/directory.json?sql={quote(ENDLESS)}"
LARGE_TABLES = "/directory/entries?_size=200&_facet=state&_facet=profession"


async def flood(
    port: int, clients: int, seconds: float, target: str = QUESTIONS
) -> tuple[Counter[int], list[float]]:
    """Statuses of what many clients ask at once, again and again, and the seconds of pages during it."""
    done, statuses = asyncio.Event(), Counter[int]()

    async def ask() -> None:
        client = Client(port)
        while not done.is_set():
            reply = await client.get(target)
            statuses[reply.status] += 1
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), 0.5 if reply.status == 503 else 0.01)
        await client.close()

    asking = [asyncio.create_task(ask()) for _ in range(clients)]
    probing = asyncio.create_task(probe_while(port, done))
    await asyncio.sleep(seconds)
    done.set()
    await asyncio.gather(*asking)
    return statuses, await probing


async def quiet(port: int, seconds: float) -> list[float]:
    """Seconds of pages while nobody else asks."""
    done = asyncio.Event()
    probing = asyncio.create_task(probe_while(port, done))
    await asyncio.sleep(seconds)
    done.set()
    return await probing


def main() -> None:
    """Measure and print a table, the worst first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", nargs="?", type=Path, default=ROOT / "data" / "demo" / "directory.db")
    asked = parser.parse_args()
    if not asked.database.exists():
        print(f"There is no {asked.database}; run `make demo` first, or name a database.")
        return
    with serving(asked.database) as (port, process):
        before = resident_megabytes(process)
        asyncio.run(quiet(port, 1))
        alone = asyncio.run(quiet(port, 3))
        print(f"pages while nobody else asks: p50 {quantile(alone, 0.5) * 1000:.0f} ms, ", end="")
        print(f"p99 {quantile(alone, 0.99) * 1000:.0f} ms, most {max(alone) * 1000:.0f} ms\n")
        rows = [(one, *asyncio.run(abuse(port, one))) for one in ABUSES]
        show(rows)
        for clients, what, target in (
            (12, "endless questions", QUESTIONS),
            (50, "endless questions", QUESTIONS),
            (12, "large pages of tables", LARGE_TABLES),
        ):
            statuses, pages = asyncio.run(flood(port, clients, 10, target))
            answered = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
            print(f"\n{clients} clients with {what} for 10 s ({answered}); pages meanwhile:", end="")
            print(f" {len(pages)}, p50 {quantile(pages, 0.5) * 1000:.0f} ms, ", end="")
            print(f"p99 {quantile(pages, 0.99) * 1000:.0f} ms, most {max(pages) * 1000:.0f} ms", end="")
        time.sleep(0.5)
        print(f"\nmemory: {before:.0f} MB before, {resident_megabytes(process):.0f} MB after")


def show(rows: list[tuple[Abuse, Reply, list[float]]]) -> None:
    """The table, and what did not end as it must."""
    print("status  seconds  others' slowest page, ms  abuse")
    for one, reply, pages in sorted(rows, key=lambda row: -max(row[2], default=0)):
        mark = "" if reply.status in one.expected else "   <- NOT AS IT MUST BE"
        worst = max(pages, default=0) * 1000
        print(f"{reply.status:6}  {reply.seconds:7.2f}  {worst:24.0f}  {one.name}{mark}")
    worst_pages = [max(pages, default=0) * 1000 for _, _, pages in rows]
    above = sum(worst > 200 for worst in worst_pages)
    print(f"\n{len(rows)} abuses; slowest {max(reply.seconds for _, reply, _ in rows):.2f} s; ", end="")
    print(f"during {above} of them a page of others took over 200 ms (most {max(worst_pages):.0f} ms)")


if __name__ == "__main__":
    main()
