"""Feeds are valid Atom, tell what the pages may tell, and are asked for again cheaply."""

from __future__ import annotations

import html
import re
import sqlite3
from urllib.parse import urlsplit
from xml.etree import ElementTree

import directory_fixture as fixture
import pytest
from directory_site.atom import Feed, FeedEntry, feed_xml, tag_of
from directory_site.feed_changes import MOST, OF_LIST
from directory_site.history import CHANGES as OF_ENTRY
from feed_rows import DOH, NEW, with_changes

ATOM = "{http://www.w3.org/2005/Atom}"
BOARD = f"/feeds/board/{DOH}.atom"


@pytest.fixture
def database_path(database_path, tmp_path):
    return with_changes(database_path, tmp_path)


async def read(site, path):
    """The feed at `path`, after every element that RFC 4287 requires was found."""
    response = await site.client.get(path)
    assert response.status_code == 200, response.text[-1500:]
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)  # noqa: S314 - it is our own
    assert root.tag == f"{ATOM}feed"
    items = root.findall(f"{ATOM}entry")
    for part in (root, *items):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1 and part.findtext(f"{ATOM}{name}"), name
        assert part.findtext(f"{ATOM}id").startswith("tag:localhost,2026:/")
        assert part.findtext(f"{ATOM}updated").endswith("T00:00:00Z")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    (own,) = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert urlsplit(own).netloc and urlsplit(own).path == path
    ids = [part.findtext(f"{ATOM}id") for part in (root, *items)]
    assert len(set(ids)) == len(ids)
    return root


def titles(root):
    return [item.findtext(f"{ATOM}title") for item in root.findall(f"{ATOM}entry")]


def links(root):
    return [urlsplit(item.find(f"{ATOM}link").get("href")).path for item in root.findall(f"{ATOM}entry")]


async def test_feed_of_a_list_tells_its_changes_newest_first_and_names_nobody(site):
    root = await read(site, BOARD)
    days = [item.findtext(f"{ATOM}updated")[:10] for item in root.findall(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True) and days[-1] == "2026-11-11"
    text = ElementTree.tostring(root, encoding="unicode")
    assert "Linwick" not in text and "LINWICK" not in text
    assert f"/practitioner/{fixture.VERIFIED}" in links(root)
    assert root.findtext(f"{ATOM}updated") == "2026-11-18T00:00:00Z"


async def test_hostile_text_is_text(site):
    root = await read(site, BOARD)
    (title,) = [title for title in titles(root) if "script" in title]
    assert '<script>alert("x")</script>' in title and "\x1b" not in title
    assert "<script" not in (await site.client.get(BOARD)).text


async def test_what_no_page_may_tell_is_in_no_feed(site):
    """A license in no table, an unproven match; board rows with an adverse word lead to nobody."""
    root = await read(site, BOARD)
    text = ElementTree.tostring(root, encoding="unicode")
    assert "AC-GONE" not in text and fixture.WEAK not in text
    for title, link in zip(titles(root), links(root), strict=True):
        if "Revoked" in title or "AC60990308" in title:
            assert not link.startswith("/practitioner")


async def test_withheld_person_leaves_every_feed_at_once(site, monkeypatch):
    before = (await site.client.get(BOARD)).headers["etag"]
    for module in ("feed_changes", "feeds"):
        monkeypatch.setattr(f"directory_site.{module}.is_withheld", lambda each: each == fixture.VERIFIED)
    response = await site.client.get(BOARD, headers={"If-None-Match": before})
    assert response.status_code == 200
    assert fixture.VERIFIED not in response.text and "AC60990117" not in response.text
    assert (await site.client.get(f"/practitioner/{fixture.VERIFIED}.atom")).status_code == 410


async def test_feed_of_a_state_holds_its_lists(site):
    root = await read(site, "/feeds/state/WA.atom")
    assert "Washington" in root.findtext(f"{ATOM}title")
    assert len(titles(root)) == len(titles(await read(site, BOARD)))
    assert (await site.client.get("/feeds/state/WY.atom")).status_code == 404
    assert (await site.client.get("/feeds/board/us_zz.atom")).status_code == 404
    assert (await site.client.get(f"/feeds/board/{fixture.NPPES}.atom")).status_code == 404


async def test_feed_of_a_person_tells_what_its_page_tells(site, page):
    path = f"/practitioner/{fixture.VERIFIED}.atom"
    root = await read(site, path)
    text = await page(f"/practitioner/{fixture.VERIFIED}")
    words = html.unescape(re.sub(r"<[^>]+>", "", text))
    told = [title for title in titles(root) if "script" not in title]
    assert len(told) > 3 and [title for title in told if title not in words] == []
    assert '<link rel="alternate" type="application/atom+xml" title="Changes about ' in text
    assert f'href="{path}"' in text
    assert (await site.client.get("/practitioner/0000000000.atom")).status_code == 404
    clinic = await read(site, f"/clinic/{fixture.CLINIC}.atom")
    assert titles(clinic) == []


async def test_feeds_are_linked_from_their_pages(page):
    assert f'href="{BOARD}"' in await page(f"/source/{DOH}")
    assert 'href="/feeds/state/WA.atom"' in await page("/coverage")
    assert f'href="/es{BOARD}"' in await page(f"/es/source/{DOH}")


async def test_feed_is_not_sent_again_where_it_is_the_same(site):
    first = await site.client.get(BOARD)
    assert first.headers["cache-control"] == "public, max-age=900"
    assert first.headers["last-modified"] == "Wed, 18 Nov 2026 00:00:00 GMT"
    assert first.headers["access-control-allow-origin"] == "*"
    again = await site.client.get(BOARD, headers={"If-None-Match": f"W/{first.headers['etag']}"})
    assert (again.status_code, again.content) == (304, b"")
    other = await site.client.get(BOARD, headers={"If-None-Match": '"other"'})
    assert other.content == first.content


async def test_feed_is_in_the_language_of_its_address_with_the_same_names(site):
    english, korean = await read(site, BOARD), await read(site, f"/ko{BOARD}")
    assert korean.get("{http://www.w3.org/XML/1998/namespace}lang") == "ko"
    assert korean.findtext(f"{ATOM}title") != english.findtext(f"{ATOM}title")
    assert [e.findtext(f"{ATOM}id") for e in korean] == [e.findtext(f"{ATOM}id") for e in english]


async def test_feed_is_bounded_and_says_what_it_leaves_out(database_path, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    plain = fixture.build(tmp_path / "plain.db")
    site = fixture.make_site(with_changes(plain, folder, many=MOST + 50))
    await site.invoke_startup()
    root = await read(site, BOARD)
    assert len(titles(root)) <= MOST + 1
    assert f"Release {NEW} has more changes" in titles(root)[-1]
    assert links(root)[-1] == f"/release/{NEW}"
    site._metadata_local = {}
    for database in site.databases.values():
        database.close()


def test_feeds_read_by_indexes_alone(database_path):
    connection = sqlite3.connect(database_path)
    values = {OF_LIST: (DOH, NEW, 100), OF_ENTRY: {"entry_id": fixture.VERIFIED}}
    for sql, given in values.items():
        plan = [row[3] for row in connection.execute(f"explain query plan {sql}", given)]
        read = [step.split()[1] for step in plan if step.startswith("SCAN")]
        assert not {"c", "d", "e", "k", "l", "m", "f", "changes", "links", "licenses"} & set(read), plan
    connection.close()


def test_xml_holds_only_what_xml_can_hold():
    bad = "\x00\x08\ud800\ufffe<&\"'>]]>"
    entry = FeedEntry("/a", bad, "2026-01-01", f"http://x/{bad}", bad, (bad,))
    feed = Feed("X.example:8001", "/f", "en", bad, bad, bad, "2026-01-01", "http://x/", "http://x/", (entry,))
    root = ElementTree.fromstring(feed_xml(feed))  # noqa: S314 - it is our own
    assert root.findtext(f"{ATOM}title") == "\ufffd\ufffd\ufffd\ufffd<&\"'>]]>"
    assert root.findtext(f"{ATOM}id") == "tag:x.example,2026:/f"


@pytest.mark.parametrize(
    ("host", "name"), [("A.example:80", "a.example"), ("[::1]:8001", "::1"), ("", "directory.invalid")]
)
def test_name_of_a_feed_does_not_depend_on_the_port(host, name):
    assert tag_of(host, "/x") == f"tag:{name},2026:/x"
