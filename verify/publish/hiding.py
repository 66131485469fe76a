"""Takes suppressed people out of everything that a database is filled with: pure, before anything is judged.

They are linked first, so that their licenses are known and can go with them, and so that nobody of the same
name is tied to those instead.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from crawler.records import EntryRecord, LicenseRecord
from verify.checks.known import CertificateLink
from verify.linkage.links import Comparison, Decision, Link
from verify.publish.load import Records
from verify.publish.suppression import Suppressions

NOT_SHOWN = "Not shown, on request"


@dataclass(frozen=True, slots=True)
class Hidden:
    """Records and links without what is withheld.

    `withheld` are the ids of entries, licenses and certificates that no table may hold; `licenses` the
    pairs of entry and license among them, to be remembered.
    """

    records: Records
    links: tuple[Link, ...]
    withheld: frozenset[str] = frozenset()
    licenses: tuple[tuple[str, str], ...] = ()


def hide(
    records: Records,
    links: tuple[Link, ...],
    suppressions: Suppressions,
    certificates: Callable[[Records], Iterable[CertificateLink]],
    rejected: Collection[tuple[str, str]] = (),
) -> Hidden:
    """Records and links in which no suppressed entry is, nor its licenses, certificates and exclusions.

    `certificates` finds whose certificates are whose; pairs that a person `rejected` are not remembered.
    """
    if not suppressions:
        return Hidden(records, links)
    ids = [entry.entry_id for entry in records.entries]
    entries = suppressions.of(ids, suppressions.entries)
    pairs = _licenses_of(entries, records, links, suppressions, rejected)
    licenses = {license_id for _, license_id in pairs}
    owned = (each for each in certificates(records) if each.entry_id in entries)
    papers = {each.certificate.certification_id for each in owned}
    withheld = frozenset({*entries, *licenses, *papers})
    kept = _without(records, withheld)
    left = tuple(x for x in links if x.entry_id not in withheld and x.license_id not in withheld)
    contacts = suppressions.of(ids, suppressions.contacts) - entries
    return _without_contacts(Hidden(kept, left, withheld, tuple(sorted(pairs))), contacts)


def _licenses_of(
    entries: Collection[str],
    records: Records,
    links: Iterable[Link],
    suppressions: Suppressions,
    rejected: Collection[tuple[str, str]],
) -> set[tuple[str, str]]:
    """The licenses that go with withheld entries: linked or in doubt, of the same holder, or remembered.

    One that is accepted for somebody else as well is that person's and stays.
    """
    others = {x.license_id for x in links if x.decision is Decision.ACCEPT and x.entry_id not in entries}
    pairs = {(x.entry_id, x.license_id) for x in links if x.entry_id in entries}
    pairs = {pair for pair in pairs if pair[1] not in others}
    rows = {record.license_id: record for record in records.licenses}
    holders = {_holder(rows[row]): entry for entry, row in pairs if rows[row].holder_id}
    pairs |= {
        (holders[_holder(record)], record.license_id)
        for record in records.licenses
        if record.holder_id and _holder(record) in holders
    }
    if not suppressions.remembered:
        return pairs
    cut = {(suppressions.hash_of(entry), suppressions.hash_of(row)) for entry, row in rejected}
    wanted = [row for owner, row in suppressions.remembered - cut if owner in suppressions.entries]
    return pairs | {("", row) for row in suppressions.of(rows, wanted) - {row for _, row in pairs} - others}


def _holder(record: LicenseRecord) -> tuple[str, str]:
    return record.evidence.source, record.holder_id


def _without(records: Records, withheld: Collection[str]) -> Records:
    places = {
        (record.evidence.source, record.evidence.row_number)
        for group in (records.licenses, records.entries)
        for record in group
        if (record.license_id if isinstance(record, LicenseRecord) else record.entry_id) in withheld
    }
    return replace(
        records,
        entries=tuple(each for each in records.entries if each.entry_id not in withheld),
        licenses=tuple(each for each in records.licenses if each.license_id not in withheld),
        exclusions=tuple(each for each in records.exclusions if each.npi not in withheld),
        certifications=tuple(e for e in records.certifications if e.certification_id not in withheld),
        statements=tuple(
            each for each in records.statements if not {each.entry_id, each.other_entry_id} & set(withheld)
        ),
        quarantine=tuple(each for each in records.quarantine if (each.source, each.row_number) not in places),
    )


def _without_contacts(hidden: Hidden, contacts: Collection[str]) -> Hidden:
    """Telephone, street and ZIP code of these entries are gone; so is the ZIP code of their licenses."""
    if not contacts:
        return hidden
    secrets = {
        entry.entry_id: _contact(entry) for entry in hidden.records.entries if entry.entry_id in contacts
    }
    linked = {link.license_id for link in hidden.links if link.entry_id in contacts}
    records = replace(
        hidden.records,
        entries=tuple(_without_contact(e) if e.entry_id in contacts else e for e in hidden.records.entries),
        licenses=tuple(replace(r, zip5="") if r.license_id in linked else r for r in hidden.records.licenses),
    )
    zips = {
        row.license_id: row.zip5 for row in hidden.records.licenses if row.license_id in linked and row.zip5
    }
    links = tuple(
        _without_values(link, secrets[link.entry_id] | {zips.get(link.license_id, "")} - {""})
        if link.entry_id in contacts
        else link
        for link in hidden.links
    )
    return replace(hidden, records=records, links=links)


def _contact(entry: EntryRecord) -> frozenset[str]:
    texts = {text for place in entry.places for text in (place.zip5, place.phone, place.street)}
    return frozenset(texts - {""})


def _without_contact(entry: EntryRecord) -> EntryRecord:
    return replace(entry, places=tuple(replace(p, zip5="", phone="", street="") for p in entry.places))


def _without_values(link: Link, secrets: Collection[str]) -> Link:
    """The link without the values that tell a contact; its weights stay."""

    def shown(each: Comparison) -> Comparison:
        texts = (each.entry_value, each.license_value, each.reason)
        if not any(secret in text for secret in secrets for text in texts):
            return each
        return replace(each, entry_value="", license_value="", reason=NOT_SHOWN)

    reason = NOT_SHOWN if any(secret in link.reason for secret in secrets) else link.reason
    return replace(link, comparisons=tuple(map(shown, link.comparisons)), reason=reason)
