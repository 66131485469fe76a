"""What letters mean for one entry: which credential, of which kind, granted by whom.

Letters with two meanings are decided by state and profession alone, and where these do not decide, both
meanings are told. A guess would turn a typed state into a license.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crawler.records import EntryRecord, Profession
from verify.checks.known import Code, Known
from verify.checks.professions import checked_profession, practice_state
from verify.linkage.credential_letters import Letters
from verify.linkage.states import STATES

LICENSE_PROFESSIONS = {
    "LAc": Profession.ACUPUNCTURIST,
    "PT": Profession.PHYSICAL_THERAPIST,
    "PTA": Profession.PT_ASSISTANT,
}
"""The licenses whose boards may be read here; the others are another profession's."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What letters mean. `credential` is empty where they are unknown or have several meanings.

    `choices` are then the meanings in words. `kind` is `unknown` where the meanings differ in it.
    """

    letters: Letters
    credential: str
    kind: str
    issuer: str
    note: str = ""
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The credential without its issuer; the letters as printed where it is not known."""
        return self.credential.partition(" (")[0] or self.letters.printed


def meaning_of(letters: Letters, entry: EntryRecord, known: Known) -> Meaning:
    """What the letters mean when this entry writes them."""
    if not letters.rows:
        return Meaning(letters, "", "unknown", "")
    rule = _RULES.get(letters.key)
    if rule is None and len(letters.credentials) == 1:
        return _as_row(letters, letters.rows[0])
    chosen = rule.decide(letters, entry, known) if rule else None
    if chosen is not None:
        return _as_row(letters, chosen)
    kinds = {row["kind"] for row in letters.rows}
    kind = kinds.pop() if len(kinds) == 1 and not (rule and rule.is_state) else "unknown"
    told = (
        rule.choices if rule else tuple(row["note"] or row["normalized_credential"] for row in letters.rows)
    )
    return Meaning(letters, "", kind, "", choices=told)


def issuer_of(credential: str) -> str:
    """Who grants it, as the table writes it in parentheses; empty where it does not."""
    return credential.partition(" (")[2].removesuffix(")")


def _as_row(letters: Letters, row: Code) -> Meaning:
    credential = row["normalized_credential"]
    return Meaning(letters, credential, row["kind"], issuer_of(credential), row["note"])


@dataclass(frozen=True, slots=True)
class _Rule:
    """How letters with several meanings are decided, and what to tell where they are not."""

    decide: Callable[[Letters, EntryRecord, Known], Code | None]
    choices: tuple[str, ...]
    is_state: bool = False


def _row(letters: Letters, credential: str) -> Code | None:
    return next((row for row in letters.rows if row["normalized_credential"] == credential), None)


def _states(entry: EntryRecord) -> set[str]:
    return {place.state for place in entry.places} | {claim.state for claim in entry.claims}


def _license_in(*states: str) -> Callable[[Letters, EntryRecord, Known], Code | None]:
    """The title of an acupuncturist who practices in one of these states; nobody else's."""

    def decide(letters: Letters, entry: EntryRecord, known: Known) -> Code | None:
        is_there = practice_state(entry) in states
        is_acupuncturist = checked_profession(entry) is Profession.ACUPUNCTURIST
        return _row(letters, "LAc") if is_there and is_acupuncturist else None

    return decide


def _unless_state(credential: str, state: str) -> Callable[[Letters, EntryRecord, Known], Code | None]:
    """The credential where the entry has nothing to do with the state of the same letters."""

    def decide(letters: Letters, entry: EntryRecord, known: Known) -> Code | None:
        fits = credential != "LAc" or checked_profession(entry) is Profession.ACUPUNCTURIST
        return _row(letters, credential) if fits and state not in _states(entry) else None

    return decide


def _trigger_point(letters: Letters, entry: EntryRecord, known: Known) -> Code | None:
    """The issuer that a statement of the entry names; two names decide nothing."""
    issuers = [
        each.issuer.casefold()
        for each in known.statements.get(entry.entry_id, ())
        if each.topic == "dry_needling"
    ]
    named = {
        credential
        for credential, words in _TRIGGER_POINT.items()
        if any(word in issuer for issuer in issuers for word in words)
    }
    return _row(letters, named.pop()) if len(named) == 1 else None


def _assistant(letters: Letters, entry: EntryRecord, known: Known) -> Code | None:
    is_assistant = checked_profession(entry) is Profession.PT_ASSISTANT and practice_state(entry) == "CA"
    return _row(letters, "PTA") if is_assistant else None


_TRIGGER_POINT = {
    "CMTPT (Myopain Seminars)": ("myopain",),
    "CMTPT (CBMTPT)": ("cbmtpt", "certification board for myofascial"),
}
_OR_STATE = "the state {}, typed as part of an address"


def _two(credential: str, state: str) -> tuple[str, str]:
    return credential, _OR_STATE.format(STATES[state])


_RULES = {
    "AP": _Rule(_license_in("FL"), ("Acupuncture Physician, the title in Florida", "Advanced Practitioner")),
    "OMD": _Rule(
        _license_in("NV"), ("the license title in Nevada", "Oriental Medicine Doctor, a degree")
    ),
    "DAC": _Rule(
        _license_in("RI", "WV"),
        (
            "Doctor of Acupuncture, the license title in Rhode Island and West Virginia",
            "Doctor of Acupuncture, a degree",
            "Diplomate in Acupuncture, a certificate",
        ),
    ),
    "AK": _Rule(_license_in("PA"), _two("an acupuncturist of Pennsylvania", "AK"), is_state=True),
    "CA": _Rule(_unless_state("LAc", "CA"), _two("Certified Acupuncturist", "CA"), is_state=True),
    "PA": _Rule(_unless_state("PA", "PA"), _two("Physician Assistant", "PA"), is_state=True),
    "DC": _Rule(_unless_state("DC", "DC"), _two("Doctor of Chiropractic", "DC"), is_state=True),
    "ND": _Rule(_unless_state("ND", "ND"), _two("Doctor of Naturopathic Medicine", "ND"), is_state=True),
    "AT": _Rule(_assistant, ("Physical Therapist Assistant (California)", "Athletic Trainer")),
    "CMTPT": _Rule(
        _trigger_point,
        (
            "a certificate of Myopain Seminars",
            "one of the Certification Board for Myofascial Trigger Point Therapists",
        ),
    ),
}  # fmt: skip
"""Letters and digits alone, upper case, to the rule for them."""
