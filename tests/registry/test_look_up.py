"""The whole way over HTTP, against a service that behaves like the registry."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawler.progress import Progress
from crawler.registry.look_up import Found, LookUp, look_up
from crawler.registry.question import HOST, make_question
from crawler.registry.reading import Coverage
from crawler.registry.table import FAILED, FOUND, NOT_FOUND, look_up_code, look_up_json_lines, look_up_lines
from tests.crawler.conftest import TODAY
from tests.crawler.service import Answer, Service
from tests.registry.people import PATH, clinic, person, serve

Ask = Callable[..., Found]


@pytest.fixture
def ask(service: Service, data_dir: Path) -> Ask:
    def run(number: str = "", overrides: dict[str, Any] | None = None, **criteria: str) -> Found:
        given = {"HOST_MAP": service.host_map(HOST), **(overrides or {})}
        return look_up(
            LookUp(make_question(number, **criteria), data_dir, TODAY, given), Progress(io.StringIO())
        )

    return run


def test_a_number_is_found_with_its_evidence_and_nothing_enters_the_records(
    service: Service, ask: Ask, data_dir: Path
) -> None:
    wanted = person(1)
    serve(service, [wanted, person(2)])
    found = ask(wanted["number"])
    (provider,) = found.providers
    assert (look_up_code(found), found.coverage, provider.npi) == (FOUND, Coverage.WHOLE, wanted["number"])
    assert provider.entry
    evidence = provider.entry.evidence
    kept = data_dir / "raw" / "objects" / evidence.raw_sha256[:2] / evidence.raw_sha256
    assert json.loads(kept.read_bytes())["results"][evidence.row_number - 1] == wanted
    assert found.manifest
    assert evidence.source_url in found.manifest.read_text(encoding="utf-8")
    assert not (data_dir / "records").exists()
    assert service.paths() == [f"/{HOST}/robots.txt", PATH]
    lines = "\n".join(look_up_lines(found))
    assert "WA AC1" in lines
    assert "An NPI is no license." in lines
    assert "Answered by a stand-in" in lines


def test_nobody_found_is_told_with_what_that_means(service: Service, ask: Ask) -> None:
    serve(service, [person(1)])
    found = ask("1234567893")
    assert look_up_code(found) == NOT_FOUND
    lines = "\n".join(look_up_lines(found))
    assert "Nobody found for number 1234567893" in lines
    assert "deactivated or was never given out" in lines
    by_name = "\n".join(look_up_lines(ask(last_name="Nobody")))
    assert "Nobody found for enumeration_type NPI-1, last_name Nobody" in by_name
    assert "deactivated" not in by_name


def test_more_people_of_one_name_than_can_be_reached_are_all_found(service: Service, ask: Ask) -> None:
    states = ["WA", "CA", "NY", "TX", "PR"]
    people = [person(number, state=states[number % 5]) for number in range(1300)]
    serve(service, [*people, clinic(5000, "EXAMPLE LLC"), person(5001, last="EXAMPLESON")])
    found = ask(last_name="example")
    assert {provider.npi for provider in found.providers} == {each["number"] for each in people}
    assert len(found.providers) == 1300
    assert (found.coverage, found.gaps) == (Coverage.IN_PARTS, ())
    skips = [int(asked.query.get("skip", 0)) for asked in service.asked]
    assert max(skips) == 1000
    assert f"{found.parts_count} narrower questions" in "\n".join(look_up_lines(found))


def test_more_people_alike_than_can_be_reached_make_the_answer_incomplete(service: Service, ask: Ask) -> None:
    serve(service, [person(number) for number in range(1250)])
    found = ask(last_name="Example", first_name="Jo", state="WA", postal_code="98101")
    assert (look_up_code(found), len(found.providers)) == (FOUND, 1200)
    assert any(line.startswith("INCOMPLETE: ") for line in look_up_lines(found))
    head = json.loads(look_up_json_lines(found)[0])
    assert (head["coverage"], head["providers_count"]) == ("incomplete", 1200)


def test_json_lines_begin_with_the_look_up_itself(service: Service, ask: Ask) -> None:
    serve(service, [person(1, first="Zoe"), person(2, first="Ann"), person(3, taxonomies=[])])
    head, *providers = map(json.loads, look_up_json_lines(ask(last_name="Example")))
    assert head["question"] == {"enumeration_type": "NPI-1", "last_name": "Example"}
    assert (head["coverage"], head["providers_count"], head["gaps"]) == ("whole", 3, [])
    assert head["proves"].startswith("An NPI is no license.")
    assert [each["name"] for each in providers] == ["Ann EXAMPLE", "JO EXAMPLE", "Zoe EXAMPLE"]
    assert [each["entry"] is None for each in providers] == [False, True, False]


def test_an_error_that_comes_with_http_200_fails_in_the_words_of_the_registry(
    service: Service, ask: Ask
) -> None:
    error = {"description": "Field city requires additional search criteria", "field": "city", "number": "07"}
    service.routes[PATH] = Answer(json.dumps({"Errors": [error]}).encode())
    found = ask(city="Avon")
    assert look_up_code(found) == FAILED
    assert "requires additional search criteria (field city, error 07)" in found.failure
    assert found.providers == ()


def test_a_result_that_can_not_be_read_is_neither_found_nor_missing(service: Service, ask: Ask) -> None:
    serve(service, [person(1, basic={"status": "D"})])
    found = ask(last_name="Example")
    assert (look_up_code(found), found.coverage) == (FAILED, Coverage.INCOMPLETE)
    assert "Not read: npi_registry, answer row 1, column 'basic.status', value 'D'" in "\n".join(
        look_up_lines(found)
    )
    serve(service, [person(1, basic={"status": "D"}), person(2)])
    assert look_up_code(ask(last_name="Example")) == FOUND


def test_a_busy_registry_is_asked_again_after_the_wait_it_wants(service: Service, ask: Ask) -> None:
    serve(service, [person(number) for number in range(500)], is_busy=True)
    assert len(ask(last_name="Example").providers) == 500
    assert service.paths().count(PATH) == 4


def test_after_a_failure_nothing_more_is_asked(service: Service, ask: Ask) -> None:
    service.routes[PATH] = Answer(b"later", 429, {"Retry-After": "86400"})
    found = ask(last_name="Example")
    assert look_up_code(found) == FAILED
    assert "answered 429" in found.failure
    assert service.paths().count(PATH) == 1


def test_robots_txt_is_obeyed(service: Service, ask: Ask) -> None:
    serve(service, [person(1)])
    service.routes[f"/{HOST}/robots.txt"] = Answer(b"User-agent: *\nDisallow: /api/\n")
    found = ask(last_name="Example")
    assert "robots.txt forbids" in found.failure
    assert PATH not in service.paths()


def test_a_run_on_a_stand_in_never_asks_the_real_registry(ask: Ask) -> None:
    found = ask("1234567893", {"HOST_MAP": {"data.wa.gov": "http://127.0.0.1:9/data.wa.gov"}})
    assert "a stand-in without npiregistry.cms.hhs.gov" in found.failure
    assert (look_up_code(found), found.manifest) == (FAILED, None)
