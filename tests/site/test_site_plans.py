from __future__ import annotations

import json
from urllib.parse import urlencode

import directory_fixture as fixture
import pytest

from benchmarks.query_plans import record, tables_scanned

SMALL = {
    "sqlite_master": "the schema, read once for each build",
    "sources": "one row for each list, read once for each build",
    "releases": "one row for each release, read once for each build",
    "crawls": "some rows for each list; the first reading of each is asked once for each build",
    "glossary": "some hundred words of the glossary",
    "boards": "some boards for each state",
    "status_vocabulary": "the status words of the boards",
    "page_phrases": "some hundred phrases by which a page is read, read once for each build",
    "page_words": "some thousand words of the phrases, read once for each build",
    "page_titles": "some titles in words, read once for each build",
    "credential_registers": "some registers of credentials, read once for each build",
    "credential_abbreviations": "the letters behind names",
    "acupuncture_licensure": "one row for each state",
    "leie_codes": "the codes of one federal list",
    "accuracy": "some figures for each list, read once for each build",
    "audits": "some figures for each hand check, read once for each build",
}
"""Tables that a plan may read whole: their size is that of the field, not that of the directory."""

QUERIES = (
    {"query": "Mei-Hua Linwick", "properties": [{"pid": "state", "v": "WA"}]},
    {"query": "Linwik", "type": "practitioner"},
    {"query": "Larkspur Spine Clinic", "type": "clinic"},
    {"query": "nobody of this name"},
    {"query": "1999000001"},
    {"query": "Linwick", "properties": [{"pid": "license_number", "v": "AC60990117"}]},
)
EXTENSION = {
    "ids": [fixture.VERIFIED, fixture.CLINIC],
    "properties": [{"id": "verdict"}, {"id": "people_named"}, {"id": "phone"}],
}
"""Questions to the reconciliation service."""

PASTED = "By Mei-Hua Linwick, LAc, license number AC60990117, Seattle, WA 98101. With Tobias Ferncastle, PT."
"""A page that is read, with a person by number and one by name alone."""

PATHS = [
    "/",
    "/coverage",
    "/source/us_wa_doh",
    "/how-we-verify",
    "/accuracy",
    "/glossary",
    "/suggest.json?q=se",
    "/suggest.json?q=981",
    "/releases",
    "/release/2026-11-18-abc123",
    "/feeds/state/WA.atom",
    "/feeds/board/us_wa_doh.atom",
    f"/practitioner/{fixture.VERIFIED}.atom",
    "/check",
    "/check?name=linwick&state=WA&number=60990117",
    "/check?name=linwick",
    "/check?number=60990117",
    "/check.json?name=nobody+atall",
    *(f"/practitioner/{entry_id}" for entry_id in (fixture.VERIFIED, fixture.NOTICE, fixture.EXCLUDED)),
    *(f"/practitioner/{entry_id}" for entry_id in (fixture.MISSING, fixture.UNCOVERED, fixture.WEAK)),
    f"/practitioner/{fixture.VERIFIED}.json",
    f"/clinic/{fixture.CLINIC}",
    "/search?q=",
    "/search?q=&page=3",
    "/search?q=&verdict=verified&licensed=WA&with=telehealth&language=Korean",
    "/search?q=&verdict=not_covered",
    "/search?q=a",
    "/search?q=ma",
    "/search?q=60990",
    "/search?q=de la cruz",
    "/search?q=linwick",
    "/search?q=linwik",
    "/search?q=linwik+mei",
    "/search?q=kim+98101",
    "/search?q=98101",
    "/search?q=98101&within=100",
    "/search?q=acupuncturist+seattle&verdict=verified",
    "/search?q=washington",
    "/search?q=kim+california",
    "/search?q=AC60990117",
    f"/search?q={fixture.VERIFIED}",
    "/search?q=larkspur",
    "/search?q=missouri&page=2",
    *(f"/reconcile?{urlencode({'queries': json.dumps({'q0': query})})}" for query in QUERIES),
    f"/reconcile?{urlencode({'extend': json.dumps(EXTENSION)})}",
    "/reconcile/suggest/entity?prefix=lin",
    "/reconcile/suggest/entity?prefix=1999000001",
    f"/reconcile/preview?id={fixture.CLINIC}",
    f"/reconcile/flyout/entity?id={fixture.VERIFIED}",
    "/fhir/metadata",
    f"/fhir/Practitioner/{fixture.VERIFIED}",
    f"/fhir/VerificationResult/{fixture.NOTICE}",
    f"/fhir/Organization/{fixture.CLINIC}",
    "/fhir/Organization/board-us-wa-doh",
    f"/fhir/Location/{fixture.VERIFIED}..1",
    "/fhir/Practitioner?_count=50&_revinclude=VerificationResult:target",
    "/fhir/Practitioner?family=lin&given=mei&address-state=WA",
    "/fhir/Practitioner?name=filler&_count=5&_after=9",
    "/fhir/Practitioner?identifier=AC60990117",
    f"/fhir/VerificationResult?target=Practitioner/{fixture.VERIFIED}",
    f"/fhir/PractitionerRole?organization={fixture.CLINIC}",
    f"/fhir/PractitionerRole?practitioner={fixture.VERIFIED}",
    f"/fhir/PractitionerRole?location=Location/{fixture.VERIFIED}..1&_include=PractitionerRole:location",
    f"/fhir/Organization?_id={fixture.CLINIC}&_revinclude=PractitionerRole:organization",
    "/fhir/Practitioner?family=lin&_summary=count",
    "/fhir/CodeSystem/verdicts",
]


@pytest.fixture
async def statements(database_path):
    site, found = fixture.make_site(database_path), set()
    record(site, found)
    await site.invoke_startup()
    await site.client.get("/directory")
    found.clear()  # a build of ours knows its counts from ANALYZE; this database has to count once
    for path in PATHS:
        response = await site.client.get(path)
        assert response.status_code == 200, path
    for kind in ("", ".json"):
        response = await site.client.post(f"/page{kind}", data={"text": PASTED})
        assert response.status_code == 200
    yield found
    for database in site.databases.values():
        database.close()
    site.executor.shutdown(wait=True)


async def test_no_page_reads_a_table_from_end_to_end(statements, database_path):
    assert len(statements) > 60
    found = [pair for pair in tables_scanned(database_path, statements) if pair[0] not in SMALL]
    assert not found, "\n".join(f"{table}: {' '.join(sql.split())[:150]}" for table, sql in found)


def test_a_scan_is_noticed(database_path):
    bad = ["select * from entries e where e.name like '%x%'", "select count(*) from licenses"]
    good = ["select * from entries where entry_id = '1'", "select 1 from json_each('[1]') j"]
    assert sorted(table for table, _ in tables_scanned(database_path, bad + good)) == ["entries", "licenses"]
