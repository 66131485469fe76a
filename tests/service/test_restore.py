"""A backup made with the lines of the guide is restored into an empty folder, and served."""

from __future__ import annotations

import asyncio
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from benchmarks.load import Client, serving
from tests.publish.folder import KIM
from verify.publish.codes import ROOT
from verify.publish.swap import published_build

GUIDE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
BACK_UP, RESTORE = re.findall(r"^    (tar .+)$", GUIDE, re.MULTILINE)


@pytest.fixture
def data(finished: Path, tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(finished, tmp_path / "old" / "data", symlinks=True))
    (folder / "decisions.csv").write_text("entry_id,license_id,decision\n", encoding="utf-8")
    (folder / "raw").mkdir()
    (folder / "raw" / "object").write_bytes(b"\x00\xff")
    (folder / "demo").mkdir()
    return folder


def call(line: str, folder: Path) -> None:
    subprocess.run(shlex.split(line), cwd=folder, check=True)


def contents(data: Path) -> dict[str, tuple[bytes, int]]:
    files = [path for path in data.rglob("*") if path.is_file() and path.name != ".run.lock"]
    return {str(path.relative_to(data)): (path.read_bytes(), path.stat().st_mode) for path in files}


def pages(data: Path) -> list[tuple[int, bytes]]:
    async def ask(port: int) -> list[tuple[int, bytes]]:
        client = Client(port)
        replies = [await client.get(f"/practitioner/{KIM}"), await client.get("/directory/licenses.json")]
        await client.close()
        return [(reply.status, re.sub(rb'"query_ms": [0-9.]+', b"", reply.body)) for reply in replies]

    with serving(data / "directory.db", DIRECTORY_TODAY="2026-11-22") as (port, _):
        return asyncio.run(ask(port))


def test_what_was_backed_up_is_served_from_an_empty_folder(data: Path, tmp_path: Path) -> None:
    before, files = pages(data), contents(data)
    call(BACK_UP, data.parent)
    new = tmp_path / "new"
    (new / "data").mkdir(parents=True)
    shutil.move(data.parent / "backup.tgz", new)
    shutil.rmtree(data.parent)
    call(RESTORE, new)
    assert contents(new / "data") == files
    assert not (new / "data" / "demo").exists()
    assert published_build(new / "data") == (new / "data" / "directory.db").resolve()
    assert [status for status, _ in before] == [200, 200]
    assert pages(new / "data") == before
