"""Which schools are stated for a person: by the board's own listing, or in a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.records import EntryRecord, Evidence, Profession
from verify.checks.known import Known
from verify.checks.topics import BASES
from verify.linkage.links import Decision


@dataclass(frozen=True, slots=True)
class SchoolClaim:
    """A school that a board's listing or a statement names, with the degree and the day or year beside it.

    `said` tells in a sentence who states the graduation.
    """

    school: str
    degree: str
    graduated: str
    said: str
    evidence: Evidence
    license_id: str | None = None
    statement_id: str | None = None


def school_claims(entry: EntryRecord, known: Known) -> list[SchoolClaim]:
    """The schools of accepted licenses of acupuncture first, then those of statements, the newest first."""
    return [*_of_boards(entry, known), *_of_statements(entry, known)]


def _of_boards(entry: EntryRecord, known: Known) -> Iterator[SchoolClaim]:
    for link in known.links.get(entry.entry_id, ()):
        row = known.licenses[link.license_id]
        is_ours = link.decision is Decision.ACCEPT and row.profession is Profession.ACUPUNCTURIST
        if is_ours and row.school_printed:
            said = "The board’s own listing states this school as that of the graduation."
            yield SchoolClaim(
                row.school_printed, "", row.graduated_printed, said, row.evidence, license_id=row.license_id
            )


def _of_statements(entry: EntryRecord, known: Known) -> Iterator[SchoolClaim]:
    said = [each for each in known.statements.get(entry.entry_id, ()) if each.topic == "school"]
    for each in sorted(said, key=lambda each: (each.stated_on or "", each.statement_id), reverse=True):
        how = f"That this person graduated there is {BASES[each.basis]}; it was not checked with the school."
        yield SchoolClaim(
            each.issuer or each.statement_printed,
            each.statement_printed,
            each.stated_on or "",
            how,
            each.evidence,
            statement_id=each.statement_id,
        )
