"""Whose certificate is it? Conservative: a certificate on the wrong page would be worse than none.

Certain only where the whole name agrees, nothing contradicts it, the profession fits, the place agrees,
and neither the directory nor the entries hold another such person. A name and a state alone go to a
person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crawler.records import CertificationRecord, EntryKind, EntryRecord, Profession
from verify.checks.coverage import SourceState
from verify.checks.known import CertificateLink
from verify.linkage.names import PersonName, fold, standardize

Key = tuple[str, str, str]
"""State, surname and given name."""

_DOUBTS = "the name and the state agree, and {}"


@dataclass(frozen=True, slots=True)
class _Holder:
    """One person of a directory, with all certificates that it lists for this person."""

    name: PersonName
    certificates: tuple[CertificationRecord, ...]

    @property
    def first(self) -> CertificationRecord:
        return self.certificates[0]

    @property
    def source(self) -> str:
        return self.first.evidence.source

    @property
    def key(self) -> str:
        return _holder_key(self.first)


def certificate_links(
    entries: Iterable[EntryRecord],
    certificates: Sequence[CertificationRecord],
    sources: Iterable[SourceState],
) -> tuple[CertificateLink, ...]:
    """The certificates that are, or may be, those of entries; sorted by entry and certificate."""
    if not certificates:
        return ()
    professions = {state.info.source: frozenset(state.info.professions) for state in sources}
    by_key = _people_by_key(entries)
    pairs = [
        (holder, entry)
        for holder in _holders(certificates)
        for entry in _candidates(holder, by_key, professions)
    ]
    found = [link for holder, entry, doubt in _doubted(pairs) for link in _links(holder, entry, doubt)]
    return tuple(sorted(found, key=lambda link: (link.entry_id, link.certificate.certification_id)))


def _links(holder: _Holder, entry: EntryRecord, doubt: str) -> Iterator[CertificateLink]:
    place = _agreeing_place(holder.first, entry)
    reason = _DOUBTS.format(doubt) if doubt else f"name, state and {place} agree, and nobody else fits"
    for certificate in holder.certificates:
        yield CertificateLink(entry.entry_id, certificate, reason, is_certain=not doubt)


def _doubted(pairs: Sequence[tuple[_Holder, EntryRecord]]) -> Iterator[tuple[_Holder, EntryRecord, str]]:
    """Each pair with the reason for which a person has to decide; empty where nothing is in doubt."""
    entries = Counter(holder.key for holder, _ in pairs)
    holders = Counter((entry.entry_id, holder.source) for holder, entry in pairs)
    for holder, entry in pairs:
        if entries[holder.key] > 1:
            yield holder, entry, "several entries fit"
        elif holders[entry.entry_id, holder.source] > 1:
            yield holder, entry, "several people of the directory fit"
        else:
            yield holder, entry, _doubt(holder, entry)


def _doubt(holder: _Holder, entry: EntryRecord) -> str:
    if not _agreeing_place(holder.first, entry):
        return "no city or ZIP code agrees"
    if all(bool(name.suffix) != bool(holder.name.suffix) for name in _agreeing(holder, entry)):
        return "one side alone has a suffix"
    return ""


def _people_by_key(entries: Iterable[EntryRecord]) -> dict[Key, list[EntryRecord]]:
    found: dict[Key, list[EntryRecord]] = defaultdict(list)
    for entry in entries:
        if entry.kind is EntryKind.INDIVIDUAL and not entry.deactivated_on:
            states = {place.state for place in entry.places} | {claim.state for claim in entry.claims}
            names = {(name.surname_key, name.given_key) for name in _names(entry)}
            for key in ((state, *name) for state in states if state for name in names):
                found[key].append(entry)
    return found


def _holders(certificates: Iterable[CertificationRecord]) -> list[_Holder]:
    """The people of the directories; one with only an initial for a given name is nobody in particular."""
    found: dict[str, list[CertificationRecord]] = defaultdict(list)
    for each in sorted(certificates, key=lambda each: each.certification_id):
        found[_holder_key(each)].append(each)
    people = [
        _Holder(standardize(x[0].first_name, x[0].middle_name, x[0].last_name, x[0].suffix), tuple(x))
        for x in found.values()
    ]
    return [each for each in people if each.name.surname_key and len(each.name.given_key) > 1]


def _holder_key(certificate: CertificationRecord) -> str:
    """Source and person: the third part of the id is the certificate."""
    return ":".join(certificate.certification_id.split(":")[:2])


def _candidates(
    holder: _Holder,
    by_key: Mapping[Key, Sequence[EntryRecord]],
    professions: Mapping[str, frozenset[Profession]],
) -> list[EntryRecord]:
    key = holder.first.state, holder.name.surname_key, holder.name.given_key
    fitting = professions.get(holder.source, frozenset())
    found = {
        entry.entry_id: entry
        for entry in by_key.get(key, ())
        if fitting & {entry.profession, *(claim.profession for claim in entry.claims)}
        and _agreeing(holder, entry)
    }
    return list(found.values())


def _agreeing(holder: _Holder, entry: EntryRecord) -> list[PersonName]:
    """The entry's names that agree with the holder's and do not contradict its middle name or suffix."""
    theirs = holder.name
    return [
        name
        for name in _names(entry)
        if (name.surname_key, name.given_key) == (theirs.surname_key, theirs.given_key)
        and not (name.middle and theirs.middle and name.middle[0] != theirs.middle[0])
        and not (name.suffix and theirs.suffix and name.suffix != theirs.suffix)
    ]


def _names(entry: EntryRecord) -> list[PersonName]:
    own = standardize(entry.first_name, entry.middle_name, entry.last_name, entry.suffix)
    others = (standardize(x.first_name, x.middle_name, x.last_name, x.suffix) for x in entry.other_names)
    return [own, *(name for name in others if name.surname_key)]


def _agreeing_place(certificate: CertificationRecord, entry: EntryRecord) -> str:
    """What of the place agrees within one place of the entry: `city`, `ZIP code`, or nothing."""
    here = [place for place in entry.places if place.state == certificate.state]
    city = fold(certificate.city)
    if city and any(fold(place.city) == city for place in here):
        return "city"
    area = certificate.zip5[:3]
    return "ZIP area" if len(area) == 3 and any(place.zip5[:3] == area for place in here) else ""
