from __future__ import annotations

import csv
import html
import sqlite3

import directory_fixture as fixture
import pytest
import yaml
from directory_site.verdicts import VERDICTS

from verify.publish.schema import CODE_TABLES, TABLES
from verify.publish.views import VIEWS

METADATA = yaml.safe_load((fixture.ROOT / "metadata.yml").read_text("utf-8"))
DATABASE = METADATA["databases"]["directory"]


@pytest.fixture(scope="module")
def columns(tmp_path_factory):
    path = fixture.build(tmp_path_factory.mktemp("metadata") / "directory.db")
    connection = sqlite3.connect(path)
    names = (*TABLES, *CODE_TABLES, *VIEWS)
    found = {name: [row[1] for row in connection.execute(f"pragma table_info([{name}])")] for name in names}
    connection.close()
    return found


def test_every_table_and_column_is_described_and_nothing_else(columns):
    described = {name: list(table["columns"]) for name, table in DATABASE["tables"].items()}
    assert {name: sorted(names) for name, names in described.items()} == {
        name: sorted(names) for name, names in columns.items()
    }


def test_every_description_says_something():
    for name, table in DATABASE["tables"].items():
        assert len(table["description"]) > 20, name
        for column, words in table["columns"].items():
            assert words and words[0] != " " and words.endswith((".", ")")), (name, column)


def test_facets_sorting_and_labels_name_columns(columns):
    for name, table in DATABASE["tables"].items():
        used = [
            *table.get("facets", []),
            *(table[key] for key in ("sort", "sort_desc", "label_column") if key in table),
        ]
        assert set(used) <= set(columns[name]), name


@pytest.mark.parametrize("name", sorted(DATABASE["queries"]))
async def test_every_ready_question_is_described_and_answers(page, name):
    query = DATABASE["queries"][name]
    assert query["title"] and query["description"].endswith(".")
    text = html.unescape(await page(f"/directory/{name}?entry_id={fixture.VERIFIED}"))
    assert query["title"] in text and query["description"] in text


def test_the_ready_question_why_names_no_candidate_under_review(database_path):
    connection = sqlite3.connect(f"file:{database_path}?mode=ro", uri=True)
    sql = DATABASE["queries"]["why_this_verdict"]["sql"]
    rows = connection.execute(sql, {"entry_id": fixture.REVIEW}).fetchall()
    connection.close()
    assert rows and not any("AC60990308" in str(value) for row in rows for value in row)


def test_the_glossary_defines_verdicts_outcomes_and_status_classes():
    with (fixture.ROOT / "data" / "codes" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        terms = {row["term"]: row["definition"] for row in csv.DictReader(file)}
    wanted = {verdict.label for verdict in VERDICTS.values()}
    wanted |= {"pass", "fail", "notice", "review", "no_evidence"}
    wanted |= set("active active_restricted probation inactive expired suspended revoked surrendered".split())
    wanted |= {"deceased", "pending", "ended_other", "unknown"}
    wanted |= {
        "PSV",
        "Encumbrance",
        "Board action",
        "As-of date",
        "Match weight",
        "Clerical review",
        "Exclusion",
    }
    assert wanted <= set(terms)
    assert terms["Verified"] == VERDICTS["verified"].meaning
    assert all(definition.endswith(".") for definition in terms.values())


async def test_the_page_of_a_table_says_what_its_columns_hold_and_where_a_reading_would_mislead(page):
    text = await page("/directory/licenses")
    before, columns = text.split('id="columns"')
    assert "Neither is a clean record." in before
    assert "A row is a license, not a person." in before
    parts = {part.split("<")[0]: part for part in columns.split('<dt><span class="num">')}
    assert "<code>not_stated</code> This list does not say." in parts["discipline"]
    assert "Unit or form: ISO day, YYYY-MM-DD." in parts["expires_on"]
    missing = "NULL: The list prints no end date. It does not mean that the license runs for ever."
    assert missing in parts["expires_on"]
    assert '<a href="/directory/sources">sources.source</a>' in parts["source"]


async def test_the_page_of_the_database_shows_how_the_tables_belong_together(page):
    text = await page("/directory")
    picture = text[text.index('<svg xmlns="http://www.w3.org/2000/svg"') :]
    assert 'role="img" aria-labelledby="e-title e-said"' in picture
    assert "links.license_id leads to licenses." in picture
    assert 'href="/directory/data_dictionary"' in text


async def test_a_build_without_a_dictionary_still_says_what_its_columns_mean(database_path, tmp_path):
    older = tmp_path / "directory.db"
    older.write_bytes(database_path.read_bytes())
    connection = sqlite3.connect(older)
    connection.execute("DROP TABLE data_dictionary")
    connection.commit()
    connection.close()
    site = fixture.make_site(older)
    await site.invoke_startup()
    text = (await site.client.get("/directory/licenses")).text
    assert "The board's own status word." in text.replace("&#39;", "'")
    for database in site.databases.values():
        database.close()
    site.executor.shutdown(wait=True)
