"""Who may import whom. An edge that is not allowed here is a mistake in the design, not in this test."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = {"linkage": 0, "checks": 1, "publish": 2}
TOP_LAYER = 3
PLUGIN_FORBIDDEN = {"crawler", "scrapy", "twisted", "pandas", "numpy", "sqlite_utils"}


def imports(path: Path) -> Iterator[str]:
    """The full dotted names that a file imports, also within functions; relative ones made absolute."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*start, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def files(folder: str) -> list[Path]:
    return sorted(path for path in (ROOT / folder).rglob("*.py") if path.stat().st_size)


def cases(folder: str) -> list[object]:
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in files(folder)]


def is_below(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def ours(path: Path, package: str) -> list[str]:
    return [name for name in imports(path) if is_below(name, package)]


@pytest.mark.parametrize("path", cases("crawler/records"))
def test_the_contract_needs_the_standard_library_only(path: Path) -> None:
    others = [name for name in imports(path) if not is_below(name, "crawler.records")]
    assert {name.split(".")[0] for name in others} <= set(sys.stdlib_module_names) | {"__future__"}


@pytest.mark.parametrize("path", [*cases("crawler"), *cases("verify"), *cases("site/plugins")])
def test_the_contract_is_imported_by_its_face(path: Path) -> None:
    if path.parent != ROOT / "crawler" / "records":
        assert all(name.count(".") == 2 for name in ours(path, "crawler.records"))


@pytest.mark.parametrize("path", cases("crawler"))
def test_the_crawler_knows_nothing_of_verification(path: Path) -> None:
    assert not ours(path, "verify")


@pytest.mark.parametrize("path", cases("crawler"))
def test_nothing_names_a_spider(path: Path) -> None:
    assert not ours(path, "crawler.spiders"), "spiders are found by their folder and never import each other"


@pytest.mark.parametrize("path", cases("crawler/standin"))
def test_the_stand_in_knows_the_contract_alone(path: Path) -> None:
    allowed = ("crawler.records", "crawler.standin")
    assert all(any(is_below(name, each) for each in allowed) for name in ours(path, "crawler"))


@pytest.mark.parametrize("path", cases("verify"))
def test_verification_reads_records_and_never_the_crawler(path: Path) -> None:
    assert all(is_below(name, "crawler.records") for name in ours(path, "crawler"))
    assert not ours(path, "scrapy")


@pytest.mark.parametrize("path", cases("verify"))
def test_linkage_checks_publish_and_the_roof_never_look_back(path: Path) -> None:
    parts = path.relative_to(ROOT / "verify").with_suffix("").parts
    own = LAYERS.get(parts[0], TOP_LAYER)
    for name in ours(path, "verify"):
        wing = name.partition(".")[2].split(".")[0]
        assert LAYERS.get(wing, TOP_LAYER if wing else 0) <= own, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", cases("site/plugins"))
def test_plugins_use_datasette_linkage_and_resources_alone(path: Path) -> None:
    names = list(imports(path))
    assert not {name.split(".")[0] for name in names} & PLUGIN_FORBIDDEN
    allowed = ("verify.linkage", "verify.fhir", "verify.page")
    assert all(any(is_below(name, each) for each in allowed) for name in names if is_below(name, "verify"))


@pytest.mark.parametrize("path", cases("verify/fhir"))
def test_resources_are_made_of_rows_alone(path: Path) -> None:
    names, allowed = list(imports(path)), ("verify.linkage", "verify.fhir")
    assert all(any(is_below(name, each) for each in allowed) for name in ours(path, "verify"))
    assert not {name.split(".")[0] for name in names} - {"verify", "__future__", *sys.stdlib_module_names}


@pytest.mark.parametrize("path", cases("verify/page"))
def test_a_page_is_read_by_the_verifier_alone(path: Path) -> None:
    names, allowed = list(imports(path)), ("verify.linkage", "verify.page")
    assert all(any(is_below(name, each) for each in allowed) for name in ours(path, "verify"))
    others = {name.split(".")[0] for name in names} - {"verify", "__future__", *sys.stdlib_module_names}
    assert others <= {"inscriptis", "lxml"}, "reading needs no network, no database and no crawler"


def test_the_rules_can_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = tmp_path / "verify" / "linkage" / "bad.py"
    bad.parent.mkdir(parents=True)
    bad.write_text("def late():\n    from ..publish import build\n    import scrapy.http\n")
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    assert list(imports(bad)) == ["verify.publish.build", "scrapy.http"]
    with pytest.raises(AssertionError):
        test_linkage_checks_publish_and_the_roof_never_look_back(bad)
    with pytest.raises(AssertionError):
        test_verification_reads_records_and_never_the_crawler(bad)
