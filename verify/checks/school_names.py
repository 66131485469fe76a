"""Names of schools in comparable words: marks, short forms and little words do not tell schools apart."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from verify.linkage.names import fold

Words = tuple[str, ...]

_LITTLE = frozenset("A AND AT FOR IN OF ON THE".split())
_LONG = {
    "ACAD": "ACADEMY", "ACUP": "ACUPUNCTURE", "CHIN": "CHINESE", "COL": "COLLEGE", "COLL": "COLLEGE",
    "GRAD": "GRADUATE", "INST": "INSTITUTE", "INTEGR": "INTEGRATIVE", "MED": "MEDICINE", "ORIENT": "ORIENTAL",
    "SCH": "SCHOOL", "TRAD": "TRADITIONAL", "UNIV": "UNIVERSITY", "TCM": "TRADITIONAL CHINESE MEDICINE",
    "OM": "ORIENTAL MEDICINE",
}  # fmt: skip
DEGREES = frozenset(
    "MASTER MASTERS DOCTOR DOCTORAL DOCTORATE DEGREE DIPLOMA CERTIFICATE PROGRAM BACHELOR MS MSC MSOM MAOM"
    " MSAOM MAC MACOM MACHM MTOM MSTOM MTCM MSTCM DAOM DACM DAC DACCHM DACHM DTCM OMD PHD".split()
)
_FIELDS = frozenset("ACUPUNCTURE ORIENTAL CHINESE TRADITIONAL HERBAL MEDICINE SCIENCE HEALTH".split())
_FILLERS = frozenset(
    "ACAOM ACAHM NACSCAOM ACCREDITED ACCREDITATION ALUMNA ALUMNUS ATTENDED CAMPUS CLASS FROM GRADUATE"
    " GRADUATED GRADUATION HE I MY SHE STUDIED US USA WITH YEAR".split()
)
_PARTS = re.compile(r"[,;:()|/\n•]|\s[-–—]\s")
_FEWEST_LETTERS = 5
_MOST_SLIPS = 2


@lru_cache(maxsize=1 << 12)
def words_of(text: str) -> Words:
    """The words that tell schools apart: `Coll. of Oriental Med` is COLLEGE ORIENTAL MEDICINE."""
    plain = fold(text.replace("&", " and ")).split()
    long = " ".join(_LONG.get(word, word) for word in plain).split()
    return tuple(word for word in long if word not in _LITTLE)


def parts_of(text: str) -> tuple[str, ...]:
    """The parts of the text between commas, brackets, colons and dashes; none is empty."""
    return tuple(part.strip() for part in _PARTS.split(text) if part.strip())


def is_beside_the_name(rest: Words, places: frozenset[str]) -> bool:
    """Whether words that stand beside a school's name are no part of one: years, degrees, its own places.

    `North American College ...` is another school than `American College ...`, so any other word forbids.
    """
    has_degree = any(word in DEGREES for word in rest)
    allowed = _FILLERS | DEGREES | places | (_FIELDS if has_degree else frozenset())
    return all(word in allowed or word.isdigit() for word in rest)


def without_fillers(words: Words) -> Words:
    """The words without years, degrees and fillers."""
    return tuple(word for word in words if word not in _FILLERS | DEGREES and not word.isdigit())


def is_nearly(words: Words, other: Words) -> bool:
    """Whether two names differ by slips of the pen alone: one letter in each of at most two long words."""
    if len(words) != len(other) or len(words) < _MOST_SLIPS:
        return False
    different = [(one, two) for one, two in zip(words, other, strict=True) if one != two]
    return 0 < len(different) <= _MOST_SLIPS and all(
        min(len(one), len(two)) >= _FEWEST_LETTERS and OSA.distance(one, two, score_cutoff=1) <= 1
        for one, two in different
    )
