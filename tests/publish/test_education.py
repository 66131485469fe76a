"""From the files in the inbox and the list of statements to the public rows, with the evidence of each."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from zipfile import ZipFile

from crawler.progress import Progress
from crawler.records import Outcome
from crawler.run import CrawlPlan, crawl
from tests.publish import folder
from tests.publish.test_own_lists import STATED, written
from tests.publish.weeks import query
from verify.checks.clinics import members
from verify.publish.own_lists import STATEMENT_COLUMNS
from verify.refresh import build
from verify.run import Run

DAPIP = Path(__file__).parents[1] / "sources" / "us_ed_dapip" / "2026-11-03_dapip.zip"
SCHOOL = {
    **STATED,
    "topic": "school",
    "statement": "Master of Acupuncture",
    "issuer": "Invented Coll. of Oriental Medicine, Portland",
    "stated_on": "2012-06-16",
}
STAFF = {
    **STATED,
    "entry_id": folder.CLINIC,
    "topic": "staff",
    "statement": "Hana Kimstone, L.Ac.",
    "basis": "staff_list",
    "other_entry_id": folder.KIM,
    "source_url": "https://nowhere.example/team",
}


def published(tmp_path: Path) -> Path:
    data = folder.write_all(tmp_path / "data")
    inbox = data / "inbox" / "us_ed_dapip"
    inbox.mkdir(parents=True)
    (inbox / DAPIP.name).write_bytes(DAPIP.read_bytes())
    (report,) = crawl(CrawlPlan(("us_ed_dapip",), data, date(2026, 11, 22)), Progress(io.StringIO()))
    assert report.outcome is Outcome.SUCCEEDED, report.reason
    (data / "statements.csv").write_text(written(STATEMENT_COLUMNS, SCHOOL, STAFF), encoding="utf-8")
    steps = folder.steps()
    build(Run(data, date(2026, 11, 22), "test"), type(steps)(steps.link, steps.judge, members))
    return data


def test_a_stated_school_leads_to_the_row_of_the_federal_list(tmp_path: Path) -> None:
    data = published(tmp_path)
    ((outcome, sentence, school, issuer, source),) = query(
        data,
        "SELECT c.outcome, c.sentence, a.institution_name, s.issuer, c.source FROM checks c"
        " JOIN accreditations a USING (accreditation_id) JOIN statements s USING (statement_id)",
    )
    assert (outcome, source) == ("pass", "us_ed_dapip")
    assert "Invented College of Oriental Medicine was accredited on June 16, 2012" in sentence
    assert (school, issuer) == ("Invented College of Oriental Medicine", SCHOOL["issuer"])


def test_nothing_of_the_files_but_schools_is_published(tmp_path: Path) -> None:
    data = published(tmp_path)
    with ZipFile(DAPIP) as packed:
        assert b"Nowhere St" in packed.read("InstitutionCampus.csv")
    rows = query(data, "SELECT * FROM accreditations")
    assert len(rows) == 6
    assert not [row for row in rows if "Nowhere" in str(row) or "Unseenfable" in str(row)]


def test_a_list_of_staff_makes_a_member_with_its_statement(tmp_path: Path) -> None:
    data = published(tmp_path)
    rows = query(
        data,
        "SELECT m.entry_id, m.member_id, m.basis, s.topic FROM clinic_members m"
        " JOIN statements s USING (statement_id)",
    )
    assert rows == [(folder.CLINIC, folder.KIM, "staff_list", "staff")]
    told = query(data, "SELECT outcome, sentence FROM checks WHERE check_name = 'clinic_people'")
    assert told == [("pass", "1 of 1 named practitioners are verified.")]
