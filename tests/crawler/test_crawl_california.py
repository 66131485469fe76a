from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from crawler.check.run import CheckPlan, check
from crawler.records import Discipline, Outcome, Status
from tests.crawler.conftest import Crawl, licenses, quarantine
from tests.crawler.service import Answer, Asked, Service

SOURCE = "us_ca_dca_acupuncture"
FOLDER = "/api.box.com/2.0/folders/72555060186/items"
CONTENT = "/api.box.com/2.0/files/501/content"
COUNTS = "/api.box.com/2.0/files/502/content"
HEADER = (
    "Agency Code\tAgency Name\tLicTypeCode\tLicense Type\tLicense Number\tIndiv/Org\tOrg/Last Name\t"
    "First Name\tMiddle Name\tSuffix\tAddress Line 1\tAddress Line 2\tCity\tCounty\tState\tZip\tCountry\t"
    "Original Issue Date\tExpiration Date\tLicense Status"
)


def line(number: int, status: str = "Active", last: str = "EXAMPLE", city: str = "CHICO") -> str:
    return (
        f"310\tAcupuncture Board\t3101\tAcupuncturist\t{number}\tI\t{last}\tANN\t \t \t"
        f"1 SECRET ST\t \t{city}\t \t"
        f"CA\t95926\t \t01-31-2001\t01-31-2027\t{status}"
    )


def listing(*lines: str, header: str = HEADER) -> bytes:
    return ("\r\n".join([header, *lines]) + "\r\n").encode()


def serve(service: Service, data: bytes, counts: bytes | None = None) -> None:
    def authorized(answer: Answer) -> object:
        def check(asked: Asked) -> Answer:
            return answer if asked.headers.get("Authorization") == "Bearer tok-123" else Answer(status=401)

        return check

    entries = [
        {"type": "folder", "id": "9", "name": "Old_Data"},
        {"type": "file", "id": "501", "name": "Acupuncture_Data00.xls"},
    ]
    if counts is not None:
        entries.append({"type": "file", "id": "502", "name": "Acupuncture_Counts.csv"})
        service.routes[COUNTS] = Answer(counts)
    service.routes["/www.dca.ca.gov/boxToken/getToken"] = Answer(
        b"tok-123", headers={"Content-Type": "text/plain"}
    )
    service.routes[FOLDER] = authorized(Answer(json.dumps({"entries": entries}).encode()))  # type: ignore[assignment]
    secret = "https://dl.boxcloud.com/d/1/signed-address/download"
    service.routes[CONTENT] = authorized(Answer(status=302, headers={"Location": secret}))  # type: ignore[assignment]
    headers = {"Last-Modified": "Sun, 01 Nov 2026 08:00:00 GMT"}
    service.routes["/dl.boxcloud.com/d/1/signed-address/download"] = Answer(data, headers=headers)


def test_token_folder_redirect_file(service: Service, run_crawl: Crawl, data_dir: Path) -> None:
    serve(service, listing(line(1), line(2, "CurrentInactive")))
    report = run_crawl(SOURCE)
    first, second = licenses(data_dir, SOURCE)
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    assert first.license_id == "us_ca_dca_acupuncture:3101-1"
    assert (first.status, second.status) == (Status.ACTIVE, Status.INACTIVE)
    assert first.discipline is Discipline.NOT_STATED
    assert first.evidence.source_as_of == "2026-11-01"
    assert first.evidence.source_url == "https://api.box.com/2.0/files/501/content"
    fetched = next(asked for asked in service.asked if "signed-address" in asked.path)
    assert "Authorization" not in fetched.headers


def test_no_secret_and_no_street_reaches_manifest_or_records(
    service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    serve(service, listing(line(1)))
    run_crawl(SOURCE)
    texts = [
        path
        for folder in ("raw/us_ca_dca_acupuncture", "records")
        for path in (data_dir / folder).rglob("*.json*")
    ]
    told = "".join(path.read_text() for path in texts)
    assert "tok-123" not in told
    assert "signed-address" not in told
    assert "SECRET ST" not in told
    objects = [path.read_bytes() for path in (data_dir / "raw" / "objects").rglob("*") if path.is_file()]
    assert not any(b"tok-123" in body for body in objects)


def test_a_replay_needs_no_token_and_gives_the_same_bytes(
    service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    serve(service, listing(line(1), line(2)), b"Total,2\n")
    run_crawl(SOURCE)
    records = data_dir / "records" / SOURCE / "records.jsonl"
    before, asked = records.read_bytes(), len(service.asked)
    report = run_crawl(SOURCE, is_replay=True)
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    assert records.read_bytes() == before
    assert len(service.asked) == asked


@pytest.mark.parametrize(
    ("counts", "outcome"),
    [
        (b"Total,3\n", Outcome.SUCCEEDED),
        (b"Total,9\n", Outcome.FAILED),
        (b"License Type,Count\nAcupuncturist,7\nTotal,9\n", Outcome.FAILED),
        (b"Active,7\nInactive,9\n", Outcome.SUCCEEDED),
        (b"<html>moved</html>", Outcome.SUCCEEDED),
        (None, Outcome.SUCCEEDED),
    ],
)
def test_the_counts_file_is_a_check_where_it_clearly_states_one_total(
    counts: bytes | None, outcome: Outcome, service: Service, run_crawl: Crawl
) -> None:
    serve(service, listing(line(1), line(2), line(3)), counts)
    assert run_crawl(SOURCE).outcome is outcome


def test_a_counts_file_that_does_not_answer_is_done_without(service: Service, run_crawl: Crawl) -> None:
    serve(service, listing(line(1)), b"Total,1\n")
    service.routes[COUNTS] = Answer(status=404)
    assert run_crawl(SOURCE).outcome is Outcome.SUCCEEDED


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (listing(line(1), line(2))[:-60], "truncated: it ends within row 2"),
        (b"", "the file is empty"),
        (listing(), "the listing is empty"),
        (b"<!DOCTYPE html><html>Sign in</html>", "a web page"),
        (listing(line(1), header=HEADER.replace("License Status", "Status of License")), "'License Status'"),
        (listing(line(1), header=HEADER.replace("Zip", "Postcode")), "'Postcode'"),
        (listing("too\tshort", "and\tso on", line(1)), "2 of 3 rows (67%) were quarantined"),
    ],
)
def test_a_damaged_list_fails_with_a_clear_reason(
    data: bytes, words: str, service: Service, run_crawl: Crawl
) -> None:
    serve(service, data)
    report = run_crawl(SOURCE)
    assert report.outcome is Outcome.FAILED
    assert words in report.reason


def test_columns_may_come_in_any_order_and_new_ones_are_told(
    service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    names, cells = HEADER.split("\t"), line(7).split("\t")
    header, row = "\t".join(["Telehealth", *reversed(names)]), "\t".join(["yes", *reversed(cells)])
    serve(service, listing(row, header=header))
    report = run_crawl(SOURCE)
    assert report.new_columns == ("Telehealth",)
    assert licenses(data_dir, SOURCE)[0].license_number == "7"


def test_a_list_without_type_codes_and_with_broken_zips_is_read(
    service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    serve(service, listing(line(7).replace("\t3101\t", "\t \t").replace("95926", "95926-    ")))
    assert run_crawl(SOURCE).outcome is Outcome.SUCCEEDED
    (record,) = licenses(data_dir, SOURCE)
    assert (record.license_id, record.zip5) == (f"{SOURCE}:acupuncturist-7", "95926")


def test_a_megabyte_cell_costs_its_row_alone(service: Service, run_crawl: Crawl, data_dir: Path) -> None:
    serve(service, listing(*[line(n) for n in range(1, 31)], line(99, last="A" * 1_000_000)))
    report = run_crawl(SOURCE)
    assert (report.records_count, report.quarantined_count) == (30, 1)
    assert quarantine(data_dir, SOURCE)[0]["column"] == "Org/Last Name"


def test_a_folder_without_the_list_fails(service: Service, run_crawl: Crawl) -> None:
    serve(service, listing(line(1)))
    service.routes[FOLDER] = Answer(b'{"entries": [{"type": "file", "id": "1", "name": "Readme.txt"}]}')
    assert "'Readme.txt'" in run_crawl(SOURCE).reason


def serve_parts(service: Service, parts: dict[str, bytes], total: int) -> None:
    """The folder holds a list in parts, an old list under another name, and the counts of all parts."""
    serve(service, b"", f"Total,{total}\n".encode())
    files = {name: str(600 + number) for number, name in enumerate(parts)}
    named = {**files, "Acupuncture_Counts.csv": "502", "Acupuncture_Former_Data00.xls": "700"}
    entries = [{"type": "file", "id": file_id, "name": name} for name, file_id in named.items()]
    service.routes[FOLDER] = Answer(json.dumps({"entries": entries}).encode())
    for name, file_id in files.items():
        service.routes[f"/api.box.com/2.0/files/{file_id}/content"] = Answer(parts[name])


def test_a_list_in_parts_is_read_whole_and_no_other_file(
    service: Service, run_crawl: Crawl, data_dir: Path
) -> None:
    parts = {
        "Acupuncture_Data01.xls": listing(line(3)),
        "Acupuncture_Data00.xls": listing(line(1), line(2)),
    }
    serve_parts(service, parts, total=3)
    report = run_crawl(SOURCE)
    assert (report.outcome, report.reason) == (Outcome.SUCCEEDED, "")
    read = [(record.license_number, record.evidence.row_number) for record in licenses(data_dir, SOURCE)]
    assert read == [("1", 1), ("2", 2), ("3", 1)]
    assert not any("/700/" in path for path in service.paths())


def test_a_list_that_lacks_a_part_is_called_truncated(service: Service, run_crawl: Crawl) -> None:
    serve_parts(service, {"Acupuncture_Data00.xls": listing(line(1), line(2))}, total=3)
    report = run_crawl(SOURCE)
    assert report.outcome is Outcome.FAILED
    assert "2 rows came, the counts file states 3" in report.reason


def test_a_check_names_the_license_types_of_a_list_in_which_ours_do_not_occur(
    service: Service, data_dir: Path
) -> None:
    other = line(1).replace("Acupuncturist", "East Asian Healer")
    serve(service, listing(other, line(2).replace("Acupuncturist", "Moxa Practitioner")))
    hosts = service.host_map("www.dca.ca.gov", "api.box.com", "dl.boxcloud.com")
    (result,) = check(CheckPlan((SOURCE,), data_dir, date(2026, 11, 22), {"HOST_MAP": hosts}))
    (finding,) = [each for each in result.findings if each.startswith("none of the 2 rows")]
    assert finding.endswith("the labels are 'East Asian Healer', 'Moxa Practitioner'")


def test_an_answer_that_is_no_token_fails_without_showing_it(service: Service, run_crawl: Crawl) -> None:
    serve(service, listing(line(1)))
    service.routes["/www.dca.ca.gov/boxToken/getToken"] = Answer(b"<html>login</html>")
    report = run_crawl(SOURCE)
    assert "answered no token" in report.reason
    assert "login" not in report.reason
