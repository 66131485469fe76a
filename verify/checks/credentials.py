"""The letters behind a name, taken apart, each answered by what the checks show.

A license is answered by the board alone, a certificate by its own check; a degree is no license, and a
membership shows nothing beyond itself. Letters that we do not know are said to be unknown.
"""

from __future__ import annotations

from collections.abc import Sequence

from crawler.records import EntryRecord, Profession
from verify.checks.certification import is_national
from verify.checks.claims import meanings_of
from verify.checks.judgment import Check, CheckOutcome, CredentialAnswer
from verify.checks.known import Known
from verify.checks.meanings import LICENSE_PROFESSIONS, Meaning
from verify.checks.needling import CREDENTIALS as NEEDLING
from verify.checks.needling import letters_words as needling_words
from verify.checks.professions import checked_profession
from verify.checks.specialist import is_specialist
from verify.checks.specialist import letters_words as specialist_words

ACUPUNCTURE_DEGREES = frozenset({"DACM", "DAOM", "MAOM", "MSOM", "MAc", "DAc", "OMD"})
"""Degrees of schools of acupuncture, which the check of the school speaks of."""

DEGREE_PROFESSIONS = {
    "MD": Profession.PHYSICIAN,
    "DO": Profession.PHYSICIAN,
    "DC": Profession.CHIROPRACTOR,
    "ND": Profession.NATUROPATH,
}
"""Degrees whose holders have a license of their own, with another board."""

Answer = tuple[CheckOutcome, str]
_NOTHING = CheckOutcome.NO_EVIDENCE


def answers(entry: EntryRecord, known: Known, checks: Sequence[Check]) -> tuple[CredentialAnswer, ...]:
    """One answer for each credential that the entry writes, in its order; no letter is left out."""
    return tuple(
        _answered(meaning, _answer(meaning, entry, known, checks)) for meaning in meanings_of(entry, known)
    )


def _answered(meaning: Meaning, answer: Answer) -> CredentialAnswer:
    outcome, words = answer
    return CredentialAnswer(
        printed=meaning.letters.printed,
        credential=meaning.credential,
        kind=meaning.kind,
        issuer=meaning.issuer,
        outcome=outcome,
        answer=words,
    )


def _answer(meaning: Meaning, entry: EntryRecord, known: Known, checks: Sequence[Check]) -> Answer:
    if not meaning.letters.rows:
        return _NOTHING, "We do not know these letters."
    if any(credential in NEEDLING for credential in meaning.letters.credentials):
        return _by_check("needling_certification", needling_words(meaning), meaning, checks)
    if meaning.choices:
        return _NOTHING, f"These letters have several meanings: {'; '.join(meaning.choices)}. Not checked."
    if meaning.kind == "license":
        return _license(meaning, entry, known, checks)
    if meaning.kind == "degree":
        return _degree(meaning, entry, known, checks)
    if is_specialist(meaning.credential):
        return _by_check("specialist_certification", specialist_words(meaning), meaning, checks)
    if meaning.kind == "membership":
        return _NOTHING, "A membership. It shows nothing beyond itself."
    if is_national(meaning.credential):
        return _national(meaning, checks)
    return _NOTHING, f"A certificate{_of(meaning)}, not a license. Not checked."


def _license(meaning: Meaning, entry: EntryRecord, known: Known, checks: Sequence[Check]) -> Answer:
    profession = LICENSE_PROFESSIONS.get(meaning.credential)
    if profession is None:
        return _NOTHING, f"A license of another profession ({_plain(meaning)}). Not checked here."
    return _of_profession(profession, entry, known, checks)


def _of_profession(
    profession: Profession, entry: EntryRecord, known: Known, checks: Sequence[Check]
) -> Answer:
    """What the board of a profession says: by the license checks of the entry, else by another license."""
    if profession is checked_profession(entry):
        return _by_board(known, checks)
    for check in checks:
        row = known.licenses.get(check.license_id or "") if check.check_name == "other_license" else None
        if row is not None and row.profession is profession:
            return check.outcome, check.sentence
    return _NOTHING, "No license of this profession was matched to the entry. Not checked."


def _by_board(known: Known, checks: Sequence[Check]) -> Answer:
    found = [check for check in checks if check.check_name == "license_found"]
    held = next((check for check in found if check.outcome is CheckOutcome.PASS), None)
    if held is None:
        return _not_held(found)
    named = {check.check_name: check for check in checks if check.check_name != "other_license"}
    if _outcome(named, "source_fresh") in (CheckOutcome.FAIL, _NOTHING):
        return _NOTHING, named["source_fresh"].sentence if "source_fresh" in named else "Not checked."
    row = known.licenses[held.license_id or ""]
    words = f"The board lists license {row.license_number} as “{row.status_printed}”."
    if row.is_superseded:
        return CheckOutcome.REVIEW, f"{words} The board says that it was replaced. A person decides."
    return _worst(named), " ".join([words, *_remarks(named)])


def _not_held(found: Sequence[Check]) -> Answer:
    return (found[0].outcome, found[0].sentence) if found else (_NOTHING, "Not checked.")


def _remarks(named: dict[str, Check]) -> list[str]:
    """What has to be told beside the status: an end date that does not pass, and what the board states."""
    told = {"license_unexpired": CheckOutcome.PASS, "license_unencumbered": CheckOutcome.NOTICE}
    return [
        named[name].sentence
        for name, outcome in told.items()
        if name in named and (named[name].outcome is outcome) == (outcome is CheckOutcome.NOTICE)
    ]


_CONDITIONS = ("license_active", "license_unexpired")
_WORST = (CheckOutcome.FAIL, CheckOutcome.REVIEW, _NOTHING, CheckOutcome.NOTICE)


def _worst(named: dict[str, Check]) -> CheckOutcome:
    """The worst of status and end date; an encumbrance is a notice, its absence is not asked for."""
    outcomes = [_outcome(named, name) for name in _CONDITIONS]
    if _outcome(named, "license_unencumbered") is CheckOutcome.NOTICE:
        outcomes.append(CheckOutcome.NOTICE)
    return next((each for each in _WORST if each in outcomes), CheckOutcome.PASS)


def _outcome(named: dict[str, Check], name: str) -> CheckOutcome:
    return named[name].outcome if name in named else _NOTHING


def _degree(meaning: Meaning, entry: EntryRecord, known: Known, checks: Sequence[Check]) -> Answer:
    words = "A degree, not a license. Whether it was granted was not checked."
    school = next((each for each in checks if each.check_name == "education_accredited"), None)
    if meaning.credential in ACUPUNCTURE_DEGREES and school and school.outcome is CheckOutcome.PASS:
        words += f" Of the school that is stated: {school.sentence}"
    profession = DEGREE_PROFESSIONS.get(meaning.credential)
    if profession is not None:
        words += f" The license: {_of_profession(profession, entry, known, checks)[1]}"
    return _NOTHING, words


def _national(meaning: Meaning, checks: Sequence[Check]) -> Answer:
    """The check that speaks of just this certificate; every other leaves it the entry's own word."""
    for check in checks:
        if check.check_name == "national_certification" and f"“{meaning.credential}”" in check.sentence:
            return check.outcome, check.sentence
    return _NOTHING, f"A certificate{_of(meaning)}, not a license. The entry’s own word; not verified."


def _by_check(name: str, otherwise: str, meaning: Meaning, checks: Sequence[Check]) -> Answer:
    """The check made on just these letters; it is the entry's own word, and a notice where the law is one."""
    for check in checks:
        if check.check_name == name and otherwise in check.sentence:
            return check.outcome, check.sentence
    return _NOTHING, otherwise


def _of(meaning: Meaning) -> str:
    return f" of {meaning.issuer}" if meaning.issuer else ""


def _plain(meaning: Meaning) -> str:
    return meaning.note.partition(";")[0] or meaning.credential
