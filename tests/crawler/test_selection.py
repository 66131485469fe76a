"""Which sources a run over all of them asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.hosts import HostMap
from crawler.run import find_sources
from crawler.selection import select
from crawler.stand_in_mark import MARK

REAL = HostMap()


def lay_down_pages(data_dir: Path, folder: str = "", name: str = "2026-11-20_1.html") -> None:
    """A file in one inbox folder, or in that of every source that reads saved pages."""
    for each in [folder] if folder else [source.inbox_folder for source in find_sources().values()]:
        if each:
            (data_dir / "inbox" / each).mkdir(parents=True, exist_ok=True)
            (data_dir / "inbox" / each / name).write_bytes(b"")


def test_a_run_on_a_stand_in_asks_only_what_it_serves(tmp_path: Path) -> None:
    hosts = HostMap({"data.wa.gov": "http://127.0.0.1:9900/data.wa.gov"})
    lay_down_pages(tmp_path)
    selection = select(find_sources(), hosts, (), tmp_path)
    assert selection.names == ("us_wa_doh",)
    assert "stand-in" in selection.left_out["us_nppes"]


def test_a_source_without_recorded_terms_waits_until_it_is_switched_on(tmp_path: Path) -> None:
    lay_down_pages(tmp_path)
    sources = find_sources()
    off = {name for name, each in sources.items() if each.is_off_by_default}
    assert off
    selection = select(sources, REAL, (), tmp_path)
    assert set(selection.names) == set(sources) - off
    assert all("terms" in selection.left_out[name] for name in off)
    assert set(select(sources, REAL, off, tmp_path).names) == set(sources)


def test_a_source_that_reads_saved_pages_waits_until_there_are_some(tmp_path: Path) -> None:
    sources = find_sources()
    of_pages = {name: each for name, each in sources.items() if each.inbox_folder}
    assert set(of_pages) == {"us_ncbahm_diplomates", "us_aama_physicians", "us_ed_dapip"}
    selection = select(sources, REAL, (), tmp_path)
    for name, each in of_pages.items():
        assert name not in selection.names
        assert selection.left_out[name] == f"nothing in the inbox {tmp_path / 'inbox' / each.inbox_folder}"
    lay_down_pages(tmp_path, "us_aama")
    names = select(sources, REAL, (), tmp_path).names
    assert "us_aama_physicians" in names and "us_ncbahm_diplomates" not in names


def test_fictional_pages_are_read_on_a_stand_in_alone(tmp_path: Path) -> None:
    hosts = HostMap({"data.wa.gov": "http://127.0.0.1:9900/data.wa.gov"})
    lay_down_pages(tmp_path)
    (tmp_path / "inbox" / "us_aama" / MARK).touch()
    assert set(select(find_sources(), hosts, (), tmp_path).names) == {"us_wa_doh", "us_aama_physicians"}
    assert "fictional" in select(find_sources(), REAL, (), tmp_path).left_out["us_aama_physicians"]


def test_a_hidden_file_is_no_page(tmp_path: Path) -> None:
    lay_down_pages(tmp_path, "us_aama", ".DS_Store")
    assert "us_aama_physicians" in select(find_sources(), REAL, (), tmp_path).left_out


def test_a_source_is_off_exactly_where_no_terms_are_recorded() -> None:
    for name, each in find_sources().items():
        assert each.is_off_by_default == ("no terms recorded" in each.permission), name


def test_switching_on_what_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="us_zz_board"):
        select(find_sources(), REAL, ["us_zz_board"], Path())
