"""Which sources a run over all of them asks."""

from __future__ import annotations

import pytest

from crawler.hosts import HostMap
from crawler.run import find_sources
from crawler.selection import select

REAL = HostMap()


def test_a_run_on_a_stand_in_asks_only_what_it_serves() -> None:
    hosts = HostMap({"data.wa.gov": "http://127.0.0.1:9900/data.wa.gov"})
    selection = select(find_sources(), hosts, ())
    assert selection.names == ("us_wa_doh",)
    assert "stand-in" in selection.left_out["us_nppes"]


def test_a_source_without_recorded_terms_waits_until_it_is_switched_on() -> None:
    sources = find_sources()
    off = {name for name, each in sources.items() if each.is_off_by_default}
    assert off
    selection = select(sources, REAL, ())
    assert set(selection.names) == set(sources) - off
    assert all("terms" in selection.left_out[name] for name in off)
    assert set(select(sources, REAL, off).names) == set(sources)


def test_a_source_is_off_exactly_where_no_terms_are_recorded() -> None:
    for name, each in find_sources().items():
        assert each.is_off_by_default == ("no terms recorded" in each.permission), name


def test_switching_on_what_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="us_zz_board"):
        select(find_sources(), REAL, ["us_zz_board"])
