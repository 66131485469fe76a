"""The rolls of the boards beyond Washington and California: how each numbers its licenses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crawler.standin.people import ACUPUNCTURIST, PHYSICAL_THERAPIST, PT_ASSISTANT


@dataclass(frozen=True, slots=True)
class Series:
    """How a board numbers one profession; `code` stands apart from the number, or is empty."""

    template: str
    low: int
    high: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class Roll:
    """One board's listing of the sample."""

    state: str
    source: str
    term_days: int
    series: Mapping[str, Series]


_ROLLS = (
    Roll(
        "CO",
        "us_co_dora",
        730,
        {
            ACUPUNCTURIST: Series("{}", 90000, 92999, "ACU"),
            PHYSICAL_THERAPIST: Series("{}", 90000, 94999, "PTL"),
            PT_ASSISTANT: Series("{}", 90000, 92999, "PTA"),
        },
    ),
    Roll(
        "IL",
        "us_il_idfpr",
        730,
        {
            ACUPUNCTURIST: Series("198{:06d}", 90000, 92999),
            PHYSICAL_THERAPIST: Series("070{:06d}", 90000, 94999),
            PT_ASSISTANT: Series("160{:06d}", 90000, 92999),
        },
    ),
    Roll(
        "CT",
        "us_ct_elicense",
        365,
        {
            ACUPUNCTURIST: Series("97.{:06d}", 9000, 9999),
            PHYSICAL_THERAPIST: Series("14.{:06d}", 90000, 94999),
            PT_ASSISTANT: Series("98.{:06d}", 9000, 9999),
        },
    ),
    Roll(
        "DE",
        "us_de_dpr",
        730,
        {
            ACUPUNCTURIST: Series("Z9-{:07d}", 90000, 90999),
            PHYSICAL_THERAPIST: Series("J1-{:07d}", 90000, 91999),
            PT_ASSISTANT: Series("J2-{:07d}", 90000, 90999),
        },
    ),
    Roll("TX", "us_tx_tmb", 730, {ACUPUNCTURIST: Series("AC{:05d}", 90000, 93999)}),
    Roll(
        "NJ",
        "us_nj_mylicense",
        730,
        {
            ACUPUNCTURIST: Series("25MZ{:06d}00", 90000, 92999),
            PHYSICAL_THERAPIST: Series("40QA{:06d}00", 90000, 94999),
            PT_ASSISTANT: Series("40QB{:06d}00", 90000, 92999),
        },
    ),
    Roll(
        "FL",
        "us_fl_mqa",
        730,
        {
            ACUPUNCTURIST: Series("AP{}", 9000, 9999),
            PHYSICAL_THERAPIST: Series("PT{}", 90000, 94999),
            PT_ASSISTANT: Series("PTA{}", 90000, 92999),
        },
    ),
)
ROLLS = {roll.state: roll for roll in _ROLLS}
"""The rolls by their states."""
