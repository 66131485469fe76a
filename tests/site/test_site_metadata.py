from __future__ import annotations

import csv
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
    text = await page(f"/directory/{name}?entry_id={fixture.VERIFIED}")
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
