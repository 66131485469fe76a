"""The dashboard: pictures that say what their questions say, with a table beside each."""

from __future__ import annotations

import html
import re

import directory_fixture as fixture
import pytest
import question_rows
from datasette.database import QueryInterrupted
from directory_site import dashboard, dashboard_evidence, dashboard_lists, plots
from hypothesis import given
from hypothesis import strategies as st

from crawler.records import Status
from verify.publish.dictionary import read_description

QUESTIONS = read_description()["queries"]
COUNTS = st.lists(st.lists(st.integers(0, 10_000), min_size=3, max_size=3), min_size=1, max_size=30)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return fixture.build(tmp_path_factory.mktemp("dashboard") / "directory.db", 3, question_rows.rows())


@pytest.fixture
async def served_site(path):
    site = fixture.make_site(path)
    await site.invoke_startup()
    yield site
    for database in site.databases.values():
        database.close()
    site.executor.shutdown(wait=True)


def section(text, key):
    return html.unescape(text[text.index(f'aria-labelledby="{key}"') :].split("</section>")[0])


def cells(text):
    rows = text.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
    return [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in rows]


async def test_each_picture_leads_to_its_question_and_stands_beside_its_table(served_site):
    text = (await served_site.client.get("/dashboard")).text
    assert text.count("<svg class=") == text.count('class="scroll plot-table"') == len(dashboard.FIGURES) == 5
    for key, (names, _) in dashboard.FIGURES.items():
        shown = section(text, key)
        assert f"/directory/{names[0]}?_release=2026-11-18-abc123" in shown
        for end in ("json", "csv"):
            assert f"/directory/{names[0]}.{end}?_release=2026-11-18-abc123" in shown
        assert QUESTIONS[names[0]]["title"] in shown and QUESTIONS[names[0]]["cannot_say"] in shown
        assert 'role="img" aria-labelledby=' in shown and "<desc id=" in shown


async def test_tables_hold_the_answers_of_the_questions(served_site):
    text = (await served_site.client.get("/dashboard")).text
    assert ["Texas", "Not read", "Not read"] in cells(section(text, "map"))
    assert ["Washington", "Read", "Read"] in cells(section(text, "map"))
    assert ["Alabama", "No license exists", "Not read"] in cells(section(text, "map"))
    assert cells(section(text, "status")) == [
        ["CA · Acupuncturist", "1", "0", "0", "0", "0"],
        ["WA · Acupuncturist", "3", "2", "1", "2", "1"],
    ]
    changes = cells(section(text, "changes"))
    assert changes == [["Nov 16, 2026", "2", "0", "0", "1", "0", "0"], ["Nov 9, 2026", "4", *"00000"]]
    ages = {row[0]: row[1:] for row in cells(section(text, "age"))}
    assert ages["Over 90 days"] == ["1", "0"] and ages["No list was read"][0] == "0"
    weights = {row[0]: row[1:] for row in cells(section(text, "match"))}
    assert weights["+12.0 … +16.0"] == ["1", "0"] and weights["+20.0 … +24.0"] == ["6", "1"]
    assert weights["+16.0 … +20.0"] == ["0", "0"], "an empty step is shown too"


async def test_thresholds_are_drawn_where_they_are(served_site):
    shown = section((await served_site.client.get("/dashboard")).text, "match")
    assert "+7.6 bits: probability 0.995" not in shown, "below the lightest match there is no place for it"
    waiting = {"bits_from": 4, "bits_to": 8, "decision": "review", "links_count": 2}
    accepted = {"bits_from": 12, "bits_to": 16, "decision": "accept", "links_count": 5}
    thresholds = [{"cut": 0.9995}, {"cut": 1.0}]
    made = dashboard_evidence.match_weights([waiting, accepted], thresholds, dashboard.texts_of(None))
    (cut,) = made.plot.cuts
    assert cut.label.text == "+11.0 bits: probability 0.9995"
    step = (plots.WIDTH - plots.LEFT - plots.RIGHT) / 3
    assert cut.x == pytest.approx(plots.LEFT + step * (10.96 - 4) / 4, abs=0.5)


@pytest.mark.parametrize("language", ["", "/es", "/zh", "/ko"])
async def test_the_page_is_there_in_every_language_without_styles_or_scripts_of_its_own(
    served_site, language
):
    response = await served_site.client.get(f"{language}/dashboard")
    assert response.status_code == 200
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?! src=)", response.text)


async def test_questions_are_asked_once_for_a_build(served_site, monkeypatch):
    await served_site.client.get("/dashboard")
    database, asked = served_site.databases["directory"], []
    plain = type(database).execute

    async def execute(self, sql, *given, **named):
        asked.append(sql)
        return await plain(self, sql, *given, **named)

    monkeypatch.setattr(type(database), "execute", execute)
    assert (await served_site.client.get("/ko/dashboard")).status_code == 200
    assert not set(asked) & {question["sql"] for question in QUESTIONS.values()}


async def test_a_question_that_takes_too_long_is_told_and_the_others_are_drawn(served_site, monkeypatch):
    plain = dashboard.answer_of

    async def answer(datasette, sql):
        if sql == QUESTIONS["status_mix_by_board"]["sql"]:
            raise QueryInterrupted(None, sql, {})
        return await plain(datasette, sql)

    monkeypatch.setattr(dashboard, "answer_of", answer)
    response = await served_site.client.get("/dashboard")
    assert response.status_code == 200
    assert "This question took too long just now." in section(response.text, "status")
    assert "<table>" in section(response.text, "age")


def test_every_status_has_one_color():
    grouped = [status for statuses in dashboard_lists.STATUS_GROUPS.values() for status in statuses]
    assert sorted(grouped) == sorted(str(status) for status in Status)


def parts_of(counts):
    return [plots.Part(count, f"c{place}", "words") for place, count in enumerate(counts)]


@given(COUNTS)
def test_bars_of_shares_fill_the_picture_and_are_as_long_as_their_counts(rows):
    drawn = plots.share_rows([("row", parts_of(counts)) for counts in rows])
    across = plots.WIDTH - plots.LEFT - plots.RIGHT
    for place, counts in enumerate(rows):
        bars = [shape for shape in drawn.shapes if shape.y == place * plots.ROW + 22]
        assert [bar.width for bar in bars] == pytest.approx(
            [across * count / sum(counts) for count in counts if count], abs=0.06
        )
        assert all(
            bar.x >= plots.LEFT and bar.x + bar.width <= plots.WIDTH - plots.RIGHT + 0.2 for bar in bars
        )
        assert bool(bars) == any(counts)


@given(COUNTS, COUNTS)
def test_columns_stand_on_the_line_and_stay_in_the_picture(above, below):
    size = min(len(above), len(below))
    drawn = plots.columns(
        [(str(place), parts_of(above[place]), parts_of(below[place])) for place in range(size)]
    )
    for shape in drawn.shapes:
        assert shape.y >= plots.TOP - 1 and shape.y + shape.height <= plots.TOP + plots.COLUMNS_HIGH + 2
        assert shape.x >= 0 and shape.x + shape.width <= plots.WIDTH
        assert shape.y + shape.height <= drawn.base + 1.1 or shape.y >= drawn.base - 0.1
    assert len(drawn.labels) <= plots.MOST_LABELS


def test_nothing_to_draw_is_an_empty_picture():
    assert plots.share_rows([]).shapes == plots.columns([]).shapes == ()
