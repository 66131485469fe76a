from __future__ import annotations

import pytest

from crawler.chains import group_by_host
from crawler.hosts import HostMap

MAP = HostMap.from_json(
    '{"data.wa.gov": "http://127.0.0.1:9900/data.wa.gov/", '
    '"API.Box.com": "http://127.0.0.1:9900/api.box.com", "far.example": "http://standin.example:80/far"}'
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "https://data.wa.gov/resource/x.json?$limit=5&$where=a%20b",
            "http://127.0.0.1:9900/data.wa.gov/resource/x.json?$limit=5&$where=a%20b",
        ),
        ("http://data.wa.gov", "http://127.0.0.1:9900/data.wa.gov/"),
        ("https://api.box.com/2.0/files/1/content", "http://127.0.0.1:9900/api.box.com/2.0/files/1/content"),
        ("https://oig.hhs.gov/x", "https://oig.hhs.gov/x"),
        ("https://notdata.wa.gov/x", "https://notdata.wa.gov/x"),
    ],
)
def test_path_and_query_go_to_the_stand_in(url: str, expected: str) -> None:
    assert MAP.transport_url(url) == expected


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("https://elsewhere.example/x", "https://elsewhere.example/x"),
        ("http://127.0.0.1:9900/data.wa.gov/y?z=1", "https://data.wa.gov/y?z=1"),
        ("/data.wa.gov/y", "https://data.wa.gov/y"),
        ("/2.0/y", "/2.0/y"),
        ("y", "https://api.box.com/2.0/y"),
    ],
)
def test_a_redirect_into_the_stand_in_is_translated_back(location: str, expected: str) -> None:
    assert MAP.public_location(location, "https://api.box.com/2.0/x") == expected


def test_only_loopback_stand_ins_may_be_hurried() -> None:
    assert MAP.is_local("https://data.wa.gov/")
    assert not MAP.is_local("https://far.example/")
    assert not MAP.is_local("https://oig.hhs.gov/")
    assert MAP.local_hosts() == ("api.box.com", "data.wa.gov")
    assert MAP.stand_in("https://far.example/") == "standin.example"
    assert MAP.stand_in("https://oig.hhs.gov/") == ""


@pytest.mark.parametrize(
    "text", ["[]", '{"a": 1}', '{"a": "ftp://x"}', '{"a": "127.0.0.1:9900"}', "{nonsense"]
)
def test_a_wrong_map_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        HostMap.from_json(text)


def test_no_map_is_the_open_network() -> None:
    assert HostMap.from_json("  ").transport_url("https://data.wa.gov/x") == "https://data.wa.gov/x"


def test_sources_that_share_a_host_are_crawled_in_turn() -> None:
    hosts = {"a": ("x",), "b": ("y",), "c": ("x", "z"), "d": ("z",), "e": ("w",)}
    assert group_by_host(hosts) == [["b"], ["a", "c", "d"], ["e"]]
