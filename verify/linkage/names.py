"""Names standardized once: folded, without credentials and titles, suffix apart.

Credentials are taken off only where a name remains, and letters that are also family names
(Ma, Do, Ba, An, Rai ...) only behind a comma: many acupuncturists are called Ma.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from nicknames import NickNamer

_LETTERS = str.maketrans({"Ł": "L", "Ø": "O", "Đ": "D", "Ð": "D", "Æ": "AE", "Œ": "OE", "Þ": "TH", "ı": "I"})
_DROPPED = re.compile(r"[.'`´’‘ʼ]")
_BREAKS = re.compile(r"[^A-Z0-9]+")
_SPACED_LAC = re.compile(r"\bL\.?\s+AC\b\.?", re.IGNORECASE)
_SPACED_DIPLOMATE = re.compile(r"\bDIPL\.?\s*(?:O\.?M|AC|C\.?H|AHM|A\.?B\.?T)\b\.?", re.IGNORECASE)
_TITLES = frozenset({"DR", "MR", "MRS", "MS", "MISS", "PROF"})
_SUFFIXES = {
    "JR": "JR", "JUNIOR": "JR", "SR": "SR", "SENIOR": "SR",
    "II": "2", "2ND": "2", "III": "3", "3RD": "3", "IV": "4", "4TH": "4",
}  # fmt: skip
_CREDENTIALS = frozenset(
    "LAC LICAC LACC DIPLAC DIPLOM DIPLCH DIPL MSOM MSTOM MAOM MTOM MTCM DAOM DACM DACCHM DTCM OMD EAMP AEMP"
    " DPT TDPT MPT MSPT LPT RPT PT PTA LPTA OCS SCS NCS GCS PCS WCS CCS ECS FAAOMPT COMT CSCS CMTPT"
    " MD PHD EDD MBA MPH MSC MSN RN LMT ATC NCCAOM NCBAHM FAAMA DABMA"
    " OTR OTRL COTA DIPLOAM CMT NMD RAC".split()
)
_ALSO_NAMES = frozenset("MA DO BA BS MS AP CA AK PA ND DC DOM DAC MAC ACUPUNCTURIST PHYSICIAN".split())


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in comparable parts: upper-case ASCII tokens, one blank between; suffix as JR, SR, 2-4."""

    surname: str
    given: str
    middle: str
    suffix: str

    @property
    def surname_key(self) -> str:
        """The surname without blanks: `DE LA CRUZ` and `DELACRUZ` are one."""
        return self.surname.replace(" ", "")

    @property
    def given_key(self) -> str:
        """The given name without blanks: `MEI HUA`, `MEI-HUA` and `MEIHUA` are one."""
        return self.given.replace(" ", "")


@lru_cache(maxsize=400_000)
def fold(text: str) -> str:
    """The text as upper-case ASCII tokens: no diacritics, apostrophes or dots; other marks part words."""
    if text.isascii():
        return text.upper() if text.isalnum() else _BREAKS.sub(" ", _DROPPED.sub("", text.upper())).strip()
    folded = unicodedata.normalize("NFKD", text.upper().translate(_LETTERS))
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return _BREAKS.sub(" ", _DROPPED.sub("", plain)).strip()


@lru_cache(maxsize=400_000)
def standardize(first: str, middle: str, last: str, suffix: str = "") -> PersonName:
    """The comparable form of a printed name; a part that is missing is the empty string."""
    surname, suffix_of_last = clean_part(last)
    given, suffix_of_first = clean_part(first)
    second, suffix_of_middle = clean_part(middle)
    own = suffix_of(suffix)
    return PersonName(surname, given, second, own or suffix_of_last or suffix_of_first or suffix_of_middle)


@lru_cache(maxsize=200_000)
def suffix_of(text: str) -> str:
    """The generational suffix as JR, SR, 2, 3 or 4; empty for anything else."""
    return _SUFFIXES.get(fold(text), "")


def clean_part(text: str) -> tuple[str, str]:
    """The words of one part of a name without titles and credentials, and the suffix found in it."""
    head, *tail = with_whole_credentials(text).split(",")
    tokens = fold(head).split()
    rest = [token for part in tail for token in fold(part).split()]
    suffix = next((_SUFFIXES[token] for token in rest if token in _SUFFIXES), "")
    rest = [t for t in rest if t not in _SUFFIXES and t not in _CREDENTIALS and t not in _ALSO_NAMES]
    if len(tokens) > 1 and tokens[0] in _TITLES:
        tokens = tokens[1:]
    while len(tokens) > 1 and (tokens[-1] in _CREDENTIALS or tokens[-1] in _SUFFIXES):
        suffix = _SUFFIXES.get(tokens.pop(), suffix)
    return " ".join(tokens + rest), suffix


@lru_cache(maxsize=200_000)
def with_whole_credentials(text: str) -> str:
    """The text with `L. Ac.` and `Dipl. O.M.` as one word each."""
    return _SPACED_DIPLOMATE.sub("DIPL", _SPACED_LAC.sub("LAC", text))


def skeleton(text: str) -> str:
    """The first letter and the consonants behind it, doubled ones once: a key that survives most typos."""
    out = text[:1]
    for letter in text[1:]:
        if letter not in "AEIOUYHW" and letter != out[-1]:
            out += letter
    return out[:6]


def is_credential(word: str, is_behind_comma: bool = False) -> bool:
    """Whether the word is letters of a profession or degree; behind a comma also such as are names."""
    plain = fold(word.replace("/", "").replace("-", "")).replace(" ", "")
    return not plain or plain in _CREDENTIALS or (is_behind_comma and plain in _ALSO_NAMES)


def is_pet_or_formal(given: str) -> bool:
    """Whether the name has, or is, a usual short or pet form: then it is a given name."""
    namer = _nicknamer()
    return bool(namer.canonicals_of(given.lower()) or namer.nicknames_of(given.lower()))


@cache
def _nicknamer() -> NickNamer:
    return NickNamer()


@lru_cache(maxsize=200_000)
def formal_names(given: str) -> frozenset[str]:
    """The given name and the names that it is a usual short or pet form of: BILL gives WILLIAM too."""
    return frozenset({given, *(name.upper() for name in _nicknamer().canonicals_of(given.lower()))})


@lru_cache(maxsize=200_000)
def are_nicknames(one: str, other: str) -> bool:
    """Whether one given name is a usual short or pet form of the other, or both of a third."""
    namer = _nicknamer()
    a, b = one.lower(), other.lower()
    formal_a, formal_b = namer.canonicals_of(a), namer.canonicals_of(b)
    if a in formal_b or b in formal_a:
        return True
    # The list calls BILL a form of WILLIAM and of ROBERT, and each of these a form of BILL.
    return not (_is_formal(a) and _is_formal(b)) and any(map(_is_formal, formal_a & formal_b))


@lru_cache(maxsize=10_000)
def nicknames_of(given: str) -> frozenset[str]:
    """All names that `are_nicknames` calls usual short or pet forms of this one, or of one name with it."""
    namer = _nicknamer()
    formal = namer.canonicals_of(given.lower())
    others = {name for each in formal for name in namer.nicknames_of(each)}
    names = {name.upper() for name in formal | namer.nicknames_of(given.lower()) | others}
    return frozenset(name for name in names if are_nicknames(given, name))


def _is_formal(name: str) -> bool:
    """Whether more names are forms of this one than it is a form of."""
    namer = _nicknamer()
    return len(namer.nicknames_of(name)) > len(namer.canonicals_of(name))
