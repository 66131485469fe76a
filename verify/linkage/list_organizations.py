"""The organizations of two lists, as the model of organizations takes them."""

from __future__ import annotations

from verify.linkage.list_sides import ReadLists, claimed_numbers, is_adverse
from verify.linkage.lists import Lines
from verify.linkage.organization_records import ClaimedNumber, OrganizationEntry, OrganizationRow, Spot
from verify.linkage.professions import profession_of


def organizations_of(
    directory: Lines, roll: Lines, read: ReadLists
) -> tuple[list[OrganizationRow], list[OrganizationEntry]]:
    """The rows and entries that are organizations."""
    rows = [_row(roll, i) for i, other in enumerate(read.row_is_organization) if other]
    entries = [_entry(directory, i) for i, other in enumerate(read.entry_is_organization) if other]
    return rows, entries


def _row(roll: Lines, i: int) -> OrganizationRow:
    board = roll["state"][i].upper()
    return OrganizationRow(
        row_id=roll["rec_id"][i],
        board=board,
        profession=profession_of(roll["profession"][i]),
        name=roll["name"][i] or roll["last_name"][i],
        license_number=roll["license_number"][i],
        city=roll["city"][i],
        state=board,
        zip5=roll["zip"][i],
        is_adverse=is_adverse(roll["status"][i], roll["discipline"][i]),
    )


def _entry(directory: Lines, i: int) -> OrganizationEntry:
    state = directory["state"][i].upper()
    claims = tuple(
        ClaimedNumber(board, number) for board, number in claimed_numbers(directory["licenses"][i])
    )
    names = (directory[column][i] for column in ("org_name", "dba_name", "name"))
    return OrganizationEntry(
        entry_id=directory["entry_id"][i],
        names=tuple(dict.fromkeys(name for name in names if name)),
        boards=tuple(dict.fromkeys(board for board in [state, *(claim.board for claim in claims)] if board)),
        spots=(Spot(directory["city"][i], state, directory["zip"][i]),),
        claims=claims,
    )
