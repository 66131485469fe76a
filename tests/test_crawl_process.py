from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from tests import factories as make
from tests.publish.folder import failed, write_all, write_source
from verify import crawl_process, demo
from verify.publish.errors import CannotRunError


def fake_crawler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """`python -m crawler` runs `body` instead, in the processes that the test starts."""
    (tmp_path / "crawler.py").write_text(f"import json, os, sys, time\n{body}\n", encoding="utf-8")
    script = tmp_path / "python"
    # A shell in between, because a "#!" line may not hold the blanks of a path.
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{tmp_path}/crawler.py" "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))


def test_crawl_hands_on_folder_and_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, seen = write_all(tmp_path / "data"), tmp_path / "seen"
    fake_crawler(tmp_path, monkeypatch, f"open({str(seen)!r}, 'w').write(' '.join(sys.argv[1:]))")
    crawl_process.crawl_all(data, "2026-11-22")
    assert seen.read_text() == f"-m crawler crawl --all --data {data} --today 2026-11-22"


def test_some_failed_sources_do_not_stop_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = write_all(tmp_path / "data")
    write_source(data, failed(make.source_state("us_wa_doh")), None)
    seen = tmp_path / "seen"
    fake_crawler(tmp_path, monkeypatch, f"open({str(seen)!r}, 'w').close(); sys.exit(1)")
    crawl_process.crawl_all(data, None)
    assert seen.exists()


@pytest.mark.parametrize("code", [2, 3, 70])
def test_crawler_that_can_not_run_is_named_with_the_reasons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    data = write_all(tmp_path / "data")
    write_source(data, failed(make.source_state("us_wa_doh"), "robots.txt forbids it"), None)
    fake_crawler(tmp_path, monkeypatch, f"sys.exit({code})")
    with pytest.raises(CannotRunError, match=f"code {code}; us_wa_doh: robots.txt forbids it"):
        crawl_process.crawl_all(data, None)


def test_nothing_read_is_nothing_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = write_all(tmp_path / "data")
    for name in ("us_wa_doh", "us_nppes", "us_oig_leie"):
        write_source(data, failed(make.source_state(name)), None)
    fake_crawler(tmp_path, monkeypatch, "sys.exit(1)")
    with pytest.raises(CannotRunError, match="No listing could be read, so nothing is published"):
        crawl_process.crawl_all(data, None)


def test_sources_come_sorted_from_the_crawler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = json.dumps([asdict(make.source_state(name).info) for name in ("us_wa_doh", "us_nppes")])
    fake_crawler(tmp_path, monkeypatch, f"print({listed!r})")
    assert [info.source for info in crawl_process.list_sources()] == ["us_nppes", "us_wa_doh"]


def test_crawler_that_breaks_is_quoted_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_crawler(tmp_path, monkeypatch, "raise RuntimeError('no spiders here')")
    with pytest.raises(CannotRunError, match=r"code 1.*no spiders here"):
        crawl_process.list_sources()


def test_stand_in_is_used_inside_the_block_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRAWLER_HOST_MAP", "before")
    ready = json.dumps({"port": 1, "host_map": {"data.wa.gov": "http://127.0.0.1:1/data.wa.gov"}})
    fake_crawler(tmp_path, monkeypatch, f"print({ready!r}, flush=True); time.sleep(60)")
    with demo.stand_in(tmp_path):
        inside = json.loads(demo.os.environ["CRAWLER_HOST_MAP"])
    assert inside == {"data.wa.gov": "http://127.0.0.1:1/data.wa.gov"}
    assert demo.os.environ["CRAWLER_HOST_MAP"] == "before"


def test_stand_in_that_does_not_start_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_crawler(tmp_path, monkeypatch, "sys.exit(2)")
    with pytest.raises(CannotRunError, match="did not start"), demo.stand_in(tmp_path):
        pass
    with pytest.raises(CannotRunError, match="is missing"), demo.stand_in(tmp_path / "none"):
        pass


def test_demo_empties_its_own_folder_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, other = tmp_path / "demo", tmp_path / "other"
    for folder in (own, other):
        folder.mkdir()
    monkeypatch.setattr(demo, "DEMO_DATA", own)
    demo.clear_demo(own)
    demo.clear_demo(other)
    assert (own.exists(), other.exists()) == (False, True)


def test_demo_runs_on_the_day_that_the_sample_states(tmp_path: Path) -> None:
    assert demo.demo_day(tmp_path) == demo.DEFAULT_DAY
    (tmp_path / "as_of.txt").write_text("2027-01-31\n", encoding="utf-8")
    assert demo.demo_day(tmp_path).isoformat() == "2027-01-31"
