"""Links of organizations by number, with the numbers hidden: half at a time, so that the rest can teach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

from verify.linkage.hidden_links import HiddenLink, Progress
from verify.linkage.links import Decision, IdentityClass, Link
from verify.linkage.organization_records import OrganizationEntry, OrganizationRow
from verify.linkage.organizations import link_organizations


def hidden_organization_links(
    rows: Sequence[OrganizationRow],
    entries: Sequence[OrganizationEntry],
    links: Sequence[Link],
    say: Progress,
) -> list[HiddenLink]:
    """What became of each link by number of a run of organizations, sorted by entry and row."""
    by_number = [
        link
        for link in links
        if link.decision is Decision.ACCEPT and link.identity_class is IdentityClass.NUMBER_AND_NAME
    ]
    if not by_number:
        return []
    count = len({link.entry_id for link in by_number})
    say(f"hiding the license numbers of {count:,} organizations and linking again")
    found: list[HiddenLink] = []
    for half in (0, 1):
        asked = [link for link in by_number if crc32(link.entry_id.encode()) % 2 == half]
        hidden = {link.entry_id for link in asked}
        silent = [_without_numbers(each) if each.entry_id in hidden else each for each in entries]
        again, _ = link_organizations(rows, silent)
        found += _compared(asked, by_number, [link for link in again if link.entry_id in hidden])
    return sorted(found, key=lambda link: (link.entry_id, link.row_id))


def _without_numbers(entry: OrganizationEntry) -> OrganizationEntry:
    """The entry as if it had stated no number, and no state for the sake of a number."""
    here = {spot.state for spot in entry.spots}
    return replace(
        entry, claims=(), boards=tuple(board for board in entry.boards if board in here) or entry.boards
    )


def _compared(asked: Sequence[Link], by_number: Sequence[Link], again: Sequence[Link]) -> list[HiddenLink]:
    owners: dict[str, set[str]] = defaultdict(set)
    for link in by_number:
        owners[link.license_id].add(link.entry_id)
    decisions = {(link.entry_id, link.license_id): link.decision for link in again}
    wrong = {
        link.entry_id
        for link in again
        if link.decision is Decision.ACCEPT
        and link.license_id in owners
        and link.entry_id not in owners[link.license_id]
    }
    return [
        HiddenLink(link.entry_id, link.license_id, decision is Decision.ACCEPT, decision is Decision.REVIEW,
                   link.entry_id in wrong, None)
        for link in asked
        for decision in [decisions.get((link.entry_id, link.license_id))]
    ]  # fmt: skip
