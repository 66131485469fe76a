"""Delaware: two datasets joined. A license is without action only when the actions were read whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawler.platforms import socrata_completeness
from crawler.records import ActionStage, CrawlReport, Discipline, LicenseRecord, Outcome
from tests.crawler.conftest import Crawl, licenses, quarantine
from tests.crawler.service import Answer, Asked, Service

SOURCE = "us_de_dpr"
HOST = "data.delaware.gov"
LICENSES, ACTIONS = "pjnv-eaih", "dz6p-akeq"
Row = dict[str, Any]


def license_(number: str, last: str = "Example", **changes: Any) -> Row:
    made = {
        "last_name": last,
        "first_name": "Ann",
        "license_no": number,
        "profession_id": "Physical Therapy/Athletic Trg",
        "license_type": "Physical Therapist",
        "expiration_date": "2027-01-31T00:00:00.000",
        "disciplinary_action": "N",
        "license_status": "Active",
    }
    return made | changes


def action(number: str, text: str, day: str = "2024-05-06", last: str = "Example") -> Row:
    row = {"license_id_l": number, "item_text": text, "last_name": last, "first_name": "Ann"}
    return {name: value for name, value in row.items() if value} | {"disp_start": f"{day}T00:00:00.000"}


def serve(service: Service, dataset: str, rows: list[Row], cap: int = 1000) -> None:
    def answer(asked: Asked) -> Answer:
        if asked.query.get("$select") == "count(*)":
            return Answer(json.dumps([{"count": str(len(rows))}]).encode())
        start = int(asked.query["$offset"])
        return Answer(json.dumps(rows[start : start + cap]).encode())

    service.routes[f"/{HOST}/resource/{dataset}.json"] = answer


@pytest.fixture
def crawl_delaware(service: Service, run_crawl: Crawl) -> Callable[..., CrawlReport]:
    return lambda **given: run_crawl(SOURCE, overrides={"HOST_MAP": service.host_map(HOST)}, **given)


def by_number(data_dir: Path) -> dict[str, LicenseRecord]:
    return {record.license_number: record for record in licenses(data_dir, SOURCE)}


def test_every_action_of_the_second_dataset_is_joined(
    service: Service, crawl_delaware: Callable[..., CrawlReport], data_dir: Path
) -> None:
    serve(service, LICENSES, [license_("J1-0099901"), license_("J1-0099902", "Clearly")])
    cases = [
        action("J1-0099901", "Final order: license suspended", "2025-01-02"),
        action(" j1-0099901 ", "Letter of reprimand"),
        action("M9-0099999", "Another profession"),
    ]
    serve(service, ACTIONS, cases, cap=1)
    report = crawl_delaware()
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    found = by_number(data_dir)
    held = found["J1-0099901"]
    assert [(each.acted_on, each.action_printed, each.stage) for each in held.actions] == [
        ("2024-05-06", "Letter of reprimand", ActionStage.UNKNOWN),
        ("2025-01-02", "Final order: license suspended", ActionStage.FINAL),
    ]
    assert (held.discipline, found["J1-0099902"].discipline) == (Discipline.YES, Discipline.NONE)
    assert report.rows_count == 2


def test_the_constant_column_is_never_asked_for(
    service: Service, crawl_delaware: Callable[..., CrawlReport]
) -> None:
    serve(service, LICENSES, [license_("J1-0099901")])
    serve(service, ACTIONS, [action("J1-0099999", "Fine")])
    crawl_delaware()
    assert not [asked for asked in service.asked if "disciplinary_action" in asked.query.get("$select", "")]


@pytest.mark.parametrize("broken", ["missing", "web page", "cut", "empty"])
def test_without_the_second_dataset_the_source_fails_and_the_last_good_records_stay(
    broken: str, service: Service, crawl_delaware: Callable[..., CrawlReport], data_dir: Path
) -> None:
    serve(service, LICENSES, [license_("J1-0099901")])
    cases = [action("J1-0099901", "Fine"), action("J1-0099901", "Probation")]
    serve(service, ACTIONS, cases)
    crawl_delaware()
    path = f"/{HOST}/resource/{ACTIONS}.json"
    if broken == "missing":
        del service.routes[path]
    elif broken == "web page":
        service.routes[path] = Answer(b"<html>Just a moment</html>")
    elif broken == "empty":
        serve(service, ACTIONS, [])
    else:
        whole = service.routes[path]
        assert callable(whole)
        service.routes[path] = lambda asked: (
            whole(asked) if asked.query["$select"] == "count(*)" else Answer(b"[]")
        )
    report = crawl_delaware()
    assert report.outcome is Outcome.FAILED
    assert len(by_number(data_dir)["J1-0099901"].actions) == 2


def test_an_action_without_a_number_leaves_its_namesakes_open(
    service: Service, crawl_delaware: Callable[..., CrawlReport], data_dir: Path
) -> None:
    serve(service, LICENSES, [license_("J1-0099901", "Openly"), license_("J1-0099902", "Clearly")])
    cases = [action("", "Probation", last="OPENLY"), action("J1-0099999", "Fine", last="Another")]
    serve(service, ACTIONS, cases)
    assert crawl_delaware().outcome is Outcome.SUCCEEDED
    found = by_number(data_dir)
    assert found["J1-0099901"].discipline is Discipline.NOT_STATED
    assert found["J1-0099902"].discipline is Discipline.NONE
    assert [line["reason"] for line in quarantine(data_dir, SOURCE)] == ["unreadable_case"]


def test_words_that_cannot_be_shown_do_not_hide_the_action(
    service: Service, crawl_delaware: Callable[..., CrawlReport], data_dir: Path
) -> None:
    serve(service, LICENSES, [license_("J1-0099901"), license_("J1-0099902")])
    long_order = "The board finds and orders. " * 40
    cases = [action("J1-0099901", "<script>x</script>"), action("J1-0099902", long_order, "9999-99-99")]
    serve(service, ACTIONS, cases)
    assert crawl_delaware().outcome is Outcome.SUCCEEDED
    found = by_number(data_dir)
    assert (found["J1-0099901"].discipline, found["J1-0099901"].actions[0].action_printed) == (
        Discipline.YES,
        "",
    )
    assert found["J1-0099902"].actions[0].action_printed == long_order.strip()
    assert found["J1-0099902"].actions[0].acted_on is None


def test_a_replay_reads_both_datasets_again(
    service: Service, crawl_delaware: Callable[..., CrawlReport], data_dir: Path
) -> None:
    serve(service, LICENSES, [license_("J1-0099901")])
    serve(service, ACTIONS, [action("J1-0099901", "Fine")])
    crawl_delaware()
    records = data_dir / "records" / SOURCE / "records.jsonl"
    first = records.read_bytes()
    service.routes.clear()
    assert crawl_delaware(is_replay=True).outcome is Outcome.SUCCEEDED
    assert records.read_bytes() == first


def test_a_profession_that_vanished_from_a_long_listing_fails_the_crawl(
    service: Service, crawl_delaware: Callable[..., CrawlReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socrata_completeness, "ALL_PROFESSIONS_FROM", 3)
    serve(service, LICENSES, [license_(f"J1-009990{number}") for number in range(3)])
    serve(service, ACTIONS, [action("J1-0099999", "Fine")])
    report = crawl_delaware()
    assert report.outcome is Outcome.FAILED
    assert "none of the 3 records has the profession acupuncturist or pt_assistant" in report.reason


def write_rows(path: Path, rows: list[Row]) -> Path:
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def test_both_files_together_say_what_the_service_says(
    crawl_delaware: Callable[..., CrawlReport], data_dir: Path, tmp_path: Path
) -> None:
    rows = [license_("J1-0099901"), license_("J1-0099902", "Clearly")]
    file = write_rows(tmp_path / "licenses.json", rows)
    side = write_rows(tmp_path / "actions.json", [action("J1-0099901", "Letter of reprimand")])
    report = crawl_delaware(file=file, side_file=side)
    assert (report.outcome, report.warnings) == (Outcome.SUCCEEDED, ())
    said = {number: record.discipline for number, record in by_number(data_dir).items()}
    assert said == {"J1-0099901": Discipline.YES, "J1-0099902": Discipline.NONE}
    before = (data_dir / "records" / SOURCE / "records.jsonl").read_bytes()
    side.unlink()
    assert crawl_delaware(is_replay=True).outcome is Outcome.SUCCEEDED
    assert (data_dir / "records" / SOURCE / "records.jsonl").read_bytes() == before


def test_the_licenses_alone_are_told_to_say_nothing_of_discipline(
    crawl_delaware: Callable[..., CrawlReport], data_dir: Path, tmp_path: Path
) -> None:
    report = crawl_delaware(file=write_rows(tmp_path / "licenses.json", [license_("J1-0099901")]))
    (warning,) = report.warnings
    assert "give the export of dataset dz6p-akeq as --side-file" in warning
    assert by_number(data_dir)["J1-0099901"].discipline is Discipline.NOT_STATED


@pytest.mark.parametrize(
    ("actions", "words"),
    [("[]", "side-file:actions.json holds no row"), ('[{"license_no": "1"}]', "'license_id_l'")],
)
def test_a_file_of_actions_that_is_none_fails_the_crawl(
    actions: str, words: str, crawl_delaware: Callable[..., CrawlReport], tmp_path: Path
) -> None:
    side = tmp_path / "actions.json"
    side.write_text(actions, encoding="utf-8")
    report = crawl_delaware(file=write_rows(tmp_path / "rows.json", [license_("J1-1")]), side_file=side)
    assert report.outcome is Outcome.FAILED
    assert words in report.reason


def test_a_listing_of_one_file_refuses_a_second(run_crawl: Crawl, tmp_path: Path) -> None:
    file = write_rows(tmp_path / "rows.json", [])
    report = run_crawl("us_wa_doh", file=file, side_file=file)
    assert "this listing is one file; leave --side-file out" in report.reason
