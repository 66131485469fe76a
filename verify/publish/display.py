"""Names for display: a name printed in capitals is written as people write it, any other is kept."""

from __future__ import annotations

import re
from collections.abc import Callable

from crawler.records import EntryKind, EntryRecord, OtherName
from verify.linkage.names import standardize

PARTICLES = frozenset({"de", "del", "la", "las", "los", "da", "das", "dos", "von", "der", "den", "y", "e"})
"""Words that stay small inside a surname of several words (`de la Cruz`).

`van`, `le`, `do` and `di` are left out: VAN NGUYEN, LE TRAN and DO PARK begin with a name.
"""
SMALL_WORDS = frozenset({"and", "of", "the", "for", "at", "in", "by", "on", "to", "with"})
LEGAL_FORMS = frozenset({"LLC", "PLLC", "PC", "PS", "PA", "LP", "LLP", "LTC", "II", "III", "IV"})
PROFESSIONS = frozenset({"PT", "PTS", "DPT", "LAC", "TCM", "MD", "DO"})
PLACES = frozenset({"USA", "US", "NW", "NE", "SW", "SE"})
CAPITAL_WORDS = LEGAL_FORMS | PROFESSIONS | PLACES
"""Words of organization names that stay in capitals."""
VOWELLESS_WORDS = frozenset({"dr", "st", "mt", "jr", "sr", "mr", "mrs", "ms", "ft", "ltd", "blvd"})
ROMAN = re.compile(r"(?:I{1,3}|IV|VI{0,3}|IX|X)")
LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def person_name(first: str, middle: str, last: str, suffix: str) -> str:
    """`First Middle Last Suffix`, each part in display form, without credentials and empty parts.

    Letters such as LAC or DPT behind a name are a claim, and a name is no place for one.
    """
    first, middle, last = (without_credentials(part) for part in (first, middle, last))
    suffix = "" if is_credential(suffix) else suffix
    parts = (given_name(first), given_name(middle), surname(last), name_suffix(suffix))
    return " ".join(part for part in parts if part)


def without_credentials(printed: str) -> str:
    """A part of a name up to its credentials: `LU` for `LU LAC`, `GARCIA III` for `GARCIA III, PT`.

    The shortest beginning that linkage holds for the same name; a part that is all credentials stays.
    """
    words = printed.split()
    whole = standardize("", "", printed)
    beginnings = (" ".join(words[:size]).rstrip(",") for size in range(1, len(words)))
    return next((part for part in beginnings if standardize("", "", part) == whole), printed)


def is_credential(suffix: str) -> bool:
    """Whether a suffix is a credential such as DPT, and not a part of the name such as JR."""
    name = standardize("", "", f"Anybody {suffix}")
    return bool(suffix.strip()) and name == standardize("", "", "Anybody")


def given_name(printed: str) -> str:
    """A given or middle name in display form: `MARY-ANN` is `Mary-Ann`; mixed case is kept."""
    return _words(printed, _capitalized) if printed.isupper() else printed


def surname(printed: str) -> str:
    """A surname in display form: `McDonald` for `MCDONALD`, also `O'Brien` and `de la Cruz`."""
    if not printed.isupper():
        return printed
    words = printed.split()
    return " ".join(
        _surname_word(word, is_first=place == 0, is_last=place == len(words) - 1)
        for place, word in enumerate(words)
    )


def name_suffix(printed: str) -> str:
    """A suffix in display form: `JR` is `Jr`, `III` stays."""
    return printed if ROMAN.fullmatch(printed) or not printed.isupper() else printed.capitalize()


def organization_name(printed: str) -> str:
    """An organization name in display form: small words small, legal forms and initials in capitals."""
    if not printed.isupper():
        return printed
    words = printed.split()
    return " ".join(_organization_word(word, place) for place, word in enumerate(words))


def entry_name(entry: EntryRecord) -> str:
    """The name under which an entry is shown; its id where the source gives no name at all."""
    if entry.kind is EntryKind.ORGANIZATION:
        return organization_name(entry.organization_name) or entry.entry_id
    shown = person_name(entry.first_name, entry.middle_name, entry.last_name, entry.suffix)
    return shown or entry.entry_id


def other_name(name: OtherName) -> str:
    """A further name of an entry in display form, or an empty string."""
    person = person_name(name.first_name, name.middle_name, name.last_name, name.suffix)
    return person or organization_name(name.organization_name)


def _words(text: str, write: Callable[[str], str]) -> str:
    return LETTERS.sub(lambda found: write(found.group()), text)


def _capitalized(word: str) -> str:
    head, mark, tail = word.partition("'")
    if mark and len(head) == 1:
        return f"{head}'{tail.capitalize()}"
    return word[:1] + word[1:].lower()


def _surname_word(word: str, *, is_first: bool, is_last: bool) -> str:
    if not is_last and word.lower() in PARTICLES:
        return word.lower()
    if not is_first and len(word) > 1 and ROMAN.fullmatch(word):
        return word
    return _words(word, _surname_part)


def _surname_part(word: str) -> str:
    if word.startswith("MC") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return _capitalized(word)


def _organization_word(word: str, place: int) -> str:
    bare = word.strip(",.()&'\"")
    if place and bare.lower() in SMALL_WORDS:
        return word.lower()
    is_initials = "." in bare or bare in CAPITAL_WORDS
    is_vowelless = len(bare) <= 4 and not set(bare) & set("AEIOUY") and bare.lower() not in VOWELLESS_WORDS
    if is_initials or (is_vowelless and bare.isalpha()):
        return word
    if bare[:1].isdigit():
        return word.lower()
    return _words(word, _surname_part)
