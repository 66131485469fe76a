"""The reconciliation service, asked as OpenRefine asks it."""

from __future__ import annotations

import json
import logging
import re
from html import unescape
from urllib.parse import quote, urlencode

import directory_fixture as fixture
import pytest
import reconciliation_schema as schema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_site_check import SECRETS

from verify.corrections import suppress

NUMBER = {"license_number": "AC 6099-0117", "state": "WA"}


def query(text="", kind=None, limit=None, **values):
    asked = {"query": text, "type": kind, "limit": limit}
    properties = [{"pid": pid, "v": value} for pid, value in values.items()]
    return {name: value for name, value in asked.items() if value} | (
        {"properties": properties} if properties else {}
    )


async def post(site, **form):
    return await site.client.post(
        "/reconcile", data={name: json.dumps(value) for name, value in form.items()}
    )


async def candidates(site, *args, **values):
    """What the service finds for one query."""
    response = await post(site, queries={"q0": query(*args, **values)})
    assert response.status_code == 200, response.text
    return schema.valid(response.json(), schema.RESULTS)["q0"]["result"]


async def best(site, *args, **values):
    return (await candidates(site, *args, **values))[0]


def features(candidate):
    return {each["id"]: each["value"] for each in candidate["features"]}


async def test_a_session_from_the_manifest_to_the_values(site):
    """Everything that OpenRefine does with a column of names, each address taken from the manifest."""
    get = site.client.get
    manifest = schema.valid((await get("/reconcile")).json(), schema.MANIFEST)
    local = manifest["suggest"]["type"]["service_url"].removesuffix("/reconcile")

    async def suggest(kind, what, **asked):
        service = manifest["suggest"][kind]
        address = (service["service_url"] + service["service_path"]).removeprefix(local)
        return schema.valid((await get(f"{address}?{urlencode(asked)}")).json(), what)["result"]

    (kind,) = [each["id"] for each in await suggest("type", schema.TYPES, prefix="acup")]
    assert kind == "acupuncturist"
    names = [each["id"] for each in await suggest("property", schema.PROPERTIES, prefix="license")]
    assert names[0] == "license_number"

    rows = [
        query("Linwick, Mei-Hua", kind, **NUMBER),
        query("Mei Hua Linwick LAc", kind, state="Washington"),
        query("Wren Halvorsby", [kind], limit=3),
        query("Nobody Atall", kind),
    ]
    batch = {f"q{place}": row for place, row in enumerate(rows)}
    assert len(batch) <= manifest["batchSize"]
    results = schema.valid((await post(site, queries=batch)).json(), schema.RESULTS)
    assert list(results) == list(batch)
    firsts = [results[key]["result"][:1] for key in batch]
    assert [[(each["id"], each["match"]) for each in first] for first in firsts] == [
        [(fixture.VERIFIED, True)],
        [(fixture.VERIFIED, False)],
        [(fixture.EXPIRED, False)],
        [],
    ]

    picked = await suggest("entity", schema.ENTITIES, prefix="linw")
    assert [each["id"] for each in picked] == [fixture.VERIFIED]
    frame = await get(
        manifest["preview"]["url"].replace("{{id}}", quote(fixture.VERIFIED)).removeprefix(local)
    )
    assert (
        frame.status_code == 200
        and "Mei-Hua Linwick" in frame.text
        and fixture.SENTENCE in unescape(frame.text)
    )
    view = await get(manifest["view"]["url"].replace("{{id}}", fixture.VERIFIED).removeprefix(local))
    assert view.status_code == 200

    proposing = manifest["extend"]["propose_properties"]
    address = (proposing["service_url"] + proposing["service_path"]).removeprefix(local)
    proposal = schema.valid((await get(f"{address}?type={kind}")).json(), schema.PROPOSAL)
    wanted = [{"id": each["id"]} for each in proposal["properties"]]
    ids = [fixture.VERIFIED, fixture.EXPIRED]
    data = schema.valid(
        (await post(site, extend={"ids": ids, "properties": wanted})).json(), schema.EXTENSION
    )
    assert [each["id"] for each in data["meta"]] == [each["id"] for each in wanted]
    one = {name: cells[0]["str"] for name, cells in data["rows"][fixture.VERIFIED].items() if cells}
    assert one["verdict"] == "verified" and one["sentence"] == fixture.SENTENCE
    assert (one["license_number"], one["license_state"]) == ("AC60990117", "WA")
    assert one["address"] == f"{local}/practitioner/{fixture.VERIFIED}"
    other = data["rows"][fixture.EXPIRED]
    assert other["verdict"] == [{"str": "license_not_active"}]
    assert other["license_status"] == [{"str": "Expired"}]


async def test_a_batch_may_stand_in_the_address(site):
    batch = {"q0": query("Mei-Hua Linwick"), "q1": query("Wren Halvorsby")}
    posted = (await post(site, queries=batch)).json()
    assert (await site.client.get(f"/reconcile?{urlencode({'queries': json.dumps(batch)})}")).json() == posted
    extension = {"ids": [fixture.VERIFIED], "properties": [{"id": "verdict"}]}
    posted = (await post(site, extend=extension)).json()
    got = await site.client.get(f"/reconcile?{urlencode({'extend': json.dumps(extension)})}")
    assert (
        got.json()
        == posted
        == {
            "meta": [{"id": "verdict", "name": "Verdict"}],
            "rows": {fixture.VERIFIED: {"verdict": [{"str": "verified"}]}},
        }
    )


@pytest.mark.parametrize(
    ("text", "values", "score"),
    [
        ("Mei-Hua Linwick", {"npi": fixture.VERIFIED}, 90),
        ("Mei-Hua Linwick", {"npi": float(fixture.VERIFIED)}, 90),
        ("Linwick", NUMBER, 79),
        ("", {"last_name": "Linwick", "first_name": "Mei Hua", **NUMBER}, 94),
        ("Mei-Hua Linwik", {**NUMBER, "profession": "acupuncturist"}, 88),
        ("Mei-Hua Marwen", NUMBER, 97),
        ("Mei-Hua Linwick", {**NUMBER, "npi": fixture.VERIFIED}, 94),
    ],
)
async def test_an_identifier_and_a_name_that_agree_are_a_match(site, text, values, score):
    found = await best(site, text, **values)
    assert (found["id"], found["match"], found["score"]) == (fixture.VERIFIED, True, score)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Mei-Hua Linwick", {"state": "WA", "profession": "acupuncturist", "city": "Seattle", "zip": 98101}),
        ("Mei-Hua Linwick", {"license_number": "AC 6099-0117"}),
        ("Mei-Hua Linwick", {"license_number": "AC 6099-0118", "state": "WA"}),
        ("Mei-Hua Linwick", {**NUMBER, "state": "OR"}),
        ("Mei-Hua Linwick", {**NUMBER, "profession": "physical therapist"}),
        ("Mei-Hua Linwick", {**NUMBER, "npi": "1999000099"}),
        ("Mei-Hua Linwick", {"license_number": "71110222", "state": "WA", "npi": fixture.VERIFIED}),
        ("Mei-Hua Linwick Jr", {**NUMBER, "last_name": "Linwick", "first_name": "Rosalind"}),
        ("Rosalind Linwick", {"npi": fixture.VERIFIED}),
        ("Mei-Hua Quillfeather", {"npi": fixture.VERIFIED}),
        ("", NUMBER),
        (fixture.VERIFIED, {}),
        ("Mei-Hua", {"npi": fixture.VERIFIED}),
    ],
)
async def test_without_an_identifier_or_with_any_doubt_there_is_no_match(site, text, values):
    found = await best(site, text, **values)
    assert (found["id"], found["match"]) == (fixture.VERIFIED, False)


async def test_a_number_that_name_and_place_alone_tie_to_an_entry_is_no_identifier_of_it(site):
    found = await best(site, "Kofi Adebarrow", license_number="AC60990812", state="WA")
    assert (found["id"], found["score"], found["match"]) == (fixture.OLD, 94, False)


async def test_points_of_features_explain_the_score(site):
    found = await best(
        site, "Mei-Hua Linwick", city="seattle", zip="98101-1234", phone="(206) 555-0117", **NUMBER
    )
    assert features(found) == {
        "last_name": 25,
        "first_name": 15,
        "license_number": 50,
        "state": 4,
        "city_agrees": True,
        "zip_agrees": True,
        "phone_agrees": True,
    }
    assert found["score"] == 94
    by_name = await best(site, "Mei-Hua Linwick", state="WA", profession="acupuncturist")
    assert by_name["score"] == 46 < (await best(site, "Linwick", license_number="AC60990117"))["score"]


async def test_an_identifier_alone_finds_its_entry_first(site):
    for text in (fixture.VERIFIED, "NPI 1999000001", "AC 6099-0117"):
        found = await best(site, text)
        assert (found["id"], found["score"], found["match"]) == (fixture.VERIFIED, 50, False)


async def test_types_are_kept_apart(site):
    assert await candidates(site, "Mei-Hua Linwick", "clinic") == []
    assert await candidates(site, "Mei-Hua Linwick", "physical_therapist") == []
    for kind in ("practitioner", ["clinic", "acupuncturist"]):
        found = await best(site, "Mei-Hua Linwick", kind)
        assert [each["id"] for each in found["type"]] == ["acupuncturist", "practitioner"]


async def test_a_clinic_is_found_by_its_name_and_matched_by_its_npi(site):
    name = "Larkspur Joint and Spine Acupuncture LLC"
    for kind in (None, "clinic"):
        found = await best(site, name, kind, state="WA")
        assert (found["id"], found["score"], found["match"]) == (fixture.CLINIC, 50, False)
        assert [each["id"] for each in found["type"]] == ["clinic"]
        found = await best(site, name, kind, state="WA", npi=fixture.CLINIC)
        assert (found["id"], found["score"], found["match"]) == (fixture.CLINIC, 100, True)
    assert not (await best(site, "Larkspur Chiropractic", "clinic", npi=fixture.CLINIC))["match"]
    data = (await post(site, extend={"ids": [fixture.CLINIC], "properties": [{"id": "people_named"}]})).json()
    assert data["rows"][fixture.CLINIC] == {"people_named": [{"int": 3}]}


async def test_limits_of_a_query_are_kept(site):
    everybody = await candidates(site, "Pat Filler", limit=25)
    assert len(everybody) > 2
    assert await candidates(site, "Pat Filler", limit=2) == everybody[:2]
    scores = [each["score"] for each in everybody]
    assert scores == sorted(scores, reverse=True)


async def test_a_license_that_the_page_would_not_show_is_not_compared(site):
    found = await best(site, "Anna Weaklink", license_number="AC60990999", state="WA")
    assert found["id"] == fixture.WEAK and not found["match"]
    assert "license_number" not in features(found)
    properties = [{"id": name} for name in ("license_number", "license_status", "license_state", "sentence")]
    answer = (await post(site, extend={"ids": [fixture.WEAK, fixture.REVIEW], "properties": properties})).text
    preview = (await site.client.get(f"/reconcile/preview?id={fixture.WEAK}")).text
    assert not any(secret in answer + preview for secret in (*SECRETS, "AC60990999", "AC60990308"))


async def test_verdicts_end_by_themselves(site, monkeypatch):
    names = ("verdict", "label", "sentence", "has_ended", "license_number", "license_status")
    asked = {"ids": [fixture.ENDED, fixture.VERIFIED], "properties": [{"id": name} for name in names]}
    rows = (await post(site, extend=asked)).json()["rows"]
    assert rows[fixture.ENDED]["verdict"] == [{"str": "not_covered"}]
    assert rows[fixture.ENDED]["has_ended"] == [{"str": "true"}]
    assert rows[fixture.ENDED]["license_number"] == []
    assert "STALE SENTENCE" not in str(rows)
    monkeypatch.setenv("DIRECTORY_TODAY", "2030-01-01")
    after = (await post(site, extend=asked)).json()["rows"][fixture.VERIFIED]
    assert after["verdict"] == [{"str": "not_covered"}] and after["license_status"] == []
    preview = (await site.client.get(f"/reconcile/preview?id={fixture.VERIFIED}")).text
    assert "Not checked" in preview and "AC60990117" not in preview


async def test_whoever_is_withheld_vanishes_at_once(site, tmp_path, monkeypatch):
    monkeypatch.setenv("DIRECTORY_DATA", str(tmp_path))
    asked = {"zip": "98101", "city": "Seattle", "phone": "206-555-0117", **NUMBER}
    extension = {
        "ids": [fixture.VERIFIED],
        "properties": [{"id": name} for name in ("city", "zip", "phone", "name")],
    }
    assert features(await best(site, "Linwick", **asked))["zip_agrees"]
    suppress(tmp_path, fixture.VERIFIED, "contact", "", "2026-11-22")
    found = await best(site, "Linwick", **asked)
    assert found["match"] and not {"zip_agrees", "city_agrees", "phone_agrees"} & features(found).keys()
    row = (await post(site, extend=extension)).json()["rows"][fixture.VERIFIED]
    assert row == {"city": [], "zip": [], "phone": [], "name": [{"str": "Mei-Hua Linwick"}]}
    suppress(tmp_path, fixture.VERIFIED, "entry", "", "2026-11-22")
    assert await candidates(site, "Linwick", npi=fixture.VERIFIED, **asked) == []
    assert (await post(site, extend=extension)).json()["rows"][fixture.VERIFIED]["name"] == []
    assert (await site.client.get("/reconcile/suggest/entity?prefix=linwick")).json() == {"result": []}
    assert (await site.client.get(f"/reconcile/preview?id={fixture.VERIFIED}")).status_code == 410


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({"queries": "{"}, 400, "not JSON"),
        ({"queries": "[" * 20_000}, 400, "not JSON"),
        ({"queries": '{"q0": {"query": "x", "limit": NaN}}'}, 400, "not JSON"),
        ({"queries": "[]"}, 400, "a JSON object is needed"),
        ({"queries": '{"q0": "x"}'}, 400, "q0: a query is a JSON object"),
        ({"queries": '{"q0": {}}'}, 400, "q0: a query or properties are needed"),
        ({"queries": '{"q0": {"query": 3}}'}, 400, "q0: query is a text"),
        ({"queries": '{"q0": {"query": "x", "lmit": 3}}'}, 400, "unknown part lmit"),
        ({"queries": '{"q0": {"query": "x", "limit": 0}}'}, 400, "limit is a number"),
        ({"queries": '{"q0": {"query": "x", "limit": true}}'}, 400, "limit is a number"),
        ({"queries": '{"q0": {"query": "x", "type": "doctor"}}'}, 400, "type doctor is unknown"),
        ({"queries": '{"q0": {"query": "x", "type": {"id": 1}}}'}, 400, "type is a text"),
        ({"queries": '{"q0": {"query": "x", "type_strict": "none"}}'}, 400, "type_strict"),
        (
            {"queries": '{"q0": {"query": "x", "properties": [{"pid": "licence", "v": 1}]}}'},
            400,
            "licence is unknown",
        ),
        ({"queries": '{"q0": {"query": "x", "properties": [{"pid": "npi"}]}}'}, 400, "pid and v"),
        (
            {"queries": '{"q0": {"query": "x", "properties": [{"pid": "npi", "v": {"a": 1}}]}}'},
            400,
            "v is a text",
        ),
        ({"queries": json.dumps({f"q{i}": {"query": "x"} for i in range(11)})}, 413, "send 10 at most"),
        ({"queries": json.dumps({"q0": {"query": "x" * 60_000}})}, 413, "more than 50,000 characters"),
        ({"extend": '{"ids": "x", "properties": []}'}, 400, "ids is a list"),
        ({"extend": '{"ids": [], "properties": [1]}'}, 400, "properties is a list"),
        ({"extend": '{"ids": [], "properties": [{"id": "birth_date"}]}'}, 400, "birth_date is unknown"),
        ({"extend": json.dumps({"ids": ["x"] * 101, "properties": []})}, 413, "send 100 at most"),
        ({"nothing": "x"}, 400, "queries or extend is needed"),
    ],
)
async def test_what_cannot_be_read_is_refused_with_what_to_do(site, form, status, words):
    response = await site.client.post("/reconcile", data=form)
    assert response.status_code == status
    assert words in schema.valid(response.json(), schema.ERROR)["error"]
    assert response.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"queries=\xff", 400), (b"a=b&" * 30, 400), (b"queries=" + b"x" * 600_000, 413), (b'{"q0": {}}', 400)],
)
async def test_a_body_that_is_no_form_is_refused(site, body, status):
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    response = await site.client.post("/reconcile", content=body, headers=headers)
    assert response.status_code == status
    schema.valid(response.json(), schema.ERROR)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)
NASTY = st.text(max_size=60) | st.sampled_from(
    ['" OR 1=1 --', "*", "a* NEAR b", "\ud800", "\x00", "%", "' ) ("]
)
ASKED = st.fixed_dictionaries(
    {"query": NASTY},
    optional={
        "type": st.sampled_from(["clinic", "practitioner", ["pt_assistant", "clinic"]]),
        "properties": st.lists(
            st.fixed_dictionaries(
                {
                    "pid": st.sampled_from(
                        ["npi", "license_number", "state", "zip", "last_name", "phone", "city"]
                    ),
                    "v": NASTY | st.integers() | st.floats() | st.lists(NASTY, max_size=2),
                }
            ),
            max_size=4,
        ),
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batch=st.dictionaries(st.text(max_size=5), ASKED | ANYTHING, max_size=4))
async def test_whatever_is_sent_gives_an_answer_of_the_protocol(site, batch):
    response = await post(site, queries=batch)
    assert response.status_code in (200, 400)
    if response.status_code == 200 and batch:
        answer = schema.valid(response.json(), schema.RESULTS)
        assert answer.keys() == json.loads(json.dumps(batch)).keys()
    elif response.status_code == 400:
        schema.valid(response.json(), schema.ERROR)


async def test_scripts_of_other_sites_may_ask_and_no_copy_is_kept(site):
    responses = [
        await site.client.get("/reconcile"),
        await post(site, queries={"q0": query("Linwick")}),
        await site.client.get("/reconcile/suggest/entity?prefix=lin"),
        await site.client.get("/reconcile/suggest/type?prefix=lin"),
        await site.client.get("/reconcile/suggest/property?prefix=lin"),
        await site.client.get("/reconcile/properties?type=clinic"),
        await site.client.get(f"/reconcile/preview?id={fixture.VERIFIED}"),
    ]
    for response in responses:
        assert response.headers["access-control-allow-origin"] == "*"
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["x-robots-tag"] == "noindex, nofollow"
    asked = {"Origin": "http://127.0.0.1:3333", "Access-Control-Request-Method": "POST"}
    preflight = await site.client.options("/reconcile", headers=asked)
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]


BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize("language", ["", "/es", "/zh", "/ko"])
async def test_people_get_a_page_with_the_address_and_programs_the_manifest(site, language):
    page = await site.client.get(f"{language}/reconcile", headers=BROWSER)
    assert page.headers["content-type"].startswith("text/html")
    assert "Accept" in page.headers["vary"].split(", ")
    manifest = (await site.client.get("/reconcile")).json()
    service = manifest["suggest"]["entity"]["service_url"]
    assert f"<code>{service}</code>" in page.text and manifest["documentation"] == service
    for code in ("license_number", "shown_until", "pt_assistant"):
        assert f"<code>{code}</code>" in page.text
    for accept in ("*/*", "application/json, text/javascript, */*; q=0.01"):
        response = await site.client.get("/reconcile", headers={"Accept": accept})
        schema.valid(response.json(), schema.MANIFEST)
    asked = urlencode({"queries": json.dumps({"q0": query("Linwick")})})
    answer = await site.client.get(f"/reconcile?{asked}", headers=BROWSER)
    schema.valid(answer.json(), schema.RESULTS)


async def test_a_flyout_tells_more_of_each_suggestion(site):
    manifest = (await site.client.get("/reconcile")).json()
    for kind, asked, words in (
        ("entity", fixture.VERIFIED, ("Mei-Hua Linwick", "Acupuncturist, Seattle", "Verified")),
        ("entity", fixture.CLINIC, ("Larkspur Joint &amp; Spine Acupuncture", "Clinic")),
        ("entity", fixture.ENDED, ("Not checked",)),
        ("type", "acupuncturist", ("Acupuncturist", "Practitioner")),
        ("property", "license_number", ("License number", "together with the state")),
        ("property", "verdict", ("Verdict", "To fetch only")),
    ):
        flyout = manifest["suggest"][kind]["flyout_service_path"].replace("${id}", quote(asked))
        told = schema.valid((await site.client.get(f"/reconcile{flyout}")).json(), schema.FLYOUT)
        assert told["id"] == asked and all(each in told["html"] for each in words), told


async def test_a_flyout_is_no_script_and_tells_of_nobody_who_is_not_there(site, tmp_path, monkeypatch):
    told = (await site.client.get(f"/reconcile/flyout/entity?id={fixture.HOSTILE_ID}")).json()
    assert "<script" not in told["html"] and "&lt;script&gt;" in told["html"]
    for path in ("entity?id=0", "entity", "type?id=x", "property?id=%3Cb%3E"):
        response = await site.client.get(f"/reconcile/flyout/{path}")
        assert response.status_code == 404
        schema.valid(response.json(), schema.ERROR)
    monkeypatch.setenv("DIRECTORY_DATA", str(tmp_path))
    suppress(tmp_path, fixture.VERIFIED, "entry", "", "2026-11-22")
    assert (await site.client.get(f"/reconcile/flyout/entity?id={fixture.VERIFIED}")).status_code == 404


async def test_whatever_is_suggested_can_be_fetched_and_what_only_can_be_says_so(site):
    suggested = (await site.client.get("/reconcile/suggest/property?prefix=")).json()["result"]
    extension = {"ids": [fixture.VERIFIED], "properties": [{"id": each["id"]} for each in suggested]}
    row = schema.valid((await post(site, extend=extension)).json(), schema.EXTENSION)["rows"][
        fixture.VERIFIED
    ]
    assert row["last_name"] == [{"str": "LINWICK"}] and row["first_name"] == [{"str": "MEI-HUA"}]
    for each in suggested:
        status = (await post(site, queries={"q0": query("Linwick", **{each["id"]: "x"})})).status_code
        assert (status == 200) is not each["description"].startswith("To fetch only"), each


async def test_a_callback_is_no_script(site):
    response = await site.client.get("/reconcile?callback=alert")
    assert response.headers["content-type"].startswith("application/json")
    schema.valid(response.json(), schema.MANIFEST)


async def test_a_cookie_of_a_browser_is_no_hindrance(site):
    form = {"queries": json.dumps({"q0": query("Linwick")})}
    response = await site.client.post("/reconcile", data=form, cookies={"ds_csrftoken": "x"})
    assert response.status_code == 200


async def test_only_the_preview_may_stand_in_a_frame_and_it_runs_nothing(site):
    response = await site.client.get(f"/reconcile/preview?id={fixture.VERIFIED}")
    policy = response.headers["content-security-policy"]
    assert "frame-ancestors *" in policy and "script-src 'none'" in policy and "form-action 'none'" in policy
    assert "x-frame-options" not in response.headers
    assert "<script" not in response.text and "<form" not in response.text
    assert all('target="_blank"' in tag for tag in re.findall(r"<a [^>]*>", response.text))
    for path in ("/", f"/practitioner/{fixture.VERIFIED}", "/reconcile", "/check", "/reconcile/preview/x"):
        headers = (await site.client.get(path)).headers
        assert headers["x-frame-options"] == "DENY", path
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


async def test_hostile_names_are_words_in_a_preview(site):
    response = await site.client.get(f"/reconcile/preview?id={fixture.HOSTILE_ID}")
    assert response.status_code == 200
    assert fixture.HOSTILE not in response.text and "&lt;script&gt;" in response.text
    assert (await site.client.get("/reconcile/preview?id=%22%3E%3Cscript%3E")).status_code == 404
    assert (await site.client.get("/reconcile/preview")).status_code == 404


async def test_a_clinic_has_a_preview_with_its_people(site):
    text = (await site.client.get(f"/reconcile/preview?id={fixture.CLINIC}")).text
    assert "1 of 3" in re.sub(r"<[^>]*>", "", text)


async def test_what_is_asked_is_not_logged(site, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    await post(site, queries={"q0": query("Quillfeather Zzyzx")})
    await post(site, queries={"q0": {"query": "Quillfeather", "lmit": 1}})
    await site.client.get("/reconcile/suggest/entity?prefix=quillfeather")
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("http")]
    assert "uillfeather" not in " ".join(ours) + "".join(capfd.readouterr())


async def test_more_suggestions_follow(site):
    address = "/reconcile/suggest/entity?prefix=filler"
    whole = schema.valid((await site.client.get(address)).json(), schema.ENTITIES)["result"]
    rest = (await site.client.get(f"{address}&cursor=2")).json()["result"]
    assert len(whole) > 3 and rest[: len(whole) - 2] == whole[2:]
    assert (await site.client.get(f"/reconcile/suggest/entity?prefix={fixture.CLINIC}")).json()["result"][0][
        "id"
    ] == fixture.CLINIC
    assert (await site.client.get("/reconcile/suggest/entity?prefix=k&cursor=-1")).json() == {"result": []}
