"""The ready questions: their answers, what they say of themselves, and the release that answers."""

from __future__ import annotations

import re
import sqlite3

import directory_fixture as fixture
import pytest
import question_rows
from question_answers import ANSWERS, ASKED_WITH

from verify.publish.dictionary import read_description

QUESTIONS = read_description()["queries"]
COLUMNS = {
    "practitioners_per_100000": "state profession practitioners_count per_100000 licensed_count "
    "licensed_per_100000 population_count population_on population_vintage",
    "active_licenses_per_100000": "state profession source active_count with_conditions_count "
    "active_per_100000 is_complete source_as_of population_count population_vintage",
    "status_mix_by_board": "source agency jurisdiction profession status licenses_count share_percent "
    "source_as_of",
    "licenses_by_board_and_status": "agency profession status_printed status licenses_count",
    "unknown_status_words": "source profession status_printed licenses_count",
    "discipline_by_board": "source agency jurisdiction profession yes_count none_count not_stated_count "
    "of_stated_percent source_as_of",
    "expirables": "expires_on entry_id name profession city license_number status_printed is_in_renewal "
    "source listing_day",
    "expirables_by_week": "week_begins entries_count",
    "new_and_lapsed_per_week": "week_begins kind cause changes_count",
    "changes_since": "built_on release_id kind cause subject source entry_id license_id field value_before "
    "value_after",
    "license_history": "built_on kind cause field value_before value_after source",
    "no_longer_listed": "source profession month last_status licenses_count",
    "licensed_in_several_states": "search_id entry_id name profession state states_count states",
    "people_by_number_of_states": "states_count people_count",
    "verdicts_by_profession_and_state": "profession state verdict entries_count",
    "age_of_evidence": "profession days_from days_to entries_count licensed_count",
    "freshness": "source title source_as_of fetched_at age_days newest_outcome newest_reason records_count",
    "coverage": "state profession lists_count lists are_complete states_discipline oldest_day licensed",
    "coverage_of_entries": "profession state entries_count not_covered_count covered_percent",
    "why_this_verdict": "name verdict check_name outcome strength sentence license_number status_printed "
    "source source_as_of fetched_at checked_by",
    "why_this_match": "license_id rule identity_class probability cut link_bits position comparison level "
    "entry_value license_value weight_bits reason",
    "match_quality_by_source": "source title decision rule identity_class links_count lowest_bits mean_bits "
    "highest_bits",
    "match_weights": "bits_from bits_to decision links_count",
    "match_thresholds": "rule cut links_count accepted_count lightest_accepted_bits",
    "accuracy_by_source": "source title measure right_count of_count share share_low share_high as_of labels",
    "accuracy_by_kind": "dimension stratum measure right_count of_count share share_low share_high as_of "
    "labels",
    "hand_checks": "audited_on audit_id release_id answer dimension stratum answers_count sampled_count "
    "right_count wrong_count cant_tell_count share share_low share_high",
    "claimed_numbers_confirmed": "profession claims_count confirmed_count",
    "acupuncturist_physician_clinics_by_county": "state county clinics_count",
    "clinics_through_their_people": "entry_id name city people_count licensed_count",
    "school_to_licensure": "institution_name outcome people_count licensed_count",
    "needling_by_rule": "rule profession outcome strength entries_count",
    "certificates_and_verdicts": "issuer credential verdict entries_count",
    "exclusions_by_ground": "exclusion_type meaning authority rows_count with_npi_count entries_count",
    "reports_and_corrections": "kind reports_count open_count mean_days longest_days",
    "releases_over_time": "release_id built_on is_sample software_version model_version licenses_count "
    "entries_count links_accepted_count links_review_count verified_count",
    "terms_of_an_entry": "source title agency terms attribution source_as_of",
    "what_a_column_means": "table_name column_name type meaning unit codes null_meaning refers_to origin "
    "warnings",
    "quarantine_by_reason": "source reason column_name rows_count example",
}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = fixture.build(tmp_path_factory.mktemp("questions") / "directory.db", 3, question_rows.rows())
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def tables(database):
    names = [row[0] for row in database.execute("select name from sqlite_master where type = 'table'")]
    found = {}
    for name in (name for name in names if "_fts" not in name):
        cursor = database.execute(f"select * from {name}")  # noqa: S608
        columns = [column[0] for column in cursor.description]
        found[name] = [dict(zip(columns, row, strict=True)) for row in cursor]
    return found


def inputs_of(name):
    return set(re.findall(r"(?<!:):([a-z_]+)", QUESTIONS[name]["sql"]))


def ask(database, name, **given):
    cursor = database.execute(QUESTIONS[name]["sql"], dict.fromkeys(inputs_of(name), "") | given)
    return [column[0] for column in cursor.description], cursor.fetchall()


def test_there_are_at_least_twenty_and_each_is_known_here():
    assert len(QUESTIONS) >= 20
    assert COLUMNS.keys() == QUESTIONS.keys()


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_every_question_gives_its_columns_and_says_what_it_cannot_say(database, name):
    question = QUESTIONS[name]
    assert ask(database, name)[0] == COLUMNS[name].split()
    for part in ("description", "cannot_say"):
        assert len(question[part]) > 20 and question[part].endswith((".", ")")), part
    assert set(question.get("inputs", {})) == inputs_of(name)
    assert all(words.endswith(".") for words in question.get("inputs", {}).values())


def order(row):
    return [(value is None, str(value)) for value in row]


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_the_answer_is_that_of_counting_by_hand(database, tables, name):
    _, found = ask(database, name, **ASKED_WITH.get(name, {}))
    expected = ANSWERS[name](tables)
    assert expected, "nothing to compare"
    assert sorted(found, key=order) == [pytest.approx(row) for row in sorted(expected, key=order)]


@pytest.mark.parametrize(
    "name", sorted(set(QUESTIONS) - {"why_this_verdict", "verdicts_by_profession_and_state"})
)
def test_an_answer_does_not_ask_the_clock_unless_its_title_says_today(name):
    asks = "'now'" in QUESTIONS[name]["sql"] or "entries_today" in QUESTIONS[name]["sql"]
    assert asks == ("today" in QUESTIONS[name]["title"])


def test_a_question_reads_on_where_it_stopped(database):
    _, first = ask(database, "licensed_in_several_states")
    assert [row[1] for row in first] == [fixture.VERIFIED]
    assert ask(database, "licensed_in_several_states", after=str(first[0][0]))[1] == []


def test_the_history_of_a_license_is_told_in_the_order_of_releases(database):
    _, rows = ask(database, "license_history", license_id=f"{fixture.DOH}:AC60990117")
    assert [(row[0], row[1]) for row in rows] == [("2026-11-11", "new"), ("2026-11-18", "renewed")]


def test_why_this_match_sums_to_the_weight_and_names_no_candidate_under_review(database):
    _, rows = ask(database, "why_this_match", entry_id=fixture.VERIFIED)
    assert sum(row[11] for row in rows) == pytest.approx(rows[0][5])
    assert ask(database, "why_this_match", entry_id=fixture.REVIEW)[1] == []


def test_the_terms_of_an_entry_are_those_of_every_list_behind_it(database):
    _, rows = ask(database, "terms_of_an_entry", entry_id=fixture.VERIFIED)
    lists = {fixture.DOH, fixture.CA, fixture.NPPES, fixture.LEIE, "own_statements"}
    assert {row[0] for row in rows} == lists
    assert all(row[3] and row[4] for row in rows)


def test_a_column_is_found_by_its_name_and_by_a_word(database):
    _, rows = ask(database, "what_a_column_means", word="expires_on")
    assert {(row[0], row[1]) for row in rows} >= {
        ("licenses", "expires_on"),
        ("former_licenses", "expires_on"),
    }
    assert ("licenses", "discipline") in {
        (row[0], row[1]) for row in ask(database, "what_a_column_means", word="clean record")[1]
    }


async def test_the_page_of_a_question_says_what_it_cannot_say_and_how_to_cite_it(page):
    text = await page("/directory/expirables?state=CA&days=30")
    assert QUESTIONS["expirables"]["cannot_say"] in text
    assert "Two-letter state of practice; WA if empty." in text
    assert "release 2026-11-18-abc123, question <code>expirables</code>" in text
    link = "/directory/expirables?state=CA&amp;days=30&amp;_release=2026-11-18-abc123"
    assert link in text
    again = await page(link.replace("&amp;", "&"))
    assert "answered from this release or not at all" in again


@pytest.mark.parametrize(
    "path", ["/directory/coverage", "/directory/coverage.json", "/directory/licenses.csv"]
)
async def test_a_link_to_another_release_is_not_answered_from_this_one(site, path):
    response = await site.client.get(path + "?_release=2025-01-01-ffffff")
    assert response.status_code == 404
    assert "link is to the release 2025-01-01-ffffff" in response.text
    assert "answers from 2026-11-18-abc123" in response.text
    assert (await site.client.get(path + "?_release=2026-11-18-abc123")).status_code == 200


async def test_a_release_that_is_asked_for_is_never_said_back_with_markup(site):
    response = await site.client.get("/directory/coverage?_release=<script>alert(1)</script>")
    assert response.status_code == 404
    assert "<" not in response.text


GROWS_SLOWLY = {
    "entry_search": "narrow rows in the order of names; half a million take an eighth of a second",
    "exclusions": "one federal list of some 80,000 rows",
    "entry_claims": "narrow rows; a million take half a second",
    "former_licenses": "licenses that left the lists",
    "certification_links": "certificates of the few people who have one",
    "quarantine": "rows that could not be read",
    "disputes": "reports",
    "sources": "a row for each list",
    "releases": "a row for each week",
    "release_figures": "some dozens of rows for each week",
    "state_population": "a row for each state",
    "acupuncture_licensure": "a row for each state",
    "pt_dry_needling": "a row for each state",
    "leie_codes": "the codes of one list",
    "data_dictionary": "the columns of this database",
    "accuracy": "some dozens of rows",
    "audits": "some dozens of rows for each audit",
    "crawls": "some rows for each list",
}
"""Tables that a question may read whole, with the reason. Others have an index that holds all it needs."""


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_no_question_reads_a_large_table_from_end_to_end(database, tables, name):
    sql = QUESTIONS[name]["sql"]
    named = dict(re.findall(r"\b(?:from|join|,)\s+([a-z_]+)\s+(?:as\s+)?([a-z])\b", sql))
    alias = {short: table for table, short in named.items()}
    for row in database.execute(f"explain query plan {sql}", dict.fromkeys(inputs_of(name), "")):
        found = re.match(r"SCAN (\w+)(.*)", row[3])
        if found and "COVERING INDEX" not in found[2]:
            table = alias.get(found[1], found[1])
            assert table not in tables or table in GROWS_SLOWLY, (name, row[3])
