"""Why the verdict on an entry is another than in the release before: pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from verify.publish.change import Cause


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """A public link as one release showed it."""

    decision: str
    identity_class: str
    entry_hash: str
    license_hash: str
    decided_by: str


Links = Mapping[str, LinkSeen]
"""The public links of one entry in one release, by license."""


@dataclass(frozen=True, slots=True)
class EntrySeen:
    """An entry as one release showed it; `columns` are name, profession, credential, city, state.

    `listings` are the sources that its checks name, `exclusions` the ids of its exclusion rows.
    """

    entry_id: str
    source: str
    verdict: str
    license_id: str
    expires_on: str
    listing_as_of: str
    shown_until: str
    columns: tuple[str, ...]
    raw_sha256: str
    parser_version: str
    links: Links
    listings: frozenset[str]
    exclusions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Around:
    """What else changed. `licenses` gives the cause for each license row that came, changed or went.

    `built_on` is the day of the new release; `anew` and `failed` are the sources whose rows were read anew,
    and whose newest crawl failed.
    """

    licenses: Mapping[str, Cause]
    built_on: str
    anew: Collection[str]
    failed: Collection[str]


def verdict_cause(then: EntrySeen, now: EntrySeen, entry: Cause | None, around: Around) -> Cause:
    """The one cause of another verdict; `entry` is why the entry itself differs, None where it does not.

    A person's decision comes first, then what the rows say, then our match, then time, then our rules.
    """
    return (
        _decided(then.links, now.links)
        or _of_licenses(then, now, around.licenses)
        or entry
        or _of_links(then, now)
        or _of_exclusions(then, now)
        or _of_time(then, now, around)
        or Cause.RULES_CHANGED
    )


def _decided(then: Links, now: Links) -> Cause | None:
    """A person's word on one of the links is another now."""

    def words(links: Links) -> dict[str, tuple[str, str]]:
        return {key: (link.decided_by, link.decision) for key, link in links.items() if link.decided_by}

    return Cause.MATCH_CHANGED if words(then) != words(now) else None


def _of_licenses(then: EntrySeen, now: EntrySeen, licenses: Mapping[str, Cause]) -> Cause | None:
    """Another row of a license that decided or decides, else of any that was or is linked."""
    deciding = [each for each in (then.license_id, now.license_id) if each]
    linked = sorted({*then.links, *now.links})
    return next((licenses[each] for each in (*deciding, *linked) if each in licenses), None)


def _of_links(then: EntrySeen, now: EntrySeen) -> Cause | None:
    both = [(then.links[key], now.links[key]) for key in sorted(then.links.keys() & now.links.keys())]
    if any(old.entry_hash != new.entry_hash for old, new in both):
        return Cause.SOURCE_CHANGED if then.raw_sha256 != now.raw_sha256 else Cause.RULES_CHANGED
    if any(old.license_hash != new.license_hash for old, new in both):
        return Cause.RULES_CHANGED

    def facts(links: Links) -> dict[str, tuple[str, str]]:
        return {key: (link.decision, link.identity_class) for key, link in links.items()}

    return Cause.MATCH_CHANGED if facts(then.links) != facts(now.links) else None


def _of_exclusions(then: EntrySeen, now: EntrySeen) -> Cause | None:
    return Cause.SOURCE_CHANGED if then.exclusions != now.exclusions else None


def _of_time(then: EntrySeen, now: EntrySeen, around: Around) -> Cause | None:
    """Nothing but the date, or a listing that was too old or never read and now is read."""
    if then.verdict == "not_covered" and now.listings & set(around.anew):
        return Cause.SOURCE_CHANGED
    if now.verdict == "not_covered" and (then.listings | now.listings) & set(around.failed):
        return Cause.SOURCE_FAILED
    is_over = bool(then.shown_until) and then.shown_until < around.built_on
    has_ended = bool(now.expires_on) and then.listing_as_of <= now.expires_on < now.listing_as_of
    if is_over or has_ended:
        return Cause.TIME_PASSED
    verdicts = {then.verdict, now.verdict}
    if "needs_review" in verdicts and "no_end_date" not in verdicts:
        return Cause.MATCH_CHANGED
    return None
