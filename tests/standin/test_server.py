"""The stand-in answers like the services it stands for."""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from datetime import date

import httpx
import pytest

from crawler.run import find_sources
from crawler.standin.__main__ import main
from crawler.standin.breaks import parse_break
from crawler.standin.nppes_updates import weekly_name
from crawler.standin.server import StandIn, host_map
from crawler.standin.socrata_service import LARGEST_PAGES

WITHOUT_STAND_IN = {"us_ak_cbpl"}
"""Its address refused programs, so that a person fetches the file; there is no service to stand in for."""
DATASET = "/data.wa.gov/resource/qxh8-f4bd.json"
LEIE = "/oig.hhs.gov/exclusions/downloadables/UPDATED.csv"
ZIP = "/download.cms.gov/nppes/NPPES_Data_Dissemination_November_2026_V2.zip"


def get(server, path, **options):
    with httpx.Client(base_url=server.base_url, trust_env=False) as client:
        return client.get(path, **options)


def rows(server, **asked):
    return get(server, DATASET, params={f"${name}": value for name, value in asked.items()})


def test_every_source_that_asks_a_service_has_a_stand_in(stand_in):
    served = set(stand_in.host_map)
    asking = {name: set(source.hosts) for name, source in find_sources().items() if source.hosts}
    assert {name for name, hosts in asking.items() if not hosts & served} == WITHOUT_STAND_IN
    assert all(hosts <= served for name, hosts in asking.items() if name not in WITHOUT_STAND_IN)


def test_pages_do_not_overlap_and_end_with_an_empty_one(stand_in, washington):
    assert len(rows(stand_in).json()) == 1000
    numbers, offset = [], 0
    while page := rows(stand_in, limit=700, offset=offset, order=":id").json():
        numbers += [row["credentialnumber"] for row in page]
        offset += len(page)
    assert numbers == [row["credentialnumber"] for row in washington]


def test_where_select_and_count(stand_in, washington):
    therapy = "upper(credentialtype) like '%PHYSICAL THERAP%' AND status='Active'"
    where = f"upper(credentialtype) like '%ACUP%' OR ({therapy})"
    expected = [
        row
        for row in washington
        if "ACUP" in row["credentialtype"].upper()
        or ("PHYSICAL THERAP" in row["credentialtype"].upper() and row["status"] == "Active")
    ]
    found = rows(stand_in, where=where, select="credentialnumber,status", limit=50000).json()
    found += rows(stand_in, where=where, select="credentialnumber,status", offset=1000).json()
    assert [row["credentialnumber"] for row in found] == [row["credentialnumber"] for row in expected]
    assert set(found[0]) == {"credentialnumber", "status"}
    assert rows(stand_in, where=where, select="count(*)").json() == [{"count": str(len(expected))}]
    assert rows(stand_in, where=where, select="count(*) AS total").json() == [{"total": str(len(expected))}]


def test_counts_by_group_add_up(stand_in, washington):
    groups = rows(stand_in, select="credentialtype,count(*)", group="credentialtype").json()
    assert sum(int(group["count"]) for group in groups) == len(washington)


def test_one_host_asks_for_patience_once_and_then_answers(sample):
    path = "/data.colorado.gov/resource/7s5z-vewr.json"
    with StandIn(sample) as server:
        assert get(server, "/data.colorado.gov/api/views/7s5z-vewr.json").status_code == 200
        refused = get(server, path)
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
        assert get(server, path).status_code == 200
        assert rows(server).status_code == 200


def test_one_host_caps_its_pages(stand_in, washington):
    capped = rows(stand_in, limit=5000).json()
    assert len(capped) == LARGEST_PAGES["data.wa.gov"] == 1000
    rest = rows(stand_in, limit=5000, offset=1000).json()
    assert len(rest) == len(washington) - 1000


def test_a_host_serves_two_datasets_and_no_other_hosts_one(stand_in):
    for dataset in ("pjnv-eaih", "dz6p-akeq"):
        assert get(stand_in, f"/data.delaware.gov/resource/{dataset}.json").json()
        assert get(stand_in, f"/data.delaware.gov/api/views/{dataset}.json").json()["id"] == dataset
        assert get(stand_in, f"/data.texas.gov/resource/{dataset}.json").status_code == 404


def test_a_link_is_an_object_and_can_stand_in_a_question(stand_in):
    where = "licensetype in ('PTL', 'PTLP') and linktoverifylicense is not null"
    path = "/data.colorado.gov/resource/7s5z-vewr.json"
    asked = {"$where": where, "$order": "linktoverifylicense", "$limit": "5"}
    reply = get(stand_in, path, params=asked)
    if reply.status_code == 429:
        reply = get(stand_in, path, params=asked)
    assert all(set(row["linktoverifylicense"]) == {"url"} for row in reply.json())
    assert len(reply.json()) == 5


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("upper(nothing) like 'X'", "No such column: nothing"),
        ("status = ", "ends too early"),
        ("status ; drop", "Could not parse"),
        ("(status = 'Active'", "expected"),
    ],
)
def test_a_bad_question_is_an_error_in_socratas_words(stand_in, where, message):
    reply = rows(stand_in, where=where)
    assert reply.status_code == 400
    assert reply.json()["error"] is True
    assert message in reply.json()["message"]


def test_metadata_tells_the_columns_and_the_day(stand_in):
    view = get(stand_in, "/data.wa.gov/api/views/qxh8-f4bd.json").json()
    assert view["rowsUpdatedAt"] == 1795197600
    assert [column["fieldName"] for column in view["columns"]][:2] == ["credentialnumber", "lastname"]


def test_box_wants_the_token_and_redirects_to_the_file(stand_in, sample):
    folder = "/api.box.com/2.0/folders/72554178487/items?limit=1000"
    assert get(stand_in, folder).status_code == 401
    token = get(stand_in, "/www.dca.ca.gov/boxToken/getToken")
    assert token.headers["content-type"].startswith("text/plain")
    headers = {"Authorization": f"Bearer {token.text}"}
    entries = get(stand_in, folder, headers=headers).json()["entries"]
    (data,) = (entry for entry in entries if "_Data" in entry["name"])
    moved = get(stand_in, f"/api.box.com/2.0/files/{data['id']}/content", headers=headers)
    assert moved.status_code == 302
    host, _, path = moved.headers["location"].removeprefix("https://").partition("/")
    file = get(stand_in, f"/{host}/{path}")
    assert file.content == (sample / "dca" / "PhysicalTherapy_Data00.xls").read_bytes()
    assert file.headers["last-modified"] == "Sun, 01 Nov 2026 06:00:00 GMT"


def test_registry_page_links_the_monthly_weekly_and_deactivation_files(stand_in):
    page = get(stand_in, "/download.cms.gov/nppes/NPI_Files.html").text
    assert "NPPES_Data_Dissemination_November_2026_V2.zip" in page
    assert "_Weekly_V2.zip" in page
    assert "NPPES_Deactivated_NPI_Report_" in page


def linked_files(server):
    page = get(server, "/download.cms.gov/nppes/NPI_Files.html").text
    return re.findall(r"href='\./([^']+)'", page)


def test_every_linked_registry_file_is_a_zip_and_is_not_sent_again_unchanged(stand_in):
    names = linked_files(stand_in)
    assert weekly_name((date(2026, 11, 9), date(2026, 11, 15))) in names
    for name in names:
        whole = get(stand_in, f"/download.cms.gov/nppes/{name}")
        assert zipfile.is_zipfile(io.BytesIO(whole.content))
        known = {"If-None-Match": whole.headers["etag"]}
        assert get(stand_in, f"/download.cms.gov/nppes/{name}", headers=known).status_code == 304


def test_a_missing_week_leaves_a_gap_before_the_next(sample):
    with broken(sample, "missing-week") as server:
        weeks = [name for name in linked_files(server) if "Weekly" in name]
        assert weeks == [weekly_name((date(2026, 11, 16), date(2026, 11, 22)))]


def test_zip_can_be_resumed_and_asked_for_changes(stand_in):
    whole = get(stand_in, ZIP)
    assert whole.headers["content-length"] == str(len(whole.content))
    etag = whole.headers["etag"]
    half = len(whole.content) // 2
    rest = get(stand_in, ZIP, headers={"Range": f"bytes={half}-", "If-Range": etag})
    assert rest.status_code == 206
    assert rest.headers["content-range"] == f"bytes {half}-{len(whole.content) - 1}/{len(whole.content)}"
    assert whole.content[:half] + rest.content == whole.content
    assert get(stand_in, ZIP, headers={"Range": "bytes=5-9", "If-Range": '"other"'}).status_code == 200
    assert get(stand_in, ZIP, headers={"Range": f"bytes={len(whole.content)}-"}).status_code == 416
    unchanged = get(stand_in, ZIP, headers={"If-None-Match": etag})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert zipfile.ZipFile(io.BytesIO(whole.content)).testzip() is None


def test_every_host_has_robots_rules_or_none(stand_in):
    for host in stand_in.host_map:
        reply = get(stand_in, f"/{host}/robots.txt")
        assert reply.status_code in (200, 404)
    assert "Crawl-delay: 1" in get(stand_in, "/data.wa.gov/robots.txt").text


def test_unknown_hosts_and_paths_are_404(stand_in):
    for path in ("/", "/example.test/x", "/oig.hhs.gov/other", "/data.wa.gov/resource/none.json"):
        assert get(stand_in, path).status_code == 404


def test_host_map_points_every_host_at_the_stand_in(stand_in):
    assert stand_in.host_map == host_map(stand_in.base_url + "/")
    assert stand_in.host_map["data.wa.gov"] == f"{stand_in.base_url}/data.wa.gov"


def broken(sample, *kinds):
    return StandIn(sample, breaks=tuple(parse_break(kind) for kind in kinds))


def test_truncate_ends_the_connection_early(sample):
    with broken(sample, "truncate") as server, pytest.raises(httpx.RemoteProtocolError):
        get(server, LEIE)


def test_empty_leaves_a_listing_without_rows(sample):
    with broken(sample, "empty") as server:
        assert rows(server).json() == []
        assert get(server, LEIE).text.startswith("LASTNAME,")
        assert len(get(server, LEIE).text.splitlines()) == 1


def test_drop_column_and_unknown_status_change_the_status_column_alone(sample, washington):
    with broken(sample, "drop-column@data.wa.gov", "unknown-status@oig.hhs.gov") as server:
        found = rows(server, limit=5).json()
        assert [set(row) for row in found] == [set(row) - {"status"} for row in washington[:5]]
        view = get(server, "/data.wa.gov/api/views/qxh8-f4bd.json").json()
        assert "status" not in [column["fieldName"] for column in view["columns"]]
        before = list(
            csv.DictReader(io.StringIO((sample / "leie" / "UPDATED.csv").read_text(encoding="utf-8")))
        )
        after = list(csv.DictReader(io.StringIO(get(server, LEIE).text)))
        changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        assert len(changed) == (len(before) + 49) // 50
        for old, new in changed:
            assert new == {**old, "EXCLTYPE": "Under Enchantment"}


def test_other_breaks(sample):
    with broken(
        sample, "html-instead@data.wa.gov", "robots-500@oig.hhs.gov", "not-a-zip", "status-500@api.box.com"
    ) as server:
        assert rows(server).headers["content-type"].startswith("text/html")
        assert get(server, "/oig.hhs.gov/robots.txt").status_code == 500
        assert get(server, LEIE).status_code == 200
        assert not zipfile.is_zipfile(io.BytesIO(get(server, ZIP).content))
        assert get(server, "/api.box.com/2.0/folders/1/items").status_code == 500
    with broken(sample, "robots-disallow") as server:
        assert "Disallow: /\n" in get(server, "/api.box.com/robots.txt").text


def test_an_unknown_break_is_refused():
    with pytest.raises(ValueError, match="choose one of truncate"):
        parse_break("explode")


def test_command_prints_its_address_and_stops_on_a_signal(sample):
    command = [sys.executable, "-m", "crawler.standin", "serve", "--sample", str(sample)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        ready = json.loads(process.stdout.readline())
        assert ready["host_map"]["oig.hhs.gov"] == f"http://127.0.0.1:{ready['port']}/oig.hhs.gov"
        assert httpx.get(ready["base_url"] + LEIE, trust_env=False).status_code == 200
        os.kill(process.pid, signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def test_command_says_what_is_missing(tmp_path, capsys):
    assert main(["serve", "--sample", str(tmp_path)]) == 2
    assert "as_of.txt" in capsys.readouterr().err
    few = ["generate", "--out", str(tmp_path), "--licensees", "20", "--entries", "500"]
    assert main(few) == 2
    assert "too few" in capsys.readouterr().err
