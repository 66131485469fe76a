"""The headings of the NPPES V2 files, as in the CMS readme v.2 of 12 May 2026, and which of them we take."""

from __future__ import annotations

NPI = "NPI"
ENTITY_TYPE = "Entity Type Code"
ORGANIZATION_NAME = "Provider Organization Name (Legal Business Name)"
LAST_NAME = "Provider Last Name (Legal Name)"
FIRST_NAME = "Provider First Name"
MIDDLE_NAME = "Provider Middle Name"
SUFFIX = "Provider Name Suffix Text"
CREDENTIAL = "Provider Credential Text"
OTHER_ORGANIZATION = "Provider Other Organization Name"
OTHER_ORGANIZATION_TYPE = "Provider Other Organization Name Type Code"
OTHER_LAST_NAME = "Provider Other Last Name"
OTHER_FIRST_NAME = "Provider Other First Name"
OTHER_MIDDLE_NAME = "Provider Other Middle Name"
OTHER_SUFFIX = "Provider Other Name Suffix Text"
OTHER_LAST_NAME_TYPE = "Provider Other Last Name Type Code"
ENUMERATED = "Provider Enumeration Date"
UPDATED = "Last Update Date"
DEACTIVATED = "NPI Deactivation Date"
REACTIVATED = "NPI Reactivation Date"

_ADDRESS_PARTS = (
    "City Name",
    "State Name",
    "Postal Code",
    "Country Code (If outside U.S.)",
    "Telephone Number",
)


def _address(kind: str) -> tuple[str, ...]:
    lines = (f"Provider {line} Line Business {kind} Address" for line in ("First", "Second"))
    return (*lines, *(f"Provider Business {kind} Address {part}" for part in _ADDRESS_PARTS))


MAILING = _address("Mailing")
"""Street line 1 and 2, city, state, postal code, country, telephone."""
PRACTICE = _address("Practice Location")
_SECONDARY = "Provider Secondary Practice Location Address"
SECONDARY = (
    f"{_SECONDARY}- Address Line 1",
    f"{_SECONDARY}-  Address Line 2",
    *(f"{_SECONDARY} - {part}" for part in _ADDRESS_PARTS),
)

TAXONOMY_GROUPS = tuple(
    (
        f"Healthcare Provider Taxonomy Code_{number}",
        f"Provider License Number_{number}",
        f"Provider License Number State Code_{number}",
        f"Healthcare Provider Primary Taxonomy Switch_{number}",
    )
    for number in range(1, 16)
)
"""Fifteen groups of code, license number, state of the license, and the switch Y, N or X."""

_PERSON = (LAST_NAME, FIRST_NAME, MIDDLE_NAME, "Provider Name Prefix Text", SUFFIX, CREDENTIAL)
_OTHER_PERSON = (
    OTHER_LAST_NAME,
    OTHER_FIRST_NAME,
    OTHER_MIDDLE_NAME,
    "Provider Other Name Prefix Text",
    OTHER_SUFFIX,
    "Provider Other Credential Text",
    OTHER_LAST_NAME_TYPE,
)
_OFFICIAL_NAME = ("Last Name", "First Name", "Middle Name", "Title or Position", "Telephone Number")
_OTHER_ID = ("", " Type Code", " State", " Issuer")

ALL_COLUMNS = (
    NPI,
    ENTITY_TYPE,
    "Replacement NPI",
    "Employer Identification Number (EIN)",
    ORGANIZATION_NAME,
    *_PERSON,
    OTHER_ORGANIZATION,
    OTHER_ORGANIZATION_TYPE,
    *_OTHER_PERSON,
    *MAILING,
    "Provider Business Mailing Address Fax Number",
    *PRACTICE,
    "Provider Business Practice Location Address Fax Number",
    ENUMERATED,
    UPDATED,
    "NPI Deactivation Reason Code",
    DEACTIVATED,
    REACTIVATED,
    "Provider Sex Code",
    *(f"Authorized Official {part}" for part in _OFFICIAL_NAME),
    *(column for group in TAXONOMY_GROUPS for column in group),
    *(f"Other Provider Identifier{part}_{number}" for number in range(1, 51) for part in _OTHER_ID),
    "Is Sole Proprietor",
    "Is Organization Subpart",
    "Parent Organization LBN",
    "Parent Organization TIN",
    *(f"Authorized Official {part}" for part in ("Name Prefix Text", "Name Suffix Text", "Credential Text")),
    *(f"Healthcare Provider Taxonomy Group_{number}" for number in range(1, 16)),
    "Certification Date",
)
"""The 330 headings of `npidata_pfile`, in their order."""

PL_COLUMNS = (
    NPI,
    *SECONDARY,
    f"{_SECONDARY} - Telephone Extension",
    "Provider Practice Location Address - Fax Number",
)
OTHER_NAME_COLUMNS = (NPI, OTHER_ORGANIZATION, OTHER_ORGANIZATION_TYPE, "Created Date")

TAKEN = (
    NPI,
    ENTITY_TYPE,
    ORGANIZATION_NAME,
    *(column for column in _PERSON if "Prefix" not in column),
    OTHER_ORGANIZATION,
    OTHER_ORGANIZATION_TYPE,
    *(column for column in _OTHER_PERSON if "Prefix" not in column and "Credential" not in column),
    *MAILING,
    *PRACTICE,
    ENUMERATED,
    UPDATED,
    DEACTIVATED,
    REACTIVATED,
)
"""What is taken of every `npidata_pfile`; of the taxonomy groups those that are there."""
