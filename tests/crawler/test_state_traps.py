"""The traps of the states' listings, each read as its source reads it from a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.records import Discipline, Evidence, LicenseRecord, Profession, Status
from crawler.run import find_sources
from crawler.tally import Tally

SOURCES = find_sources()
Cells = dict[str, Any]

COLORADO: Cells = {
    "lastname": "Example",
    "firstname": "Ann",
    "licensetype": "PTL",
    "licensenumber": "90001",
    "licenseexpirationdate": "2027-10-31T00:00:00.000",
    "licensestatusdescription": "Active",
    "casenumber": "",
    "programaction": "",
}
ILLINOIS: Cells = {
    "license_type": "PHYSICAL THERAPY",
    "description": "LICENSED PHYSICAL THERAPIST",
    "license_number": "070990001",
    "license_status": "ACTIVE",
    "first_name": "ANN",
    "middle": "None",
    "last_name": "EXAMPLE",
    "expiration_date": "06/30/2027",
    "ever_disciplined": "N",
    "case_number": "None",
    "action": "None",
    "discipline_start_date": "/ /",
}
CONNECTICUT: Cells = {
    "name": "ANN EXAMPLE",
    "type": "INDIVIDUAL",
    "fullcredentialcode": "14.009999",
    "credential": "Physical Therapist",
    "status": "ACTIVE",
    "active": 1,
    "expirationdate": "2027-05-31T00:00:00.000",
    "address": "1 Nowhere Ln",
    "city": "Avon",
    "state": "CT",
    "zip": "060019999",
}
DELAWARE: Cells = {
    "last_name": "Example",
    "first_name": "Ann",
    "license_no": "J1-0099901",
    "profession_id": "Physical Therapy/Athletic Trg",
    "license_type": "Physical Therapist",
    "expiration_date": "2027-01-31T00:00:00.000",
    "disciplinary_action": "N",
    "license_status": "Active",
}
TEXAS: Cells = {
    "license_number": "AC90001",
    "last_name": "EXAMPLE",
    "first_name": "ANN",
    "license_type": "Acupuncturist",
    "registration_status": "ACTIVE",
    "disciplinary_status": "NONE",
    "license_expiration_date": "2027-05-31T00:00:00.000",
    "license_status": "NONE",
    "practice_address": "1 NOWHERE ST",
    "practice_city": "AUSTIN",
    "practice_state": "TX",
    "practice_zip": "78701",
    "currently_licensed": "Y",
}
BASES = {
    "us_co_dora": (COLORADO, "licensestatusdescription"),
    "us_il_idfpr": (ILLINOIS, "license_status"),
    "us_ct_elicense": (CONNECTICUT, "status"),
    "us_de_dpr": (DELAWARE, "license_status"),
}


def read(tmp_path: Path, source: str, *rows: Cells) -> tuple[list[LicenseRecord], list[str]]:
    """The records of a file with these rows, and the reasons of its quarantine lines."""
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    evidence = Evidence(source, "file:rows.json", "2026-11-22T00:00:00Z", None, "00", 0, "1")
    spider = SOURCES[source]()
    spider.tally = Tally(started_at=evidence.fetched_at)
    batches = list(spider.read_file(path, evidence))
    records = [each for batch in batches for each in batch.records if isinstance(each, LicenseRecord)]
    return records, [line.reason for batch in batches for line in batch.quarantined]


def one(tmp_path: Path, source: str, row: Cells) -> LicenseRecord:
    (record,), _ = read(tmp_path, source, row)
    return record


@pytest.mark.parametrize(
    ("source", "word", "status", "is_disciplinary"),
    [
        # 1: a voluntary surrender is no sanction by itself.
        ("us_co_dora", "Voluntary Surrender", Status.SURRENDERED, False),
        ("us_il_idfpr", "VOLUNTARY SURRENDER", Status.SURRENDERED, False),
        # 2: a provisional license is no censure.
        ("us_co_dora", "Active - Provisional", Status.ACTIVE_RESTRICTED, False),
        # 3: conditions and probation are kept apart.
        ("us_co_dora", "Active - With Conditions", Status.ACTIVE_RESTRICTED, False),
        ("us_il_idfpr", "PROBATION", Status.PROBATION, True),
        # 6: unpaid fees and insurance are administrative.
        ("us_il_idfpr", "Non Sufficient Fund Check (Terminated)", Status.ENDED_OTHER, False),
        ("us_il_idfpr", "INSURANCE EXPIRED", Status.INACTIVE, False),
        # 7
        ("us_il_idfpr", "DECEASED", Status.DECEASED, False),
        ("us_de_dpr", "Deceased", Status.DECEASED, False),
        # 8
        ("us_il_idfpr", "TERMINATED VALID REASON", Status.ENDED_OTHER, False),
        # 9
        ("us_co_dora", "Expired - Telehealth ONLY", Status.EXPIRED, False),
        # 10
        ("us_ct_elicense", "ACTIVE IN RENEWAL", Status.ACTIVE, False),
        # 12
        ("us_de_dpr", "Non-Disciplinary Suspension", Status.SUSPENDED, False),
        ("us_co_dora", "Suspended due to Child Support", Status.SUSPENDED, False),
        # A word that only contains a known one is no known word.
        ("us_co_dora", "Active - Bewildered", Status.UNKNOWN, False),
        ("us_il_idfpr", "VALID", Status.UNKNOWN, False),
        ("us_ct_elicense", "ACTIVE IN NAME ONLY", Status.UNKNOWN, False),
        ("us_de_dpr", "Active Duty", Status.UNKNOWN, False),
    ],
)
def test_a_status_word_means_what_the_vocabulary_says(
    source: str, word: str, status: Status, is_disciplinary: bool, tmp_path: Path
) -> None:
    base, column = BASES[source]
    record = one(tmp_path, source, {**base, column: word})
    assert (record.status, record.is_disciplinary_status, record.status_printed) == (
        status,
        is_disciplinary,
        word,
    )


def test_no_status_word_makes_a_case(tmp_path: Path) -> None:
    record = one(tmp_path, "us_co_dora", {**COLORADO, "licensestatusdescription": "Voluntary Surrender"})
    assert (record.actions, record.discipline) == ((), Discipline.NONE)


@pytest.mark.parametrize("action", ["Suspension - Stayed", "Stayed Suspension"])
def test_a_stayed_suspension_suspends_nobody(action: str, tmp_path: Path) -> None:
    record = one(tmp_path, "us_co_dora", {**COLORADO, "casenumber": "2024-1", "programaction": action})
    assert record.status is Status.ACTIVE
    assert record.actions[0].action_printed == action


def test_a_renewal_that_is_under_way_is_marked_and_no_other(tmp_path: Path) -> None:
    row = {**CONNECTICUT, "expirationdate": "2026-10-31T00:00:00.000"}
    renewing = one(tmp_path, "us_ct_elicense", {**row, "status": "ACTIVE IN RENEWAL"})
    assert (renewing.is_in_renewal, renewing.expires_on) == (True, "2026-10-31")
    assert not one(tmp_path, "us_ct_elicense", row).is_in_renewal
    denied = one(tmp_path, "us_ct_elicense", {**row, "status": "ACTIVE IN RENEWAL", "active": 0})
    assert (denied.status, denied.is_in_renewal) == (Status.UNKNOWN, False)


def test_connecticut_keeps_no_street_and_says_nothing_of_discipline(tmp_path: Path) -> None:
    record = one(tmp_path, "us_ct_elicense", CONNECTICUT)
    assert "Nowhere" not in repr(record)
    assert (record.zip5, record.discipline) == ("06001", Discipline.NOT_STATED)


def test_delaware_alone_does_not_say_that_there_is_no_discipline(tmp_path: Path) -> None:
    for flag in ("N", "Y"):
        record = one(tmp_path, "us_de_dpr", {**DELAWARE, "disciplinary_action": flag})
        assert (record.discipline, record.discipline_printed) == (Discipline.NOT_STATED, "")


def test_colorado_counts_numbers_within_their_prefix(tmp_path: Path) -> None:
    rows = [{**COLORADO, "licensetype": prefix} for prefix in ("ACU", "PTL", "PTLP", "PTA", "RN")]
    records, _ = read(tmp_path, "us_co_dora", *rows)
    assert [(record.license_id, record.profession) for record in records] == [
        ("us_co_dora:ACU-90001", Profession.ACUPUNCTURIST),
        ("us_co_dora:PTL-90001", Profession.PHYSICAL_THERAPIST),
        ("us_co_dora:PTLP-90001", Profession.PHYSICAL_THERAPIST),
        ("us_co_dora:PTA-90001", Profession.PT_ASSISTANT),
    ]


@pytest.mark.parametrize("is_json", [True, False])
def test_colorado_tells_the_person_by_the_link(is_json: bool, tmp_path: Path) -> None:
    url = "https://www.colorado.gov/dora/PrintLicenseDetails.aspx?cred=9900001&contact=9900002"
    cell = {"url": url} if is_json else url
    record = one(tmp_path, "us_co_dora", {**COLORADO, "linktoverifylicense": cell})
    assert (record.holder_id, record.board_url) == ("9900002", url)


def test_a_link_that_is_no_web_address_is_dropped(tmp_path: Path) -> None:
    cell = {"url": "javascript:alert(1)?contact=77"}
    record = one(tmp_path, "us_co_dora", {**COLORADO, "linktoverifylicense": cell})
    assert (record.holder_id, record.board_url) == ("", "")


def test_illinois_dates_and_nulls(tmp_path: Path) -> None:
    row = {**ILLINOIS, "first_name": "JOHN S   ", "expiration_date": "06/30/2027 00:00:00"}
    record = one(tmp_path, "us_il_idfpr", row)
    assert (record.first_name, record.middle_name, record.expires_on) == ("JOHN", "S", "2027-06-30")
    assert (record.actions, record.discipline) == ((), Discipline.NONE)
    assert one(tmp_path, "us_il_idfpr", {**ILLINOIS, "expiration_date": "01/01/2099"}).expires_on is None


def test_illinois_without_a_flag_does_not_say(tmp_path: Path) -> None:
    record = one(tmp_path, "us_il_idfpr", {**ILLINOIS, "ever_disciplined": "None"})
    assert record.discipline is Discipline.NOT_STATED


def test_a_masked_number_is_kept_out_with_its_reason(tmp_path: Path) -> None:
    records, reasons = read(tmp_path, "us_il_idfpr", {**ILLINOIS, "license_number": "39*****99"})
    assert (records, reasons) == ([], ["masked_number"])


def test_a_case_without_a_readable_day_is_kept(tmp_path: Path) -> None:
    row = {**ILLINOIS, "case_number": "2024990001", "discipline_start_date": "13/45/2024"}
    (record,), reasons = read(tmp_path, "us_il_idfpr", row)
    assert (record.actions[0].docket, record.actions[0].acted_on) == ("2024990001", None)
    assert (record.discipline, reasons) == (Discipline.YES, ["unreadable_case"])


@pytest.mark.parametrize(
    ("changes", "status", "discipline"),
    [
        ({}, Status.ACTIVE, Discipline.NONE),
        ({"disciplinary_status": "DISP. ACTION CLEARED"}, Status.ACTIVE, Discipline.NOT_STATED),
        ({"disciplinary_status": "CLEARED"}, Status.ACTIVE, Discipline.NOT_STATED),
        ({"disciplinary_status": "COMPLAINT DISMISSED"}, Status.ACTIVE, Discipline.NONE),
        ({"disciplinary_status": "FORMAL COMPLAINT - COMPLAINT DISMISSED"}, Status.ACTIVE, Discipline.NONE),
        ({"disciplinary_status": "NOT CLEARED"}, Status.UNKNOWN, Discipline.NOT_STATED),
        ({"disciplinary_status": "UNCLEARED"}, Status.UNKNOWN, Discipline.NOT_STATED),
        ({"disciplinary_status": "UNDER BOARD ORDER"}, Status.ACTIVE_RESTRICTED, Discipline.YES),
        ({"disciplinary_status": "SUSPENDED BY BOARD"}, Status.SUSPENDED, Discipline.YES),
        ({"disciplinary_status": "REVOKED"}, Status.REVOKED, Discipline.YES),
        (
            {"disciplinary_status": "AUTOMATIC LICENSURE CANCELLED"},
            Status.ENDED_OTHER,
            Discipline.NOT_STATED,
        ),
        ({"disciplinary_status": ""}, Status.ACTIVE, Discipline.NOT_STATED),
        ({"currently_licensed": "N"}, Status.UNKNOWN, Discipline.NONE),
        ({"currently_licensed": "N", "registration_status": "EXPIRED"}, Status.EXPIRED, Discipline.NONE),
        ({"license_status": "SUSPENDED"}, Status.SUSPENDED, Discipline.NONE),
        ({"registration_status": "BEWILDERED"}, Status.UNKNOWN, Discipline.NONE),
        ({"registration_status": ""}, Status.ACTIVE, Discipline.NONE),
    ],
)
def test_texas_reads_the_worst_of_its_words(
    changes: Cells, status: Status, discipline: Discipline, tmp_path: Path
) -> None:
    record = one(tmp_path, "us_tx_tmb", {**TEXAS, **changes})
    assert (record.status, record.discipline) == (status, discipline)


def test_texas_shows_what_became_of_an_action(tmp_path: Path) -> None:
    row = {**TEXAS, "current_board_action_description": "AGREED ORDER"}
    row["current_board_action_date"] = "2015-01-09T00:00:00.000"
    cleared = one(tmp_path, "us_tx_tmb", {**row, "disciplinary_status": "DISP. ACTION CLEARED"})
    assert cleared.actions[0].action_printed == "AGREED ORDER | DISP. ACTION CLEARED"
    assert cleared.discipline is Discipline.NOT_STATED
    standing = one(tmp_path, "us_tx_tmb", {**row, "disciplinary_status": "UNDER BOARD ORDER"})
    assert (standing.actions[0].action_printed, standing.discipline) == ("AGREED ORDER", Discipline.YES)


def test_texas_keeps_no_street_and_no_other_profession(tmp_path: Path) -> None:
    rows = [
        TEXAS,
        *({**TEXAS, "license_type": kind} for kind in ("Physician License", "Acudetox Specialist")),
    ]
    (record,), _ = read(tmp_path, "us_tx_tmb", *rows)
    assert "NOWHERE" not in repr(record)
    assert (record.city, record.state, record.zip5) == ("AUSTIN", "TX", "78701")
