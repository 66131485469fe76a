"""Which profession and which state decide on an entry."""

from __future__ import annotations

from crawler.records import EntryKind, EntryRecord, PlacePurpose, Profession

DIRECTORY_PROFESSIONS = (Profession.ACUPUNCTURIST, Profession.PHYSICAL_THERAPIST, Profession.PT_ASSISTANT)
"""The professions that the directory lists; the listings of their boards are published whole."""

COLLABORATING_PROFESSIONS = (Profession.PHYSICIAN, Profession.CHIROPRACTOR, Profession.NATUROPATH)
"""The professions that work with them in a clinic; their boards are read to check its people alone."""


def checked_profession(entry: EntryRecord) -> Profession | None:
    """The profession whose license decides on a person: one of the directory, else a collaborating one.

    The primary claim comes first within each group, and an acupuncturist who is a physician as well is
    judged as an acupuncturist: one profession's license never stands for another's. None for an
    organization, and where no board of any claimed profession is read anywhere.
    """
    if entry.kind is EntryKind.ORGANIZATION:
        return None
    claimed = [entry.profession, *(claim.profession for claim in entry.claims)]
    return next(
        (
            profession
            for group in (DIRECTORY_PROFESSIONS, COLLABORATING_PROFESSIONS)
            for profession in claimed
            if profession in group
        ),
        None,
    )


def practice_state(entry: EntryRecord) -> str:
    """The state of the main practice place; empty where none is stated."""
    return next((p.state for p in entry.places if p.purpose is PlacePurpose.PRACTICE), "")
