"""The contract between `crawler` and `verify`: what one row of a public listing becomes.

Everything here is frozen data made of the standard library. Missing text is the empty
string, a missing date is None; nothing is ever filled in by guessing. Dates are ISO days
(`2026-11-20`), times are UTC with a `Z`. A record turns into one JSON line and back with
`to_json` and `from_json`; the same record always gives the same bytes.
"""

from __future__ import annotations

from crawler.records.accreditation import AccreditationRecord
from crawler.records.board_action import BoardAction, says_dropped
from crawler.records.certification import CertificationRecord
from crawler.records.closed_lists import (
    ActionStage,
    Discipline,
    EntryKind,
    Outcome,
    PlacePurpose,
    Profession,
    RecordKind,
    Status,
)
from crawler.records.crawl import CrawlReport, SourceInfo
from crawler.records.entry import Claim, EntryRecord, OtherName, Place
from crawler.records.evidence import Evidence, QuarantinedRow
from crawler.records.exclusion import ExclusionRecord
from crawler.records.json_lines import from_json, to_json
from crawler.records.license import LicenseRecord
from crawler.records.npi import is_npi

__all__ = [
    "AccreditationRecord",
    "ActionStage",
    "BoardAction",
    "CertificationRecord",
    "Claim",
    "CrawlReport",
    "Discipline",
    "EntryKind",
    "EntryRecord",
    "Evidence",
    "ExclusionRecord",
    "LicenseRecord",
    "OtherName",
    "Outcome",
    "Place",
    "PlacePurpose",
    "Profession",
    "QuarantinedRow",
    "RecordKind",
    "SourceInfo",
    "Status",
    "from_json",
    "is_npi",
    "says_dropped",
    "to_json",
]
