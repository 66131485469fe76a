"""From records and links to everything that a database is filled with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from verify.certificate_review import QUEUE, write_certificate_review
from verify.checks.certificate_links import certificate_links
from verify.checks.known import CertificateLink, Known, known_of
from verify.corrected import Corrected
from verify.link_store import NEAR_MISSES, link_lines, write_lines
from verify.linkage.links import Linkage
from verify.publish.certificate_decisions import decided_certificates
from verify.publish.codes import all_codes
from verify.publish.decisions import read_decisions
from verify.publish.former import former_of
from verify.publish.load import Records
from verify.publish.past import read_past
from verify.publish.releases import Facts, Release, name_release
from verify.publish.withhold import divide_links
from verify.review import write_review
from verify.review_pairs import PAIRS, pair_line, waiting_pairs
from verify.run import Run, Steps


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything about one release: its public facts, and what only the private queue is made of.

    `withheld_count` links are in no public table, because their license is adverse.
    """

    facts: Facts
    found: Corrected
    known: Known
    withheld_count: int


def gather(run: Run, steps: Steps, found: Corrected, linkage: Linkage, published: Path | None) -> Gathered:
    """The corrected records checked, and the past of the published database beside them."""
    records, words, withheld = found.records, found.words, found.hidden.withheld
    members = tuple(steps.members(records.entries, records.statements))
    certificates = _certificates(run.data, records)
    release = _release(run, found, linkage)
    past = read_past(published, found.license_ids, is_sample=release.is_sample)
    former = former_of(past, records, withheld)
    known = known_of(
        run.day,
        records.states,
        records.entries,
        records.licenses,
        words.links,
        records.exclusions,
        statements=records.statements,
        certificates=certificates,
        former=former.by_entry(),
        members=members,
        accreditations=records.accreditations,
        codes=all_codes(),
    )
    divided = divide_links(words.links, known.licenses)
    facts = Facts(
        release=release,
        records=records,
        links=divided.public,
        judgments=tuple(steps.judge(records.entries, known)),
        members=members,
        certificates=certificates,
        past=past,
        former=former,
        withheld=withheld,
        disputes=found.disputes,
        audits=found.audits,
        decided=words,
    )
    return Gathered(facts, found, known, divided.withheld_count)


def _certificates(data: Path, records: Records) -> tuple[CertificateLink, ...]:
    return decided_certificates(
        certificate_links(records.entries, records.certifications, records.states),
        {entry.entry_id: entry for entry in records.entries},
        read_decisions(data),
    )


def _release(run: Run, found: Corrected, linkage: Linkage) -> Release:
    inputs = (*found.ledgers, ("learned", linkage.learned_from.encode()))
    return name_release(found.records, linkage.model_version, linkage.model_facts, run.day, inputs)


def write_queue(data: Path, made: Gathered) -> int:
    """The private queue in `data` is that of this release; how many links wait for a person."""
    facts, found = made.facts, made.found
    entries = {entry.entry_id: entry for entry in facts.records.entries}
    write_lines(data / NEAR_MISSES, link_lines(found.near_misses))
    write_certificate_review(data / QUEUE, facts.certificates, entries)
    pairs = waiting_pairs(found.words.links, made.known, facts.judgments)
    write_lines(data / PAIRS, map(pair_line, pairs))
    return write_review(data / "review.csv", found.words.links, entries, facts.licenses_by_id)
