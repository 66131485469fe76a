"""Rows of the monthly NPPES file as the NPI Registry's API would show them: absent fields, `--`, epochs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

_STREETS = {"LOCATION": "Practice Location", "MAILING": "Mailing"}
_WORDS = {
    "171100000X": "Acupuncturist",
    "225100000X": "Physical Therapist",
    "225200000X": "Physical Therapy Assistant",
    "2251X0800X": "Physical Therapist, Orthopedic",
    "261QP2000X": "Clinic/Center, Physical Therapy",
    "261QM1300X": "Clinic/Center, Multi-Specialty",
}
_TYPES = {"1": "Former Name", "2": "Professional Name", "3": "Doing Business As"}

Cells = Mapping[str, str]


def registry_results(rows: Iterable[Cells]) -> list[dict[str, Any]]:
    """The result of each active number, in the order of the numbers; deactivated ones have none."""
    return [_result(row) for row in sorted(rows, key=lambda row: row["NPI"]) if _is_active(row)]


def _is_active(row: Cells) -> bool:
    gone, back = row.get("NPI Deactivation Date"), row.get("NPI Reactivation Date")
    return bool(row.get("Entity Type Code")) and not (gone and not back)


def _result(row: Cells) -> dict[str, Any]:
    is_person = row["Entity Type Code"] == "1"
    return {
        "addresses": [_address(row, purpose) for purpose in ("MAILING", "LOCATION")],
        "basic": _person(row) if is_person else _organization(row),
        "created_epoch": _epoch(row["Provider Enumeration Date"]),
        "endpoints": [],
        "enumeration_type": f"NPI-{row['Entity Type Code']}",
        "identifiers": [],
        "last_updated_epoch": _epoch(row["Last Update Date"]),
        "number": row["NPI"],
        "other_names": list(_other_names(row)),
        "practiceLocations": [],
        "taxonomies": list(_taxonomies(row)),
    }


def _person(row: Cells) -> dict[str, Any]:
    named = {
        "credential": row.get("Provider Credential Text"),
        "first_name": row["Provider First Name"],
        "last_name": row["Provider Last Name (Legal Name)"],
        "middle_name": row.get("Provider Middle Name"),
        "sex": row.get("Provider Sex Code"),
        "sole_proprietor": {"Y": "YES", "N": "NO"}.get(row.get("Is Sole Proprietor", "")),
    }
    marks = {"name_prefix": "--", "name_suffix": row.get("Provider Name Suffix Text") or "--"}
    return {**_given(named), **marks, **_days(row)}


def _organization(row: Cells) -> dict[str, Any]:
    name = row["Provider Organization Name (Legal Business Name)"]
    return {"organization_name": name, "organizational_subpart": "NO", **_days(row)}


def _days(row: Cells) -> dict[str, Any]:
    days = {
        "enumeration_date": _iso(row["Provider Enumeration Date"]),
        "last_updated": _iso(row["Last Update Date"]),
        "deactivation_date": _iso(row.get("NPI Deactivation Date", "")),
        "reactivation_date": _iso(row.get("NPI Reactivation Date", "")),
    }
    return {**_given(days), "status": "A"}


def _address(row: Cells, purpose: str) -> dict[str, Any]:
    kind = f"Business {_STREETS[purpose]} Address"
    held = {
        "address_1": row.get(f"Provider First Line {kind}"),
        "address_2": row.get(f"Provider Second Line {kind}"),
        "city": row.get(f"Provider {kind} City Name"),
        "state": row.get(f"Provider {kind} State Name"),
        "postal_code": row.get(f"Provider {kind} Postal Code"),
        "telephone_number": _dashed(row.get(f"Provider {kind} Telephone Number", "")),
    }
    fixed = {"address_type": "DOM", "country_code": "US", "country_name": "United States"}
    return {"address_purpose": purpose, **fixed, **_given(held)}


def _other_names(row: Cells) -> Iterator[dict[str, Any]]:
    names = {
        "organization_name": row.get("Provider Other Organization Name"),
        "last_name": row.get("Provider Other Last Name"),
        "first_name": row.get("Provider Other First Name"),
        "middle_name": row.get("Provider Other Middle Name"),
    }
    code = row.get("Provider Other Organization Name Type Code") or row.get(
        "Provider Other Last Name Type Code", ""
    )
    if any(names.values()):
        yield {"code": code, "type": _TYPES.get(code, "Other Name"), **_given(names)}


def _taxonomies(row: Cells) -> Iterator[dict[str, Any]]:
    for number in range(1, 16):
        code = row.get(f"Healthcare Provider Taxonomy Code_{number}")
        if code:
            yield {
                "code": code,
                "desc": _WORDS.get(code, "Specialist,  "),
                "license": row.get(f"Provider License Number_{number}") or None,
                "primary": row.get(f"Healthcare Provider Primary Taxonomy Switch_{number}") == "Y",
                "state": row.get(f"Provider License Number State Code_{number}") or None,
                "taxonomy_group": row.get(f"Healthcare Provider Taxonomy Group_{number}", ""),
            }


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The service leaves out what is empty; it does not say null."""
    return {name: value for name, value in values.items() if value}


def _iso(day: str) -> str:
    return datetime.strptime(day, "%m/%d/%Y").date().isoformat() if day else ""


def _epoch(day: str) -> str:
    """Milliseconds as a string, as the service has written them since 2020."""
    moment = datetime.strptime(day, "%m/%d/%Y").replace(tzinfo=UTC)
    return str(int(moment.timestamp()) * 1000)


def _dashed(digits: str) -> str:
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" if len(digits) == 10 else digits
