"""What somebody asks about a credential, read forgivingly: any text gives a question, never an error."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from verify.linkage.name_order import PARTICLES, has_inverted_comma
from verify.linkage.names import (
    PersonName,
    clean_part,
    fold,
    is_credential,
    suffix_of,
    with_whole_credentials,
)
from verify.linkage.numbers import readings
from verify.linkage.professions import profession_of
from verify.linkage.states import STATES

LONGEST_NAME, LONGEST_NUMBER, LONGEST_CHOICE = 100, 40, 60
"""Characters of each field that are read; the rest is cut off."""
MOST_WORDS = 6
"""Words of a name that are read."""
LEAST_DIGITS = 3
"""A number with fewer digits than these fits too many licenses to be asked for alone."""

UNITED_KINGDOM = "UK"
PROFESSIONS = (
    "acupuncturist",
    "physical_therapist",
    "pt_assistant",
    "physician",
    "chiropractor",
    "naturopath",
)
"""Professions that can be asked for; the lists of the last three are read for the people of clinics alone."""

_STATE_NAMES = {fold(name): code for code, name in STATES.items()} | {
    "WASHINGTON DC": "DC", "WASHINGTON D C": "DC",
    **dict.fromkeys(("UK", "GB", "UNITED KINGDOM", "GREAT BRITAIN"), UNITED_KINGDOM),
    **dict.fromkeys(("ENGLAND", "SCOTLAND", "WALES", "NORTHERN IRELAND"), UNITED_KINGDOM),
}  # fmt: skip
_DIGITS = re.compile(r"\d")
_LEAD = re.compile(r"^(?:(?:license|licence|lic|number|no|nr)\b[.:# ]*)+|^#+ *", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a credential; a part that is not asked is empty.

    `names` are the ways to read the name as given, middle and family name; `letters` the credentials that
    stand in it; `unread` says in words what could not be read.
    """

    name: str
    number: str
    state: str
    profession: str
    names: tuple[PersonName, ...]
    letters: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def has_enough(self) -> bool:
        """Whether there is a number or a name to look for: an initial alone is none."""
        return bool(self.has_number or any(len(name.surname_key) > 1 for name in self.names))

    @property
    def has_number(self) -> bool:
        """Whether the number has enough digits to be looked for."""
        return any(len(value) >= LEAST_DIGITS for value in readings(self.number))


def read_question(name: str = "", number: str = "", state: str = "", profession: str = "") -> Question:
    """The question in its parts. A number that stands in the name's place is taken for the number."""
    typed_name, typed_number = cleaned(name, LONGEST_NAME), cleaned(number, LONGEST_NUMBER)
    if not typed_number and not _wordy(typed_name) and len(_DIGITS.findall(typed_name)) >= LEAST_DIGITS:
        typed_name, typed_number = "", typed_name[:LONGEST_NUMBER]
    typed_number = _LEAD.sub("", typed_number)
    code, unread_state = read_state(cleaned(state, LONGEST_CHOICE))
    calling, unread_profession = read_profession(cleaned(profession, LONGEST_CHOICE))
    return Question(
        typed_name,
        typed_number,
        code,
        calling,
        read_names(typed_name),
        credentials_in(typed_name),
        tuple(each for each in (unread_state, unread_profession) if each),
    )


def cleaned(text: str, longest: int) -> str:
    """The text in one line without control characters, cut to its longest length."""
    plain = unicodedata.normalize("NFKC", text[: 4 * longest])
    return " ".join("".join(c if c.isprintable() else " " for c in plain).split())[:longest].strip()


def read_state(text: str) -> tuple[str, str]:
    """The code of a state by its code or name, and what could not be read, in words."""
    plain = fold(text)
    code = plain if plain in STATES else _STATE_NAMES.get(plain, "")
    return code, f"We do not know the state “{text}”, so we looked in all." if text and not code else ""


def read_profession(text: str) -> tuple[str, str]:
    """The code of a profession by its code or words, and what could not be read, in words."""
    spoken = text.replace("_", " ")
    code = (
        text
        if text in PROFESSIONS
        else "pt_assistant"
        if fold(text) == "PT ASSISTANT"
        else profession_of(spoken)
    )
    if not text or code in PROFESSIONS:
        return code if text else "", ""
    return "", f"We read no lists of the profession “{text}”, so we looked at all that we read."


def read_names(text: str) -> tuple[PersonName, ...]:
    """The ways to read a name in one text, likeliest first; none where no word is left."""
    words, suffix = _words(text)
    if len(words) < 2:
        return tuple(PersonName(word, "", "", suffix) for word in words)
    if has_inverted_comma(text):
        surname = clean_part(text.partition(",")[0])[0].split()
        size = min(max(1, len(surname)), len(words) - 1)
        return (_named(words[size:], words[:size], suffix),)
    cuts = sorted(range(1, len(words)), reverse=True)
    straight = [_named(words[:cut], words[cut:], suffix) for cut in cuts]
    turned = [_named(words[cut:], words[:cut], suffix) for cut in reversed(cuts)]
    if len(words) > 2 and words[-2] in PARTICLES:
        straight = straight[1:] + straight[:1]
    return tuple(dict.fromkeys(straight + turned))


def credentials_in(text: str) -> tuple[str, ...]:
    """The letters of professions and degrees in a name, as typed."""
    words = with_whole_credentials(text).replace(",", " ").split()
    return tuple(dict.fromkeys(w.strip(".") for w in words[1:] if fold(w) and is_credential(w)))


def _wordy(text: str) -> bool:
    """Whether a word of the text is letters alone, and more than letters of a license."""
    return any(word.isalpha() and len(word) > 3 for word in fold(_LEAD.sub("", text)).split())


def _words(text: str) -> tuple[list[str], str]:
    """The words of a name without titles and credentials, at most `MOST_WORDS`, and its suffix."""
    head, comma, tail = text.partition(",")
    kept, suffix = clean_part(f"{head} {tail}" if comma and has_inverted_comma(text) else text)
    words = [word for word in kept.split() if any(c.isalpha() for c in word)]
    found = next((suffix_of(word) for word in words[1:] if suffix_of(word)), suffix)
    kept_words = [word for place, word in enumerate(words) if place == 0 or not suffix_of(word)]
    return kept_words[:MOST_WORDS], found


def _named(given: list[str], surname: list[str], suffix: str) -> PersonName:
    return PersonName(" ".join(surname), given[0], " ".join(given[1:]), suffix)
