"""`/fhir` says in FHIR R4 what the pages say, and no more."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
from datetime import date

import directory_fixture as fixture
import pytest

from tests.fhir.checks import validated
from verify.corrections import suppress
from verify.export.fhir_files import PATHS, write_fhir
from verify.fhir.actions import BOARD_ACTIONS
from verify.fhir.definitions import ACTION_PARTS, PARTS
from verify.fhir.every import KINDS
from verify.fhir.facts import read_facts
from verify.fhir.practitioner import practitioner

PEOPLE = (
    *(fixture.VERIFIED, fixture.NOTICE, fixture.EXPIRED, fixture.REVIEW, fixture.MISSING, fixture.UNCOVERED),
    *(fixture.OLD, fixture.ENDED, fixture.HOSTILE_ID, fixture.WEAK, fixture.EXCLUDED, fixture.KIM),
    fixture.LAPSED,
)
DEFINED = ("CodeSystem", "StructureDefinition")
FORM = "application/x-www-form-urlencoded"
SECRETS = ("SECRET", "HIDDEN WORDS", "AC60990308", "AC60990999", "revoked")


@pytest.fixture
def ask(site):
    """The resource at an address below `/fhir`, which is one of FHIR R4."""

    async def get(path: str, status: int = 200):
        response = await site.client.get(f"/fhir{path}")
        assert response.status_code == status, (path, response.text)
        assert response.headers["content-type"] == "application/fhir+json; charset=utf-8"
        assert response.headers["access-control-allow-origin"] == "*"
        return validated(response.json())

    return get


def found(bundle):
    assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "searchset")
    return [each["resource"] for each in bundle.get("entry", ())]


def ids(bundle):
    return [each["id"] for each in found(bundle)]


def following(bundle):
    links = {link["relation"]: link["url"] for link in bundle["link"]}
    return links.get("next", "").removeprefix("http://localhost/fhir")


async def test_service_says_what_it_can_do_and_does_it(ask):
    said = await ask("/metadata")
    assert (said["resourceType"], said["fhirVersion"], said["kind"]) == (
        "CapabilityStatement",
        "4.0.1",
        "instance",
    )
    assert "not a consumer report" in said["description"] and said["experimental"]
    offered = {each["type"]: [p["name"] for p in each["searchParam"]] for each in said["rest"][0]["resource"]}
    assert set(offered) == {*KINDS, *DEFINED}
    for kind, names in offered.items():
        for name in names:
            value = "WA" if name == "address-state" else fixture.VERIFIED
            found(await ask(f"/{kind}?{name}={value}"))
    for each in said["rest"][0]["resource"]:
        for parameter in ("searchInclude", "searchRevInclude"):
            for name in each.get(parameter, ()):
                along = parameter.replace("search", "_").lower()
                found(await ask(f"/{each['type']}?_id={fixture.VERIFIED}&{along}={name}"))


async def test_person_is_told_with_number_place_and_license(ask):
    person = await ask(f"/Practitioner/{fixture.VERIFIED}")
    assert person["identifier"] == [
        {"use": "official", "system": "http://hl7.org/fhir/sid/us-npi", "value": fixture.VERIFIED}
    ]
    assert person["name"][0]["text"] == "Mei-Hua Linwick"
    assert person["address"][0]["postalCode"] == "98101"
    (license_stated,) = person["qualification"]
    assert license_stated["identifier"][0]["value"] == "AC60990117"
    assert license_stated["issuer"]["reference"] == "Organization/board-us-wa-doh"
    assert license_stated["period"] == {"start": "2021-05-04", "end": "2027-03-14"}
    extension, actions = license_stated["extension"]
    assert actions == {
        "extension": [{"url": "listed", "valueCode": "none"}, {"url": "asOf", "valueDate": "2026-11-17"}],
        "url": BOARD_ACTIONS,
    }
    assert extension["extension"][1]["valueCodeableConcept"]["coding"][0]["code"] == "WA"
    board = await ask(f"/{license_stated['issuer']['reference']}")
    assert board["name"] == "Washington State Department of Health"


async def test_verification_says_what_at_whom_when_and_when_again(ask):
    result = await ask(f"/VerificationResult/{fixture.VERIFIED}")
    assert result["target"][0]["reference"] == f"Practitioner/{fixture.VERIFIED}"
    assert "identifier.value = 'AC60990117'" in result["targetLocation"][0]
    assert (result["status"], result["lastPerformed"], result["nextScheduled"]) == (
        *("validated", "2026-11-18", "2026-11-25"),
    )
    (asked,) = result["primarySource"]
    assert asked["who"]["reference"] == "Organization/board-us-wa-doh"
    assert asked["validationDate"] == "2026-11-18T09:12:04Z"
    assert fixture.SENTENCE in result["text"]["div"]


@pytest.mark.parametrize(
    "day", ["2026-11-22", "2026-11-18", "2027-02-03", "2027-02-15", "2027-02-16", "2028-01-01"]
)
async def test_verdicts_and_licenses_are_those_of_the_page_on_every_day(site, ask, monkeypatch, day):
    monkeypatch.setenv("DIRECTORY_TODAY", day)
    for entry_id in PEOPLE:
        page = (await site.client.get(f"/practitioner/{entry_id}.json")).json()
        result = await ask(f"/VerificationResult/{entry_id}")
        assert result["meta"]["tag"][0]["code"] == page["verdict"]
        assert (result["status"] == "req-revalid") == page["has_ended"]
        assert (result["status"] == "validated") == (page["verdict"] in ("verified", "verified_with_notice"))
        if not page["has_ended"]:
            assert (page["verdict"] == "license_not_active") == (result["status"] == "val-fail")
        person = await ask(f"/Practitioner/{entry_id}")
        stated = {each["identifier"][0]["value"] for each in person.get("qualification", ())}
        assert stated <= {row["license_number"] for row in page["licenses"]}
        assert not (stated and page["has_ended"])


@pytest.mark.parametrize("entry_id", PEOPLE)
async def test_nothing_is_told_that_no_page_may_tell(ask, entry_id):
    for kind in ("Practitioner", "VerificationResult", "PractitionerRole"):
        text = json.dumps(await ask(f"/{kind}/{entry_id}"))
        assert not [secret for secret in SECRETS if secret.lower() in text.lower()], kind


async def test_not_found_is_no_failure_of_the_person(ask):
    result = await ask(f"/VerificationResult/{fixture.MISSING}")
    assert result["status"] == "attested"
    assert "failed" not in json.dumps(result)


async def test_confirmed_exclusion_stands_with_the_verdict_and_a_possible_one_nowhere(ask):
    assert "not_excluded" in (await ask(f"/VerificationResult/{fixture.EXCLUDED}"))["text"]["div"]
    assert "not_excluded" not in (await ask(f"/VerificationResult/{fixture.MISSING}"))["text"]["div"]


async def test_notice_of_the_board_and_an_open_report_are_told(ask):
    result = await ask(f"/VerificationResult/{fixture.NOTICE}")
    assert [tag["code"] for tag in result["meta"]["tag"]] == ["verified_with_notice", "disputed"]
    assert "license_unencumbered" in result["text"]["div"]
    (extension,) = (await ask(f"/Practitioner/{fixture.NOTICE}"))["qualification"][0]["extension"]
    assert extension["url"] == BOARD_ACTIONS, "no word of being valid anywhere stands on a limited license"


async def test_board_actions_are_quoted_with_stage_and_day_and_none_by_a_name_alone(site, ask):
    (extension,) = (await ask(f"/Practitioner/{fixture.NOTICE}"))["qualification"][0]["extension"]
    said = [(part["url"], part.get("valueCode")) for part in extension["extension"]]
    assert said[0] == ("listed", "yes")
    actions = [
        {part["url"]: value for part in each["extension"] for name, value in part.items() if name != "url"}
        for each in extension["extension"]
        if each["url"] == "action"
    ]
    assert actions == [
        {
            "words": "Respondent shall complete twelve hours of education.",
            "reason": "Records kept late",
            "stage": "final",
            "isOver": False,
            "actedOn": "2025-02-12",
            "docket": "M2024-99041",
            "order": "https://board.example/orders/M2024-99041",
        },
        {"words": "It is alleged that records came late.", "stage": "alleged", "isOver": False},
        {
            "words": "The Default Order entered November 6, 2019 is VACATED.",
            "stage": "final",
            "isOver": True,
            "actedOn": "2019-11-06",
        },
    ]
    page = (await site.client.get(f"/practitioner/{fixture.NOTICE}")).text
    assert all(each["words"] in page for each in actions)
    soft = await ask(f"/Practitioner/{fixture.OLD}")
    assert BOARD_ACTIONS not in json.dumps(soft)


async def test_own_codes_and_extension_are_defined(ask):
    verdicts = await ask("/CodeSystem/verdicts")
    known = {(verdicts["url"], each["code"], each["display"]) for each in verdicts["concept"]}
    for entry_id in PEOPLE:
        tags = (await ask(f"/VerificationResult/{entry_id}"))["meta"]["tag"]
        assert {(tag["system"], tag["code"], tag["display"]) for tag in tags} <= known
    assert ids(await ask(f"/CodeSystem?url={verdicts['url']}")) == ["verdicts"]
    (extension,) = found(await ask("/StructureDefinition"))
    assert extension["url"] == BOARD_ACTIONS
    slices = {each["sliceName"] for each in extension["differential"]["element"] if "sliceName" in each}
    assert slices == {*PARTS, *ACTION_PARTS, "action"}


@pytest.mark.parametrize(
    ("day", "is_shown"), [("2026-11-22", True), ("2027-02-17", False)], ids=["recent", "old"]
)
async def test_certificate_of_the_issuers_directory_is_a_qualification_and_a_stated_one_is_not(
    tmp_path, day, is_shown
):
    certificate = {
        "certification_id": "c1",
        "source": fixture.DIPLOMATES,
        "issuer": "Certifiers",
        "credential": "Dipl. Ac.",
        "status_printed": "Certified Diplomate",
        "status": "active",
        **fixture.evidence(fixture.DIPLOMATES, 1),
    }
    checked = {
        **fixture.check_row(fixture.VERIFIED, 20, "national_certification", "pass"),
        "license_id": None,
    }
    checks = [
        checked | {"strength": "corroborated", "certification_id": "c1", "source": fixture.DIPLOMATES},
        checked | {"position": 21, "strength": "claimed", "statement_id": "s2"},
        checked | {"position": 22, "strength": "corroborated", "outcome": "notice", "certification_id": "c1"},
    ]
    extra = {"certifications": [certificate], "checks": checks}
    connection = sqlite3.connect(fixture.build(tmp_path / "directory.db", extra=extra))
    (facts,) = read_facts(connection, [fixture.VERIFIED])
    connection.close()
    told = validated(practitioner(facts, date.fromisoformat(day)))
    stated = [each for each in told.get("qualification", ()) if "identifier" not in each]
    assert len(stated) == is_shown
    for each in stated:
        assert each["issuer"] == {"display": "Certifiers"}
        assert each["code"]["text"] == (
            "Certificate, no license: Dipl. Ac.; in the issuer’s directory, seen 2026-11-17, "
            "with status “Certified Diplomate”"
        )


async def test_text_of_a_source_is_no_markup(ask):
    result = await ask(f"/VerificationResult/{fixture.HOSTILE_ID}")
    assert "&lt;script&gt;" in result["text"]["div"]
    assert "<script" not in result["text"]["div"]
    assert "telecom" not in await ask(f"/Practitioner/{fixture.HOSTILE_ID}")


async def test_resources_of_a_sample_are_labeled_as_test_data_and_others_are_not(tmp_path):
    for is_sample in (1, 0):
        path = fixture.build(tmp_path / f"{is_sample}.db")
        connection = sqlite3.connect(path)
        connection.execute("UPDATE releases SET is_sample = ?", [is_sample])
        folder = tmp_path / f"files{is_sample}"
        folder.mkdir()
        write_fhir(connection, folder, date.fromisoformat(fixture.TODAY))
        connection.close()
        for kind in ("Practitioner", "Location", "VerificationResult", "PractitionerRole"):
            lines = gzip.decompress((folder / PATHS[kind]).read_bytes()).splitlines()
            labeled = [b"HTEST" in line for line in lines]
            assert all(labeled) if is_sample else not any(labeled)


async def test_clinic_has_its_people_and_no_verdict(ask):
    clinic = await ask(f"/Organization/{fixture.CLINIC}")
    assert clinic["name"] == "Larkspur Joint & Spine Acupuncture"
    roles = found(await ask(f"/PractitionerRole?organization=Organization/{fixture.CLINIC}"))
    people = [role["practitioner"]["reference"].rpartition("/")[2] for role in roles]
    assert people == [fixture.VERIFIED, fixture.NOTICE, fixture.ENDED]
    assert fixture.OLD not in people, "the same address names nobody"
    assert await ask(f"/PractitionerRole/{roles[0]['id']}") == roles[0]
    await ask(f"/VerificationResult/{fixture.CLINIC}", 404)
    (place,) = found(await ask(f"/Location?organization={fixture.CLINIC}"))
    assert place["managingOrganization"]["reference"] == f"Organization/{fixture.CLINIC}"


async def test_location_is_an_area_without_a_street_or_a_point(ask):
    (role, *_) = found(await ask(f"/PractitionerRole?practitioner=Practitioner/{fixture.NOTICE}"))
    places = [await ask(f"/{each['reference']}") for each in role["location"]]
    assert [place["address"]["city"] for place in places] == ["Seattle", "Seattle", "Saint Louis"]
    for place in places:
        assert place["physicalType"]["coding"][0]["code"] == "area"
        assert not {"line", "text"} & set(place["address"]) and "position" not in place


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (f"identifier=http://hl7.org/fhir/sid/us-npi|{fixture.VERIFIED}", [fixture.VERIFIED]),
        (f"identifier={fixture.VERIFIED}", [fixture.VERIFIED]),
        ("identifier=AC60990117", [fixture.VERIFIED]),
        ("identifier=AC60990900", []),
        ("identifier=AC60990308", []),
        ("identifier=AC60990999", []),
        (f"identifier=urn:other|{fixture.VERIFIED}", []),
        (f"identifier={fixture.CLINIC}", []),
        ("name=lin", [fixture.VERIFIED]),
        ("name=mei%20linwick", [fixture.VERIFIED]),
        ("name=marwen", [fixture.VERIFIED]),
        ("name=larkspur", []),
        ("family=linwick", [fixture.VERIFIED]),
        ("family=mei", []),
        ("given=mei", [fixture.VERIFIED]),
        ("family=LIN&given=Mei-Hua&address-state=wa", [fixture.VERIFIED]),
        ("family=linwick&address-state=CA", []),
        ("given=lucia", [fixture.UNCOVERED]),
        ("address-state=MO&family=fern", [fixture.NOTICE]),
        (f"_id={fixture.VERIFIED}", [fixture.VERIFIED]),
        ("_id=nobody", []),
    ],
)
async def test_people_are_found(ask, query, expected):
    assert ids(await ask(f"/Practitioner?{query}")) == expected


async def test_verifications_are_found_by_their_target(ask):
    for target in (
        fixture.VERIFIED,
        f"Practitioner/{fixture.VERIFIED}",
        f"http://x/fhir/Practitioner/{fixture.VERIFIED}",
    ):
        assert ids(await ask(f"/VerificationResult?target={target}")) == [fixture.VERIFIED]
    assert ids(await ask(f"/VerificationResult?target=Organization/{fixture.VERIFIED}")) == []


async def test_verification_and_roles_come_with_the_people_found(ask):
    asked = "/Practitioner?name=filler&_count=3&_revinclude=VerificationResult:target"
    bundle = await ask(f"{asked}&_revinclude=PractitionerRole:practitioner")
    kinds = [(each["search"]["mode"], each["resource"]["resourceType"]) for each in bundle["entry"]]
    assert kinds == [
        *[("match", "Practitioner")] * 3,
        *[("include", "PractitionerRole")] * 3,
        *[("include", "VerificationResult")] * 3,
    ]
    people = {each["id"] for each in found(bundle) if each["resourceType"] == "Practitioner"}
    assert {each["target"][0]["reference"] for each in found(bundle)[6:]} == {
        f"Practitioner/{p}" for p in people
    }
    assert len(found(await ask(following(bundle)))) == 9


async def test_pages_follow_each_other_to_the_end_and_repeat_nobody(ask):
    seen, path = [], "/Practitioner?name=filler&_count=7"
    while path:
        bundle = await ask(path)
        assert len(ids(bundle)) <= 7
        seen += ids(bundle)
        path = following(bundle)
    assert seen == [f"18880000{n:02}" for n in range(25)]
    everybody, path = [], "/Practitioner?_count=50"
    while path:
        bundle = await ask(path)
        everybody += ids(bundle)
        path = following(bundle)
    assert len(set(everybody)) == len(everybody) == 25 + len(PEOPLE)
    for query in ("_count=0", "_summary=count", "_count=0&_totalMethod=count"):
        counted = await ask(f"/Practitioner?{query}")
        assert (counted["total"], found(counted), following(counted)) == (len(everybody), [], "")


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("Practitioner?name=filler", 25),
        ("Practitioner?given=pat&address-state=MO", 25),
        ("Practitioner?family=mei", 0),
        (f"Practitioner?identifier={fixture.VERIFIED}", 1),
        (f"PractitionerRole?organization={fixture.CLINIC}", 3),
        ("Organization?address-state=WA", 1),
        (f"VerificationResult?target={fixture.VERIFIED},{fixture.NOTICE},{fixture.VERIFIED}", 2),
        ("CodeSystem?", 1),
    ],
)
async def test_what_is_found_is_counted_where_that_is_asked(ask, query, total):
    assert (await ask(f"/{query}&_summary=count"))["total"] == total
    told = await ask(f"/{query}&_total=accurate&_count=2")
    assert told["total"] == total and len(found(told)) == min(total, 2)
    assert "total" not in await ask(f"/{query}&_count=2&_summary=false&_total=none")


async def test_too_many_are_not_counted_and_that_is_said(ask, monkeypatch):
    monkeypatch.setattr("directory_site.fhir_finding.MOST_COUNTED", 10)
    wrong = await ask("/Practitioner?_summary=count", 400)
    assert wrong["issue"][0]["code"] == "too-costly"
    assert (await ask("/Practitioner?name=linwick&_summary=count"))["total"] == 1


async def test_whom_what_is_found_refers_to_comes_along(ask):
    asked = f"/PractitionerRole?organization={fixture.CLINIC}&_count=2"
    bundle = await ask(
        f"{asked}&_include=PractitionerRole:practitioner&_include=PractitionerRole:organization"
    )
    kinds = [(each["search"]["mode"], each["resource"]["resourceType"]) for each in bundle["entry"]]
    assert kinds == [
        *[("match", "PractitionerRole")] * 2,
        ("include", "Organization"),
        *[("include", "Practitioner")] * 2,
    ]
    assert "_include=PractitionerRole%3Apractitioner" in following(bundle)
    (role, *places) = found(
        await ask(f"/PractitionerRole?_id={fixture.NOTICE}&_include=PractitionerRole:location")
    )
    assert [place["id"] for place in places] == [
        each["reference"].removeprefix("Location/") for each in role["location"]
    ]
    (_, person) = found(
        await ask(f"/VerificationResult?target={fixture.VERIFIED}&_include=VerificationResult:target")
    )
    assert person == await ask(f"/Practitioner/{fixture.VERIFIED}")
    (place, clinic) = found(
        await ask(f"/Location?organization={fixture.CLINIC}&_include=Location:organization")
    )
    assert place["managingOrganization"]["reference"] == f"Organization/{clinic['id']}"


async def test_roles_and_places_come_along_with_a_clinic_and_roles_with_a_place(ask):
    asked = "_revinclude=PractitionerRole:organization&_revinclude=Location:organization"
    _, *along = found(await ask(f"/Organization?_id={fixture.CLINIC}&{asked}"))
    assert [each["resourceType"] for each in along] == ["Location", *["PractitionerRole"] * 3]
    place = f"Location/{fixture.VERIFIED}..1"
    asked = "_revinclude=PractitionerRole:location"
    (_, role) = found(await ask(f"/Location?_id={fixture.VERIFIED}..1&{asked}"))
    assert role["id"] == fixture.VERIFIED and role["location"][0]["reference"] == place
    assert found(await ask(f"/PractitionerRole?location={place}")) == [role]
    assert found(await ask(f"/PractitionerRole?location=Location/{fixture.VERIFIED}..9")) == []


async def test_what_is_left_out_of_what_comes_along_is_said(ask, monkeypatch):
    monkeypatch.setattr("directory_site.fhir_along.MOST_ALONG", 2)
    bundle = await ask("/Practitioner?name=filler&_count=5&_revinclude=VerificationResult:target")
    modes = [each["search"]["mode"] for each in bundle["entry"]]
    assert modes == [*["match"] * 5, *["include"] * 2, "outcome"]
    assert bundle["entry"][-1]["resource"]["issue"][0]["severity"] == "warning"


async def test_format_may_be_named_as_clients_name_it(ask):
    for text in ("json", "application/json", "application/fhir%2Bjson", "application/fhir+json"):
        assert ids(await ask(f"/Practitioner?name=linwick&_format={text}")) == [fixture.VERIFIED]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/Practitioner?gender=female", 400),
        ("/Practitioner?_count=many", 400),
        ("/Practitioner?name=", 400),
        (f"/Practitioner?name={'a+' * 200}", 400),
        ("/Practitioner?family=--", 400),
        ("/VerificationResult?target=", 400),
        ("/Practitioner?_count=5&_count=6", 400),
        ("/Practitioner?address-state=Washington", 400),
        (f"/Practitioner?identifier={fixture.VERIFIED}&name=x", 400),
        ("/PractitionerRole", 400),
        ("/Practitioner?_revinclude=Patient:link", 400),
        ("/Organization?_revinclude=VerificationResult:target", 400),
        ("/Location", 400),
        ("/Practitioner?name=linwick,halvorsby", 400),
        ("/Practitioner?_summary=text", 400),
        ("/Practitioner?_total=all", 400),
        ("/Practitioner?_include=Practitioner:organization", 400),
        ("/PractitionerRole?practitioner=1&_include:iterate=PractitionerRole:location", 400),
        ("/Practitioner/1999999999", 404),
        ("/Practitioner/own.zz", 404),
        ("/Location/1999000001..9", 404),
        ("/Organization/board-nowhere", 404),
        ("/Patient", 404),
        ("/Patient/1", 404),
        ("/Practitioner/1/_history", 404),
        ("/anything/at/all", 404),
        ("/Practitioner?_format=xml", 406),
    ],
)
async def test_what_is_not_known_is_refused_in_fhir(ask, path, status):
    wrong = await ask(path, status)
    assert wrong["resourceType"] == "OperationOutcome"
    assert wrong["issue"][0]["diagnostics"]


async def test_nothing_is_created(site):
    answer = await site.client.post("/fhir/Practitioner", json={"resourceType": "Practitioner"})
    assert (answer.status_code, validated(answer.json())["resourceType"]) == (405, "OperationOutcome")


@pytest.fixture
def post(site):
    """The resource that comes of a posted form, as another site would send it, with a cookie of somebody."""

    async def send(path: str, form: str | bytes = "", status: int = 200, kind: str = FORM):
        headers = {"content-type": kind, "origin": "https://elsewhere.example", "cookie": "ds_csrftoken=x"}
        response = await site.client.post(f"/fhir{path}", content=form, headers=headers)
        assert response.status_code == status, (path, response.text)
        assert response.headers["content-type"] == "application/fhir+json; charset=utf-8"
        assert response.headers["access-control-allow-origin"] == "*"
        assert "set-cookie" not in response.headers
        return validated(response.json())

    return send


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("Practitioner", "name=mei+linwick&_revinclude=VerificationResult:target"),
        ("Practitioner", "family=LIN&given=Mei-Hua&address-state=wa&_total=accurate"),
        ("Practitioner", f"identifier=http://hl7.org/fhir/sid/us-npi%7C{fixture.VERIFIED}"),
        ("Practitioner", "name=filler&_count=3&_format=json"),
        ("VerificationResult", f"target=Practitioner/{fixture.NOTICE}"),
        ("Organization", "address-state=WA&_summary=count"),
        ("CodeSystem", ""),
    ],
)
async def test_posted_search_is_the_search_by_get(ask, post, kind, query):
    by_get = await ask(f"/{kind}?{query}")
    assert by_get.get("entry") or by_get["total"]
    assert await post(f"/{kind}/_search", query) == by_get
    assert await post(f"/{kind}/_search?{query}") == by_get
    first, _, rest = query.partition("&")
    assert await post(f"/{kind}/_search?{first}", rest, kind=f"{FORM}; charset=UTF-8") == by_get


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("/Practitioner/_search?name=mei", "name=linwick", 400),
        ("/Practitioner/_search", "gender=female", 400),
        ("/Practitioner/_search", "_format=xml", 406),
        ("/Practitioner/_search?_format=xml", "name=mei", 406),
        ("/Practitioner/_search", b"name=%ff", 400),
        ("/Practitioner/_search", b"name=\xff", 400),
        ("/Practitioner/_search", "&".join(f"n{n}=1" for n in range(101)), 400),
        ("/Practitioner/_search?" + "&".join(f"n{n}=1" for n in range(60)), "a=1&" * 60, 400),
        ("/Practitioner/_search", f"name={'a' * 12_000}", 413),
        ("/PractitionerRole/_search", "", 400),
        ("/Patient/_search", "name=mei", 404),
    ],
)
async def test_posted_search_is_refused_as_by_get(post, path, form, status):
    assert (await post(path, form, status))["issue"][0]["diagnostics"]


@pytest.mark.parametrize(
    "path",
    ["_search", "Practitioner", f"Practitioner/{fixture.VERIFIED}", "Practitioner/1/_search", "metadata"],
)
async def test_nothing_else_in_fhir_is_posted_from_another_site(site, path):
    """Without a cookie it is refused as no reading; with one it needs the token that another site lacks."""
    for cookie, status in ({}, 405), ({"ds_csrftoken": "x"}, 403):
        response = await site.client.post(f"/fhir/{path}", data={"name": "mei"}, cookies=cookie)
        assert response.status_code == status, path


async def test_posted_search_is_a_form_and_comes_by_post_alone(site, ask, post):
    told = await post("/Practitioner/_search", '{"name": "mei"}', 415, kind="application/json")
    assert "x-www-form-urlencoded" in told["issue"][0]["diagnostics"]
    await ask("/Practitioner/_search?name=mei", 405)
    allowed = await site.client.options("/fhir/Practitioner/_search")
    assert allowed.headers["allow"] == "GET, HEAD, POST"
    assert "POST" in allowed.headers["access-control-allow-methods"]
    assert (await site.client.options("/fhir/Practitioner")).headers["allow"] == "GET, HEAD"
    assert "_search" in (await ask("/metadata"))["rest"][0]["documentation"]


async def test_fault_of_ours_is_an_outcome_that_tells_nothing(ask, monkeypatch, capsys):
    from directory_site import fhir_searches

    def broken(*_):
        raise RuntimeError("/secret/path")

    monkeypatch.setattr(fhir_searches, "facts_of", broken)
    wrong = await ask(f"/Practitioner/{fixture.VERIFIED}", 500)
    assert (wrong["issue"][0]["code"], "/secret" in json.dumps(wrong)) == ("exception", False)
    assert "/secret/path" in capsys.readouterr().err


async def test_withheld_person_vanishes_at_once(site, ask, tmp_path, monkeypatch):
    monkeypatch.setenv("DIRECTORY_DATA", str(tmp_path))
    (role, *_) = found(await ask(f"/PractitionerRole?organization={fixture.CLINIC}"))
    suppress(tmp_path, fixture.VERIFIED, "entry", "", "2026-11-22")
    for path in (
        f"Practitioner/{fixture.VERIFIED}",
        f"VerificationResult/{fixture.VERIFIED}",
        f"PractitionerRole/{role['id']}",
    ):
        gone = await ask(f"/{path}", 410)
        assert gone["issue"][0]["code"] == "deleted"
    await ask(f"/Location/{fixture.VERIFIED}..1", 410)
    for query in (
        *(f"Practitioner?identifier={fixture.VERIFIED}", "Practitioner?identifier=AC60990117"),
        *(
            "Practitioner?name=linwick",
            "Practitioner?name=linwick&_revinclude=VerificationResult:target",
            f"VerificationResult?target={fixture.VERIFIED}",
            "Practitioner?_count=50",
        ),
        *(
            f"PractitionerRole?organization={fixture.CLINIC}",
            f"PractitionerRole?practitioner={fixture.VERIFIED}",
        ),
    ):
        text = (await site.client.get(f"/fhir/{query}")).text
        assert "Linwick" not in text and "AC60990117" not in text.replace(query, "")


async def test_withheld_contact_vanishes_at_once(ask, tmp_path, monkeypatch):
    monkeypatch.setenv("DIRECTORY_DATA", str(tmp_path))
    suppress(tmp_path, fixture.VERIFIED, "contact", "", "2026-11-22")
    for kind in ("Practitioner", "PractitionerRole", "VerificationResult"):
        text = json.dumps(await ask(f"/{kind}/{fixture.VERIFIED}"))
        assert not [each for each in ("206-555-0117", "98101", "Seattle") if each in text]
    await ask(f"/Location/{fixture.VERIFIED}..1", 410)


async def test_file_of_a_release_says_what_the_service_says_on_its_day(ask, database_path, tmp_path):
    connection = sqlite3.connect(database_path)
    counts = write_fhir(connection, tmp_path, date.fromisoformat(fixture.TODAY))
    connection.close()
    for kind, path in PATHS.items():
        lines = gzip.decompress((tmp_path / path).read_bytes()).decode().splitlines()
        assert len(lines) == counts[path] > 0
        for line in lines:
            told = validated(json.loads(line))
            assert told == await ask(f"/{kind}/{told['id']}")


async def test_examples_of_the_docs_are_answers(ask):
    text = (fixture.ROOT / "docs" / "fhir.md").read_text(encoding="utf-8")
    examples = re.findall(r"`/fhir(/[^`]+)`\n\n```json\n(.*?)```", text, re.DOTALL)
    assert {path.split("/")[1] for path, _ in examples} == set(KINDS)
    for path, example in examples:
        assert json.loads(example) == await ask(path)
