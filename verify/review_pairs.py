"""Each pair that waits for a person, whole: link, both records, and what a decision would change in public.

`review_pairs.jsonl` is written at every build beside `review.csv` and is as private. The changes are found
by the checks themselves, on all that the build knew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from crawler.records import EntryKind, EntryRecord, LicenseRecord, from_json, to_json
from verify.checks.judgment import Judgment
from verify.checks.known import Known
from verify.checks.verdict import judge_person
from verify.linkage.links import Decision, Link, link_from_facts
from verify.publish.decisions import Word, promoted
from verify.publish.errors import CannotRunError
from verify.publish.withhold import is_sensitive

PAIRS = "review_pairs.jsonl"


@dataclass(frozen=True, slots=True)
class Effect:
    """The verdict on the entry as published, and what it would be after each decision, as codes.

    `is_applied` is false where an accept would tie nobody: the license is adverse, and number and name do
    not both agree.
    """

    verdict: str
    if_accepted: str
    if_rejected: str
    is_applied: bool

    @property
    def rank(self) -> int:
        """0 where an accept changes the verdict, 1 where a reject alone does, 2 where neither does."""
        if self.if_accepted != self.verdict:
            return 0
        return 1 if self.if_rejected != self.verdict else 2


@dataclass(frozen=True, slots=True)
class WaitingPair:
    """One link in review with the two records that it may tie."""

    link: Link
    effect: Effect
    entry: EntryRecord
    license: LicenseRecord

    @property
    def key(self) -> tuple[str, str]:
        """Entry and license."""
        return self.link.entry_id, self.link.license_id

    @property
    def is_adverse(self) -> bool:
        """Whether the license would harm a namesake: adverse, restricted or alleged."""
        return is_sensitive(self.license)


def waiting_pairs(
    links: Iterable[Link], known: Known, judgments: Iterable[Judgment]
) -> Iterator[WaitingPair]:
    """Every link in review, sorted by entry and license, with what a decision on it alone would change."""
    shown = {each.entry_id: str(each.shown_on(known.today)) for each in judgments}
    waiting = (link for link in links if link.decision is Decision.REVIEW)
    for link in sorted(waiting, key=lambda each: (each.entry_id, each.license_id)):
        entry, row = known.entries[link.entry_id], known.licenses[link.license_id]
        yield WaitingPair(link, _effect(link, entry, row, known, shown[link.entry_id]), entry, row)


def _effect(link: Link, entry: EntryRecord, row: LicenseRecord, known: Known, verdict: str) -> Effect:
    accepted = promoted(link, Word.ACCEPT, entry, row)
    is_applied = accepted.decision is Decision.ACCEPT
    if entry.kind is not EntryKind.INDIVIDUAL:
        return Effect(verdict, verdict, verdict, is_applied)
    others = [each for each in known.links.get(entry.entry_id, ()) if each.license_id != link.license_id]
    return Effect(
        verdict=verdict,
        if_accepted=_verdict_with(entry, known, [*others, accepted]),
        if_rejected=_verdict_with(entry, known, others),
        is_applied=is_applied,
    )


def _verdict_with(entry: EntryRecord, known: Known, links: Sequence[Link]) -> str:
    """The verdict that the real checks give where these are the entry's links."""
    ordered = sorted(links, key=lambda each: each.license_id)
    return str(judge_person(entry, replace(known, links={entry.entry_id: ordered})).shown_on(known.today))


def pair_line(pair: WaitingPair) -> str:
    """The pair as one line of JSON."""
    link, effect = (json.dumps(asdict(each), ensure_ascii=False) for each in (pair.link, pair.effect))
    return (
        f'{{"link":{link},"effect":{effect},"entry":{to_json(pair.entry)},"license":{to_json(pair.license)}}}'
    )


def read_pairs(path: Path) -> list[WaitingPair]:
    """The pairs of the file, in its order.

    Raises:
        CannotRunError: the file is missing, or a line is no pair.
    """
    if not path.exists():
        raise CannotRunError(f"There is no {path} yet; run `practitioners build` first.")
    with path.open(encoding="utf-8", newline="\n") as file:
        return [_pair(path, number, line) for number, line in enumerate(file, start=1)]


def _pair(path: Path, number: int, line: str) -> WaitingPair:
    try:
        facts = json.loads(line)
        return WaitingPair(
            link_from_facts(facts["link"]),
            Effect(**facts["effect"]),
            from_json(EntryRecord, json.dumps(facts["entry"])),
            from_json(LicenseRecord, json.dumps(facts["license"])),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise CannotRunError(
            f"{path}, line {number}: is no pair ({error!r}); run `practitioners build` to write it anew."
        ) from error
