"""Records of people who do not exist, made short for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count

from crawler.records import (
    Claim,
    CrawlReport,
    Discipline,
    EntryKind,
    EntryRecord,
    Evidence,
    ExclusionRecord,
    LicenseRecord,
    OtherName,
    Outcome,
    Place,
    PlacePurpose,
    Profession,
    RecordKind,
    SourceInfo,
    Status,
)
from verify.checks.coverage import SourceState

TODAY = date(2026, 11, 22)
_SERIAL = count(1)


def evidence(source: str = "us_wa_doh", **changes: object) -> Evidence:
    made = Evidence(
        source, f"https://{source}.example/list", "2026-11-20T00:00:00Z", "2026-11-19", "ab" * 32, 7, "1"
    )
    return replace(made, **changes)


def license_row(first: str, last: str, number: str, **changes: object) -> LicenseRecord:
    """An active Washington acupuncturist's row, unless `changes` say otherwise."""
    made = LicenseRecord(
        license_id=f"us_wa_doh:{number}",
        jurisdiction="WA",
        profession=Profession.ACUPUNCTURIST,
        license_number=number,
        license_type_printed="Acupuncturist License",
        first_name=first,
        middle_name="",
        last_name=last,
        suffix="",
        organization_name="",
        status_printed="Active",
        status=Status.ACTIVE,
        is_disciplinary_status=False,
        is_superseded=False,
        issued_on="2019-05-04",
        renewed_on=None,
        expires_on="2027-03-14",
        discipline=Discipline.NONE,
        discipline_printed="No",
        city="",
        state="",
        zip5="",
        evidence=evidence(),
    )
    return replace(made, **changes)


def claim(number: str = "", state: str = "WA", profession: Profession = Profession.ACUPUNCTURIST) -> Claim:
    return Claim("171100000X", profession, state, number, True)


def place(state: str = "WA", city: str = "SEATTLE", zip5: str = "98101", **changes: object) -> Place:
    return replace(Place(PlacePurpose.PRACTICE, "", city, state, zip5, ""), **changes)


def other_name(first: str, last: str) -> OtherName:
    return OtherName("Former Name", first, "", last, "", "")


def npi() -> str:
    """A ten-digit number that passes the NPI check digit and was issued to nobody."""
    stem = f"1999{next(_SERIAL):05d}"
    digits = [int(c) for c in "80840" + stem][::-1]
    total = sum(sum(divmod(d * 2, 10)) if i % 2 == 0 else d for i, d in enumerate(digits))
    return stem + str(-total % 10)


def entry(first: str, last: str, number: str = "", **changes: object) -> EntryRecord:
    """An acupuncturist's entry in Seattle claiming `number` for Washington."""
    made = EntryRecord(
        entry_id=npi(),
        kind=EntryKind.INDIVIDUAL,
        profession=Profession.ACUPUNCTURIST,
        first_name=first,
        middle_name="",
        last_name=last,
        suffix="",
        credential_printed="LAc",
        organization_name="",
        other_names=(),
        places=(place(),),
        claims=(claim(number),),
        enumerated_on="2010-01-01",
        updated_on="2024-01-01",
        deactivated_on=None,
        evidence=evidence("us_nppes"),
    )
    return replace(made, **changes)


def exclusion(npi_: str, last: str, **changes: object) -> ExclusionRecord:
    made = ExclusionRecord(
        "us_oig_leie:1", last, "JO", "", "", "IND- LIC HC SERV PRO", "ACUPUNCTURIST", npi_,
        "KENT", "WA", "98030", "1128b4", "2020-03-19", None, None, "", evidence("us_oig_leie"),
    )  # fmt: skip
    return replace(made, **changes)


def source_state(source: str = "us_wa_doh", fetched_on: str = "2026-11-20", **changes: object) -> SourceState:
    """A source whose last crawl was good; `changes` apply to its SourceInfo."""
    kind = {"us_nppes": RecordKind.ENTRY, "us_oig_leie": RecordKind.EXCLUSION}.get(source, RecordKind.LICENSE)
    info = SourceInfo(
        source, "Credentials", "Washington State Department of Health", "WA", kind,
        (Profession.ACUPUNCTURIST, Profession.PHYSICAL_THERAPIST, Profession.PT_ASSISTANT),
        f"https://{source}.example/", f"https://{source}.example/lookup", "JSON",
        True, True, "", 7, "", "", "", "1",
    )  # fmt: skip
    return SourceState(replace(info, **changes), *[crawl_report(source, fetched_on)] * 2)


def crawl_report(source: str, fetched_on: str, **changes: object) -> CrawlReport:
    made = CrawlReport(
        f"{source}-1", source, Outcome.SUCCEEDED, "", f"{fetched_on}T00:00:00Z", f"{fetched_on}T00:01:00Z",
        fetched_on, "", 2, 100, 100, 0, 0, (), (), "1",
    )  # fmt: skip
    return replace(made, **changes)


SURNAMES = (
    "Abernethy Brambeck Castellane Dunmore Eastlake Fernhill Garrowby Holloway Inglewood Jessamy Kestrel \
Lindqvist Marwen Norcott Oakhurst Penhale Quillfeather Rosewarne Stonequist Thistlewood".split()
)
GIVENS = "Ada Bertram Clementine Dorian Esther Florian Greta Horace Imogen Julius Katrin Leopold".split()


def crowd(size: int = 400) -> list[LicenseRecord]:
    """A roll of other people, so that names have frequencies and a chance match is possible."""
    return [
        license_row(
            GIVENS[i % len(GIVENS)] + "x" * (i // 97 % 3), SURNAMES[i % len(SURNAMES)] + "ay" * (i // 20 % 5),
            f"ACUP.AC.{61000000 + i}",
        )
        for i in range(size)
    ]  # fmt: skip
