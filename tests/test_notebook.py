"""The notebook of docs/: from the endpoint to figures and a citation, as a reader would run it."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from benchmarks.load import serving
from benchmarks.swap import point_to
from tests.service.builds import ROOT, site_fixture, write_builds
from verify.export.folder import make_release

PATH = ROOT / "docs" / "notebooks" / "access_to_acupuncturists.ipynb"
NOTEBOOK = json.loads(PATH.read_text(encoding="utf-8"))
CODE = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
FIGURES = ["access_by_state", "age_of_evidence", "status_by_board"]


class Place:
    """A server, the ids of an earlier and of the published release, and a folder for figures."""

    def __init__(self, folder: Path, address: str, earlier: str, published: str) -> None:
        self.folder, self.address, self.earlier, self.published = folder, address, earlier, published

    def run(self, name: str, release: str = "") -> tuple[str, dict[str, bytes]]:
        """What the notebook printed, and its files."""
        done = run_cells(self.folder / name, self.address, release)
        assert done.returncode == 0, done.stderr
        return done.stdout, {path.name: path.read_bytes() for path in (self.folder / name).iterdir()}

    def ask(self, question: str, release: str, **inputs: str) -> list[dict[str, Any]]:
        """The rows of acupuncturists that the endpoint gives for a question."""
        words = {"_shape": "array", "_release": release, **inputs}
        answer = httpx.get(f"{self.address}/directory/{question}.json", params=words)
        assert answer.headers["directory-release"] == release
        return [row for row in answer.json() if row["profession"] == "acupuncturist"]


def run_cells(figures: Path, address: str, release: str) -> subprocess.CompletedProcess[str]:
    """All cells, from the first to the last, in a Python of their own; a warning is an error."""
    code = "\n\n".join("".join(cell["source"]) for cell in CODE)
    told = {"NOTEBOOK_ADDRESS": address, "NOTEBOOK_RELEASE": release, "NOTEBOOK_FIGURES": str(figures)}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**os.environ, "MPLBACKEND": "agg", **told},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("notebook")
    builds = write_builds(folder, 2, many=25)
    earlier, published = (make_release(build, folder / "releases").name for build in builds)
    point_to(folder / "directory.db", builds[1])
    day = site_fixture().TODAY
    with serving(folder / "directory.db", DIRECTORY_DATA=str(folder), DIRECTORY_TODAY=day) as (port, _):
        yield Place(folder, f"http://127.0.0.1:{port}", earlier, published)


@pytest.fixture(scope="module")
def made(place: Place) -> tuple[str, dict[str, bytes]]:
    """What a run on the newest release printed, and its files."""
    return place.run("newest")


def words_in(picture: bytes) -> set[str]:
    """All texts of an SVG."""
    assert picture.startswith(b"<?xml")
    return {unescape(text) for text in re.findall(r"<text [^>]*>([^<]*)</text>", picture.decode("utf-8"))}


def rows_in(table: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(table.decode("utf-8").splitlines()))


def numbers(rows: list[dict[str, Any]], *columns: str) -> list[tuple[Any, ...]]:
    """Columns of some rows, sorted; a number is the same with and without a decimal point."""

    def plain(value: Any) -> str:
        return re.sub(r"\.0$", "", "" if value is None else str(value))

    return sorted(tuple(plain(row[name]) for name in columns) for row in rows)


def test_it_makes_three_figures_and_a_citation(made: tuple[str, dict[str, bytes]], place: Place) -> None:
    printed, files = made
    assert sorted(name.removesuffix(".svg") for name in files if name.endswith(".svg")) == FIGURES
    title = httpx.get(f"{place.address}/release/{place.published}/manifest.json").json()["title"]
    assert all(title in words_in(files[f"{name}.svg"]) for name in FIGURES)
    assert files["citation.txt"].decode("utf-8") in printed


def test_the_citation_names_release_checksum_and_questions_that_answer(
    made: tuple[str, dict[str, bytes]], place: Place
) -> None:
    printed, _ = made
    manifest = httpx.get(f"{place.address}/release/{place.published}/manifest.json").json()
    assert manifest["cite_as"] in printed
    (digest,) = re.findall(r"SHA-256 of its directory.db: (\w{64})", printed)
    assert (
        digest
        == hashlib.sha256(
            (place.folder / "releases" / place.published / "directory.db").read_bytes()
        ).hexdigest()
    )
    links = re.findall(r"http://\S+", printed)
    assert len(links) == 7
    assert [link for link in links if httpx.get(link).status_code != 200] == []
    assert all(place.published in link for link in links)


def test_access_shows_the_rates_of_the_endpoint(made: tuple[str, dict[str, bytes]], place: Place) -> None:
    _, files = made
    rates = place.ask("practitioners_per_100000", place.published, profession="acupuncturist")
    columns = ("state", "practitioners_count", "per_100000", "population_count")
    table = rows_in(files["access_by_state.csv"])
    assert rates and numbers(table, *columns) == numbers(rates, *columns)
    lists = {row["state"]: row for row in place.ask("coverage", place.published)}
    shown = words_in(files["access_by_state.svg"])
    assert {lists[row["state"]]["are_complete"] for row in rates} == {1, 0, None}
    for row in rates:
        its = lists[row["state"]]
        active = f"{row['licensed_per_100000']} active{'' if its['are_complete'] else '; list not complete'}"
        told = f"{row['per_100000']} ({active if its['lists_count'] else 'no list read'})"
        assert {row["state"], told} <= shown


def test_no_license_is_counted_where_no_list_is_read(
    made: tuple[str, dict[str, bytes]], place: Place
) -> None:
    uncovered = {row["state"] for row in place.ask("coverage", place.published) if not row["lists_count"]}
    rows = [row for row in rows_in(made[1]["access_by_state.csv"]) if row["state"] in uncovered]
    assert rows and {(row["licensed_count"], row["licensed_per_100000"]) for row in rows} == {("", "")}


def test_status_shows_the_counts_of_the_endpoint(made: tuple[str, dict[str, bytes]], place: Place) -> None:
    _, files = made
    rows = place.ask("status_mix_by_board", place.published)
    columns = ("source", "status", "licenses_count", "share_percent")
    assert rows and numbers(rows_in(files["status_by_board.csv"]), *columns) == numbers(rows, *columns)
    shown = words_in(files["status_by_board.svg"])
    for source in {row["source"] for row in rows}:
        count = sum(row["licenses_count"] for row in rows if row["source"] == source)
        assert {source, f"{count:,}"} <= shown
    assert {row["status"].replace("_", " ") for row in rows} <= shown


def test_age_shows_the_counts_of_the_endpoint(made: tuple[str, dict[str, bytes]], place: Place) -> None:
    _, files = made
    rows = place.ask("age_of_evidence", place.published)
    columns = ("days_from", "entries_count", "licensed_count")
    assert rows and numbers(rows_in(files["age_of_evidence.csv"]), *columns) == numbers(rows, *columns)
    told = {f"{row['entries_count']:,} ({row['licensed_count']:,} active)" for row in rows}
    assert told <= words_in(files["age_of_evidence.svg"])


def test_nobody_is_named(made: tuple[str, dict[str, bytes]], place: Place) -> None:
    printed, files = made
    database = sqlite3.connect(place.folder / "directory.db")
    people = database.execute("SELECT entry_id, last_name FROM entries WHERE kind = 'individual'").fetchall()
    database.close()
    written = printed + "".join(text.decode("utf-8") for text in files.values())
    words = {word.lower() for word in re.findall(r"\w+", written)}
    assert people and not words & {str(word).lower() for person in people for word in person if word}


def test_a_named_release_gives_the_same_bytes_again(made: tuple[str, dict[str, bytes]], place: Place) -> None:
    assert place.run("again", place.published)[1] == made[1]


def test_an_earlier_release_answers_for_itself(place: Place) -> None:
    printed, files = place.run("earlier", place.earlier)
    assert place.earlier in printed and place.published not in printed
    assert all(place.published.encode() not in content for content in files.values())


@pytest.mark.parametrize(
    ("headers", "answer", "reason"),
    [
        ({"Directory-Release": "r1"}, {"truncated": True}, "practitioners_per_100000 is cut"),
        ({"Directory-Release": "r1", "Directory-Truncated": "true; ask for fewer"}, {}, "ask for fewer"),
        ({"Directory-Release": "r2"}, {}, "practitioners_per_100000 was not answered from r1"),
    ],
)
def test_an_answer_that_is_not_the_whole_one_becomes_no_figure(
    tmp_path: Path, headers: dict[str, str], answer: dict[str, Any], reason: str
) -> None:
    body = {"title": "Release r1", "truncated": False, "columns": ["state"], "rows": [["WA"]], **answer}

    class Odd(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Odd) as server:
        threading.Thread(target=server.serve_forever).start()
        try:
            done = run_cells(tmp_path / "figures", f"http://127.0.0.1:{server.server_port}", "r1")
        finally:
            server.shutdown()
    assert done.returncode == 1 and reason in done.stderr
    assert not list((tmp_path / "figures").iterdir())


def test_a_release_that_is_not_known_stops_with_the_reason(place: Place) -> None:
    done = run_cells(place.folder / "unknown", place.address, "2020-01-01-abcdef")
    assert done.returncode == 1
    assert "/release/2020-01-01-abcdef/manifest.json answered 404" in done.stderr


def test_it_is_kept_without_outputs_and_any_notebook_program_opens_it() -> None:
    assert (NOTEBOOK["nbformat"], NOTEBOOK["nbformat_minor"]) == (4, 5)
    assert NOTEBOOK["metadata"]["kernelspec"]["name"] == "python3"
    ids = [cell["id"] for cell in NOTEBOOK["cells"]]
    assert len(set(ids)) == len(ids) and all(re.fullmatch(r"[\w-]{1,64}", each) for each in ids)
    assert {cell["cell_type"] for cell in NOTEBOOK["cells"]} == {"code", "markdown"}
    assert [cell["id"] for cell in CODE if cell["outputs"] or cell["execution_count"] is not None] == []
    assert not re.search(r"^[%!]", "\n".join("".join(cell["source"]) for cell in CODE), re.MULTILINE)
    assert PATH.read_text("utf-8") == json.dumps(NOTEBOOK, indent=1, ensure_ascii=False) + "\n"
