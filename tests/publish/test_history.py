from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.records import BoardAction, Discipline, QuarantinedRow, Status, to_json
from tests import factories as make
from tests.publish.folder import (
    BROOK,
    CLINIC,
    ENTRIES,
    KIM,
    LICENSES,
    LINKS,
    failed,
    link,
    write_all,
    write_source,
)
from tests.publish.weeks import build, next_listing, query, read_again, seen_again, told
from verify.publish.causes import difference
from verify.publish.change import Cause
from verify.publish.history import LicenseSeen, license_changes

KIMS = "us_wa_doh:AC60000001"
WITHOUT_KIM = tuple(each for each in LINKS if each.entry_id != KIM)


def changed(number: int, **changes: object) -> list[object]:
    """The listing with one row that is different."""
    return [replace(row, **changes) if at == number else row for at, row in enumerate(LICENSES)]


def test_first_release_has_no_changes(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    assert told(data, "kind") == []
    assert query(data, "SELECT is_current, previous_release_id FROM releases") == [(1, None)]


def test_next_release_knows_the_ones_before(data: Path) -> None:
    ids = [build(data, LINKS, day) for day in ("2026-11-22", "2026-11-23", "2026-11-24")]
    rows = query(data, "SELECT release_id, is_current, previous_release_id FROM releases ORDER BY built_on")
    assert rows == [(ids[0], 0, None), (ids[1], 0, ids[0]), (ids[2], 1, ids[1])]
    assert told(data, "kind") == []


def test_same_content_on_the_same_day_gives_the_same_bytes(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    next_listing(data, changed(0, status_printed="On leave", status=Status.INACTIVE))
    first = build(data, LINKS)
    content = (data / "directory.db").read_bytes()
    assert build(data, LINKS) == first
    assert (data / "directory.db").read_bytes() == content
    assert told(data, "kind")


def test_other_content_on_one_day_is_another_release(data: Path) -> None:
    build(data, LINKS, "2026-11-28")
    next_listing(data, changed(0, expires_on="2029-03-14"))
    second = build(data, LINKS)
    write_all(data)
    build(data, LINKS)
    assert len(query(data, "SELECT 1 FROM releases")) == 2
    assert told(data, "release_id", "value_after", where="kind = 'renewed'") == [(second, "2029-03-14")]


def test_renewal_and_lapse_are_told_with_the_words_of_the_board(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    next_listing(data, changed(0, expires_on="2029-03-14"))
    build(data, LINKS)
    columns = ("entry_id", "kind", "cause", "field", "value_before", "value_after")
    assert told(data, *columns) == [
        (KIM, "renewed", "source_changed", "expires_on", "2027-03-14", "2029-03-14")
    ]
    next_listing(data, changed(0, status=Status.EXPIRED, status_printed="Lapsed"), 3, "2026-12-04")
    build(data, LINKS, "2026-12-05")
    assert (KIM, "lapsed", "source_changed", "status_printed", "Active", "Lapsed") in told(data, *columns)
    assert (KIM, "verdict", "source_changed", "verdict", "verified", "license_not_active") in told(
        data, *columns
    )


def test_list_that_people_keep_is_never_laid_at_our_rules(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    heading = "entry_id,topic,statement,issuer,stated_on,basis,other_entry_id,source_url,seen_on,seen_by"
    row = f"{KIM},telehealth,By video,,,own_statement,,https://kim.example/,2026-11-22,A. Reader"
    (data / "statements.csv").write_text(f"{heading}\n{row}\n")
    build(data, LINKS, "2026-11-23")
    (data / "statements.csv").write_text(f"{heading}\n")
    build(data, LINKS, "2026-11-24")
    assert told(data, "subject", "source", "kind", "cause") == [
        ("source", "own_statements", "new", "source_changed"),
        ("source", "own_statements", "disappeared", "source_changed"),
    ]


def test_discipline_is_told_of_the_license_and_of_an_entry_by_number_alone(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    order = BoardAction("M-1", "Reprimand", "", "final", "2026-11-25", None, "")  # type: ignore[arg-type]
    next_listing(data, changed(0, discipline=Discipline.YES, discipline_printed="Yes", actions=(order,)))
    build(data, LINKS)
    found = told(data, "entry_id", "license_id", "value_after", where="kind = 'disciplined'")
    assert found == [(KIM, KIMS, "Reprimand")]


def test_case_that_is_not_decided_is_no_discipline(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    case = BoardAction("M-1", "Charges", "", "alleged", "2026-11-25", None, "")  # type: ignore[arg-type]
    next_listing(data, changed(0, actions=(case,)))
    build(data, LINKS)
    assert told(data, "kind", "value_after", where="field = 'board_actions'") == [
        ("other", "alleged: Charges")
    ]


def test_other_parser_is_never_a_change_at_the_source(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    rows = seen_again(changed(0, status=Status.INACTIVE, status_printed="Inactive"), parser_version="2")
    write_source(data, read_again(parser_version="2"), [*rows[:2], *rows[3:]])
    build(data, [each for each in LINKS if each.license_id != LICENSES[2].license_id])
    causes = {cause for (cause,) in told(data, "cause")}
    assert causes == {"parser_changed"}
    assert query(data, "SELECT * FROM former_licenses") == []


def test_same_bytes_read_by_other_rules_are_no_change_at_the_source(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    write_source(data, make.source_state("us_wa_doh"), changed(0, status=Status.UNKNOWN))
    build(data, LINKS, "2026-11-22")
    assert set(told(data, "cause")) == {("rules_changed",)}
    assert told(data, "field", "value_after", where="subject = 'license'") == [("status", "unknown")]


def test_license_that_left_its_listing_is_a_state_of_its_own_until_it_returns(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    next_listing(data, LICENSES[1:])
    build(data, WITHOUT_KIM)
    assert query(
        data, "SELECT license_id, last_name, last_listed_on, missing_since FROM former_licenses"
    ) == [(KIMS, "KIMSTONE", "2026-11-20", "2026-11-27")]
    assert query(data, "SELECT * FROM former_links") == [(KIM, KIMS, "number_and_name")]
    assert told(data, "subject", "kind", "cause", where=f"entry_id = '{KIM}'") == [
        ("entry", "verdict", "record_disappeared"),
        ("license", "disappeared", "record_disappeared"),
    ]
    next_listing(data, LICENSES[1:], 3, "2026-12-04")
    build(data, WITHOUT_KIM, "2026-12-05")
    assert query(data, "SELECT missing_since FROM former_licenses") == [("2026-11-27",)]
    next_listing(data, LICENSES, 4, "2026-12-11")
    build(data, LINKS, "2026-12-12")
    assert query(data, "SELECT * FROM former_licenses") == []
    kinds = [kind for (kind,) in told(data, "kind", where=f"license_id = '{KIMS}' AND subject = 'license'")]
    assert kinds == ["disappeared", "returned"]


def test_failed_source_makes_nobody_disappear(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    write_source(data, failed(make.source_state("us_wa_doh")), LICENSES)
    build(data, LINKS)
    assert told(data, "subject", "source", "kind", "cause") == [
        ("source", "us_wa_doh", "source_failed", "source_failed")
    ]
    build(data, LINKS, "2027-02-25")
    found = told(data, "cause", "value_after", where=f"kind = 'verdict' AND entry_id = '{KIM}'")
    assert found == [("source_failed", "not_covered")]
    next_listing(data, LICENSES, 3, "2027-02-26")
    build(data, LINKS, "2027-02-27")
    assert ("source_returned", "source_changed") in told(data, "kind", "cause")
    assert query(data, "SELECT * FROM former_licenses") == []


def test_more_unreadable_rows_make_nobody_disappear(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    notes = [
        QuarantinedRow("us_wa_doh", "cd" * 32, row, "status", "?", "cell", "can't be read") for row in (1, 2)
    ]
    write_source(data, read_again(), seen_again(LICENSES[1:]), notes)
    build(data, WITHOUT_KIM)
    assert query(data, "SELECT * FROM former_licenses") == []
    assert told(data, "kind", "cause", where="subject = 'license'") == [("other", "source_changed")]


def test_end_date_that_was_reached_is_time(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    next_listing(data, LICENSES, 2, "2027-03-20")
    build(data, LINKS, "2027-03-21")
    found = told(
        data, "cause", "value_before", "value_after", where=f"kind = 'verdict' AND entry_id = '{KIM}'"
    )
    assert found == [("time_passed", "verified", "license_not_active")]


def test_evidence_that_grew_too_old_is_time(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    build(data, LINKS, "2027-02-25")
    assert set(told(data, "kind", "cause")) == {("verdict", "time_passed")}


def test_other_match_of_the_same_rows_is_ours(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    build(data, (link(KIM, KIMS, "review"), *LINKS[1:]))
    found = told(data, "kind", "cause", "license_id", where=f"entry_id = '{KIM}'")
    assert found == [("match", "match_changed", None), ("verdict", "match_changed", None)]


def test_history_of_a_cut_match_ties_nobody_to_the_license(data: Path) -> None:
    wrong = link(BROOK, LICENSES[4].license_id)
    build(data, (*LINKS[:4], wrong), "2026-11-22")
    row = replace(LICENSES[4], status=Status.REVOKED, status_printed="Revoked", is_disciplinary_status=True)
    next_listing(data, [*LICENSES[:4], row])
    build(data, (*LINKS[:4], wrong))
    assert told(data, "kind", where=f"entry_id = '{BROOK}' AND license_id IS NOT NULL")
    build(data, LINKS[:4], "2026-11-29")
    assert told(data, "kind", where=f"entry_id = '{BROOK}' AND license_id IS NOT NULL") == []
    assert told(data, "kind", where=f"license_id = '{row.license_id}'") == [("disciplined",)]


def test_new_and_gone_entries(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    came = make.entry("NEA", "NEWCOMB", entry_id="1999000078")
    state = read_again("us_nppes")
    write_source(data, state, seen_again([*ENTRIES[:3], ENTRIES[4], came]))
    build(data, LINKS[:4])
    assert told(data, "entry_id", "kind", "cause", where="subject = 'entry'") == [
        (BROOK, "disappeared", "record_disappeared"),
        (came.entry_id, "new", "source_changed"),
    ]


def test_first_reading_of_a_source_is_one_change(data: Path) -> None:
    write_source(data, replace(make.source_state("us_wa_doh"), report=None), None)
    (data / "records" / "us_wa_doh" / "report.json").unlink()
    build(data, (), "2026-11-22")
    write_all(data)
    build(data, LINKS)
    assert told(data, "source", "kind", where="kind = 'new'") == [("us_wa_doh", "new")]
    assert ("source_changed",) in told(data, "cause", where=f"entry_id = '{KIM}' AND kind = 'verdict'")


def test_telephone_and_zip_are_in_no_history(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    moved = replace(ENTRIES[4], places=(make.place(city="KENT", zip5="98030", phone="2535550100"),))
    write_source(data, read_again("us_nppes"), seen_again([*ENTRIES[:4], moved]))
    build(data, LINKS)
    assert told(data, "entry_id", "field", "value_before", "value_after", where="subject = 'entry'") == [
        (CLINIC, "city", "SEATTLE", "KENT")
    ]


def test_sample_and_real_data_share_no_history(data: Path) -> None:
    build(data, LINKS, "2026-11-22")
    state = read_again(served_from="http://127.0.0.1:9/data")
    write_source(data, state, seen_again(LICENSES[1:]))
    build(data, WITHOUT_KIM)
    assert (told(data, "kind"), len(query(data, "SELECT * FROM releases"))) == ([], 1)


def test_going_back_and_building_again_works(data: Path) -> None:
    first = build(data, LINKS, "2026-11-22")
    next_listing(data, LICENSES[1:])
    second = build(data, WITHOUT_KIM)
    before = (data / "directory.db").read_bytes()
    (data / "directory.db").unlink()
    (data / "directory.db").symlink_to(f"builds/{first}.db")
    assert build(data, WITHOUT_KIM) == second
    assert (data / "directory.db").read_bytes() == before


def test_content_of_an_earlier_release_of_the_day_is_that_release_again(data: Path) -> None:
    first = build(data, LINKS)
    folder = data / "records" / "us_wa_doh"
    kept = {path: path.read_bytes() for path in folder.iterdir()}
    next_listing(data, changed(0, expires_on="2029-03-14"))
    second = build(data, LINKS)
    for path, content in kept.items():
        path.write_bytes(content)
    assert build(data, LINKS) == first
    rows = query(data, "SELECT release_id, is_current, previous_release_id FROM releases ORDER BY is_current")
    assert rows == [(second, 0, first), (first, 1, second)]


SEEN = st.builds(
    LicenseSeen,
    license_id=st.just(KIMS),
    source=st.just("us_wa_doh"),
    status_printed=st.sampled_from(["Active", "Expired", "Revoked"]),
    status=st.sampled_from(["active", "expired", "revoked"]),
    is_disciplinary_status=st.integers(0, 1),
    expires_on=st.sampled_from(["", "2026-01-01", "2028-01-01"]),
    license_type_printed=st.sampled_from(["", "East Asian Medicine"]),
    is_superseded=st.integers(0, 1),
    name=st.sampled_from(["ANN|B", "ANN|C"]),
    raw_sha256=st.sampled_from(["aa", "bb"]),
    parser_version=st.sampled_from(["1", "2"]),
)


@given(SEEN, st.booleans())
def test_equal_rows_have_no_history(row: LicenseSeen, is_anew: bool) -> None:
    assert list(license_changes(row, row, is_anew=is_anew)) == []


@given(SEEN, SEEN, st.booleans())
def test_one_cause_explains_a_row_and_names_are_no_values(
    before: LicenseSeen, after: LicenseSeen, is_anew: bool
) -> None:
    found = list(license_changes(before, after, is_anew=is_anew))
    assert len({each.cause for each in found}) <= 1
    assert len({each.field for each in found}) == len(found)
    assert not [each for each in found if "ANN" in each.value_before + each.value_after]
    differs = replace(before, raw_sha256="", parser_version="") != replace(
        after, raw_sha256="", parser_version=""
    )
    assert bool(found) == differs


@pytest.mark.parametrize("is_anew", [True, False])
def test_source_is_never_blamed_for_another_parser(is_anew: bool) -> None:
    assert difference(("1", "2"), ("aa", "bb"), is_anew=is_anew) is Cause.PARSER_CHANGED


def test_records_written_by_the_tests_can_be_read() -> None:
    assert to_json(seen_again(LICENSES)[0])
