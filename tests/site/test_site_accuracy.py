"""The page of accuracy: every share with its numbers and its span, and no promise about real people."""

from __future__ import annotations

import directory_fixture as fixture
import pytest
from directory_site.accuracy import MEASURES, lines, percent
from test_site_pages import main_of

AUDIT = {
    "audit_id": "2026-11-18-abc123-7",
    "audited_on": "2026-11-20",
    "audited_by": "A. Maintainer",
    "release_id": "2026-11-18-abc123",
    "seed": 7,
    "answer": "link",
    "dimension": "all",
    "stratum": "all",
    "answers_count": 2562,
    "sampled_count": 150,
    "right_count": 147,
    "wrong_count": 1,
    "cant_tell_count": 2,
    "share": 0.9941,
    "share_low": 0.9612,
    "share_high": 0.9991,
}


async def test_the_page_says_whom_it_is_about_and_gives_numbers_behind_every_share(page):
    words = main_of(await page("/accuracy"))
    assert "Nobody has checked a random sample of these answers by hand yet" in words
    assert "no promise about real people" in words
    assert "Everything 2,562 of 2,562 99.9–100.0 %" in words
    assert "254 of 281" in words and "Physical therapist assistant" in words


async def test_a_hand_check_is_told_with_day_person_sample_and_span(tmp_path):
    site = fixture.make_site(fixture.build(tmp_path / "directory.db", 0, {"audits": [AUDIT]}))
    words = main_of((await site.client.get("/accuracy")).text)
    assert "A. Maintainer: licenses shown as a person’s own: 99.4 % are right" in words
    assert "96.1 to 99.9 %" in words and "150 of 2,562" in words
    assert "147 right, 1 wrong, 2 could not be told" in words and "20" in words
    assert "Nobody has checked" not in words


@pytest.mark.parametrize("path", ["/how-we-verify", "/"])
async def test_the_page_is_led_to(page, path):
    assert 'href="/accuracy"' in await page(path)


@pytest.mark.parametrize(("share", "shown"), [(1, "100.0"), (0.99999, "99.9"), (0.00001, "0.1"), (0, "0.0")])
def test_what_is_short_of_all_is_never_rounded_up_to_all(share, shown):
    assert percent(share) == shown


def test_a_stratum_without_answers_has_an_empty_cell():
    row = {"measure": "recall", "dimension": "kind", "stratum": "organization"}
    (line,) = lines([row])
    assert line.cells == tuple(row if name == "recall" else None for name in MEASURES)
