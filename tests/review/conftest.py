from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from crawler.records import Status
from tests import factories as make
from tests.publish.folder import BROOK, ENTRIES, LICENSES, LINKS, VALE, link, write_all
from tests.publish.weeks import build
from verify.desk.answers import application
from verify.desk.desk import Desk
from verify.desk.doors import Doors

PORT = 8002
HOME = f"http://127.0.0.1:{PORT}"
ACTIVE, REVOKED = LICENSES[2].license_id, LICENSES[3].license_id
HERS = "us_wa_doh:AC60000009"

BROOKS = make.license_row("ANA", "BROOKMERE", "AC60000009", middle_name="Q", city="SALEM")
IN_WASHINGTON = replace(ENTRIES[3], places=(make.place(),), middle_name="R")
ROWS = (
    LICENSES[0],
    LICENSES[1],
    replace(LICENSES[2], discipline_printed="No"),
    replace(LICENSES[3], status=Status.REVOKED),
    BROOKS,
)
WAITING = (
    *LINKS[:2],
    link(VALE, ACTIVE, "review", probability=0.4),
    link(VALE, REVOKED, "review", probability=0.2),
    link(BROOK, HERS, "review", probability=0.9, rival_license_id=ACTIVE, rival_weight_bits=1.5),
)
"""Kim and Ortiz are accepted; three pairs wait, one of them adverse."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A published folder in which three pairs wait."""
    folder = write_all(tmp_path / "data", ROWS, [*ENTRIES[:3], IN_WASHINGTON, ENTRIES[4]])
    build(folder, WAITING, "2026-11-22")
    return folder


@pytest.fixture
def desk(data: Path) -> Desk:
    return Desk(data, "A. Reviewer", Doors(PORT), make.TODAY, "http://127.0.0.1:8001")


@pytest.fixture
async def browser(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that nobody let in yet; the desk answers in this process."""
    transport = httpx.ASGITransport(app=application(desk.answer))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
        yield client


@pytest.fixture
async def inside(desk: Desk, browser: httpx.AsyncClient) -> httpx.AsyncClient:
    """A browser that was let in."""
    await browser.get(desk.doors.link)
    return browser
