from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.records import Discipline, Outcome, Profession, Status
from tests.crawler import washington
from tests.crawler.conftest import HOSTS, Crawl, licenses, quarantine
from tests.crawler.service import Answer, Asked, Service
from tests.crawler.washington import SOURCE, row, rows


def test_a_row_becomes_a_license_with_evidence(service: Service, run_crawl: Crawl, data_dir: Path) -> None:
    washington.serve(service, [row(1, middlename="Q", actiontaken="Yes")])
    report = run_crawl(SOURCE)
    (record,) = licenses(data_dir, SOURCE)
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    assert record.license_id == "us_wa_doh:ACUP.AC.60990001"
    assert (record.profession, record.status, record.discipline) == (
        Profession.ACUPUNCTURIST,
        Status.ACTIVE,
        Discipline.YES,
    )
    assert (record.issued_on, record.renewed_on, record.expires_on) == (
        "2015-02-03",
        "2026-07-09",
        "2027-07-08",
    )
    assert record.evidence.source_as_of == report.source_as_of == "2026-11-20"
    assert record.evidence.source_url.startswith("https://data.wa.gov/resource/qxh8-f4bd.json?")
    assert record.evidence.fetched_at == "2026-11-22T00:00:00Z"
    kept = data_dir / "raw" / "objects" / record.evidence.raw_sha256[:2] / record.evidence.raw_sha256
    assert json.loads(kept.read_bytes())[record.evidence.row_number - 1]["firstname"] == "Ann"
    assert report.served_from == "127.0.0.1"


def test_both_generations_of_formatting_give_the_same_kind_of_record(
    service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    old = row(
        credentialnumber="PT60123456",
        lastname="EXAMPLE",
        credentialtype="PHYSICAL THERAPIST LICENSE",
        status="ACTIVE",
        firstissuedate="20150203",
        lastissuedate="20260709",
        expirationdate="20270708",
    )
    washington.serve(service, [row(), old])
    run_crawl(SOURCE)
    new_record, old_record = licenses(data_dir, SOURCE)
    assert old_record.profession is Profession.PHYSICAL_THERAPIST
    assert old_record.status is new_record.status is Status.ACTIVE
    assert old_record.expires_on == new_record.expires_on == "2027-07-08"
    assert old_record.status_printed == "ACTIVE"


@pytest.mark.parametrize(
    ("credential_type", "number", "expected"),
    [
        ("Acupuncturist License", "ACUP.AC.1", Profession.ACUPUNCTURIST),
        ("East Asian Medicine Practitioner License", "EAMP.XX.1", Profession.ACUPUNCTURIST),
        ("Eastern Medicine Practitioner License", "AEMP.AC.1", Profession.ACUPUNCTURIST),
        ("Something Renamed License", "NEW.AC.1", Profession.ACUPUNCTURIST),
        ("Physical Therapist Assistant License", "PTA.P1.1", Profession.PT_ASSISTANT),
        ("Physical Therapist License", "PT.PT.1", Profession.PHYSICAL_THERAPIST),
    ],
)
def test_profession_is_read_from_the_type(
    credential_type: str,
    number: str,
    expected: Profession,
    service: Service,
    run_crawl: Crawl,
    data_dir: Path,
) -> None:
    washington.serve(service, [row(credentialtype=credential_type, credentialnumber=number)])
    run_crawl(SOURCE)
    assert [record.profession for record in licenses(data_dir, SOURCE)] == [expected]


def test_permits_and_other_professions_are_skipped_and_counted(
    service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    others = [
        row(2, credentialtype="Acupuncture/East Asian Medicine Practitioner Temporary Practice Permit"),
        row(3, credentialtype="Physical Therapist License", credentialnumber="PT.TP.1"),
        row(4, credentialtype="Physical Therapist Compact Privilege", credentialnumber="PT.PC.1"),
        row(5, credentialtype="Registered Nurse License", credentialnumber="RN.RN.00099901"),
    ]
    washington.serve(service, [row(1), *others])
    report = run_crawl(SOURCE)
    assert (report.rows_count, report.records_count, report.skipped_count) == (5, 1, 4)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Yes", "yes"),
        ("No", "none"),
        ("Pending", "not_stated"),
        (None, "not_stated"),
        ("Perhaps", "not_stated"),
    ],
)
def test_only_a_found_action_counts_as_discipline(
    printed: str | None, expected: str, service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    washington.serve(service, [row(actiontaken=printed)])
    run_crawl(SOURCE)
    (record,) = licenses(data_dir, SOURCE)
    assert (record.discipline, record.discipline_printed) == (expected, printed or "")


def test_a_column_without_any_value_never_occurs_and_is_not_missed(
    service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    washington.serve(service, [row(1, firstissuedate=None, lastissuedate=None)], columns=())
    assert run_crawl(SOURCE).outcome is Outcome.SUCCEEDED
    (record,) = licenses(data_dir, SOURCE)
    assert (record.issued_on, record.expires_on, record.middle_name) == (None, "2027-07-08", "")


@pytest.mark.parametrize(
    ("column", "new_name"), [("firstissuedate", "first_issued_date"), ("middlename", "middle_nm")]
)
def test_a_renamed_column_fails_even_where_it_may_be_omitted(
    column: str, new_name: str, service: Service, run_crawl: Crawl
) -> None:
    washington.serve(service, [row(1, **{column: None, new_name: "x"})], columns=())
    report = run_crawl(SOURCE)
    assert report.outcome is Outcome.FAILED
    assert f"'{column}'" in report.reason
    assert f"'{new_name}'" in report.reason


def test_an_unseen_status_is_kept_as_unknown_and_told(
    service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    washington.serve(service, [*rows(30), row(99, status="Active Until Further Word")])
    report = run_crawl(SOURCE)
    record = licenses(data_dir, SOURCE)[-1]
    assert (record.status, record.status_printed) == (Status.UNKNOWN, "Active Until Further Word")
    assert report.unknown_statuses == (("Active Until Further Word", 1),)
    assert report.quarantined_count == 0
    (note,) = quarantine(data_dir, SOURCE)
    assert (note["reason"], note["column"], note["row_number"]) == ("unknown_status", "status", 31)


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"expirationdate": "31/12/2026"}, "expirationdate", "bad_date"),
        ({"expirationdate": "2026-13-01"}, "expirationdate", "bad_date"),
        ({"firstissuedate": "2015023"}, "firstissuedate", "bad_date"),
        ({"credentialnumber": None}, "credentialnumber", "missing_value"),
        ({"status": None}, "status", "missing_value"),
        ({"lastname": "<script>alert(1)</script>"}, "lastname", "markup"),
        ({"firstname": "=HYPERLINK(1)"}, "firstname", "formula"),
        ({"firstname": "Ann\u0000"}, "firstname", "control_character"),
        ({"lastname": "A" * 1_000_000}, "lastname", "too_long"),
        ({"status": "Act<b>ive"}, "status", "markup"),
    ],
)
def test_a_bad_cell_costs_its_row_and_is_explained(
    changes: dict[str, str], column: str, reason: str, service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    washington.serve(service, [*rows(30), row(99, **changes)])
    report = run_crawl(SOURCE)
    assert (report.outcome, report.records_count, report.quarantined_count) == (Outcome.SUCCEEDED, 30, 1)
    (line,) = quarantine(data_dir, SOURCE)
    assert (line["source"], line["row_number"], line["column"], line["reason"]) == (
        SOURCE,
        31,
        column,
        reason,
    )
    assert len(line["value"]) < 120
    assert "<" not in line["value"]
    assert SOURCE in line["message"]
    assert "row 31" in line["message"]


def test_a_capped_server_is_read_to_the_empty_page(service: Service, run_crawl: Crawl) -> None:
    washington.serve(service, rows(25), cap=10)
    report = run_crawl(SOURCE)
    offsets = [asked.query["$offset"] for asked in service.asked if "$offset" in asked.query]
    assert report.records_count == 25
    assert offsets == ["0", "10", "20", "25"]


def test_birth_years_are_not_even_asked_for(service: Service, run_crawl: Crawl, data_dir: Path) -> None:
    washington.serve(service, [row(birthyear="1970")])
    report = run_crawl(SOURCE)
    assert not any("birthyear" in asked.query.get("$select", "") for asked in service.asked)
    assert "1970" not in (data_dir / "records" / SOURCE / "records.jsonl").read_text()
    assert report.new_columns == ()


def test_a_server_that_ignores_the_offset_fails_the_crawl(service: Service, run_crawl: Crawl) -> None:
    washington.serve(service, [])
    body = json.dumps(rows(5)).encode()

    def always_the_same(asked: Asked) -> Answer:
        return Answer(b"[]" if "count" in asked.query["$select"] else body)

    service.routes[washington.RESOURCE] = always_the_same
    report = run_crawl(SOURCE)
    assert report.outcome is Outcome.FAILED
    assert "ignores $offset" in report.reason


def test_a_host_without_metadata_and_count_is_read_all_the_same(service: Service, run_crawl: Crawl) -> None:
    washington.serve(service, rows(3))
    del service.routes[washington.METADATA]
    paged = service.routes[washington.RESOURCE]

    def no_count(asked: Asked) -> Answer:
        if asked.query["$select"] == "count(*)":
            return Answer(b'{"message": "no aggregates"}', 400)
        assert callable(paged)
        return paged(asked)

    service.routes[washington.RESOURCE] = no_count
    report = run_crawl(SOURCE)
    assert (report.outcome, report.records_count, report.source_as_of) == (Outcome.SUCCEEDED, 3, None)


def test_a_listing_shorter_than_its_own_count_fails(service: Service, run_crawl: Crawl) -> None:
    washington.serve(service, rows(40))
    paged = service.routes[washington.RESOURCE]

    def half(asked: Asked) -> Answer:
        assert callable(paged)
        return Answer(b"[]") if asked.query.get("$offset") == "20" else paged(asked)

    washington_rows = rows(40)
    washington.serve(service, washington_rows, cap=20)
    paged = service.routes[washington.RESOURCE]
    service.routes[washington.RESOURCE] = half
    report = run_crawl(SOURCE)
    assert report.outcome is Outcome.FAILED
    assert "20 rows came, the server counts 40" in report.reason


def test_a_renamed_column_fails_the_crawl_and_is_named(service: Service, run_crawl: Crawl) -> None:
    renamed = [{("credentialstatus" if k == "status" else k): v for k, v in each.items()} for each in rows(5)]
    columns = ["credentialstatus" if name == "status" else name for name in washington.COLUMNS]
    washington.serve(service, renamed, columns=columns)
    report = run_crawl(SOURCE)
    assert report.outcome is Outcome.FAILED
    assert "'status'" in report.reason
    assert "'credentialstatus'" in report.reason


def test_a_new_column_is_reported_and_harmless(service: Service, run_crawl: Crawl) -> None:
    washington.serve(service, rows(5), columns=[*washington.COLUMNS, "pronouns", ":id"])
    report = run_crawl(SOURCE)
    assert (report.outcome, report.new_columns) == (Outcome.SUCCEEDED, ("pronouns",))


def test_a_column_that_vanished_from_the_rows_is_not_missed_when_metadata_list_it(
    service: Service, run_crawl: Crawl
) -> None:
    washington.serve(service, [row(lastissuedate=None, middlename=None)])
    assert run_crawl(SOURCE).outcome is Outcome.SUCCEEDED


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html>Down for maintenance</html>", "a web page"),
        (b'[{"credentialnumber": "ACUP.AC', "truncated JSON"),
        (b'{"error": true}', "no list of rows"),
    ],
)
def test_an_answer_that_is_no_page_of_rows_fails(
    body: bytes, words: str, service: Service, run_crawl: Crawl
) -> None:
    service.routes[washington.RESOURCE] = Answer(body)
    report = run_crawl(SOURCE)
    assert report.outcome is Outcome.FAILED
    assert words in report.reason


def test_an_empty_listing_fails(service: Service, run_crawl: Crawl) -> None:
    washington.serve(service, [])
    report = run_crawl(SOURCE)
    assert (report.outcome, report.rows_count) == (Outcome.FAILED, 0)
    assert "empty" in report.reason


def test_a_host_whose_encryption_fails_gives_nothing_to_count(service: Service, run_crawl: Crawl) -> None:
    spoken_plainly = {
        host: base.replace("http:", "https:") for host, base in service.host_map(*HOSTS).items()
    }
    report = run_crawl(SOURCE, overrides={"HOST_MAP": spoken_plainly})
    assert (report.outcome, report.records_count) == (Outcome.FAILED, 0)
    assert report.reason


def test_a_listing_without_our_professions_fails(service: Service, run_crawl: Crawl) -> None:
    washington.serve(service, [row(credentialtype="Registered Nurse License", credentialnumber="RN.RN.1")])
    assert "of a profession that is collected" in run_crawl(SOURCE).reason


def without_filters(service: Service, message: str) -> None:
    """The host answers every question with a filter in Socrata's words for a bad one."""
    plain = service.routes[washington.RESOURCE]
    assert callable(plain)
    bad = Answer(json.dumps({"message": message, "errorCode": "query.compiler.malformed"}).encode(), 400)
    service.routes[washington.RESOURCE] = lambda asked: bad if "$where" in asked.query else plain(asked)


def test_a_host_that_does_not_understand_the_filter_is_read_whole_and_told(
    service: Service, run_crawl: Crawl
) -> None:
    washington.serve(
        service, [*rows(3), row(9, credentialtype="Barber License", credentialnumber="BA.BA.1")], cap=2
    )
    without_filters(service, "Unknown function like")
    report = run_crawl(SOURCE)
    assert (report.outcome, report.records_count, report.skipped_count) == (Outcome.SUCCEEDED, 3, 1)
    (warning,) = report.warnings
    assert "answered 400: Unknown function like" in warning and "mend `where`" in warning


def test_a_dataset_read_whole_has_its_whole_count_to_reach(service: Service, run_crawl: Crawl) -> None:
    washington.serve(service, rows(40))
    whole = service.routes[washington.RESOURCE]
    assert callable(whole)
    half = Answer(json.dumps(rows(20)).encode())
    pages = {"0": half}
    service.routes[washington.RESOURCE] = lambda asked: (
        whole(asked)
        if asked.query.get("$select") == "count(*)"
        else pages.get(asked.query["$offset"], Answer(b"[]"))
    )
    without_filters(service, "no")
    assert "20 rows came, the server counts 40" in run_crawl(SOURCE).reason


def test_a_question_that_is_bad_without_the_filter_too_fails(service: Service, run_crawl: Crawl) -> None:
    service.routes[washington.RESOURCE] = Answer(b'{"message": "No such column: status"}', 400)
    report = run_crawl(SOURCE)
    assert report.outcome is Outcome.FAILED
    assert "answered 400: No such column: status" in report.reason
