"""A result of the NPI Registry as a row of the monthly file: a cell means the same whichever way it came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crawler.platforms import nppes_columns as columns
from crawler.platforms.nppes_header import taken_columns
from crawler.platforms.nppes_refusals import RefusedError
from crawler.records import EntryKind
from crawler.registry.addresses import first_addresses
from crawler.registry.result_values import cell, day_cell, epoch_day, inner, items

_ENTITY_TYPES = {EntryKind.INDIVIDUAL: "1", EntryKind.ORGANIZATION: "2"}
_BLANK_ROW = dict.fromkeys(taken_columns(columns.ALL_COLUMNS), "")
_BASIC = {
    "organization_name": columns.ORGANIZATION_NAME,
    "last_name": columns.LAST_NAME,
    "first_name": columns.FIRST_NAME,
    "middle_name": columns.MIDDLE_NAME,
    "name_suffix": columns.SUFFIX,
    "credential": columns.CREDENTIAL,
}


def file_row(result: Mapping[str, Any], kind: EntryKind) -> dict[str, str]:
    """The result under the headings of `npidata_pfile`; further places and other names are not in it.

    Raises:
        RefusedError: a value has not the shape of the registry, or is no day.
    """
    basic = inner(result, "basic")
    return {
        **_BLANK_ROW,
        columns.NPI: cell(result, "number"),
        columns.ENTITY_TYPE: _ENTITY_TYPES[kind],
        **{heading: cell(basic, name) for name, heading in _BASIC.items()},
        columns.ENUMERATED: day_cell(basic, "enumeration_date") or epoch_day(result, "created_epoch"),
        columns.UPDATED: day_cell(basic, "last_updated") or epoch_day(result, "last_updated_epoch"),
        columns.DEACTIVATED: day_cell(basic, "deactivation_date"),
        columns.REACTIVATED: day_cell(basic, "reactivation_date"),
        **_taxonomy_cells(items(result, "taxonomies")),
        **first_addresses(result),
    }


def _taxonomy_cells(taxonomies: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    if len(taxonomies) > len(columns.TAXONOMY_GROUPS):
        raise RefusedError("taxonomies", f"{len(taxonomies)} of them", "registry_shape")
    cells: dict[str, str] = {}
    for group, taxonomy in zip(columns.TAXONOMY_GROUPS, taxonomies, strict=False):
        is_primary = taxonomy.get("primary")
        switch = "Y" if is_primary is True else "N" if is_primary is False else "X"
        values = (*(cell(taxonomy, name) for name in ("code", "license", "state")), switch)
        cells.update(zip(group, values, strict=True))
    return cells
