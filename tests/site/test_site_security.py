from __future__ import annotations

import asyncio
import re

import directory_fixture as fixture
import pytest
from directory_site.frame import contact_link, safe_url
from directory_site.request_kinds import is_free_sql

POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "


@pytest.mark.parametrize(
    "path", ["/", "/directory/licenses.json", "/static/style.css", "/nothing", "/directory/licenses.csv"]
)
async def test_every_response_carries_the_headers(site, path):
    headers = (await site.client.get(path)).headers
    assert headers["content-security-policy"].startswith(POLICY)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"


async def test_an_error_leaves_no_word_of_the_question_in_the_log(site, monkeypatch, capfd):
    """Also where Datasette would print it: it does where `rich` is installed."""

    class Console:
        def print_exception(self, **_):
            print("Quillfeather was asked for")

    console = type("rich", (), {"get_console": staticmethod(Console)})
    monkeypatch.setattr("datasette.handle_exception.rich", console)
    site.app()
    for path in ("/practitioner/Quillfeather", "/Quillfeather?name=Quillfeather", "/check/Quillfeather.json"):
        assert (await site.client.get(path)).status_code == 404
    assert "Quillfeather" not in "".join(capfd.readouterr())


async def ask_raw(site, raw: bytes) -> tuple[int, dict[bytes, bytes]]:
    """Status and headers for a raw path that an ordinary client would tidy up first."""
    from urllib.parse import unquote_to_bytes

    messages = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        messages.append(message)

    scope = {"type": "http", "method": "GET", "path": unquote_to_bytes(raw).decode(), "raw_path": raw}
    scope |= {"query_string": b"", "headers": [], "scheme": "http", "http_version": "1.1"}
    await site.app()(scope, receive, send)
    return messages[0]["status"], {name.lower(): value for name, value in messages[0]["headers"]}


@pytest.mark.parametrize(
    "raw", [b"/\\evil.example/", b"/%5Cevil.example/", b"/%5cevil.example", b"//evil.example/", b"/a\\b"]
)
async def test_paths_that_lead_elsewhere_are_refused(site, raw):
    status, headers = await ask_raw(site, raw)
    assert status == 400
    assert b"location" not in headers
    assert b"content-security-policy" in headers


async def test_a_slash_at_the_end_leads_only_within_the_site(site):
    status, headers = await ask_raw(site, b"/coverage/")
    assert status == 302
    assert headers[b"location"] == b"/coverage"


async def test_endless_values_are_refused_at_once(site):
    sql = "select length(hex(randomblob(400000000)))"
    response = await site.client.get("/directory.json", params={"sql": sql})
    assert response.status_code == 400
    assert "too big" in response.json()["error"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://board.example/x", "https://board.example/x"),
        (" http://board.example ", "http://board.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//evil.example", ""),
        ("https://a b", ""),
        ("https://a\nb", ""),
        (None, ""),
    ],
)
def test_only_web_addresses_become_links(url, expected):
    assert safe_url(url) == expected


def test_a_contact_that_is_no_address_stays_text():
    assert contact_link("by post") == {"text": "by post", "href": ""}
    assert (
        contact_link("a@b.example?subject=x&body=y")["href"] == "mailto:a@b.example%3Fsubject%3Dx%26body%3Dy"
    )


async def test_the_notice_stands_before_the_download(page):
    for path in ("/directory", "/directory/licenses", "/directory/freshness", "/directory?sql=select+1"):
        text = await page(path)
        assert "Before you download:" in text
        if "CSV</a>" in text:
            assert text.index("Before you download:") < text.index("CSV</a>")


async def test_tables_json_and_sql_stay_open_to_researchers(page):
    assert fixture.VERIFIED in await page("/directory/entries.json")
    assert "AC60990117" in await page("/directory/licenses.csv")
    assert "licenses_count" in await page("/directory/licenses_by_board_and_status")


async def test_a_file_that_is_not_the_whole_answer_says_so_and_leads_on(site):
    first = await site.client.get("/directory/licenses.csv?_size=2")
    assert first.headers["directory-truncated"].startswith("true")
    (address,) = re.findall(r'<http://localhost(.+)>; rel="next"', first.headers["link"])
    *rows, last = first.text.splitlines()
    assert len(rows) == 3
    assert last.startswith("TRUNCATED: 2 rows are given and there are more: the next ones are at http")
    second = await site.client.get(address)
    assert second.text.splitlines()[0] == rows[0]
    assert not set(second.text.splitlines()[1:]) & set(rows[1:])
    told = (await site.client.get("/directory/licenses.json?_size=2")).json()
    assert told["next_url"] and told["filtered_table_rows_count"] > 2


COUNTING = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000) select i, i from n"
SAID = "TRUNCATED: 1000 rows are given and there are more: ask for fewer"


async def test_an_answer_in_sql_that_was_cut_says_so_in_itself_and_in_a_header(site):
    cut = await site.client.get("/directory.csv", params={"sql": COUNTING})
    assert cut.headers["directory-truncated"] == "true; 1000 rows are given, ask for fewer"
    assert cut.text.splitlines()[1000:] == ["1000,1000", SAID]
    as_json = await site.client.get("/directory.json", params={"sql": COUNTING})
    assert as_json.headers["directory-truncated"] == cut.headers["directory-truncated"]
    assert (as_json.json()["truncated"], as_json.json()["warning"]) == (True, SAID)
    assert len(as_json.json()["rows"]) == 1000
    page = await site.client.get("/directory", params={"sql": COUNTING})
    assert page.headers["directory-truncated"] == cut.headers["directory-truncated"]
    assert "This answer is cut." in page.text and "TRUNCATED" not in page.text


async def test_a_whole_answer_says_nothing_of_the_kind(site):
    for path in ("/directory.csv", "/directory.json", "/directory"):
        whole = await site.client.get(path, params={"sql": f"{COUNTING} limit 5"})
        assert "directory-truncated" not in whole.headers, path
        assert not re.search(r"TRUNCATED|answer is cut|warning", whole.text), path
    assert (
        len((await site.client.get("/directory.csv", params={"sql": f"{COUNTING} limit 5"})).text.split())
        == 6
    )


@pytest.mark.parametrize(
    "path",
    [
        "/directory/licenses.json?_size=2&_shape=array",
        "/directory/licenses.json?_size=2&_shape=array&_nl=on",
        "/directory/licenses.json?_size=2&_shape=object",
        "/directory/licenses.json?_size=2&_shape=arrayfirst&_col=license_id",
        "/directory/licenses.json?_size=2&_shape=objects",
        "/directory/licenses.csv?_size=2&_labels=on",
        "/directory/zips.csv?_size=2&_dl=1",
    ],
)
async def test_every_shape_of_a_cut_table_says_so_once(site, path):
    response = await site.client.get(path)
    assert response.status_code == 200
    assert response.headers["directory-truncated"] == "true; the next rows are at the link"
    assert 'rel="next"' in response.headers["link"]
    lines = response.text.replace('": {"', '": {\n"').splitlines()
    assert sum("TRUNCATED: 2 rows are given" in line for line in lines) >= 1
    whole = await site.client.get(path.replace("_size=2", "_size=200"))
    assert "TRUNCATED" not in whole.text and "directory-truncated" not in whole.headers


async def test_a_page_of_a_table_says_that_others_follow(site):
    response = await site.client.get("/directory/licenses?_size=2")
    assert response.headers["directory-truncated"].startswith("true")
    assert "This page holds 2 of these rows; the others follow on the next pages." in response.text


async def test_a_stream_of_a_whole_table_is_refused_and_not_cut(site):
    response = await site.client.get("/directory/licenses.csv?_stream=1")
    assert response.status_code == 400
    assert "CSV streaming is disabled" in response.text


ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"


async def test_many_slow_questions_leave_the_pages_free(site):
    """Two questions in SQL run; the others are told when to ask again, and pages are answered meanwhile."""
    slow = [site.client.get("/directory.json", params={"sql": ENDLESS}) for _ in range(6)]
    answers, page = await asyncio.gather(asyncio.gather(*slow), site.client.get("/search?q=linwick"))
    assert sorted(answer.status_code for answer in answers) == [400, 400, 503, 503, 503, 503]
    busy = next(answer for answer in answers if answer.status_code == 503)
    assert int(busy.headers["retry-after"]) > 0
    assert "content-security-policy" in busy.headers
    assert page.status_code == 200
    again = await site.client.get("/directory.json", params={"sql": "select 1 as one"})
    assert again.status_code == 200


async def test_conditions_of_tables_count_as_questions_and_plain_tables_do_not():
    assert is_free_sql({"query_string": b"_where=1%3D1"})
    assert is_free_sql({"query_string": b"a=1&s%71l=select+1"})
    assert not is_free_sql({"query_string": b"verdict=verified&_facet=state"})


async def test_an_unknown_column_to_sort_by_is_an_error_of_the_asker(site):
    response = await site.client.get("/directory/entries?_sort=nothing")
    assert response.status_code == 400
    assert "nothing" in response.text


async def test_pictures_of_streets_are_allowed_only_where_they_were_turned_on(site):
    on = (await site.client.get("/search?q=98101&streets=on")).headers["content-security-policy"]
    off = (await site.client.get("/search?q=98101")).headers["content-security-policy"]
    assert "https://tile.openstreetmap.org" in on and "https:" not in off
    assert on.replace(" https://tile.openstreetmap.org", "") == off
