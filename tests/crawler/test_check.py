"""The check of live sources: what it asks, what it finds, and that it leaves nothing behind."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from crawler.__main__ import main
from crawler.check.findings import RobotsDecision
from crawler.check.manners import HEAD_BYTES, selections
from crawler.check.run import CheckPlan, SourceCheck, check
from crawler.check.table import check_code, check_lines
from crawler.run import find_sources
from crawler.standin.server import StandIn
from tests.crawler import washington
from tests.crawler.conftest import HOSTS, TODAY, Crawl
from tests.crawler.nppes_zip import MAIN, PERSON, csv_text, write_members, write_nppes
from tests.crawler.service import Answer, Asked, Service
from tests.crawler.washington import SOURCE, Row, row

ROOT = Path(__file__).parents[2]
LEIE = "/oig.hhs.gov/exclusions/downloadables/UPDATED.csv"
LEIE_HEADER = (
    "LASTNAME,FIRSTNAME,MIDNAME,BUSNAME,GENERAL,SPECIALTY,UPIN,NPI,DOB,ADDRESS,CITY,STATE,ZIP,EXCLTYPE,"
    "EXCLDATE,REINDATE,WAIVERDATE,WVRSTATE\n"
)
LEIE_ROW = (
    '"EXAMPLE","PAT","","","IND- LIC HC SERV PRO","NURSE","","0000000000","19010101","1 EXAMPLE ST","AVON",'
    '"WA","98000","1128b4","20200102","00000000","00000000",""\n'
)
TYPES = ("Acupuncturist License", "Physical Therapist License", "Physical Therapist Assistant License")
Check = Callable[..., SourceCheck]


def mixed(count: int = 9, **changes: Any) -> list[Row]:
    return [row(n, credentialtype=TYPES[n % 3], **changes) for n in range(count)]


@pytest.fixture
def run_check(service: Service, data_dir: Path) -> Check:
    def run(source: str, **overrides: Any) -> SourceCheck:
        given = {"HOST_MAP": service.host_map(*HOSTS), "RETRY_TIMES": 0, **overrides}
        (result,) = check(CheckPlan((source,), data_dir, TODAY, given))
        return result

    return run


def serve_washington(
    service: Service, listing: Iterable[Row], columns: Iterable[str] = washington.COLUMNS
) -> None:
    """As `washington.serve`, and the service can count by column."""
    held = list(listing)
    washington.serve(service, held, columns=columns)
    plain = service.routes[washington.RESOURCE]

    def answer(asked: Asked) -> Answer:
        if "$group" not in asked.query:
            return plain(asked) if callable(plain) else plain
        assert "ACUPUNCT" in asked.query["$where"]
        name = asked.query["$group"]
        counts = Counter(each.get(name) for each in held)
        groups = [{**({name: text} if text else {}), "count_1": str(n)} for text, n in counts.items()]
        return Answer(json.dumps(groups).encode())

    service.routes[washington.RESOURCE] = answer


def test_a_source_as_expected_has_no_findings_and_leaves_nothing(
    service: Service, run_check: Check, data_dir: Path
) -> None:
    serve_washington(service, mixed())
    result = run_check(SOURCE)
    assert result.findings == ()
    assert (result.is_reachable, result.robots, result.served_from) == (True, "allowed", "127.0.0.1")
    assert (result.rows_count, result.rows_expected, result.source_as_of) == (9, None, "2026-11-20")
    assert result.labels["credentialtype"] == dict.fromkeys(TYPES, 3)
    assert result.labels["status"] == {"Active": 9}
    assert 0 <= result.response_seconds < 30
    assert check_code([result]) == 0
    assert not data_dir.exists()
    assert service.paths().count("/data.wa.gov/robots.txt") == 1


def test_missing_and_new_columns_are_named(service: Service, run_check: Check) -> None:
    columns = [name for name in washington.COLUMNS if name not in ("status", "firstissuedate")]
    serve_washington(service, mixed(), columns=[*columns, "firstissueddate", "favoritecolor"])
    result = run_check(SOURCE)
    assert result.missing_columns == ("status", "firstissuedate")
    assert result.new_columns == ("favoritecolor", "firstissueddate")
    assert any("missing columns: 'status', 'firstissuedate'" in each for each in result.findings)
    assert not any("empty" in each for each in result.findings)
    assert any("new columns: 'favoritecolor'" in each for each in result.findings)


def test_unseen_status_words_are_counted_over_the_whole_listing(service: Service, run_check: Check) -> None:
    serve_washington(service, [*mixed(300), *mixed(30, status="Active-ish"), *mixed(3, status=None)])
    result = run_check(SOURCE)
    assert dict(result.unseen_statuses) == {"Active-ish": 30, "(empty)": 3}
    (finding,) = [each for each in result.findings if "never seen" in each]
    assert "'Active-ish' (30), '(empty)' (3)" in finding
    assert "a crawl would fail" not in finding


def test_so_many_unseen_words_that_a_crawl_would_fail_are_said_to_be(
    service: Service, run_check: Check
) -> None:
    serve_washington(service, mixed(30, status="Active-ish"))
    assert any("a crawl would fail" in each for each in run_check(SOURCE).findings)


def test_a_profession_that_no_label_names_is_told_with_the_labels(service: Service, run_check: Check) -> None:
    serve_washington(service, [row(n, credentialtype=TYPES[1 + n % 2]) for n in range(6)])
    result = run_check(SOURCE)
    assert result.unmatched_professions == ("acupuncturist",)
    (finding,) = result.findings
    assert finding.startswith("no label names the profession acupuncturist")
    assert TYPES[1] in finding


def test_a_permit_is_no_label_of_a_profession(service: Service, run_check: Check) -> None:
    listing = [row(n, credentialtype=TYPES[1 + n % 2]) for n in range(6)]
    listing.append(row(7, credentialtype="Acupuncture Temporary Practice Permit"))
    serve_washington(service, listing)
    assert run_check(SOURCE).unmatched_professions == ("acupuncturist",)


def test_a_shrunken_listing_is_held_against_the_last_good_crawl(
    service: Service, run_crawl: Crawl, run_check: Check, data_dir: Path
) -> None:
    serve_washington(service, mixed(60))
    run_crawl(SOURCE)
    before = {path: path.read_bytes() for path in data_dir.rglob("*") if path.is_file()}
    serve_washington(service, mixed(45))
    result = run_check(SOURCE)
    assert (result.rows_count, result.rows_expected) == (45, 60)
    assert any("45 rows, the last good crawl read 60" in each for each in result.findings)
    assert {path: path.read_bytes() for path in data_dir.rglob("*") if path.is_file()} == before


def test_rows_that_the_parser_refuses_are_told(service: Service, run_check: Check) -> None:
    serve_washington(service, [*mixed(20), *mixed(15, expirationdate="soon")])
    (finding,) = run_check(SOURCE).findings
    assert "of the rows read for a trial 15 of 35 rows" in finding and "'soon'" in finding


def test_a_host_that_forbids_is_reachable_and_is_not_asked(service: Service, run_check: Check) -> None:
    serve_washington(service, mixed())
    service.routes["/data.wa.gov/robots.txt"] = Answer(b"User-agent: *\nDisallow: /resource/\n")
    result = run_check(SOURCE)
    assert (result.is_reachable, result.robots) == (True, RobotsDecision.FORBIDDEN)
    assert washington.RESOURCE not in service.paths()
    assert any("forbids" in each for each in result.findings)


@pytest.mark.parametrize("status", [429, 503])
def test_unreadable_robots_are_no_permission(status: int, service: Service, run_check: Check) -> None:
    service.routes["/data.wa.gov/robots.txt"] = Answer(b"", status)
    result = run_check(SOURCE)
    assert result.robots == "unreadable"
    assert service.paths() == ["/data.wa.gov/robots.txt"]
    assert result.is_reachable is (status == 429)


def test_a_service_that_is_down_is_exit_code_3(run_check: Check) -> None:
    closed = {"data.wa.gov": "http://127.0.0.1:9/data.wa.gov"}
    result = run_check(SOURCE, HOST_MAP=closed)
    assert (result.is_reachable, result.response_seconds, result.robots) == (False, None, "unreadable")
    assert check_code([result]) == 3


def test_of_a_file_only_the_beginning_is_asked_for(service: Service, run_check: Check) -> None:
    body = (LEIE_HEADER + LEIE_ROW * 5000).encode()
    asked: list[Asked] = []

    def answer(request: Asked) -> Answer:
        asked.append(request)
        part = body[:HEAD_BYTES]
        return Answer(part, 206, {"Content-Range": f"bytes 0-{len(part) - 1}/{len(body)}"})

    service.routes[LEIE] = answer
    result = run_check("us_oig_leie")
    assert [request.headers["Range"] for request in asked] == [f"bytes=0-{HEAD_BYTES - 1}"]
    assert result.findings == ()
    assert (result.bytes_count, result.rows_count) == (len(body), None)


def test_a_server_that_sends_it_all_is_left_after_the_beginning(service: Service, run_check: Check) -> None:
    service.routes[LEIE] = Answer((LEIE_HEADER + LEIE_ROW * 40_000).encode())
    result = run_check("us_oig_leie")
    assert result.findings == ()
    assert result.bytes_count > 20 * HEAD_BYTES


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        (LEIE_HEADER.replace("EXCLDATE", "EXCLUDED") + LEIE_ROW, "missing columns: 'EXCLDATE'"),
        (LEIE_HEADER.replace("UPIN", "UPIN2") + LEIE_ROW, "new columns: 'UPIN2'"),
        (LEIE_HEADER, "the listing is empty"),
        ("<html><title>Just a moment...</title></html>", "a challenge page of Cloudflare"),
        ("<html><body>Moved</body></html>", "a web page and no table"),
    ],
)
def test_a_file_that_is_not_what_it_was_is_told(
    body: str, finding: str, service: Service, run_check: Check
) -> None:
    service.routes[LEIE] = Answer(body.encode())
    result = run_check("us_oig_leie")
    assert any(finding in each for each in result.findings), result.findings
    assert check_code([result]) == 1


def test_the_header_of_the_national_file_is_read_from_the_start_of_the_zip(
    service: Service, run_check: Check, tmp_path: Path
) -> None:
    index = "/download.cms.gov/nppes/NPI_Files.html"
    name = "NPPES_Data_Dissemination_November_2026_V2.zip"
    service.routes[index] = Answer(
        f'<html><a href="{name}">zip</a></html>'.encode(), 200, {"Content-Type": "text/html"}
    )
    content = write_nppes(tmp_path / "nppes.zip", [PERSON] * 3).read_bytes()
    service.routes[f"/download.cms.gov/nppes/{name}"] = Answer(content)
    assert run_check("us_nppes").findings == ()
    renamed = csv_text([PERSON]).replace("Entity Type Code", "Kind of Entity")
    path = write_members(tmp_path / "renamed.zip", {"readme.pdf": b"%PDF", MAIN: renamed})
    service.routes[f"/download.cms.gov/nppes/{name}"] = Answer(path.read_bytes()[:HEAD_BYTES])
    assert any("lacks the column 'Entity Type Code'" in each for each in run_check("us_nppes").findings)
    service.routes[f"/download.cms.gov/nppes/{name}"] = Answer(b"<html>Maintenance</html>")
    assert any("a web page and no zip" in each for each in run_check("us_nppes").findings)
    service.routes[index] = Answer(b"<html>nothing here</html>", 200, {"Content-Type": "text/html"})
    assert any("links no monthly file" in each for each in run_check("us_nppes").findings)


def test_selections_of_a_page_are_read() -> None:
    page = b"""<html><SELECT id="ProfessionDD"><option value="">All</option>
        <option value="9">Acupuncturist</option></SELECT>
        <select name="state"><option> WA </option></select>"""
    assert selections(page) == {"ProfessionDD": ("All", "Acupuncturist"), "state": ("WA",)}
    assert selections(b"%PDF-1.7") == {}


def test_every_service_can_be_checked_on_the_stand_in_and_no_form_is_sent(data_dir: Path) -> None:
    with StandIn(ROOT / "data" / "sample") as stand_in:
        served = set(stand_in.host_map)
        names = tuple(name for name, each in find_sources().items() if served.intersection(each.hosts))
        results = check(CheckPlan(names, data_dir, TODAY, {"HOST_MAP": stand_in.host_map}))
        asked = list(stand_in.requests)
    assert {result.source: result.findings for result in results if result.findings} == {}
    assert all(result.is_reachable and result.robots == "allowed" for result in results)
    assert not [line for line in asked if line.startswith("POST")]
    assert not data_dir.exists()
    lines = check_lines(results)
    assert len(lines) == 1 + len(names)
    assert all(line.split()[0] == name for line, name in zip(lines[1:], names, strict=True))


def test_every_socrata_source_says_what_to_count() -> None:
    sources = [each for each in find_sources().values() if hasattr(each, "dataset_id")]
    assert [each.name for each in sources if not each.type_columns] == []
    for each in sources:
        assert {*each.type_columns, *each.status_columns} <= set(each.columns.taken), each.name


def test_the_command_prints_table_and_json_and_ends_with_the_code(
    service: Service, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve_washington(service, [*mixed(), *mixed(3, status="Active-ish")])
    monkeypatch.setattr("crawler.settings.HOST_MAP", service.host_map(*HOSTS))
    words = ["check", SOURCE, "--data", str(data_dir), "--today", "2026-11-22"]
    told = CliRunner().invoke(main, words, catch_exceptions=False)
    assert told.exit_code == 1
    assert told.stdout.splitlines()[1].split()[:3] == [SOURCE, "yes", "allowed"]
    assert "    status words never seen: 'Active-ish' (3)" in told.stdout
    assert told.stderr == f"{SOURCE}: 1 finding\n"
    (result,) = json.loads(CliRunner().invoke(main, [*words, "--json"], catch_exceptions=False).stdout)
    assert result["unseen_statuses"] == [["Active-ish", 3]]
    assert CliRunner().invoke(main, ["check", "us_xx_none"]).exit_code == 2
