"""What a board states against a license: cases that stand, cases not decided, and matters that are over.

The board's words are quoted with number, days and link, and never summed up. An allegation is no finding.
A matter that was dismissed, vacated, withdrawn or has ended is shown as such and counts for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from crawler.records import ActionStage, BoardAction, Discipline, LicenseRecord
from verify.checks.known import Known
from verify.checks.status_words import LIMITED, is_administrative_limit
from verify.checks.words import day


def is_encumbered(row: LicenseRecord, known: Known) -> bool:
    """Whether the board states a measure, a limit or a case, decided or not, that is not over."""
    return bool(encumbrance(row, known))


def encumbrance(row: LicenseRecord, known: Known) -> str:
    """What the row states against an unencumbered license, in the board’s own words; else empty."""
    standing = [action for action in row.actions if not action.is_over(listed_on(row))]
    if standing:
        return _cases(standing)
    if row.discipline is Discipline.YES and _says_nothing_of_it(row):
        word = row.discipline_printed
        return f"The board’s listing shows an action on file (“{word}”). It does not say what it is."
    if row.discipline_printed.strip().upper() == "PENDING":
        return "The board’s listing shows an action as pending. That is not a finding."
    if row.is_disciplinary_status or (row.status in LIMITED and not is_administrative_limit(row, known)):
        return f"The board’s status word for license {row.license_number} is “{row.status_printed}”."
    return ""


def _says_nothing_of_it(row: LicenseRecord) -> bool:
    """Whether no case explains the flag: a case that was dropped is not the action that it speaks of."""
    return all(action.is_dropped for action in row.actions)


def past_matters(row: LicenseRecord) -> str:
    """The matters that are over, quoted and marked; empty where there are none."""
    over = [quoted(action) for action in row.actions if action.is_over(listed_on(row))]
    return f"The board’s listing shows a matter that is over: {'; '.join(over)}." if over else ""


def _cases(standing: Sequence[BoardAction]) -> str:
    """Cases that the board has decided first, then those that are only alleged."""
    alleged = "; ".join(quoted(each) for each in standing if each.stage is ActionStage.ALLEGED)
    other = "; ".join(quoted(each) for each in standing if each.stage is not ActionStage.ALLEGED)
    shown = "The board’s listing shows"
    parts = [f"{shown}: {other}."] if other else []
    parts += [f"{shown} a case that is not decided: {alleged}. That is not a finding."] if alleged else []
    return " ".join(parts)


def quoted(action: BoardAction) -> str:
    """The case in the board’s words, with its number, days, stage and link where they are given."""
    printed = action.action_printed or action.reason_printed
    parts = [f"“{printed}”"] if printed else []
    parts += [f"case {action.docket}"] if action.docket else []
    parts += ["alleged, not decided"] if action.stage is ActionStage.ALLEGED else []
    parts += [day(action.acted_on)] if action.acted_on else []
    parts += ["final"] if action.stage is ActionStage.FINAL else []
    parts += [f"ended {day(action.ended_on)}"] if action.ended_on else []
    parts += ["dropped by the board’s own words"] if action.is_dropped else []
    parts += [action.order_url] if action.order_url else []
    return ", ".join(parts) or "a case without words"


def listed_on(row: LicenseRecord) -> str:
    """The day that a row speaks of: its listing's own date, else the day it was read."""
    return row.evidence.source_as_of or row.evidence.fetched_at[:10]
