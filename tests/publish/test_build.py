from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.publish.folder import CLINIC, KIM, LICENSES, ORTIZ, VALE, a_run, steps, write_all
from verify import refresh
from verify.publish.build import APPLICATION_ID
from verify.publish.schema import CODE_TABLES, TABLES
from verify.publish.views import VIEWS


def all_rows(database: sqlite3.Connection, sql: str, *values: str) -> list[tuple[object, ...]]:
    return database.execute(sql, values).fetchall()


def test_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write_all(tmp_path / name) for name in ("first", "second"))
    for data in (first, second):
        refresh.build(a_run(data), steps())
    assert (first / "directory.db").resolve().name == (second / "directory.db").resolve().name
    assert (first / "directory.db").read_bytes() == (second / "directory.db").read_bytes()


def test_another_row_gives_another_release(data: Path, tmp_path: Path) -> None:
    one = refresh.build(a_run(data), steps()).release_id
    fewer = write_all(tmp_path / "fewer", licenses=LICENSES[:4])
    assert refresh.build(a_run(fewer), steps(links=())).release_id != one
    assert one.startswith("2026-11-22-")


def test_tables_are_strict_and_keys_hold(database: sqlite3.Connection) -> None:
    strict = dict(all_rows(database, "SELECT name, strict FROM pragma_table_list WHERE type = 'table'"))
    assert all(strict[name] for name in (*TABLES, *CODE_TABLES))
    assert all_rows(database, "PRAGMA foreign_key_check") == []
    assert all_rows(database, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert all_rows(database, "PRAGMA integrity_check") == [("ok",)]


def test_vocabularies_views_and_zips_are_filled(database: sqlite3.Connection) -> None:
    for table in CODE_TABLES:
        assert all_rows(database, f"SELECT * FROM {table}")  # noqa: S608
    for view in VIEWS:
        assert len(all_rows(database, f"SELECT * FROM {view}")) == 5  # noqa: S608
    assert (
        database.execute("SELECT count(*) FROM zips WHERE latitude BETWEEN 13 AND 72").fetchone()[0] > 30000
    )


def test_entry_shows_its_practice_and_never_street_or_mailing_address(database: sqlite3.Connection) -> None:
    shown = all_rows(database, "SELECT name, city, zip5, phone, verdict FROM entries WHERE entry_id = ?", KIM)
    assert shown == [("Hana Kimstone", "SEATTLE", "98101", "2065550100", "verified")]
    places = all_rows(
        database, "SELECT purpose, city FROM entry_places WHERE entry_id = ? ORDER BY position", KIM
    )
    assert places == [("practice", "SEATTLE"), ("secondary", "KENT")]
    dump = "\n".join(database.iterdump())
    assert "NOWHERE ST" not in dump
    of_places = ('INTO "zips"', 'INTO "cities"')  # tables of every place in the country, whoever is there
    assert "TACOMA" not in "\n".join(
        line for line in dump.splitlines() if not any(name in line for name in of_places)
    )


def test_names_for_display(database: sqlite3.Connection) -> None:
    assert all_rows(database, "SELECT name FROM entry_names") == [("Luz de la Cruz",)]
    assert all_rows(database, "SELECT name FROM entries WHERE entry_id = ?", CLINIC) == [
        ("Nowhere Acupuncture and PT LLC",)
    ]


def test_missing_text_is_null(database: sqlite3.Connection) -> None:
    assert all_rows(database, "SELECT DISTINCT city, organization_name FROM licenses") == [(None, None)]


def test_board_actions_quote_the_board_and_keep_pending_apart(database: sqlite3.Connection) -> None:
    found = all_rows(
        database, "SELECT license_id, action_printed, stage FROM board_actions ORDER BY license_id"
    )
    assert found == [
        ("us_wa_doh:AC60000002", "actiontaken: Yes", "unknown"),
        ("us_wa_doh:AC60000003", "actiontaken: Pending", "alleged"),
    ]


def test_undecided_link_to_adverse_license_is_only_in_the_private_queue(
    database: sqlite3.Connection, finished: Path
) -> None:
    reviewed = all_rows(database, "SELECT license_id FROM links WHERE decision = 'review'")
    assert reviewed == [("us_wa_doh:AC60000005",)]
    assert all_rows(database, "SELECT * FROM links WHERE entry_id = ?", VALE) == []
    assert all_rows(database, "SELECT * FROM link_comparisons WHERE link_id LIKE ?", f"{VALE}%") == []
    queue = (finished / "review.csv").read_text(encoding="utf-8")
    assert "us_wa_doh:AC60000003" in queue
    assert "us_wa_doh:AC60000004" in queue
    assert (finished / "review.csv").stat().st_mode & 0o077 == 0


def test_adverse_rival_is_not_named(database: sqlite3.Connection) -> None:
    found = all_rows(
        database, "SELECT rival_license_id, rival_weight_bits FROM links WHERE entry_id = ?", KIM
    )
    assert found == [(None, -3.0)]


def test_exclusion_is_tied_by_npi_alone(database: sqlite3.Connection) -> None:
    assert all_rows(database, "SELECT exclusion_id, npi FROM exclusions ORDER BY exclusion_id") == [
        ("us_oig_leie:1", ORTIZ),
        ("us_oig_leie:2", None),
    ]
    assert all_rows(database, "SELECT DISTINCT entry_id FROM checks WHERE exclusion_id IS NOT NULL") == [
        (ORTIZ,)
    ]


def test_search_finds_names_places_and_numbers(database: sqlite3.Connection) -> None:
    for words, expected in (
        ("kimst*", KIM),
        ("98030", KIM),
        ("kent", KIM),
        ("60000001", KIM),
        ("cruz", ORTIZ),
    ):
        found = database.execute("SELECT entry_id FROM entries_fts WHERE entries_fts MATCH ?", (words,))
        assert expected in {row[0] for row in found}, words


def test_release_counts_itself(database: sqlite3.Connection) -> None:
    found = all_rows(
        database,
        "SELECT is_sample, licenses_count, entries_count, links_accepted_count, links_review_count, "
        "verified_count FROM releases",
    )
    assert found == [(0, 5, 5, 2, 1, 1)]
    assert all_rows(database, "SELECT source, records_count FROM sources ORDER BY source") == [
        ("us_nppes", 5),
        ("us_oig_leie", 2),
        ("us_wa_doh", 5),
    ]
