"""National certificates: whose they are, what they show, and that absence shows nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.records import CertificationRecord, EntryKind, PlacePurpose, Profession, RecordKind, Status
from tests.checks.test_credentials import judged, stated
from tests.checks.test_verdict import LISTINGS
from tests.factories import claim, entry, evidence, other_name, place, source_state
from verify.checks.certificate_links import certificate_links
from verify.checks.certification import is_public
from verify.checks.judgment import CheckOutcome, Strength
from verify.checks.known import CertificateLink

SOURCE, MEDICAL = "us_ncbahm_diplomates", "us_aama_physicians"
DIRECTORIES = (
    source_state(SOURCE, kind=RecordKind.CERTIFICATION, professions=(Profession.ACUPUNCTURIST,)),
    source_state(MEDICAL, kind=RecordKind.CERTIFICATION, professions=(Profession.PHYSICIAN,)),
)
HANA = entry("HANA", "KIMSTONE", credential_printed="LAc")


def certificate(first="HANA", last="KIMSTONE", person="1", source=SOURCE, **changes) -> CertificationRecord:
    made = CertificationRecord(
        *(f"{source}:{person}:AC Certification", "The Certifiers", first, "", last, "", "LAc"),
        *("AC Certification", "Dipl. Ac. (NCBAHM)", "Certified Diplomate", Status.ACTIVE, None, None),
        *("SEATTLE", "WA", "98101", evidence(source)),
    )
    return replace(made, **changes)


def linked(entries, *certificates) -> list[tuple[str, bool]]:
    found = certificate_links(entries, certificates, DIRECTORIES)
    return [(link.entry_id, link.is_certain) for link in found]


def checks(who, certificates=(), statements=(), sources=(*LISTINGS, *DIRECTORIES)):
    links = certificate_links([who], certificates, DIRECTORIES)
    found = judged(who, sources=sources, certificates=links, statements=statements).checks
    return [check for check in found if check.check_name == "national_certification"]


def test_name_state_and_city_tie_a_certificate_to_an_entry() -> None:
    assert linked([HANA], certificate()) == [(HANA.entry_id, True)]


def test_the_zip_area_serves_where_the_city_is_spelled_differently() -> None:
    assert linked([HANA], certificate(city="BALLARD")) == [(HANA.entry_id, True)]


def test_every_certificate_of_the_person_is_linked() -> None:
    second = certificate(certification_id=f"{SOURCE}:1:CH Certification")
    assert linked([HANA], certificate(), second) == [(HANA.entry_id, True)] * 2


@pytest.mark.parametrize(
    "changes",
    [
        {"city": "SPOKANE", "zip5": "99201"},
        {"city": "", "zip5": ""},
        {"suffix": "JR"},
    ],
)
def test_name_and_state_alone_go_to_a_person(changes: dict[str, str]) -> None:
    assert linked([HANA], certificate(**changes)) == [(HANA.entry_id, False)]


@pytest.mark.parametrize(
    "changes",
    [
        {"first": "HANNA"},
        {"first": "H"},
        {"last": "KIMSTON"},
        {"state": "OR"},
        {"state": ""},
        {"source": MEDICAL},
        {"source": "us_unheard_of"},
    ],
)
def test_what_does_not_agree_is_no_candidate(changes: dict[str, str]) -> None:
    assert linked([HANA], certificate(**changes)) == []


def test_a_middle_initial_may_be_missing_and_may_not_contradict() -> None:
    with_middle = replace(HANA, middle_name="MAE")
    assert linked([with_middle], certificate(middle_name="M.")) == [(HANA.entry_id, True)]
    assert linked([with_middle], certificate()) == [(HANA.entry_id, True)]
    assert linked([with_middle], certificate(middle_name="Rose")) == []


def test_father_and_son_are_kept_apart() -> None:
    senior = replace(HANA, suffix="SR")
    assert linked([senior], certificate(suffix="Jr.")) == []
    assert linked([senior], certificate(suffix="Sr")) == [(HANA.entry_id, True)]


def test_a_former_name_counts_as_a_name() -> None:
    married = replace(HANA, last_name="ORTIZMARK", other_names=(other_name("HANA", "KIMSTONE"),))
    assert linked([married], certificate()) == [(HANA.entry_id, True)]


def test_two_entries_or_two_people_of_one_name_go_to_a_person() -> None:
    twin = entry("HANA", "KIMSTONE", places=(place(city="TACOMA", zip5="98402"),))
    assert {certain for _, certain in linked([HANA, twin], certificate())} == {False}
    far = certificate(person="2", city="SPOKANE", zip5="99201")
    assert {certain for _, certain in linked([HANA], certificate(), far)} == {False}


def test_a_mailing_address_serves_matching_but_an_organization_holds_no_certificate() -> None:
    mailing = replace(HANA, places=(place(purpose=PlacePurpose.MAILING),))
    assert linked([mailing], certificate()) == [(HANA.entry_id, True)]
    assert linked([replace(HANA, kind=EntryKind.ORGANIZATION)], certificate()) == []


@given(st.permutations([certificate(person=str(number), first=name) for number, name in enumerate(
    ["HANA", "ANA", "HANA", "LUZ"])]))  # fmt: skip
def test_the_order_of_the_records_changes_nothing(certificates) -> None:
    entries = [HANA, replace(HANA, entry_id="1999000037", first_name="LUZ")]
    found = certificate_links(entries, certificates, DIRECTORIES)
    assert found == certificate_links(entries[::-1], certificates[::-1], DIRECTORIES)


def test_an_active_certificate_passes_in_present_words_with_the_day_of_the_page() -> None:
    (check,) = checks(HANA, [certificate()])
    assert (check.outcome, check.strength) == (CheckOutcome.PASS, Strength.CORROBORATED)
    assert "lists “Dipl. Ac. (NCBAHM)” (The Certifiers) for KIMSTONE, HANA as “Certified Diplomate”" in (
        check.sentence
    )
    assert "on a page saved November 19, 2026" in check.sentence
    assert check.sentence.endswith("NCBAHM was called NCCAOM until 2025. A certificate is not a license.")
    assert check.certification_id == f"{SOURCE}:1:AC Certification"


@pytest.mark.parametrize(
    ("status", "printed", "outcome"),
    [
        (Status.EXPIRED, "Expired", CheckOutcome.FAIL),
        (Status.INACTIVE, "Retired", CheckOutcome.FAIL),
        (Status.UNKNOWN, "Blorp", CheckOutcome.NOTICE),
        (Status.UNKNOWN, "", CheckOutcome.NOTICE),
    ],
)
def test_another_status_is_told_in_the_directorys_own_word(
    status: Status, printed: str, outcome: CheckOutcome
) -> None:
    (check,) = checks(HANA, [certificate(status=status, status_printed=printed)])
    assert check.outcome is outcome
    assert (f"“{printed}”" if printed else "no status") in check.sentence


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.REVOKED])
def test_an_adverse_word_is_never_told_on_a_name(status: Status) -> None:
    adverse = certificate(status=status, status_printed="Blotted")
    (check,) = checks(HANA, [adverse])
    assert (check.outcome, check.certification_id) == (CheckOutcome.REVIEW, None)
    assert "Blotted" not in check.sentence
    assert not is_public(CertificateLink(HANA.entry_id, adverse, "", is_certain=True))


def test_a_page_that_is_too_old_passes_nothing() -> None:
    old = certificate(evidence=evidence(SOURCE, source_as_of="2026-06-01"))
    (check,) = checks(HANA, [old])
    assert (check.outcome, check.strength) == (CheckOutcome.NO_EVIDENCE, Strength.NONE)


def test_a_candidate_in_doubt_is_told_without_a_name() -> None:
    (check,) = checks(HANA, [certificate(city="", zip5="")])
    assert (check.outcome, check.certification_id) == (CheckOutcome.REVIEW, None)
    assert check.sentence == "A certificate of a directory may be this person’s. A person decides."


def test_absence_means_nothing_and_says_whether_pages_were_read() -> None:
    (read,) = checks(HANA)
    (unread,) = checks(HANA, sources=LISTINGS)
    assert read.outcome is unread.outcome is CheckOutcome.NO_EVIDENCE
    assert read.sentence == (
        "The pages that were read of the directory, saved until November 20, 2026, list no certificate that"
        " fits. Being listed is voluntary, so absence means nothing."
    )
    assert unread.sentence.startswith("No page of the national certification directory was read.")


def test_letters_without_a_listing_are_the_entrys_own_word() -> None:
    (check,) = checks(replace(HANA, credential_printed="LAc, Dipl. O.M."))
    assert (check.outcome, check.strength) == (CheckOutcome.NO_EVIDENCE, Strength.CLAIMED)
    assert check.sentence.startswith("The entry writes “Dipl. O.M.”. This is its own word.")


@pytest.mark.parametrize("state", ["AL", "OK", "SD"])
def test_where_nobody_is_licensed_it_is_the_next_best_evidence(state: str) -> None:
    (check,) = checks(replace(HANA, places=(place(state, "SOMEWHERE", ""),)))
    assert "licenses no acupuncturists, so a national certificate would be the next best" in check.sentence


def test_a_certificate_never_stands_for_a_license() -> None:
    who = replace(HANA, places=(place("AL", "SOMEWHERE", "35004"),))
    held = certificate(state="AL", city="SOMEWHERE")
    links = certificate_links([who], [held], DIRECTORIES)
    with_it = judged(who, sources=(*LISTINGS, *DIRECTORIES), certificates=links)
    assert links and with_it.verdict is judged(who).verdict


def test_a_document_or_the_issuers_directory_that_a_person_noted_counts_too() -> None:
    said = stated(HANA, "certification", "Dipl. O.M.", "issuer_directory", "NCBAHM")
    (check,) = checks(HANA, statements=[said])
    assert (check.outcome, check.statement_id) == (CheckOutcome.PASS, "own_statements:1")


def test_a_physicians_certificate_is_a_line_of_its_own() -> None:
    physician = claim(profession=Profession.PHYSICIAN)
    who = replace(HANA, profession=Profession.PHYSICIAN, claims=(physician,), credential_printed="MD, DABMA")
    held = certificate(source=MEDICAL, credential="DABMA", status=Status.UNKNOWN, status_printed="")
    (check,) = checks(who, [held])
    assert (check.outcome, check.strength) == (CheckOutcome.NOTICE, Strength.CORROBORATED)
    assert "with no status" in check.sentence
    assert "This is a physician’s certificate, not a licensed acupuncturist’s." in check.sentence
    (fellow,) = checks(who, [replace(held, credential="FAAMA")])
    assert fellow.outcome is CheckOutcome.NO_EVIDENCE
    assert "a membership of physicians, and no certificate" in fellow.sentence
    (claimed,) = checks(who)
    assert (claimed.outcome, claimed.strength) == (CheckOutcome.NO_EVIDENCE, Strength.CLAIMED)
