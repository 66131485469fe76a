"""Files of releases are served whole, in part, or not at all; nothing else below the data folder is."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import shutil
from datetime import date

import pytest
from directory_site.file_answers import Part, part_of
from directory_site.filters import file_size
from directory_site.release_files import read_release
from feed_rows import NEW, OLD, with_changes
from hypothesis import given
from hypothesis import strategies as st

from verify.export.folder import make_release
from verify.export.keeping import BY_AGE, ON_REQUEST, withdraw

AT = f"/release/{NEW}"
SECRET = "4d7c2f-not-to-be-served"
CSV = f"{AT}/csv/entries.csv.gz"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A data folder with the files of the published release of the small database."""
    from directory_fixture import build

    folder = tmp_path_factory.mktemp("downloads")
    database = with_changes(build(folder / "plain.db"), folder)
    make_release(database, folder / "data" / "releases")
    return database, folder / "data"


@pytest.fixture
def database_path(made):
    return made[0]


@pytest.fixture
def data(made, tmp_path, monkeypatch):
    """The folder of `made`, for one test."""
    own = shutil.copytree(made[1], tmp_path / "data")
    (own / "suppression.key").write_text(SECRET)
    (own / "releases" / "secret.txt").write_text(SECRET)
    monkeypatch.setenv("DIRECTORY_DATA", str(own))
    return own


@pytest.fixture
def ask(site, data):
    async def get(path, method="GET", **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await site.client.request(method, path, headers=named)

    return get


def content(data, path):
    return (data / "releases" / NEW / path).read_bytes()


async def test_every_file_is_served_as_it_was_handed_out(ask, data):
    for file in json.loads(content(data, "manifest.json"))["files"]:
        answer = await ask(f"{AT}/{file['path']}")
        assert answer.status_code == 200, file["path"]
        assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
        assert answer.headers["content-type"].partition(";")[0] == file["media_type"]
        assert answer.headers["content-length"] == str(file["bytes"])
        assert answer.headers["etag"] == f'"{file["sha256"]}"'
        digest = base64.b64encode(bytes.fromhex(file["sha256"])).decode()
        assert answer.headers["repr-digest"] == f"sha-256=:{digest}:"


async def test_files_are_kept_under_a_name_that_tells_the_release(ask):
    answer = await ask(CSV)
    named = f'attachment; filename="practitioner-directory-{NEW}-entries.csv.gz"'
    assert answer.headers["content-disposition"] == named
    assert "content-encoding" not in answer.headers
    assert b"entry_id" in gzip.decompress(answer.content)
    shown = await ask(f"{AT}/LICENSES.md")
    assert shown.headers["content-disposition"].startswith("inline")
    assert shown.headers["content-type"] == "text/markdown; charset=utf-8"


async def test_scripts_of_other_sites_may_read_files(ask):
    answer = await ask(CSV, origin="https://research.example")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Content-Range" in answer.headers["access-control-expose-headers"]
    assert "set-cookie" not in answer.headers


async def test_part_of_a_file_is_sent(ask, data):
    whole = content(data, "directory.db")
    answer = await ask(f"{AT}/directory.db", range="bytes=0-15")
    assert (answer.status_code, answer.content) == (206, b"SQLite format 3\0")
    assert answer.headers["content-range"] == f"bytes 0-15/{len(whole)}"
    assert answer.headers["content-length"] == "16"
    rest = await ask(f"{AT}/directory.db", range=f"bytes={len(whole) - 5}-")
    end = await ask(f"{AT}/directory.db", range="bytes=-5")
    assert rest.content == end.content == whole[-5:]


async def test_broken_download_goes_on_only_with_the_same_bytes(ask, data):
    tag = (await ask(CSV)).headers["etag"]
    whole = content(data, "csv/entries.csv.gz")
    assert (await ask(CSV, range="bytes=10-", if_range=tag)).content == whole[10:]
    other = await ask(CSV, range="bytes=10-", if_range='"another"')
    assert (other.status_code, other.content) == (200, whole)


async def test_part_that_is_not_there_is_refused(ask, data):
    size = len(content(data, "csv/entries.csv.gz"))
    answer = await ask(CSV, range=f"bytes={size}-")
    assert (answer.status_code, answer.content) == (416, b"")
    assert answer.headers["content-range"] == f"bytes */{size}"


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,5-6", "lines=0-1", "bytes=-", "bytes=5-2", "bytes=a-b", "x" * 500]
)
async def test_range_that_is_asked_in_another_way_gives_the_whole_file(ask, data, asked):
    answer = await ask(CSV, range=asked)
    assert (answer.status_code, answer.content) == (200, content(data, "csv/entries.csv.gz"))


@given(
    st.text(max_size=20) | st.from_regex(r"bytes=[0-9]{0,4}-[0-9]{0,4}", fullmatch=True), st.integers(1, 5000)
)
def test_every_part_lies_within_the_file(asked, size):
    try:
        part = part_of(asked, size)
    except ValueError:
        return
    assert part is None or 0 <= part.first <= part.last < size


def test_part_is_cut_at_the_end():
    assert part_of("bytes=2-999", 10) == Part(2, 9)


async def test_nothing_is_sent_where_nothing_changed(ask):
    tag = (await ask(CSV)).headers["etag"]
    answer = await ask(CSV, if_none_match=f'"other", {tag}')
    assert (answer.status_code, answer.content) == (304, b"")


async def test_head_has_the_headers_alone(ask):
    answer = await ask(CSV, "HEAD")
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) > 0


@pytest.mark.parametrize(
    "path",
    [
        *(
            f"{AT}/{end}"
            for end in ("../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "..%5csecret.txt")
        ),
        *(f"{AT}/{end}" for end in ("csv/../../secret.txt", "csv/entries.csv.gz/..", "csv//entries.csv.gz")),
        *(
            f"{AT}/{end}"
            for end in ("csv/entries.csv.gz%00", "csv/entries.csv.gz ", "CSV/entries.csv.gz", "csv/")
        ),
        *(
            f"{AT}/{end}"
            for end in ("withdrawn.json", "...", "~2e~2e~2fsecret", "//etc/passwd", "csv%2fentries.csv.gz")
        ),
        *(
            f"/release/{name}/secret.txt"
            for name in ("..", ".", "%2e%2e", "*", "~2e~2e", "latest%2f..", "%00")
        ),
        *(
            f"/release/{name}/suppression.key"
            for name in ("..", "../..", "..%2f..", ".next-x", "2026-11-18-")
        ),
        "/release/2026-11-18-abc123%2f..%2f../suppression.key",
        "/release/2026-11-18-abc12٣/manifest.json",
    ],
)
async def test_nothing_else_on_the_disk_is_served(ask, path):
    answer = await ask(path)
    if answer.status_code == 302:  # Datasette leads from % to its own encoding of paths
        answer = await ask(answer.headers["location"])
    assert answer.status_code in (400, 404), (path, answer.status_code)
    assert SECRET not in answer.text


async def test_latest_leads_to_the_published_release(ask):
    assert (await ask("/release/latest")).headers["location"] == AT
    assert (await ask("/es/release/latest")).headers["location"] == f"/es{AT}"
    answer = await ask("/release/latest/csv/entries.csv.gz")
    assert (answer.status_code, answer.headers["location"]) == (302, CSV)
    assert (await ask(f"{AT}/")).headers["location"] == AT


async def test_withdrawn_release_says_why_and_keeps_its_checksums(ask, data):
    withdraw(data / "releases" / NEW, ON_REQUEST, date(2026, 11, 20))
    answer = await ask(CSV)
    assert answer.status_code == 410
    assert "withdrawn on November 20, 2026" in answer.text
    assert "entry was withheld" not in answer.text
    assert (await ask(f"{AT}/SHA256SUMS")).status_code == 200
    page = await ask(AT)
    assert "withdrawn on November 20, 2026" in page.text and "entries.csv.gz" not in page.text
    assert "retiraron el 20 de noviembre de 2026" in (await ask(f"/es{AT}")).text


async def test_release_that_is_no_longer_kept_says_so(ask, data):
    withdraw(data / "releases" / NEW, BY_AGE, date(2026, 11, 20))
    answer = await ask(f"{AT}/directory.db")
    assert answer.status_code == 410 and "kept here no more" in answer.text
    older = await ask(f"/release/{OLD}/directory.db")
    assert older.status_code == 410 and "kept here no more" in older.text
    assert (await ask("/release/2020-01-01-000000/directory.db")).status_code == 404


async def test_page_offers_each_file_with_size_rows_and_checksum(ask, data):
    manifest = json.loads(content(data, "manifest.json"))
    text = (await ask(AT)).text
    for file in manifest["files"]:
        assert f'href="{AT}/{file["path"]}"' in text, file["path"]
        assert file["sha256"] in text
    row = re.search(r"<tr><th[^>]*>entries</th>.*?</tr>", text, re.DOTALL)[0]
    assert f"<td>{manifest['tables']['entries']['rows']}</td>" in row
    assert text.index("Not a consumer report") < text.index("directory.db")
    assert manifest["cite_as"] in text and f"http://localhost{AT}" in text


async def test_list_of_releases_offers_those_that_can_be_downloaded(ask):
    text = (await ask("/releases")).text
    assert f'href="{AT}#files"' in text
    assert f'href="/release/{OLD}#files"' not in text
    assert 'href="/release/latest"' in text


async def test_what_was_found_later_is_told_and_leads_nowhere_unsafe(ask, data):
    notes = [
        {"noted_on": "2026-11-20", "note": "Tacoma <b>twice</b>", "url": "https://doi.example/10.1"},
        {"noted_on": "2026-11-21", "note": "Second", "url": "javascript:alert(1)"},
    ]
    (data / "releases" / "notes.json").write_text(json.dumps({NEW: notes}))
    text = (await ask(AT)).text
    assert "Found later" in text and "Tacoma &lt;b&gt;twice&lt;/b&gt;" in text
    assert 'href="https://doi.example/10.1"' in text and "javascript:" not in text
    assert "Found later" not in (await ask(f"/release/{OLD}")).text


@pytest.mark.parametrize("code", ["es", "zh", "ko"])
async def test_files_are_offered_in_every_language(ask, code):
    text = (await ask(f"/{code}{AT}")).text
    assert f'href="{AT}/directory.db"' in text
    assert "Every table is whole" not in text


def test_release_without_a_whole_manifest_is_none(data):
    (data / "releases" / NEW / "manifest.json").write_text("{")
    assert read_release(NEW) is None


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 B"), (999, "999 B"), (1000, "1 KB"), (2_345_678, "2.3 MB"), (7.1e9, "7.1 GB")]
)
def test_sizes_are_written_in_the_largest_unit(count, words):
    assert file_size(count) == words
