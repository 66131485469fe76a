"""The headings of the four NPPES V.2 files, verbatim and in order."""

from __future__ import annotations

_MAILING = "Provider Business Mailing Address"
_PRACTICE = "Provider Business Practice Location Address"
_SECONDARY = "Provider Secondary Practice Location Address"
OTHER_ORGANIZATION = ("Provider Other Organization Name", "Provider Other Organization Name Type Code")


def _numbered(count: int, *names: str) -> list[str]:
    return [f"{name}_{number}" for number in range(1, count + 1) for name in names]


def _address(first: str, kind: str) -> list[str]:
    return [
        f"Provider First Line {first}",
        f"Provider Second Line {first}",
        *(f"{kind} {part} Name" for part in ("City", "State")),
        f"{kind} Postal Code",
        f"{kind} Country Code (If outside U.S.)",
        f"{kind} Telephone Number",
        f"{kind} Fax Number",
    ]


NPIDATA = (
    "NPI",
    "Entity Type Code",
    "Replacement NPI",
    "Employer Identification Number (EIN)",
    "Provider Organization Name (Legal Business Name)",
    "Provider Last Name (Legal Name)",
    "Provider First Name",
    "Provider Middle Name",
    "Provider Name Prefix Text",
    "Provider Name Suffix Text",
    "Provider Credential Text",
    *OTHER_ORGANIZATION,
    "Provider Other Last Name",
    "Provider Other First Name",
    "Provider Other Middle Name",
    "Provider Other Name Prefix Text",
    "Provider Other Name Suffix Text",
    "Provider Other Credential Text",
    "Provider Other Last Name Type Code",
    *_address("Business Mailing Address", _MAILING),
    *_address("Business Practice Location Address", _PRACTICE),
    "Provider Enumeration Date",
    "Last Update Date",
    "NPI Deactivation Reason Code",
    "NPI Deactivation Date",
    "NPI Reactivation Date",
    "Provider Sex Code",
    "Authorized Official Last Name",
    "Authorized Official First Name",
    "Authorized Official Middle Name",
    "Authorized Official Title or Position",
    "Authorized Official Telephone Number",
    *_numbered(
        15,
        "Healthcare Provider Taxonomy Code",
        "Provider License Number",
        "Provider License Number State Code",
        "Healthcare Provider Primary Taxonomy Switch",
    ),
    *_numbered(
        50,
        "Other Provider Identifier",
        "Other Provider Identifier Type Code",
        "Other Provider Identifier State",
        "Other Provider Identifier Issuer",
    ),
    "Is Sole Proprietor",
    "Is Organization Subpart",
    "Parent Organization LBN",
    "Parent Organization TIN",
    "Authorized Official Name Prefix Text",
    "Authorized Official Name Suffix Text",
    "Authorized Official Credential Text",
    *_numbered(15, "Healthcare Provider Taxonomy Group"),
    "Certification Date",
)

PRACTICE_LOCATIONS = (
    "NPI",
    f"{_SECONDARY}- Address Line 1",
    f"{_SECONDARY}-  Address Line 2",
    f"{_SECONDARY} - City Name",
    f"{_SECONDARY} - State Name",
    f"{_SECONDARY} - Postal Code",
    f"{_SECONDARY} - Country Code (If outside U.S.)",
    f"{_SECONDARY} - Telephone Number",
    f"{_SECONDARY} - Telephone Extension",
    "Provider Practice Location Address - Fax Number",
)
OTHER_NAMES = ("NPI", *OTHER_ORGANIZATION, "Created Date")
ENDPOINTS = (
    "NPI",
    "Endpoint Type",
    "Endpoint Type Description",
    "Endpoint",
    "Affiliation",
    "Endpoint Description",
    "Affiliation Legal Business Name",
    "Use Code",
    "Use Description",
    "Other Use Description",
    "Content Type",
    "Content Description",
    "Other Content Description",
    "Affiliation Address Line One",
    "Affiliation Address Line Two",
    "Affiliation Address City",
    "Affiliation Address State",
    "Affiliation Address Country",
    "Affiliation Address Postal Code",
)
