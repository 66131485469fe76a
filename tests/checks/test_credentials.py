"""The letters behind a name: taken apart without loss, never guessed, each answered by what was checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.records import CertificationRecord, Discipline, Profession, RecordKind, Status
from tests.checks.test_verdict import LISTINGS, NUMBER, link
from tests.factories import TODAY, claim, entry, evidence, license_row, place, source_state
from verify.checks.judgment import CheckOutcome, CredentialAnswer, Verdict
from verify.checks.known import CertificateLink, Statement, known_of
from verify.checks.verdict import judge
from verify.linkage.credential_letters import read_letters
from verify.publish.codes import all_codes

ROWS = all_codes()["credential_abbreviations"]
PT = claim(profession=Profession.PHYSICAL_THERAPIST)


def stated(who, topic, statement="A certificate", basis="own_statement", issuer="", **changes):
    source = evidence("own_statements", source_as_of="2026-11-18", **changes)
    return Statement(
        "own_statements:1", who.entry_id, topic, statement, issuer, None, basis, "", "A. Reader", source
    )


def judged(who, rows=(), sources=LISTINGS, today=TODAY, **known):
    links = [link(who, row) for row in rows]
    return next(judge([who], known_of(today, sources, [who], rows, links, codes=all_codes(), **known)))


def answered(credential: str, rows=(), known=None, **changes) -> list[CredentialAnswer]:
    who = entry("HANA", "KIMSTONE", NUMBER, credential_printed=credential, **changes)
    return list(judged(who, rows, **(known or {})).credentials)


def printed(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.printed, each.credentials) for each in read_letters(text, ROWS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L. Ac.", [("L. Ac.", "LAc")]),
        ("DPT, PT", [("DPT", "DPT"), ("PT", "PT")]),
        ("LICAC, MAOM, LMT", [("LICAC", "LAc"), ("MAOM", "MAOM"), ("LMT", "LMT")]),
        ("MS PT OCS FAAOMPT", [("MS", "MS"), ("PT", "PT"), ("OCS", "OCS (ABPTS)"), ("FAAOMPT", "FAAOMPT")]),
        ("PT,DPT,CMTPT/DN", [("PT", "PT"), ("DPT", "DPT"), ("CMTPT/DN", "CMTPT/DN (Myopain Seminars)")]),
        ("Dipl. O.M. (NCCAOM)", [("Dipl. O.M. (NCCAOM)", "Dipl. O.M. (NCBAHM)")]),
        ("P.T.A.", [("P.T.A.", "PTA")]),
        ("M.S.P.T.", [("M.S.P.T.", "MSPT")]),
        ("lac/lmt", [("lac", "LAc"), ("lmt", "LMT")]),
        ("PT (OCS)", [("PT", "PT"), ("(OCS)", "OCS (ABPTS)")]),
        ("PT A", [("PT", "PT"), ("A", "")]),
        ("Q.Z.X., PT", [("Q.Z.X.", ""), ("PT", "PT")]),
        ("---", [("---", "")]),
        (" ,; / ", []),
    ],
)
def test_letters_are_taken_apart_as_people_write_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert printed(text) == [(each, (name,) if name else ()) for each, name in expected]


@given(st.text(max_size=60) | st.lists(st.sampled_from([row["written_form"] for row in ROWS])).map(" ".join))
def test_any_text_gives_answers_that_lose_nothing_and_keep_the_order(text: str) -> None:
    def kept(piece: str) -> str:
        return "".join(sign for sign in piece if not sign.isspace() and sign not in ",;/")

    assert kept("".join(each.printed for each in read_letters(text, ROWS))) == kept(text)


@given(st.text(alphabet="LAc.,;/ PTDMOCS()<>&\u202e'é", max_size=40))
def test_every_entry_is_judged_whatever_it_writes_and_its_verdict_stays(text: str) -> None:
    who = entry("HANA", "KIMSTONE", NUMBER, entry_id="1999000011", credential_printed=text)
    plain = entry("HANA", "KIMSTONE", NUMBER, entry_id="1999000011", credential_printed="")
    row = license_row("HANA", "KIMSTONE", NUMBER)
    assert judged(who, [row]).verdict == judged(plain, [row]).verdict
    assert all(each.answer for each in judged(who, [row]).credentials)


def test_a_long_field_is_read_whole() -> None:
    assert len(read_letters("PT " * 5000, ROWS)) == 5000


def test_a_license_is_answered_by_its_board() -> None:
    (found,) = answered("L.Ac.", [license_row("HANA", "KIMSTONE", NUMBER)])
    assert (found.kind, found.credential, found.outcome) == ("license", "LAc", CheckOutcome.PASS)
    assert found.answer == f"The board lists license {NUMBER} as “Active”."


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"status": Status.EXPIRED, "status_printed": "Expired"}, CheckOutcome.FAIL),
        ({"expires_on": "2026-01-01"}, CheckOutcome.FAIL),
        ({"expires_on": None}, CheckOutcome.NO_EVIDENCE),
        ({"status": Status.PROBATION, "status_printed": "On Probation"}, CheckOutcome.NOTICE),
        ({"status": Status.UNKNOWN, "status_printed": "Blorp"}, CheckOutcome.REVIEW),
    ],
)
def test_a_license_that_is_not_whole_is_not_passed(changes: dict[str, object], outcome: CheckOutcome) -> None:
    (found,) = answered("LAc", [license_row("HANA", "KIMSTONE", NUMBER, **changes)])
    assert found.outcome is outcome


@given(
    status=st.sampled_from(list(Status)),
    expires_on=st.sampled_from([None, "2026-01-01", "2027-03-14"]),
    discipline=st.sampled_from(list(Discipline)),
    is_superseded=st.booleans(),
    is_in_renewal=st.booleans(),
    fetched_on=st.sampled_from(["2026-11-20", "2026-10-20", "2026-05-01"]),
)
def test_a_license_passes_only_where_the_entry_is_verified(fetched_on: str, **changes: object) -> None:
    who = entry("HANA", "KIMSTONE", NUMBER, entry_id="1999000011", credential_printed="LAc")
    sources = [source_state("us_wa_doh", fetched_on), *LISTINGS[1:]]
    found = judged(who, [license_row("HANA", "KIMSTONE", NUMBER, **changes)], sources=sources)
    if found.credentials[0].outcome is CheckOutcome.PASS:
        assert found.verdict is Verdict.VERIFIED
    if found.credentials[0].outcome is CheckOutcome.NOTICE:
        assert found.verdict in (Verdict.VERIFIED, Verdict.VERIFIED_WITH_NOTICE)


def test_what_the_board_states_beside_the_status_is_told() -> None:
    ended = license_row("HANA", "KIMSTONE", NUMBER, expires_on="2026-01-01")
    noted = license_row("HANA", "KIMSTONE", NUMBER, discipline=Discipline.YES, discipline_printed="Yes")
    assert "the license ended on January 1, 2026" in answered("LAc", [ended])[0].answer
    (found,) = answered("LAc", [noted])
    assert found.outcome is CheckOutcome.NOTICE
    assert "an action on file" in found.answer


def test_a_title_that_the_national_file_cuts_off_is_read() -> None:
    assert printed("LICENSED ACUPUNCTURI") == [("LICENSED ACUPUNCTURI", ("LAc",))]


def test_a_license_on_a_listing_that_is_too_old_is_not_passed() -> None:
    old = [source_state("us_wa_doh", "2026-05-01"), *LISTINGS[1:]]
    (found,) = answered("LAc", [license_row("HANA", "KIMSTONE", NUMBER)], {"sources": old})
    assert found.outcome is CheckOutcome.NO_EVIDENCE


def test_a_license_that_no_board_lists_is_said_so_and_no_license_of_others_is_checked() -> None:
    lac, lmt, pt = answered("LAc, LMT, PT")
    assert lac.outcome is CheckOutcome.FAIL
    assert "no matching record" in lac.answer
    assert lmt.answer == "A license of another profession (Licensed Massage Therapist). Not checked here."
    assert (pt.outcome, pt.answer) == (
        CheckOutcome.NO_EVIDENCE,
        "No license of this profession was matched to the entry. Not checked.",
    )


def test_a_degree_is_no_license_and_unknown_letters_are_said_to_be_unknown() -> None:
    degree, unknown = answered("DACM, QZX", [license_row("HANA", "KIMSTONE", NUMBER)])
    assert (degree.kind, degree.outcome) == ("degree", CheckOutcome.NO_EVIDENCE)
    assert degree.answer.startswith("A degree, not a license.")
    assert (unknown.kind, unknown.credential, unknown.answer) == (
        "unknown",
        "",
        "We do not know these letters.",
    )


def test_a_physician_who_practices_acupuncture_is_never_given_an_acupuncturists_license() -> None:
    physician = claim(profession=Profession.PHYSICIAN)
    found = answered("MD, FAAMA, DABMA", profession=Profession.PHYSICIAN, claims=(physician,))
    assert [each.kind for each in found] == ["degree", "membership", "certification"]
    assert all(each.outcome is CheckOutcome.NO_EVIDENCE for each in found)


@pytest.mark.parametrize(
    ("letters", "state", "profession", "credential", "kind"),
    [
        ("AP", "FL", Profession.ACUPUNCTURIST, "LAc", "license"),
        ("AP", "WA", Profession.ACUPUNCTURIST, "", "license"),
        ("AP", "FL", Profession.PHYSICAL_THERAPIST, "", "license"),
        ("OMD", "NV", Profession.ACUPUNCTURIST, "LAc", "license"),
        ("OMD", "CA", Profession.ACUPUNCTURIST, "", "unknown"),
        ("D.Ac.", "RI", Profession.ACUPUNCTURIST, "LAc", "license"),
        ("D.Ac.", "WV", Profession.ACUPUNCTURIST, "LAc", "license"),
        ("D.Ac.", "WA", Profession.ACUPUNCTURIST, "", "unknown"),
        ("CA", "CA", Profession.ACUPUNCTURIST, "", "unknown"),
        ("CA", "WI", Profession.ACUPUNCTURIST, "LAc", "license"),
        ("AK", "PA", Profession.ACUPUNCTURIST, "LAc", "license"),
        ("AK", "AK", Profession.ACUPUNCTURIST, "", "unknown"),
        ("PA", "PA", Profession.PHYSICAL_THERAPIST, "", "unknown"),
        ("PA", "WA", Profession.PHYSICAL_THERAPIST, "PA", "license"),
        ("DC", "DC", Profession.ACUPUNCTURIST, "", "unknown"),
        ("D.C.", "WA", Profession.ACUPUNCTURIST, "DC", "degree"),
        ("ND", "ND", Profession.ACUPUNCTURIST, "", "unknown"),
        ("ND", "WA", Profession.ACUPUNCTURIST, "ND", "degree"),
        ("AT", "CA", Profession.PT_ASSISTANT, "PTA", "license"),
        ("AT", "CA", Profession.PHYSICAL_THERAPIST, "", "license"),
        ("CMTPT", "WA", Profession.PHYSICAL_THERAPIST, "", "certification"),
    ],
)
def test_letters_with_two_meanings_are_decided_by_state_and_profession_or_not_at_all(
    letters: str, state: str, profession: Profession, credential: str, kind: str
) -> None:
    (found,) = answered(
        letters,
        profession=profession,
        claims=(claim("", state, profession),),
        places=(place(state, "SOMEWHERE", ""),),
    )
    assert (found.credential, found.kind) == (credential, kind)
    if not credential:
        assert "several meanings" in found.answer or "two issuers" in found.answer
        assert found.outcome in (CheckOutcome.NO_EVIDENCE, CheckOutcome.NOTICE)


def test_the_issuer_of_letters_with_two_issuers_comes_from_a_statement_alone() -> None:
    who = entry(
        "HANA",
        "KIMSTONE",
        credential_printed="PT, CMTPT",
        profession=Profession.PHYSICAL_THERAPIST,
        claims=(PT,),
    )
    for issuer, expected in (
        ("", ""),
        ("Myopain Seminars", "Myopain Seminars"),
        ("CBMTPT", "CBMTPT"),
        ("Myopain Seminars or CBMTPT", ""),
    ):
        statements = [stated(who, "dry_needling", issuer=issuer)]
        assert judged(who, statements=statements).credentials[1].issuer == expected


def test_a_national_certificate_is_answered_by_the_directory_when_it_lists_it() -> None:
    who = entry("HANA", "KIMSTONE", credential_printed="LAc, Dipl.Ac. (NCCAOM)")
    held = CertificationRecord(
        *("us_ncbahm_diplomates:1:AC Certification", "The Board", "HANA", "", "KIMSTONE", "", ""),
        *("AC Certification", "Dipl. Ac. (NCBAHM)", "Certified Diplomate", Status.ACTIVE, None, None),
        *("SEATTLE", "WA", "98101", evidence("us_ncbahm_diplomates")),
    )
    directory = source_state("us_ncbahm_diplomates", kind=RecordKind.CERTIFICATION, jurisdiction="US")
    links = [CertificateLink(who.entry_id, held, "name, state and city agree", is_certain=True)]
    found = judged(who, sources=(*LISTINGS, directory), certificates=links).credentials[1]
    assert (found.credential, found.outcome) == ("Dipl. Ac. (NCBAHM)", CheckOutcome.PASS)
    assert "A certificate is not a license." in found.answer
    assert judged(who).credentials[1].outcome is CheckOutcome.NO_EVIDENCE


def test_letters_behind_a_comma_in_the_name_are_read_too() -> None:
    who = entry("HANA", "KIMSTONE, LAC", NUMBER, credential_printed="MAOM", suffix="")
    assert [each.printed for each in judged(who).credentials] == ["MAOM", "LAC"]
    assert not judged(entry("HANA", "KIMSTONE", NUMBER, credential_printed="", suffix="Jr.")).credentials
