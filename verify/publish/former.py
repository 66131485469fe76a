"""Licenses that a board lists no longer: a state of its own, kept until the license returns. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from verify.checks.coverage import SourceState
from verify.checks.known import FormerLicense
from verify.publish.causes import ReadNow, departure
from verify.publish.cells import Row, evidence_cells, text
from verify.publish.change import Cause
from verify.publish.gone_licenses import GoneLicense
from verify.publish.load import Records
from verify.publish.past import Past


@dataclass(frozen=True, slots=True)
class Former:
    """Licenses no longer listed, by id, and why each license went that was listed in the release before.

    Only those that went with `RECORD_DISAPPEARED` are among `licenses`.
    """

    licenses: tuple[GoneLicense, ...] = ()
    departures: Mapping[str, Cause] = field(default_factory=dict)

    def by_entry(self) -> dict[str, list[FormerLicense]]:
        """Entry to its former licenses, for the checks."""
        found: dict[str, list[FormerLicense]] = defaultdict(list)
        for each in self.licenses:
            for entry_id, identity in each.links:
                former = FormerLicense(each.license, identity, each.last_listed_on, each.missing_since)
                found[entry_id].append(former)
        return dict(found)


def former_of(past: Past, records: Records, withheld: Collection[str] = ()) -> Former:
    """The former licenses of a release, after the release before it; none of an entry that is `withheld`.

    Links to entries that are there no more are left out, as are licenses of a listing that is not among the
    sources any more.
    """
    states = {state.info.source: state for state in records.states}
    entries, read = {entry.entry_id for entry in records.entries}, read_now(records)
    kept: dict[str, GoneLicense] = {}
    departures: dict[str, Cause] = {}
    for each in past.gone:
        key, evidence = each.license.license_id, each.license.evidence
        now = states.get(evidence.source)
        if now is None or key in withheld or any(entry in withheld for entry, _ in each.links):
            continue
        each = replace(each, links=tuple(pair for pair in each.links if pair[0] in entries))
        if each.missing_since:
            kept.setdefault(key, each)
            continue
        then, today = past.sources[evidence.source], read.get(evidence.source, ReadNow())
        departures[key] = departure(then, now, evidence.raw_sha256, today)
        if departures[key] is Cause.RECORD_DISAPPEARED:
            listed = then.fetched_at[:10]
            kept[key] = replace(each, last_listed_on=listed, missing_since=_read_on(now))
    return Former(tuple(kept[key] for key in sorted(kept)), departures)


def read_now(records: Records) -> dict[str, ReadNow]:
    """What each listing of licenses is read from now."""
    raws: dict[str, set[str]] = defaultdict(set)
    rows: dict[str, set[int]] = defaultdict(set)
    for record in records.licenses:
        raws[record.evidence.source].add(record.evidence.raw_sha256)
    for row in records.quarantine:
        rows[row.source].add(row.row_number)
    return {name: ReadNow(frozenset(raws[name]), len(rows[name])) for name in {*raws, *rows}}


def _read_on(state: SourceState) -> str:
    return state.report.started_at[:10] if state.report else ""


def former_license_rows(former: Former) -> Iterator[Row]:
    """Rows of `former_licenses`."""
    for each in former.licenses:
        record = each.license
        yield (
            record.license_id,
            record.evidence.source,
            record.jurisdiction,
            str(record.profession),
            record.license_number,
            text(record.first_name),
            text(record.middle_name),
            text(record.last_name),
            text(record.suffix),
            text(record.organization_name),
            record.status_printed,
            str(record.status),
            record.expires_on,
            each.last_listed_on,
            each.missing_since,
            *evidence_cells(record.evidence),
        )


def former_link_rows(former: Former) -> Iterator[Row]:
    """Rows of `former_links`, sorted by license and entry."""
    for each in former.licenses:
        for entry_id, identity in sorted(each.links):
            yield entry_id, each.license.license_id, identity
