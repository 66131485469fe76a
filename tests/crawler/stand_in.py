"""The stand-in of the two form sites over a few rows. Nobody here exists."""

from __future__ import annotations

from pathlib import Path

from crawler.standin.breaks import parse_break
from crawler.standin.server import StandIn

NJ_HEADER = (
    "full_name|first_name|middle_name|last_name|name_suffix|profession_name|license_type_name|license_no|"
    "issue_date|expiration_date|addr_line_1|addr_line_2|addr_city|addr_state|addr_zipcode|addr_county|"
    "addr_email|license_status_name|"
)
NJ_KINDS = {
    "25MZ": ("Acupuncture", "Acupuncturist"),
    "40QA": ("Physical Therapy", "Physical Therapist"),
    "40QB": ("Physical Therapy", "Physical Therapist Assistant"),
}
FL_HEADER = "License Number, Name , Profession , City, License Status"
FL_TITLES = {
    "9901": ("AP", "Acupuncturist"),
    "5501": ("PT", "Physical Therapist"),
    "5502": ("PTA", "Physical Therapist Assistant"),
}


def nj_line(
    number: str,
    status: str = "Active",
    ends: str = "06/30/2027",
    street: str = "1 FABLE ST",
    first: str = "ANN",
) -> str:
    profession, kind = NJ_KINDS[number[:4] or "25MZ"] if number else NJ_KINDS["25MZ"]
    dates = f"01/15/2010|{ends}" if number else "|"
    return (
        f"{first} EXAMPLE|{first}||EXAMPLE||{profession}|{kind}|{number}|{dates}|{street}||EDISON|NJ|08820|"
        f"MIDDLESEX|secret@example.com|{status}|"
    )


def nj_lines(therapists: int = 2) -> list[str]:
    """One acupuncturist, so many therapists and one assistant."""
    many = [nj_line(f"40QA01{place:04}00") for place in range(1, therapists + 1)]
    return [nj_line("25MZ00012300"), *many, nj_line("40QB00123400")]


def fl_rows(code: str, *statuses: str) -> list[str]:
    rank, title = FL_TITLES[code]
    return [
        f'{rank}{place}, "EXAMPLE, ANN {place}" ,{title} ,MIAMI,{status}'
        for place, status in enumerate(statuses, start=1)
    ]


def write_sample(folder: Path, nj: list[str] | None = None, **fl: list[str]) -> Path:
    """A sample with these listings alone; `fl` by code behind a `c`, else one row each."""
    texts = {"as_of.txt": "2026-11-22\n", "nj/Data.txt": "\n".join([NJ_HEADER, *(nj or nj_lines())]) + "\n"}
    for code in FL_TITLES:
        rows = fl.get(f"c{code}", fl_rows(code, "Clear/Active"))
        texts[f"fl/{code}.csv"] = "\n".join([FL_HEADER, *rows]) + "\n"
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def stand_in(sample: Path, *breaks: str) -> StandIn:
    return StandIn(sample, breaks=tuple(map(parse_break, breaks)))
