"""The docs say what the program does: commands, options, targets, settings, sources, files."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
from pathlib import Path

import click
import pytest

from crawler.platforms import dca_list
from crawler.records import Evidence, LicenseRecord, Profession, Status
from crawler.run import find_sources
from verify.cli import cli
from verify.publish.codes import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
SOURCES = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
CODE = [path for folder in ("crawler", "verify", "site") for path in sorted((ROOT / folder).rglob("*.py"))]
TEXT = {".py", ".md", ".toml", ".yml", ".html", ".css", ".cfg", ".cff", ".csv", ".lock", ""}
OF_EVERY_COMMAND = {"--data", "--today", "--help"}
WITHOUT_DAY = {"link", "replay"}

pages = pytest.mark.parametrize("page", [pytest.param(path, id=path.name) for path in PAGES])


def options(command: click.Command) -> set[str]:
    own = (param for param in command.params if isinstance(param, click.Option))
    return {name for param in own for name in (*param.opts, *param.secondary_opts)} | {"--help"}


def all_commands() -> dict[str, click.Command]:
    """Every command by its words: `sources`, `sources check`."""
    found: dict[str, click.Command] = {}
    for name, command in cli.commands.items():
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {inner}": each for inner, each in command.commands.items()}
    return found


def commands_in(text: str) -> list[tuple[str, str]]:
    """Each `practitioners COMMAND` with the rest of its code span, table row or line."""
    inner = "|".join(name.split()[1] for name in all_commands() if " " in name)
    call = rf"(?:^ {{4}}|`|bin/)practitioners ([a-z]+(?: (?:{inner})\b)?)\b([^`\n|]*(?:`[^\n]*)?)"
    return re.findall(call, text, re.MULTILINE)


def section(heading: str) -> str:
    """The part of docs/sources.md under the heading that names this source."""
    parts = re.split(r"^## ", SOURCES, flags=re.MULTILINE)
    return next((part for part in parts if heading in part.splitlines()[0]), "")


@pages
def test_every_make_target_that_a_page_names_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = re.findall(r"(?:^ {4}|`)make((?: [a-z-]+)+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert {target for each in named for target in each.split()} <= targets


def test_every_make_target_is_documented() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split():  # type: ignore[index]
        assert f"`make {target}`" in OPERATIONS, target


@pages
def test_every_command_and_option_that_a_page_names_exists(page: Path) -> None:
    for name, rest in commands_in(page.read_text(encoding="utf-8")):
        command = all_commands().get(name)
        assert command, f"practitioners {name}"
        assert set(re.findall(r"--[a-z][a-z-]*", rest)) <= options(command), name


@pytest.mark.parametrize("name", sorted(all_commands()))
def test_every_command_is_documented_with_every_option(name: str) -> None:
    (row,) = re.findall(rf"^\| `practitioners {name}(?! [a-z])\b.*$", OPERATIONS, re.MULTILINE)
    assert options(all_commands()[name]) - OF_EVERY_COMMAND == set(re.findall(r"--[a-z-]+", row))
    assert name in WITHOUT_DAY or set(options(all_commands()[name])) >= OF_EVERY_COMMAND
    assert f"`practitioners {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_of_the_environment_is_documented_and_no_other() -> None:
    read = {
        name
        for path in CODE
        for name in re.findall(r'environ(?:\.get\(|\[)"([A-Z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert set(re.findall(r"^\| `([A-Z][A-Z_]+)` \|", OPERATIONS, re.MULTILINE)) == read


def test_every_exit_code_is_documented() -> None:
    told = re.findall(r"^  (\d+)  ", cli.epilog or "", re.MULTILINE)
    assert told == re.findall(r"^\| (\d+) \|", OPERATIONS, re.MULTILINE)


@pytest.mark.parametrize("source", sorted(find_sources()))
def test_every_source_has_its_place(source: str) -> None:
    assert f"| `{source}` |" in SOURCES
    text = section(source)
    for part in ("**Read**", "**Quirks**", "**Terms**", "**File**"):
        assert part in text, part
    assert find_sources()[source].homepage_url in text


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("us_wa_doh", find_sources()["us_wa_doh"].columns.taken),  # type: ignore[attr-defined]
        ("us_wa_doh", find_sources()["us_wa_doh"].columns.dropped),  # type: ignore[attr-defined]
        ("us_ca_dca_acupuncture", dca_list.COLUMNS.taken),
        *(
            (source, (*find_sources()[source].columns.taken, *find_sources()[source].columns.dropped))  # type: ignore[attr-defined]
            for source in ("us_co_dora", "us_il_idfpr", "us_ct_elicense", "us_de_dpr", "us_tx_tmb")
        ),
    ],
)
def test_every_column_that_is_read_is_named(source: str, names: tuple[str, ...]) -> None:
    missing = [name for name in names if f"`{name}`" not in section(source)]
    assert not missing


def test_the_worked_example_reads_a_listing(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", SOURCES, re.DOTALL)
    (tmp_path / "us_xx_health.py").write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("us_xx_health", tmp_path / "us_xx_health.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    row = {"number": "AC-7", "type": "ACUPUNCTURIST", "last": "Example", "first": "Ann", "city": "Avon"}
    row |= {"status": "In force", "expires": "2027-08-31T00:00:00.000"}
    (tmp_path / "rows.json").write_text(json.dumps([row, {**row, "type": "BARBER"}]), encoding="utf-8")
    evidence = Evidence("us_xx_health", "file:rows.json", "2026-11-22T00:00:00Z", None, "00", 0, "1")
    (batch,) = module.FranklinHealth().read_file(tmp_path / "rows.json", evidence)
    (record,) = batch.records
    assert isinstance(record, LicenseRecord)
    assert (record.license_id, record.profession) == ("us_xx_health:AC-7", Profession.ACUPUNCTURIST)
    assert (record.status, record.status_printed) == (Status.UNKNOWN, "In force")
    assert (record.expires_on, record.evidence.row_number) == ("2027-08-31", 1)
    assert batch.skipped_count == 1


def test_every_benchmark_is_named() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert not [
        path.name for path in (ROOT / "benchmarks").glob("*.py") if f"benchmarks/{path.name}" not in text
    ]


@pages
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert not [link for link in links if not (page.parent / link).exists()]
    rooms = r"`((?:crawler|verify|site|docs|tests|benchmarks|data/codes|data/sample)/[\w./-]*)`"
    assert not [path for path in re.findall(rooms, text) if not (ROOT / path).exists()]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_a_hash_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text and "index" not in re.findall(r"^--(\w+)", text, re.MULTILINE)
    requirements = re.split(r"\n(?=\S)", text.strip())
    assert not [each for each in requirements if not re.match(r"[\w.-]+==\S+.*\n +--hash=sha256:", each)]


@pytest.mark.parametrize(("name", "groups"), [("requirements.lock", []), ("requirements-dev.lock", ["dev"])])
def test_every_dependency_is_locked(name: str, groups: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"]]
    wanted += [each for group in groups for each in project["dependency-groups"][group]]
    locked = set(re.findall(r"^([\w.-]+)==", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
    assert {re.match(r"[\w-]+", each)[0].lower() for each in wanted} <= locked  # type: ignore[index]


IGNORED = {".hypothesis", "__pycache__", ".venv", "out"}


def test_no_file_knows_one_machine() -> None:
    rooms = ("crawler", "verify", "site", "docs", "tests", "benchmarks", "data/codes", "data/sample", ".ci")
    files = [path for room in rooms for path in (ROOT / room).rglob("*") if path.suffix in TEXT]
    files += [path for path in ROOT.iterdir() if path.suffix in TEXT and path.name != ".git"]
    own_path = re.compile(r"(?<![\w.:}/<-])/(?:home|root|Users|mnt|work|tmp)/", re.ASCII)
    address = re.compile(r"--(?:extra-)?index-url|--trusted-host|localhost:\d+/simple")
    for path in files:
        is_cache = not IGNORED.isdisjoint(path.parts)
        if path.is_file() and not is_cache and path.name != Path(__file__).name:
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not own_path.search(text) and not address.search(text), path


def test_every_test_that_a_page_names_exists() -> None:
    named = re.findall(
        r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs/methodology.md").read_text(encoding="utf-8")
    )
    assert len(named) > 25
    for path, name in named:
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path}::{name}"


def test_no_source_of_medicare_opt_outs_is_read() -> None:
    for name, source in find_sources().items():
        assert not re.search(r"opt[-_ ]?out", f"{name} {source.title}", re.IGNORECASE)
