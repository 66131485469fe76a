import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.standin.server import StandIn

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


@pytest.fixture(scope="session")
def sample() -> Path:
    return SAMPLE


@pytest.fixture(scope="session")
def washington() -> list[dict[str, str]]:
    return json.loads((SAMPLE / "data.wa.gov/resource/qxh8-f4bd.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def california() -> dict[str, list[dict[str, str]]]:
    files = {}
    for path in sorted((SAMPLE / "dca").glob("*_Data00.xls")):
        text = path.read_text(encoding="ascii")
        files[path.name] = list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))
    return files


@pytest.fixture(scope="session")
def registry() -> dict[str, str]:
    """The text of every member of the NPPES zip."""
    (path,) = (SAMPLE / "nppes").glob("*_V2.zip")
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


@pytest.fixture(scope="session")
def npidata(registry: dict[str, str]) -> list[dict[str, str]]:
    (name,) = (name for name in registry if name.startswith("npidata") and "fileheader" not in name)
    return list(csv.DictReader(io.StringIO(registry[name])))


@pytest.fixture(scope="session")
def truth() -> list[dict[str, str]]:
    with (SAMPLE / "truth.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def stand_in() -> Iterator[StandIn]:
    with StandIn(SAMPLE) as server:
        yield server
