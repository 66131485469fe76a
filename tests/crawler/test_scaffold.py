"""A new source from a template: it loads, reads its case, passes its own tests, and spares what is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.__main__ import main
from crawler.scaffold import CASE_ENDINGS, scaffold

ROOT = Path(__file__).parents[2]
NAME = "us_xx_board"
PLATFORMS = sorted(CASE_ENDINGS)
ID_AND_STATE = {
    "dca_list": ("9001-1", "CA"),
    "delimited": ("AC-000001", "XX"),
    "socrata": ("AC-000001", "XX"),
}


def new(root: Path, name: str = NAME, platform: str = "socrata") -> tuple[int, str]:
    done = CliRunner().invoke(main, ["new", name, "--platform", platform, "--root", str(root)])
    return done.exit_code, done.stdout + done.stderr


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the crawler and of what its tests need, without the other sources."""
    leave = shutil.ignore_patterns("__pycache__", "us_*", "standin")
    for folder in ("crawler", "tests/crawler", "tests/sources"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=leave)
    shutil.copytree(ROOT / "data" / "codes", tmp_path / "data" / "codes")
    for file in ("pyproject.toml", "tests/__init__.py"):
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


def python(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(checkout)}
    command = [sys.executable, *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=checkout, env=env, check=False)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_new_source_loads_reads_its_case_and_passes_its_tests(platform: str, checkout: Path) -> None:
    code, said = new(checkout, platform=platform)
    assert code == 0
    assert f"wrote crawler/spiders/{NAME}.py" in said
    assert f"python -m tests.sources {NAME}" in said
    license_id, state = ID_AND_STATE[platform]
    listed = python(checkout, "-m", "crawler", "sources")
    assert listed.stdout.split()[0] == NAME, listed.stderr
    golden = python(checkout, "-m", "tests.sources", NAME)
    assert ": succeeded" in golden.stderr, golden.stderr
    expected = (checkout / "tests" / "sources" / NAME / "example.expected.jsonl").read_text(encoding="utf-8")
    assert f'"license_id":"{NAME}:{license_id}","jurisdiction":"{state}"' in expected
    assert (
        '"status":"unknown"' in expected
        and "Example Way" not in expected
        and "SAMPLE" not in expected.upper()
    )
    tested = python(checkout, "-m", "pytest", "tests/sources", f"tests/crawler/test_{NAME}.py")
    assert tested.returncode == 0, tested.stdout


@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_is_written_needs_no_formatting(platform: str, tmp_path: Path) -> None:
    new(tmp_path, platform=platform)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for words in (["check"], ["format", "--check"]):
        done = python(tmp_path, "-m", "ruff", *words, ".")
        assert done.returncode == 0, done.stdout


def test_nothing_is_overwritten_not_even_in_part(tmp_path: Path) -> None:
    (tmp_path / "tests" / "crawler").mkdir(parents=True)
    mine = tmp_path / "tests" / "crawler" / f"test_{NAME}.py"
    mine.write_text("mine", encoding="utf-8")
    code, said = new(tmp_path)
    assert code == 2
    assert f"test_{NAME}.py: there already" in said
    assert mine.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "crawler").exists()


@pytest.mark.parametrize(
    "name", ["", "board", "us_x_board", "us_xx_", "US_XX_BOARD", "us_xx_../x", "us_xx_a-b"]
)
def test_a_name_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    assert new(tmp_path, name)[0] == 2
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_platform_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="there are dca_list, delimited, socrata"):
        scaffold(NAME, "telepathy")


def test_make_source_hands_name_and_platform_on() -> None:
    command = ["make", "-n", "-C", str(ROOT), "source", f"NAME={NAME}", "PLATFORM=delimited"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert f'-m crawler new "{NAME}" --platform "delimited"' in shown
