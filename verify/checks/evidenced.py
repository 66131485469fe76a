"""Checks with the evidence they rest on: a row of a listing, a whole listing, or none."""

from __future__ import annotations

from crawler.records import LicenseRecord
from verify.checks.coverage import SourceState
from verify.checks.judgment import Check, CheckOutcome, Strength


def on_license(name: str, outcome: CheckOutcome, words: str, license_: LicenseRecord) -> Check:
    """A check that rests on one row of a board's listing."""
    evidence = license_.evidence
    strength = Strength.NONE if outcome is CheckOutcome.NO_EVIDENCE else Strength.PRIMARY
    return Check(
        name, outcome, strength, words, f"{evidence.source} {evidence.parser_version}",
        license_id=license_.license_id, source=evidence.source, source_url=evidence.source_url,
        fetched_at=evidence.fetched_at, source_as_of=evidence.source_as_of,
    )  # fmt: skip


def without_license(name: str, outcome: CheckOutcome, words: str, listing: SourceState | None) -> Check:
    """A check that rests on a whole listing, or on none that was ever read."""
    if listing is None or listing.report is None:
        return Check(name, outcome, Strength.NONE, words, "coverage")
    info, report = listing.info, listing.report
    says_nothing = outcome in (CheckOutcome.REVIEW, CheckOutcome.NO_EVIDENCE)
    strength = Strength.NONE if says_nothing else Strength.PRIMARY
    return Check(
        name, outcome, strength, words, f"{info.source} {report.parser_version}", source=info.source,
        source_url=info.homepage_url, fetched_at=report.started_at, source_as_of=report.source_as_of,
    )  # fmt: skip
