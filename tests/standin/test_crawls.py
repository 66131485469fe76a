"""The real crawler reads the new datasets of the stand-in whole, whatever mood its host is in."""

import json
import os
import subprocess
import sys

import pytest

from crawler.standin.server import StandIn

SOURCES = ("us_co_dora", "us_il_idfpr", "us_ct_elicense", "us_de_dpr", "us_tx_tmb")
COLORADO_ROWS = "GET data.colorado.gov/resource/7s5z-vewr.json"


@pytest.fixture(scope="module")
def crawl(tmp_path_factory, sample):
    """The folder of a crawl of the five Socrata sources, and every request that the stand-in got."""
    data = tmp_path_factory.mktemp("crawl")
    with StandIn(sample) as server:
        subprocess.run(
            [
                sys.executable,
                "-m",
                "crawler",
                "crawl",
                *SOURCES,
                "--data",
                str(data),
                "--today",
                "2026-11-22",
            ],
            env={**os.environ, "CRAWLER_HOST_MAP": json.dumps(server.host_map)},
            check=True,
            capture_output=True,
            timeout=120,
        )
        return data, list(server.requests)


@pytest.mark.parametrize("source", SOURCES)
def test_the_crawler_finds_every_license_of_the_truth(crawl, truth, source):
    lines = (crawl[0] / "records" / source / "records.jsonl").read_text(encoding="utf-8").splitlines()
    found = {json.loads(line)["license_id"] for line in lines}
    true = {row["license_id"] for row in truth if row["license_id"].startswith(f"{source}:")}
    assert true
    assert true <= found


def test_the_crawler_asks_again_after_the_wait_that_it_was_told(crawl):
    """Count, then pages until one is empty; the refused question comes once more."""
    data, requests = crawl
    report = json.loads((data / "records" / "us_co_dora" / "last_crawl.json").read_text(encoding="utf-8"))
    assert report["outcome"] == "succeeded"
    metadata = 1
    assert requests.count(COLORADO_ROWS) == report["responses_count"] - metadata + 1
