"""Where an entry stands at the boards that speak for it: the listings asked, and what they hold of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crawler.records import EntryRecord, LicenseRecord, Profession, Status
from verify.checks.coverage import SourceState, oldest
from verify.checks.judgment import Found
from verify.checks.known import FormerLicense, Known
from verify.checks.professions import checked_profession, practice_state
from verify.linkage.links import Decision


@dataclass(frozen=True, slots=True)
class Standing:
    """What is held of one entry.

    `listings` are those of its profession in the state where it practices. `here` are the accepted licenses
    on them, the best first; `accepted` are all, wherever they are. `waiting` counts the rows in doubt by
    source. `former` are the licenses that these listings held before and hold no longer.
    """

    profession: Profession | None
    state: str
    listings: tuple[SourceState, ...]
    accepted: tuple[Found, ...]
    here: tuple[Found, ...]
    waiting: Mapping[str, int]
    former: tuple[FormerLicense, ...]
    is_better_waiting: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether a person has to look at a row of one of these listings."""
        return any(self.waiting[listing.info.source] for listing in self.listings)

    @property
    def listing(self) -> SourceState | None:
        """The listing that speaks: that of the license found, of a row in doubt, else the oldest."""
        if self.here:
            return self.here[0].listing
        doubtful = [each for each in self.listings if self.waiting[each.info.source]]
        return oldest(doubtful or self.listings)

    @property
    def elsewhere(self) -> tuple[Found, ...]:
        """Accepted licenses beside the one that decides: in another state or profession, or a second row."""
        return tuple(found for found in self.accepted if found not in self.here[:1])


def standing_of(entry: EntryRecord, known: Known) -> Standing:
    """The standing of a person; an organization has no listing and no license."""
    profession, state = checked_profession(entry), practice_state(entry)
    listings = known.coverage.listings(state, profession) if profession else ()
    links = known.links.get(entry.entry_id, ())
    accepted = tuple(
        Found(row, link, known.coverage.by_source[row.evidence.source])
        for link in links
        if link.decision is Decision.ACCEPT
        for row in (known.licenses[link.license_id],)
    )
    doubtful = [known.licenses[link.license_id] for link in links if link.decision is Decision.REVIEW]
    in_doubt = [row for row in doubtful if row.profession == profession]
    own = [found for found in accepted if found.license.profession == profession]
    here = tuple(sorted((each for each in own if each.listing in listings), key=_rank))
    sources = {listing.info.source for listing in listings}
    return Standing(
        profession=profession,
        state=state,
        listings=listings,
        accepted=accepted,
        here=here,
        waiting=Counter(row.evidence.source for row in in_doubt),
        former=tuple(
            gone
            for gone in known.former.get(entry.entry_id, ())
            if gone.license.profession == profession and gone.license.evidence.source in sources
        ),
        is_better_waiting=bool(here) and _is_better_waiting(here[0], in_doubt),
    )


def _is_better_waiting(found: Found, in_doubt: Sequence[LicenseRecord]) -> bool:
    """Whether a row in doubt gives leave to practice, or an end date, where the one found does not."""
    listing, least = found.listing, ENDED
    if _gives_leave(found.license, listing):
        least = _has_ended(found.license, listing)
    same = (row for row in in_doubt if row.evidence.source == listing.info.source)
    return any(_gives_leave(row, listing) and _has_ended(row, listing) < least for row in same)


def _gives_leave(row: LicenseRecord, listing: SourceState) -> bool:
    """Whether a row lets its holder practice, at least in part, on the day of its listing."""
    return not row.is_superseded and row.status in _ORDER and _has_ended(row, listing) < ENDED


_ORDER = (Status.ACTIVE, Status.ACTIVE_RESTRICTED, Status.PROBATION)


def _rank(found: Found) -> tuple[object, ...]:
    """The better license first: not replaced, with leave to practice, running, less limited, ending later.

    So the license that decides is the one that supports the best verdict; what stands against the person
    on any other one is told all the same.
    """
    row = found.license
    order = _ORDER.index(row.status) if row.status in _ORDER else len(_ORDER)
    latest = -date.fromisoformat(row.expires_on).toordinal() if row.expires_on else 0
    return (
        row.is_superseded,
        order == len(_ORDER),
        _has_ended(row, found.listing),
        order,
        latest,
        row.license_id,
    )


def has_run_out(found: Found, today: date) -> bool:
    """Whether the license ran on its listing's date and its end date has passed since."""
    row = found.license
    if row.expires_on is None or row.is_in_renewal or _has_ended(row, found.listing) == ENDED:
        return False
    return date.fromisoformat(row.expires_on) < today


ENDED = 2
"""A license that had ended on its listing's date."""


def _has_ended(row: LicenseRecord, listing: SourceState) -> int:
    """0 where the license ran on its listing's date, 1 where that is not stated, `ENDED` where it had."""
    as_of = listing.as_of
    if row.expires_on is None or as_of is None:
        return 1
    return 0 if row.is_in_renewal or date.fromisoformat(row.expires_on) >= as_of else ENDED
