from __future__ import annotations

import json
import sqlite3
from datetime import date, timedelta

import directory_fixture as fixture
import pytest
from datasette.utils import StartupError
from directory_site import clock, verdicts
from hypothesis import given
from hypothesis import strategies as st
from test_site_pages import main_of


@pytest.mark.parametrize(
    ("today", "word", "is_shown"),
    [
        ("2026-11-18", "Verified", True),
        ("2026-12-02", "Verified", True),
        ("2026-12-03", "Verified, 15 days ago", True),
        ("2027-02-15", "Verified, 89 days ago", True),
        ("2027-02-16", "Not checked", False),
        ("2030-01-01", "Not checked", False),
    ],
)
async def test_a_badge_ages_and_ends_by_itself(page, monkeypatch, today, word, is_shown):
    monkeypatch.setenv("DIRECTORY_TODAY", today)
    text = await page(f"/practitioner/{fixture.VERIFIED}")
    assert f'id="verdict">{word}</h2>' in text
    assert (fixture.SENTENCE in text) is is_shown
    results = await page("/search?q=linwick")
    assert f"{word}</span>" in results
    assert ('class="badge v-verified old"' in results) is ("ago" in word)
    data = json.loads(await page(f"/practitioner/{fixture.VERIFIED}.json"))
    assert data["verdict"] == ("verified" if is_shown else "not_covered")
    assert data["label"] == word


@pytest.mark.parametrize(
    ("today", "days", "stage"),
    [
        ("2026-12-01", 14, "Fresh"),
        ("2026-12-02", 15, "Getting old"),
        ("2026-12-17", 30, "Getting old"),
        ("2026-12-18", 31, "Stale: ask the board whether it still holds"),
        ("2027-02-15", 90, "Stale: ask the board whether it still holds"),
    ],
)
async def test_the_age_of_the_evidence_is_a_bar_with_words(page, monkeypatch, today, days, stage):
    """The list is of November 17, read a day later: the older of the two counts."""
    monkeypatch.setenv("DIRECTORY_TODAY", today)
    text = await page(f"/practitioner/{fixture.VERIFIED}")
    assert f'aria-label="Age of the evidence: {days} days. ' in text
    assert f'class="now" x="{min(days, 88.9)}"' in text
    assert f"<li>{stage}</li><li>Ends by itself Feb 15, 2027</li>" in text


async def test_an_ended_verdict_has_no_bar(page, monkeypatch):
    monkeypatch.setenv("DIRECTORY_TODAY", "2027-02-16")
    assert 'class="age"' not in await page(f"/practitioner/{fixture.VERIFIED}")


async def test_an_ended_verdict_says_why_and_since_when(page):
    words = main_of(await page(f"/practitioner/{fixture.ENDED}"))
    assert "Our last good check was on August 1, 2026, 113 days ago." in words
    assert "The earlier answer ended by itself after October 30, 2026" in words
    assert "STALE SENTENCE" not in words
    assert "STALE SENTENCE" not in await page(f"/practitioner/{fixture.ENDED}.json")


async def test_a_verdict_that_ended_with_the_license_says_so(page, monkeypatch):
    monkeypatch.setenv("DIRECTORY_TODAY", "2026-11-22")
    words = main_of(await page(f"/practitioner/{fixture.LAPSED}"))
    assert "Not checked" in words
    assert "Our last good check was on November 18, 2026, 4 days ago. A date on that list" in words
    assert "too old" not in words


async def test_an_ended_verdict_is_counted_and_filtered_as_not_checked(page):
    assert "Ivo Tarnwell" in await page("/search?q=tarnwell&verdict=not_covered")
    assert "None with this filter" in await page("/search?q=tarnwell&verdict=verified")


async def test_a_clinic_loses_its_verified_people_when_their_evidence_ends(page, monkeypatch):
    monkeypatch.setenv("DIRECTORY_TODAY", "2027-06-01")
    assert "0 of 3 named practitioners are verified" in await page(f"/clinic/{fixture.CLINIC}")
    assert "0 of 3 named practitioners are verified" in main_of(await page("/search?q=larkspur"))


async def test_the_raw_table_marks_an_ended_verdict(page):
    assert "<s>verified</s> not_covered (ended 2026-10-30)" in await page("/directory/entries")


async def test_an_end_date_that_has_passed_since_is_said(page):
    words = "The end date on that list, November 20, 2026, has passed since."
    assert words in await page(f"/practitioner/{fixture.OLD}")
    assert "has passed since" not in await page(f"/practitioner/{fixture.VERIFIED}")


def test_the_view_ends_verdicts_by_the_clock_of_the_database(database_path):
    connection = sqlite3.connect(f"file:{database_path}?mode=ro", uri=True)
    rows = connection.execute(
        "select entry_id, verdict, verdict_sentence, has_ended, verdict_when_built from entries_today"
    ).fetchall()
    today = connection.execute("select date('now')").fetchone()[0]
    stored = dict(connection.execute("select entry_id, shown_until from entries"))
    connection.close()
    by_id = {row[0]: row for row in rows}
    assert by_id[fixture.ENDED][1:] == (
        "not_covered",
        "No verdict can be shown today: the evidence is too old, or the license has reached its end date "
        "since. The last good check was on 2026-08-01.",
        1,
        "verified",
    )
    assert by_id[fixture.REVIEW][1] == "needs_review"
    for entry_id, verdict, _, said, built in rows:
        last = stored[entry_id]
        has_ended = built != "not_covered" and (built != "needs_review" if last is None else last < today)
        assert (verdict == "not_covered", bool(said)) == (
            has_ended or built == "not_covered",
            has_ended,
        )


ENTRIES = st.fixed_dictionaries(
    {
        "verdict": st.sampled_from(sorted(verdicts.VERDICTS)),
        "verdict_sentence": st.just("S"),
        "listing_as_of": st.none(),
        "checked_on": st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(str),
        "shown_until": st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(str),
    }
)


@given(ENTRIES, st.dates(date(2020, 1, 1), date(2031, 1, 1)))
def test_no_verdict_outlives_its_last_day_and_the_sql_agrees(entry, today):
    answer = verdicts.shown(entry, today)
    last = clock.as_day(entry["shown_until"])
    if answer.verdict.code not in ("not_covered", "needs_review"):
        assert last is not None and today <= last
    connection = sqlite3.connect(":memory:")
    values = {**entry, "today": today.isoformat()}
    sql = f"select {verdicts.EFFECTIVE} from (select :verdict as verdict, :shown_until as shown_until) e"  # noqa: S608
    assert connection.execute(sql, values).fetchone()[0] == answer.verdict.code
    connection.close()


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-400, 400))
def test_ages_count_days(day, days):
    words = clock.age_words(day.isoformat(), day + timedelta(days=days))
    expected = "today" if days == 0 else f"{days} day" if days > 0 else f"in {-days} day"
    assert words.startswith(expected)


async def test_a_day_that_can_not_be_read_stops_the_start(database_path, monkeypatch):
    monkeypatch.setenv("DIRECTORY_TODAY", "yesterday")
    with pytest.raises(StartupError, match="DIRECTORY_TODAY is 'yesterday'; give a date"):
        await fixture.make_site(database_path).invoke_startup()
