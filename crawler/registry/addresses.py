"""The addresses of a result of the NPI Registry as cells of the monthly file, and as places. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crawler.platforms import nppes_columns as columns
from crawler.platforms.nppes_places import read_place
from crawler.platforms.nppes_refusals import RefusedError
from crawler.platforms.nppes_values import shown
from crawler.records import Place, PlacePurpose
from crawler.registry.result_values import cell, items

_ADDRESS = ("address_1", "address_2", "city", "state", "postal_code", "country_code", "telephone_number")
_PURPOSES = {
    "LOCATION": PlacePurpose.PRACTICE,
    "PRIMARY": PlacePurpose.PRACTICE,
    "SECONDARY": PlacePurpose.SECONDARY,
    "MAILING": PlacePurpose.MAILING,
}


def first_addresses(result: Mapping[str, Any]) -> dict[str, str]:
    """The cells of the first practice and the first mailing address.

    Raises:
        RefusedError: an address has not the shape of the registry, or serves an unknown purpose.
    """
    cells: dict[str, str] = {}
    found = _addresses(result)
    for headings, purpose in (
        (columns.PRACTICE, PlacePurpose.PRACTICE),
        (columns.MAILING, PlacePurpose.MAILING),
    ):
        for address in found[purpose][:1]:
            cells.update(_address_cells(headings, address))
    return cells


def further_places(result: Mapping[str, Any]) -> Iterator[Place]:
    """The places of all other practice addresses, in the order of the result.

    Raises:
        RefusedError: as in `first_addresses`, or a cell is hostile.
    """
    found = _addresses(result)
    for address in (*found[PlacePurpose.PRACTICE][1:], *found[PlacePurpose.SECONDARY]):
        cells = _address_cells(columns.SECONDARY, address)
        place = read_place(cells, columns.SECONDARY, PlacePurpose.SECONDARY)
        if place:
            yield place


def _addresses(result: Mapping[str, Any]) -> dict[PlacePurpose, list[Mapping[str, Any]]]:
    """The addresses by what they serve, in the order of the result."""
    found: dict[PlacePurpose, list[Mapping[str, Any]]] = {purpose: [] for purpose in PlacePurpose}
    for address in items(result, "addresses"):
        found[_purpose(address)].append(address)
    found[PlacePurpose.SECONDARY].extend(items(result, "practiceLocations"))
    return found


def _purpose(address: Mapping[str, Any]) -> PlacePurpose:
    printed = cell(address, "address_purpose")
    if printed not in _PURPOSES:
        raise RefusedError("addresses.address_purpose", shown(printed), "registry_purpose")
    return _PURPOSES[printed]


def _address_cells(headings: Sequence[str], address: Mapping[str, Any]) -> dict[str, str]:
    return dict(zip(headings, (cell(address, name) for name in _ADDRESS), strict=True))
