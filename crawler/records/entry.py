"""An entry of the directory: a person or an organization, with names, places and claims."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.records.closed_lists import EntryKind, PlacePurpose, Profession
from crawler.records.evidence import Evidence


@dataclass(frozen=True, slots=True)
class OtherName:
    """A former, professional or trade name that the entry states. `kind` in the source's words."""

    kind: str
    first_name: str
    middle_name: str
    last_name: str
    suffix: str
    organization_name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the entry states. Street and phone are business data; never of a license."""

    purpose: PlacePurpose
    street: str
    city: str
    state: str
    zip5: str
    phone: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A profession that the entry states, with the license number it claims for a state.

    A claim is a join key and never proof: it is self-reported.
    """

    taxonomy_code: str
    profession: Profession
    state: str
    license_number: str
    is_primary: bool


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """One directory entry. `entry_id` is the NPI where there is one.

    `profession` is that of the primary claim. `deactivated_on` is set only while the NPI is
    deactivated.
    """

    entry_id: str
    kind: EntryKind
    profession: Profession
    first_name: str
    middle_name: str
    last_name: str
    suffix: str
    credential_printed: str
    organization_name: str
    other_names: tuple[OtherName, ...]
    places: tuple[Place, ...]
    claims: tuple[Claim, ...]
    enumerated_on: str | None
    updated_on: str | None
    deactivated_on: str | None
    evidence: Evidence
