"""Names of organizations in comparable words: abbreviations written out, legal forms and filler left off.

A printed name may hold two (`X LLC DBA Y`); each is a name of its own. The words were collected from
the habits of boards and of the national provider file, not from any one listing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from verify.linkage.names import fold

_DOING_BUSINESS_AS = re.compile(
    r"[\s,;(]+(?:D\s?[./]?\s?B\s?[./]?\s?A|A[./]?K[./]?A|DOING\s+BUSINESS\s+AS|ALSO\s+KNOWN\s+AS"
    r"|TRADING\s+AS|T/A)\b[.:\s]*",
    re.IGNORECASE,
)
_MAYBE_TWO = re.compile(r"[bktBKT][./\s]*[aA]\b|\b[aA][sS]\b|^\W*$")
"""What every name that may hold two has: cheap to ask of the many that hold one."""

_WRITTEN_OUT = {
    "ACU": "ACUPUNCTURE", "ACUP": "ACUPUNCTURE", "ACUPUNC": "ACUPUNCTURE", "ACPT": "ACUPUNCTURE",
    "ACUPUNCTURIST": "ACUPUNCTURE", "ADV": "ADVANCED", "ASSN": "ASSOCIATES", "ASSOC": "ASSOCIATES",
    "ASSOCIATION": "ASSOCIATES", "AVE": "AVENUE", "BROS": "BROTHERS", "CENTRE": "CENTER",
    "CHIRO": "CHIROPRACTIC", "CHIROPRACTOR": "CHIROPRACTIC", "CLNC": "CLINIC", "COMM": "COMMUNITY",
    "CTR": "CENTER", "CNTR": "CENTER", "DEPT": "DEPARTMENT", "DR": "DOCTOR", "E": "EAST",
    "FAM": "FAMILY", "FT": "FORT", "GRP": "GROUP", "HLTH": "HEALTH", "HOSP": "HOSPITAL",
    "INST": "INSTITUTE", "INTEG": "INTEGRATIVE", "INTERNATL": "INTERNATIONAL", "INTL": "INTERNATIONAL",
    "MGMT": "MANAGEMENT", "MGT": "MANAGEMENT", "MT": "MOUNT", "N": "NORTH", "NATL": "NATIONAL",
    "ORTHO": "ORTHOPEDIC", "ORTHOPAEDIC": "ORTHOPEDIC", "ORTHOPEDICS": "ORTHOPEDIC", "PED": "PEDIATRIC",
    "PHYS": "PHYSICAL", "PHYSIO": "PHYSIOTHERAPY", "PROF": "PROFESSIONAL",
    "REHAB": "REHABILITATION", "REHABILITATIVE": "REHABILITATION", "S": "SOUTH", "SPT": "SPORT",
    "SVC": "SERVICE", "SVCS": "SERVICE", "ST": "SAINT", "THER": "THERAPY",
    "TRAD": "TRADITIONAL", "UNIV": "UNIVERSITY", "W": "WEST",
    "PT": "PHYSICAL THERAPY", "OT": "OCCUPATIONAL THERAPY", "TCM": "TRADITIONAL CHINESE MEDICINE",
    "OM": "ORIENTAL MEDICINE", "AOM": "ACUPUNCTURE ORIENTAL MEDICINE", "LAC": "ACUPUNCTURE",
}  # fmt: skip
_LEGAL_FORMS = (
    "A PROFESSIONAL LIMITED LIABILITY COMPANY", "PROFESSIONAL LIMITED LIABILITY COMPANY",
    "LIMITED LIABILITY PARTNERSHIP", "LIMITED LIABILITY COMPANY", "A PROFESSIONAL CORPORATION",
    "PROFESSIONAL SERVICE CORPORATION", "PROFESSIONAL CORPORATION", "PROFESSIONAL ASSOCIATION",
    "A MEDICAL CORPORATION", "PROF CORP", "PROF ASSN", "A PROF CORP", "A CORPORATION",
    "LLC", "PLLC", "PLC", "LLP", "LLLP", "LP", "LTD", "LIMITED", "INC", "INCORPORATED", "CORP", "CORPORATION",
    "CO", "COMPANY", "PC", "PA", "PS", "PSC", "SC", "APC", "APLC", "PROF", "CHARTERED", "CHTD",
    "L L C", "P C", "P A", "P L L C", "L L P", "P S", "P S C", "S C",
)  # fmt: skip
_FORMS_BY_LAST_WORD: dict[str, list[list[str]]] = {}
for _form in sorted(_LEGAL_FORMS, key=len, reverse=True):
    _FORMS_BY_LAST_WORD.setdefault(_form.split()[-1], []).append(_form.split())
_FILLER = frozenset("A AN AND AT BY DBA FOR IN OF ON THE".split())


def names_in(printed: str) -> tuple[str, ...]:
    """The names that a printed name holds, as printed: `X LLC DBA Y` gives `X LLC` and `Y`."""
    if not _MAYBE_TWO.search(printed):
        return (printed.strip(" ,;"),)
    parts = (part.strip(" ,;()") for part in _DOING_BUSINESS_AS.split(f" {printed}"))
    return tuple(dict.fromkeys(part for part in parts if part))


@lru_cache(maxsize=400_000)
def core_words(name: str) -> tuple[str, ...]:
    """The words of one name that tell it from others, in their order.

    Upper-case ASCII, abbreviations written out, plural forms as singular, legal forms and filler
    left off; a name made of nothing else keeps its words.
    """
    words = fold(name).split()
    return _expanded(_without_forms(words)) or _expanded(words)


def _without_forms(words: list[str]) -> list[str]:
    while words:
        forms = _FORMS_BY_LAST_WORD.get(words[-1], [])
        length = next((len(form) for form in forms if words[-len(form) :] == form), 0)
        if not length:
            break
        words = words[:-length]
    return words


def _expanded(words: list[str]) -> tuple[str, ...]:
    kept = (part for word in _initials_joined(words) for part in _WRITTEN_OUT.get(word, word).split())
    return tuple(_singular(word) for word in kept if word not in _FILLER)


def _initials_joined(words: list[str]) -> list[str]:
    """`A B C THERAPY` is `ABC THERAPY`; a lone letter stays as it is."""
    joined: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1:
            run += word
            continue
        if run:
            joined.append(run)
            run = ""
        joined.append(word)
    return [word for word in joined if word]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("S") and word[-2] not in "SUI":
        return word[:-3] + "Y" if word.endswith("IES") else word[:-1]
    return word
