"""The description of the API is true of the running service: a fuzzer finds no other answer."""

from __future__ import annotations

import re

import jsonschema
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks
from schemathesis.core.failures import FailureGroup

from benchmarks.load import serving
from benchmarks.swap import point_to
from tests.service.builds import site_fixture, write_first_build
from verify.export.folder import make_release
from verify.fhir.offered import FORWARD, PARAMETERS, REVERSE

from directory_site import api_description, check, page_form, pages, reconcile, security  # isort: skip

EXAMPLES = 25
"""Requests for each operation; the same ones at every run."""

CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The address of a server on a small release that can be downloaded, and the id of that release."""
    data = tmp_path_factory.mktemp("openapi")
    build = write_first_build(data)
    release = make_release(build, data / "releases").name
    point_to(data / "directory.db", build)
    with serving(data / "directory.db", DIRECTORY_DATA=str(data), DIRECTORY_TODAY=site_fixture().TODAY) as (
        port,
        _,
    ):
        yield f"http://127.0.0.1:{port}", release


@pytest.fixture(scope="module")
def schema(served):
    return schemathesis.openapi.from_url(f"{served[0]}/openapi.json")


def operations(schema):
    return {each.ok().label: each.ok() for each in schema.get_all_operations()}


def test_description_is_valid_openapi_and_names_this_server(schema, served):
    described = requests.get(f"{served[0]}/openapi.json", timeout=10).json()
    assert described["servers"] == [{"url": served[0]}]
    schema.validate()
    for each in described["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(each)


def test_fuzzer_finds_no_answer_that_is_not_described(schema):
    asked: dict[str, set[int]] = {}
    for operation in operations(schema).values():

        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask(case):
            response = case.call()
            asked.setdefault(case.operation.label, set()).add(response.status_code)
            case.validate_response(response, checks=CHECKS)

        ask()
    assert set(asked) == set(operations(schema))
    assert not {status for statuses in asked.values() for status in statuses} - {
        *(200, 206, 301, 302, 400, 404, 410, 413, 414, 416, 503)
    }


def test_every_operation_answers_its_example_as_described(schema, served):
    fixture = site_fixture()
    clinic = next(entry for entry, kind in _entries(served[0]) if kind == "organization")
    paths = {
        "entry_id": {
            "GET /practitioner/{entry_id}.json": fixture.VERIFIED,
            "GET /clinic/{entry_id}.json": clinic,
        },
    }
    for label, operation in operations(schema).items():
        path = {
            name: paths.get(name, {}).get(label) or described["example"]
            for name, described in _parameters(operation, "path").items()
        }
        if label == "GET /directory/{name}/{key}.json":
            path["key"] = "us_wa_doh"
        if "release" in path:
            path["release"] = served[1]
        query = {
            name: described["example"]
            for name, described in _parameters(operation, "query").items()
            if "example" in described
        }
        for body in _bodies(operation):
            case = operation.Case(path_parameters=path, query=query, **body)
            response = case.call()
            assert response.status_code == (302 if label == "GET /release/latest" else 200), (
                label,
                response.text[:200],
            )
            case.validate_response(response, checks=CHECKS)


def _entries(address):
    rows = requests.get(f"{address}/directory/entries.json?_size=max&_col=kind", timeout=10).json()
    kind = rows["columns"].index("kind")
    return [(row[rows["columns"].index("entry_id")], row[kind]) for row in rows["rows"]]


def _parameters(operation, place):
    root = operation.schema.raw_schema
    found = {}
    for each in root["paths"][operation.path][operation.method].get("parameters", []):
        if "$ref" in each:
            each = root["components"]["parameters"][each["$ref"].rpartition("/")[2]]
        if each["in"] == place:
            found[each["name"]] = each
    return found


def _bodies(operation):
    """Each kind of body of an operation that has one, as its example fills it in."""
    described = operation.schema.raw_schema["paths"][operation.path][operation.method].get("requestBody")
    if not described:
        return [{}]
    return [{"body": body["example"], "media_type": kind} for kind, body in described["content"].items()]


def test_every_address_of_data_is_described(schema):
    """Of our own routes each that is data; tables and files are there as one address each."""
    routes = (*pages.ROUTES, *check.ROUTES, *page_form.ROUTES, *api_description.ROUTES)
    ours = [path.replace("(?P<entry_id>[^/]+?)", "{entry_id}") for path, _ in routes if "json" in path]
    plain = {re.sub(r"[\\^$]|\(\?P<format>.*", "", path) for path in ours}
    addresses = {path if path.endswith("json") else f"{path}.json" for path in plain}
    assert {"/search.json", "/practitioner/{entry_id}.json"} <= addresses
    addresses |= {re.sub(r"[\\^$]", "", path) for path, _ in reconcile.ROUTES} - {security.PREVIEW}
    assert addresses <= set(schema.raw_schema["paths"])


def test_every_search_in_fhir_is_described_with_all_that_it_takes(schema):
    for kind, names in PARAMETERS.items():
        operation = operations(schema)[f"GET /fhir/{kind}"]
        described = _parameters(operation, "query")
        along = [
            name for name, offered in (("_include", FORWARD), ("_revinclude", REVERSE)) if kind in offered
        ]
        assert set(described) == {*names, *along, "_count", "_summary", "_total"}, kind
        for name in along:
            offered = FORWARD if name == "_include" else REVERSE
            assert set(described[name]["schema"]["enum"]) == set(offered[kind]), (kind, name)
        posted = schema.raw_schema["paths"][f"/fhir/{kind}/_search"]["post"]
        form = posted["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]
        assert set(form["properties"]) == set(described), kind


def test_answer_that_is_not_described_is_seen(served):
    described = requests.get(f"{served[0]}/openapi.json", timeout=10).json()
    del described["paths"]["/practitioner/{entry_id}.json"]["get"]["responses"]["404"]
    operation = operations(schemathesis.openapi.from_dict(described))["GET /practitioner/{entry_id}.json"]
    case = operation.Case(path_parameters={"entry_id": "nobody"})
    response = case.call(base_url=served[0])
    with pytest.raises(FailureGroup, match="found 1 distinct failure"):
        case.validate_response(response, checks=CHECKS)


def test_answers_name_the_release_of_the_database(served):
    answer = requests.get(f"{served[0]}/directory/sources.json", timeout=10)
    manifest = requests.get(f"{served[0]}/release/latest/manifest.json", timeout=10).json()
    assert answer.headers["directory-release"] == served[1] == manifest["release_id"]
