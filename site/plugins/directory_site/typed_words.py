"""What people type, in any language of the pages, for a profession, for a state and for `near`."""

from __future__ import annotations

import re
import unicodedata

from .texts import LANGUAGES, read_catalogue

_PROFESSIONS = {
    "acupuncturist": """
        acupuncture, acupuncturist, acupuncturists, lac,
        acupuntura, acupunturista, acupunturistas, acupunturólogo, acupunturóloga,
        针灸, 針灸, 针灸师, 針灸師, 针灸医生, 中医针灸,
        침술, 침술사, 침구, 침구사, 한의사
    """,
    "physical_therapist": """
        pt, dpt, physiotherapist, physiotherapists, physiotherapy,
        physical therapist, physical therapists, physical therapy,
        fisioterapia, fisioterapeuta, fisioterapeutas, terapia física,
        terapeuta físico, terapeuta física, terapista físico, terapista física,
        物理治疗, 物理治療, 物理治疗师, 物理治療師,
        물리치료, 물리치료사, 물리 치료, 물리 치료사
    """,
    "pt_assistant": "pta",
    "clinic": "clinic, clinics, clínica, clínicas, 诊所, 診所, 클리닉, 의원",
}

PROFESSION_WORDS = {word.strip(): code for code, words in _PROFESSIONS.items() for word in words.split(",")}
"""What people type for a profession, lower case, to our code; marks on letters may be missing."""

HERE = re.compile(
    r"\b(?:near ?(?:me|by|here)|close to me|around me|cerca de (?:m[ií]|aqu[ií]))\b"
    r"|我(?:的)?附近的?|离我近的|(?:내|제) ?(?:근처|주변)",
    re.IGNORECASE,
)
"""Words that ask for places near the reader."""

NEAR = re.compile(r"\bcerca de\b|附近|근처|주변", re.IGNORECASE)
"""Words of other languages that say, before or after a place, that it is one."""


def without_marks(word: str) -> str:
    """A word without the marks on its letters: `méxico` is `mexico`; other scripts stay as they are."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", plain)


PROFESSION_WORDS |= {without_marks(word): code for word, code in PROFESSION_WORDS.items()}


def _state_words() -> dict[str, str]:
    """Names of the states in every language of the pages, lower case, with what is often left out."""
    found = {}
    for key, names in read_catalogue().items():
        area, _, code = key.partition(".")
        if area == "state":
            for language in LANGUAGES:
                name = str(names[language]).lower()
                found |= {name: code, without_marks(name): code}
                if language in ("zh", "ko") and len(name) > 2:
                    found[name.removesuffix("州").removesuffix("주")] = code
    return found


STATE_WORDS = _state_words()
"""What people type for a state, lower case, to its two letters; the letters themselves are not in it."""
