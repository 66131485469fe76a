"""The stand-in over a small sample, with one fault in the answers that carry a listing's data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from crawler.standin.reply import Reply, Request
from crawler.standin.server import StandIn
from crawler.standin.services import Services

Fault = Callable[[Request, Reply], Reply]


@dataclass(frozen=True)
class Platform:
    """One way of fetching: its source, its host of data, and the part of an address that means data."""

    source: str
    host: str
    data: str

    def is_data(self, request: Request) -> bool:
        if request.host != self.host or self.data not in request.path:
            return False
        if self.host == "newjersey.mylicense.com":
            return request.method == "POST"
        return self.host != "data.wa.gov" or "$offset" in request.query

    def last_good(self, data_dir: Path) -> dict[str, bytes]:
        folder = data_dir / "records" / self.source
        return {
            name: (folder / name).read_bytes()
            for name in ("records.jsonl", "quarantine.jsonl", "report.json")
        }


PLATFORMS = {
    "socrata": Platform("us_wa_doh", "data.wa.gov", "/resource/"),
    "box": Platform("us_ca_dca_physical_therapy", "dl.boxcloud.com", "/download"),
    "form": Platform("us_nj_mylicense", "newjersey.mylicense.com", "PrefDetails"),
    "export": Platform("us_fl_mqa", "mqa-internet.doh.state.fl.us", "ExportToCsv"),
    "nppes": Platform("us_nppes", "download.cms.gov", ".zip"),
    "leie": Platform("us_oig_leie", "oig.hhs.gov", "UPDATED.csv"),
}


def _newer(reply: Reply) -> Reply:
    """The metadata of a dataset tell of a day later, so that it is not passed over as unchanged."""
    if b'"rowsUpdatedAt"' not in reply.body:
        return reply
    metadata = json.loads(reply.body)
    return replace(
        reply, body=json.dumps(metadata | {"rowsUpdatedAt": metadata["rowsUpdatedAt"] + 1}).encode()
    )


@contextmanager
def faulty(
    sample: Path, platform: Platform, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> Iterator[StandIn]:
    """A running stand-in whose answers with data are `fault(request, answer)`."""
    plain = Services.answer

    def answer(services: Services, request: Request) -> Reply:
        if not platform.is_data(request):
            return _newer(plain(services, request))
        # Without its conditions, so that an unchanged file comes whole and the fault can show.
        headers = {name: value for name, value in request.headers.items() if not name.startswith("if-")}
        reply = plain(services, replace(request, headers=headers))
        return fault(request, reply) if reply.status in (200, 206) else reply

    with monkeypatch.context() as patched:
        patched.setattr(Services, "answer", answer)
        with StandIn(sample) as server:
            yield server
