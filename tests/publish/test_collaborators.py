"""A board's list of physicians is read whole; only the licenses that an entry is linked to are published."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from crawler.records import Discipline, Profession
from tests import factories as make
from tests.publish.folder import LINKS, a_run, link, steps, write_all, write_source
from verify import refresh
from verify.linkage.links import Link

SOURCE, DOCTOR = "us_ca_dca_medical", "1999000060"
STATE = make.source_state(SOURCE, jurisdiction="CA", professions=(Profession.PHYSICIAN,))


def listed(number: str, last: str, **changes: object) -> object:
    where = {"license_id": f"{SOURCE}:1-{number}", "jurisdiction": "CA", "evidence": make.evidence(SOURCE)}
    return make.license_row("ANA", last, number, profession=Profession.PHYSICIAN, **where, **changes)


ROWS = (
    listed("90001", "DOCTORSON"),
    listed("90002", "DOCTORSEN"),
    listed("90003", "STRANGERSON", discipline=Discipline.YES, discipline_printed="Yes"),
)
OWN = link(DOCTOR, f"{SOURCE}:1-90001", rival_license_id=f"{SOURCE}:1-90002", rival_weight_bits=2.0)


def published(data: Path, links: Sequence[Link]) -> sqlite3.Connection:
    """The database of the folder with three physicians on a list and one among the entries."""
    write_all(data)
    entry = make.entry(
        "ANA",
        "DOCTORSON",
        entry_id=DOCTOR,
        profession=Profession.PHYSICIAN,
        claims=(make.claim("A90001", "CA", Profession.PHYSICIAN),),
        places=(make.place("CA", "CHICO", "95926"),),
        evidence=make.evidence("us_own"),
    )
    write_source(data, STATE, ROWS)
    write_source(data, make.source_state("us_own", kind=make.RecordKind.ENTRY), [entry])
    refresh.build(a_run(data), steps((*LINKS, *links)))
    return sqlite3.connect(data / "directory.db")


def physicians(database: sqlite3.Connection) -> list[str]:
    query = "SELECT license_number FROM licenses WHERE profession = 'physician'"
    return [number for (number,) in database.execute(query)]


def test_of_physicians_only_the_linked_license_is_published_and_the_reading_is_told(tmp_path: Path) -> None:
    database = published(tmp_path / "data", [OWN])
    assert physicians(database) == ["90001"]
    assert "STRANGERSON" not in "\n".join(database.iterdump())
    told = database.execute("SELECT records_count FROM sources WHERE source = ?", [SOURCE]).fetchone()
    assert told == (3,)
    assert database.execute("SELECT count(*) FROM licenses WHERE source = 'us_wa_doh'").fetchone() == (5,)


def test_the_linked_physician_is_verified_and_the_namesake_is_not_named(tmp_path: Path) -> None:
    database = published(tmp_path / "data", [OWN])
    query = "SELECT verdict, verdict_license_id FROM entries WHERE entry_id = ?"
    assert database.execute(query, [DOCTOR]).fetchone() == ("verified", f"{SOURCE}:1-90001")
    rival = "SELECT rival_license_id, rival_weight_bits FROM links WHERE entry_id = ?"
    assert database.execute(rival, [DOCTOR]).fetchone() == (None, 2.0)


def test_a_rival_that_is_linked_itself_is_named(tmp_path: Path) -> None:
    database = published(tmp_path / "data", [OWN, link(DOCTOR, f"{SOURCE}:1-90002", "review")])
    query = "SELECT rival_license_id FROM links WHERE license_id = ?"
    assert database.execute(query, [f"{SOURCE}:1-90001"]).fetchone() == (f"{SOURCE}:1-90002",)
    assert physicians(database) == ["90001", "90002"]


@pytest.mark.parametrize("links", [(), (link(DOCTOR, f"{SOURCE}:1-90003", "review"),)])
def test_a_list_without_a_public_link_publishes_no_license_and_stops_nothing(
    tmp_path: Path, links: tuple[Link, ...]
) -> None:
    database = published(tmp_path / "data", links)
    assert physicians(database) == []
    queue = (tmp_path / "data" / "review.csv").read_text(encoding="utf-8")
    assert (f"{SOURCE}:1-90003" in queue) is bool(links)
