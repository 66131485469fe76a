"""National certification: what the directories of the certifying bodies show of an entry.

NCBAHM (until 2025 NCCAOM) certifies acupuncturists, the American Board of Medical Acupuncture physicians.
Listing is voluntary, so absence shows nothing. A certificate is never a license: the bodies say so
themselves. A certificate that was suspended or revoked is never told on a name: it goes to a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from crawler.records import CertificationRecord, EntryRecord, Profession, RecordKind, Status
from verify.checks.claims import claimed_letters, on_certificate_statement, on_letters, statements_on
from verify.checks.coverage import STALE_DAYS, SourceState
from verify.checks.judgment import Check, CheckOutcome, Strength
from verify.checks.known import CertificateLink, Known
from verify.checks.professions import checked_profession, practice_state
from verify.checks.words import day
from verify.linkage.states import STATES

NAME = "national_certification"
ADVERSE = frozenset({Status.SUSPENDED, Status.REVOKED})
"""Never published on an agreement of names."""

NO_LICENSE = "A certificate is not a license."
VOLUNTARY = "Being listed is voluntary, so absence means nothing."
RENAMED = "NCBAHM was called NCCAOM until 2025."
_ISSUER_ALONE = frozenset({"NCBAHM", "NCCAOM", "NCCA"})
FELLOWSHIP = "FAAMA"
_MEDICAL = frozenset({"DABMA", FELLOWSHIP})


def is_national(credential: str) -> bool:
    """Whether the credential is a national certificate in acupuncture, of acupuncturists or physicians."""
    return credential.endswith("(NCBAHM)") or credential in _MEDICAL or credential in _ISSUER_ALONE


def is_public(link: CertificateLink) -> bool:
    """Whether a certificate may be shown with its entry: certain, named, and nothing adverse."""
    certificate = link.certificate
    return link.is_certain and bool(certificate.credential) and certificate.status not in ADVERSE


def national_certification(entry: EntryRecord, known: Known) -> Iterator[Check]:
    """A check for each certificate of the entry, or one that says why nothing is shown."""
    links = sorted(
        known.certificates.get(entry.entry_id, ()), key=lambda link: link.certificate.certification_id
    )
    found = [_on_link(link, known) for link in links if is_public(link)]
    found += [_in_review(link) for link in links if is_in_doubt(link)][:1]
    statements = statements_on(entry, known, "certification")
    found += [on_certificate_statement(NAME, each, known.today) for each in statements]
    yield from found or _without(entry, known)


def physician_certification(entry: EntryRecord, known: Known) -> Iterator[Check]:
    """Certificates of a physician in medical acupuncture; nothing where none is listed or claimed."""
    if known.certificates.get(entry.entry_id) or statements_on(entry, known, "certification"):
        yield from national_certification(entry, known)
    else:
        yield from _claimed(entry, known)


def _on_link(link: CertificateLink, known: Known) -> Check:
    certificate = link.certificate
    evidence = certificate.evidence
    saved_on = evidence.source_as_of or evidence.fetched_at[:10]
    outcome, words = _listed(link, saved_on)
    if (known.today - date.fromisoformat(saved_on)).days > STALE_DAYS:
        outcome, words = CheckOutcome.NO_EVIDENCE, f"{words} The page is too old to use."
    strength = Strength.NONE if outcome is CheckOutcome.NO_EVIDENCE else Strength.CORROBORATED
    return Check(
        NAME, outcome, strength, f"{words} {_limits(certificate)}",
        f"{evidence.source} {evidence.parser_version}", certification_id=certificate.certification_id,
        source=evidence.source, source_url=evidence.source_url, fetched_at=evidence.fetched_at,
        source_as_of=evidence.source_as_of,
    )  # fmt: skip


def _listed(link: CertificateLink, saved_on: str) -> tuple[CheckOutcome, str]:
    certificate = link.certificate
    name = f"{certificate.last_name}, {certificate.first_name}"
    words = (
        f"The directory of certificates lists “{certificate.credential}” ({certificate.issuer}) for {name}"
    )
    dated = f"on a page saved {day(saved_on)}; {link.reason}."
    if certificate.status is Status.ACTIVE:
        return CheckOutcome.PASS, f"{words} as “{certificate.status_printed}”, {dated}"
    if certificate.status is not Status.UNKNOWN:
        return CheckOutcome.FAIL, f"{words} as “{certificate.status_printed}”, {dated}"
    word = certificate.status_printed
    printed = f"the word “{word}”, which we do not know" if word else "no status"
    if certificate.credential == FELLOWSHIP:
        return CheckOutcome.NO_EVIDENCE, f"{words} with {printed}, {dated}"
    return CheckOutcome.NOTICE, f"{words} with {printed}, {dated}"


def _limits(certificate: CertificationRecord) -> str:
    if certificate.credential == FELLOWSHIP:
        return f"This is a membership of physicians, and no certificate. {NO_LICENSE}"
    if certificate.credential in _MEDICAL:
        return f"This is a physician’s certificate, not a licensed acupuncturist’s. {NO_LICENSE}"
    return f"{RENAMED} {NO_LICENSE}"


def is_in_doubt(link: CertificateLink) -> bool:
    """Whether a person has to look: at whose the certificate is, or at a word that is adverse."""
    return not link.is_certain or link.certificate.status in ADVERSE


def _in_review(link: CertificateLink) -> Check:
    evidence = link.certificate.evidence
    words = "A certificate of a directory may be this person’s. A person decides."
    return Check(
        NAME, CheckOutcome.REVIEW, Strength.NONE, words, f"{evidence.source} {evidence.parser_version}",
        source=evidence.source, source_url=evidence.source_url, fetched_at=evidence.fetched_at,
        source_as_of=evidence.source_as_of,
    )  # fmt: skip


def _without(entry: EntryRecord, known: Known) -> Iterator[Check]:
    claimed = list(_claimed(entry, known))
    yield from claimed
    if not claimed:
        words = f"{_read_words(known)} {VOLUNTARY}{_next_best(entry, known)}"
        yield Check(NAME, CheckOutcome.NO_EVIDENCE, Strength.NONE, words, "coverage")


def _claimed(entry: EntryRecord, known: Known) -> Iterator[Check]:
    for meaning in claimed_letters(entry, known, is_national):
        words = f"The entry writes “{meaning.letters.printed}”. This is its own word. "
        if checked_profession(entry) is Profession.ACUPUNCTURIST:
            words += f"{_read_words(known)} {VOLUNTARY}{_next_best(entry, known)} "
        yield on_letters(NAME, entry, words + NO_LICENSE)


def _read_words(known: Known) -> str:
    """Whether the directory of acupuncturists was read at all, and when."""
    state = _directory(known)
    if state is None or state.as_of is None:
        return "No page of the national certification directory was read."
    as_of = day(state.as_of)
    return f"The pages that were read of the directory, saved until {as_of}, list no certificate that fits."


def _directory(known: Known) -> SourceState | None:
    for _, state in sorted(known.coverage.by_source.items()):
        is_of_acupuncturists = Profession.ACUPUNCTURIST in state.info.professions
        if state.info.kind is RecordKind.CERTIFICATION and is_of_acupuncturists:
            return state
    return None


def _next_best(entry: EntryRecord, known: Known) -> str:
    """What to say in a state that licenses no acupuncturists; empty elsewhere."""
    state = practice_state(entry)
    rows = known.codes.get("acupuncture_licensure", ())
    if not any(row["state"] == state and row["licensed"] == "no" for row in rows):
        return ""
    name = STATES.get(state, state)
    return f" {name} licenses no acupuncturists, so a national certificate would be the next best evidence."
