"""The naming customs that families follow, and how common each is in a profession."""

from __future__ import annotations

from enum import StrEnum

from crawler.standin.chance import Weighted


class Origin(StrEnum):
    """The naming customs that a family follows."""

    US = "us"
    CHINESE = "chinese"
    KOREAN = "korean"
    VIETNAMESE = "vietnamese"
    INDIAN = "indian"
    HISPANIC = "hispanic"
    FILIPINO = "filipino"
    JAPANESE = "japanese"


ORIGINS_ACUPUNCTURE_WEST = Weighted.of(
    [
        (Origin.US, 43),
        (Origin.CHINESE, 22),
        (Origin.KOREAN, 21),
        (Origin.VIETNAMESE, 3),
        (Origin.INDIAN, 1.5),
        (Origin.HISPANIC, 5),
        (Origin.FILIPINO, 1),
        (Origin.JAPANESE, 3.5),
    ]
)
ORIGINS_ACUPUNCTURE = Weighted.of(
    [
        (Origin.US, 70),
        (Origin.CHINESE, 13),
        (Origin.KOREAN, 8),
        (Origin.VIETNAMESE, 1.5),
        (Origin.INDIAN, 1),
        (Origin.HISPANIC, 4),
        (Origin.FILIPINO, 0.5),
        (Origin.JAPANESE, 2),
    ]
)
ORIGINS_THERAPY = Weighted.of(
    [
        (Origin.US, 68),
        (Origin.CHINESE, 5),
        (Origin.KOREAN, 2.5),
        (Origin.VIETNAMESE, 2.5),
        (Origin.INDIAN, 6),
        (Origin.HISPANIC, 9),
        (Origin.FILIPINO, 5),
        (Origin.JAPANESE, 2),
    ]
)


SYLLABIC = frozenset({Origin.CHINESE, Origin.KOREAN})
"""Where a given name has two syllables, written with a blank between them."""
