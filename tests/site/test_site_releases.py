"""The pages of releases show the figures that the build counted."""

from __future__ import annotations

import re
import sqlite3

import pytest
from directory_site.releases import CAUSES, FIGURES, KINDS, RELEASES
from feed_rows import NEW, OLD, with_changes

from verify.publish.change import Cause, Kind


@pytest.fixture
def database_path(database_path, tmp_path):
    return with_changes(database_path, tmp_path)


def words(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text.partition("<main")[2]).split())


async def test_release_is_shown_beside_the_one_before(page):
    text = await page(f"/release/{NEW}")
    shown = words(text)
    assert "Made on November 18, 2026. The pages show this release." in shown
    assert "Another status 1,200 – 1,200" in shown
    assert "Another match of ours – 7 7" in shown
    assert "Verified 3 2" in shown
    assert "Nov 30, 2026 4" in shown
    assert "One report about an entry was open on that day." in shown
    assert f'href="/release/{OLD}"' in text
    assert f'href="/directory/changes?release_id={NEW}"' in text


async def test_first_release_says_that_there_is_none_before(page):
    shown = words(await page(f"/release/{OLD}"))
    assert "There is no release before this one to compare with." in shown
    assert "The pages show a newer release" in shown


async def test_all_releases_are_listed_and_linked_from_the_foot(page):
    text = await page("/releases")
    assert text.index(NEW) < text.index(OLD)
    assert "1,207" in words(text)
    assert '<li><a href="/releases">Releases</a></li>' in await page("/")


@pytest.mark.parametrize("code", ["es", "zh", "ko"])
async def test_release_is_shown_in_every_language(page, code):
    text = await page(f"/{code}/release/{NEW}")
    assert "1,200" in text and "Another status" not in text


async def test_unknown_release_is_not_found(site):
    assert (await site.client.get("/release/2020-01-01-000000")).status_code == 404


def test_every_kind_and_cause_of_change_has_its_place():
    assert set(KINDS) == set(Kind)
    assert set(CAUSES) == set(Cause)


def test_pages_count_nothing(database_path):
    connection = sqlite3.connect(database_path)
    for sql, values in ((RELEASES, (200,)), (FIGURES, (NEW,))):
        plan = " ".join(row[3] for row in connection.execute(f"explain query plan {sql}", values))
        assert "entries" not in plan and "changes" not in plan and "licenses" not in plan
    connection.close()


async def test_release_says_who_published_it_in_spite_of_a_warning(page):
    text = await page(f"/release/{NEW}")
    assert "Published in spite of a warning" in text and "Fewer are verified (&lt;b&gt;)." in text
    assert "A. Reviewer" in text
    assert "Published in spite of a warning" not in await page(f"/release/{OLD}")
