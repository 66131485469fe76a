"""Whether spans of accreditation cover a graduation, by day and by program, or the dates leave it open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from crawler.records import AccreditationRecord
from verify.checks.school_names import words_of

_DOCTORAL = re.compile(r"\b(DOCTOR|DOCTORS|DOCTORAL|DOCTORATE|DAOM|DACM|DAC|DACHM|DACCHM|DTCM|DAIM)\b")
_MASTERS = re.compile(r"\b(MASTER|MASTERS|MS|MSC|MSOM|MAOM|MSAOM|MAC|MACOM|MACHM|MTOM|MSTOM|MTCM|MSTCM)\b")
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


class Level(StrEnum):
    """The level of a program of acupuncture; `institution` where the whole school is meant."""

    INSTITUTION = "institution"
    DOCTORAL = "doctoral"
    MASTERS = "master’s"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Graduation:
    """The days between which somebody graduated; `level` is None where none is stated, or several are.

    `has_herbs` says that the program named beside it includes herbal medicine.
    """

    first: date
    last: date
    level: Level | None = None
    has_herbs: bool = False

    @property
    def words(self) -> str:
        """`in 2012`, or the day."""
        is_day = self.first == self.last
        return (
            f"on {self.first:%B} {self.first.day}, {self.first.year}" if is_day else f"in {self.first.year}"
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """How records cover a graduation. `record` is the one to show; `is_open`: the dates do not tell."""

    record: AccreditationRecord | None
    is_whole: bool = False
    is_preaccredited: bool = False
    is_open: bool = False


def graduation_of(stated: str, text: str = "") -> Graduation | None:
    """The graduation on a day, or in a year where only that is stated; None without either.

    A statement of January 1 is that of a year: nobody graduates on that day. `text` may name a degree.
    """
    stated, named = stated.strip(), levels_of(text)
    level = next(iter(named)) if len(named) == 1 else None
    try:
        day = date.fromisoformat(stated)
        if (day.month, day.day) != (1, 1):
            return Graduation(day, day, level, _has_herbs(text))
    except ValueError:
        if not _YEAR.fullmatch(stated):
            return None
    year = int(stated[:4])
    return Graduation(date(year, 1, 1), date(year, 12, 31), level, _has_herbs(text))


def levels_of(text: str) -> frozenset[Level]:
    """The levels of program that a text names."""
    words = " ".join(words_of(text))
    named = {Level.DOCTORAL: _DOCTORAL, Level.MASTERS: _MASTERS}
    return frozenset(level for level, pattern in named.items() if pattern.search(words))


def levels_covered(record: AccreditationRecord) -> frozenset[Level]:
    """The levels that a record speaks of; a program that is none of acupuncture is of another kind."""
    if not record.program_name:
        return frozenset({Level.INSTITUTION})
    named = levels_of(record.program_name)
    is_ours = "ACUPUNCTURE" in words_of(record.program_name) or bool(named)
    return named or frozenset({Level.MASTERS if is_ours else Level.OTHER})


def speaks_of(record: AccreditationRecord, graduation: Graduation) -> bool:
    """Whether the record is of the program stated: of its level, and with or without herbs as stated.

    The federal list mostly names kinds of programs (`master's degree programs`), which have both.
    """
    levels = levels_covered(record)
    if graduation.level is None or Level.INSTITUTION in levels:
        return True
    is_kind = "PROGRAMS" in words_of(record.program_name)
    return graduation.level in levels and (is_kind or _has_herbs(record.program_name) == graduation.has_herbs)


def _has_herbs(text: str) -> bool:
    return not {"HERBAL", "HERBS", "HERBOLOGY"}.isdisjoint(words_of(text))


def covering(records: Iterable[AccreditationRecord], graduation: Graduation) -> Coverage:
    """How these records cover the graduation.

    Whole spans of accreditation first, then together with pre-accreditation. A span whose first day or
    status is not known, or that covers a part of the year alone, leaves it open.
    """
    listed = sorted(records, key=lambda each: (each.accredited_from or "", each.accreditation_id))
    known = [each for each in listed if each.accredited_from and is_known(each)]
    full = [each for each in known if not each.is_preaccredited]
    for spans in (full, known):
        if _is_covered(spans, graduation):
            shown = next(each for each in reversed(spans) if _overlaps(each, graduation))
            return Coverage(shown, is_whole=True, is_preaccredited=spans is known)
    touching = [each for each in listed if _may_overlap(each, graduation)]
    return Coverage(touching[0] if touching else None, is_open=bool(touching))


def is_known(record: AccreditationRecord) -> bool:
    """Whether the status word says that the school was accredited or pre-accredited."""
    return record.is_preaccredited or record.status_printed.strip().casefold() == "accredited"


def _is_covered(spans: Sequence[AccreditationRecord], graduation: Graduation) -> bool:
    """Whether the spans, one after the other, leave no day of the graduation out."""
    reached = graduation.first
    for span in spans:
        if _first(span) <= reached <= _last(span):
            reached = _last(span) + timedelta(days=1) if _last(span) < date.max else date.max
    return reached > graduation.last


def _overlaps(span: AccreditationRecord, graduation: Graduation) -> bool:
    return _first(span) <= graduation.last and _last(span) >= graduation.first


def _may_overlap(span: AccreditationRecord, graduation: Graduation) -> bool:
    return _last(span) >= graduation.first and (span.accredited_from is None or _overlaps(span, graduation))


def _first(span: AccreditationRecord) -> date:
    return date.fromisoformat(span.accredited_from) if span.accredited_from else date.min


def _last(span: AccreditationRecord) -> date:
    return date.fromisoformat(span.accredited_to) if span.accredited_to else date.max
