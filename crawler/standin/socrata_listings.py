"""Every Socrata dataset of the sample with what prints its rows."""

from __future__ import annotations

from collections.abc import Callable

from crawler.standin import colorado, connecticut, delaware, illinois, texas, washington
from crawler.standin.datasets import Dataset, Row
from crawler.standin.population import Population

LISTINGS: tuple[tuple[Dataset, Callable[[Population], list[Row]]], ...] = (
    (washington.DATASET, washington.washington_rows),
    (colorado.DATASET, colorado.colorado_rows),
    (illinois.DATASET, illinois.illinois_rows),
    (connecticut.DATASET, connecticut.connecticut_rows),
    (delaware.DATASET, delaware.delaware_rows),
    (delaware.DISCIPLINE, delaware.delaware_discipline_rows),
    (texas.DATASET, texas.texas_rows),
)
SOCRATA_HOSTS = tuple(dict.fromkeys(dataset.host for dataset, _ in LISTINGS))
