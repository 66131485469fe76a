"""What makes an entry surely the one that was asked for, and what its points are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verify.linkage.entity_compare import fit_clinic, fit_person, judge_of
from verify.linkage.lookup_question import read_question

ENTRY = {"entry_id": "1999000001", "name": "Mei-Hua Linwick", "state": "WA"}
CLINIC = {"entry_id": "1999000013", "name": "Larkspur Joint & Spine Acupuncture", "state": "WA"}
JUDGE = judge_of(
    {
        "ACUPUNCTURE": 300,
        "SPINE": 30,
        "JOINT": 40,
        "LARKSPUR": 2,
        "CLINIC": 400,
        "PHYSICAL": 90,
        "THERAPY": 90,
    },
    1_000,
)


def printed(number="AC60990117", is_listed=1, first="MEI-HUA", last="LINWICK", profession="acupuncturist"):
    name = {"first_name": first, "middle_name": "", "last_name": last, "suffix": ""}
    return name | {
        "license_number": number,
        "jurisdiction": "WA",
        "profession": profession,
        "is_listed": is_listed,
    }


def fit(name="", number="", state="", npi="", rows=None, profession=""):
    return fit_person(
        read_question(name, number, state, profession), npi, ENTRY, [printed()] if rows is None else rows
    )


def test_a_number_of_the_board_is_sure_and_one_that_the_entry_states_is_not():
    asked = {"name": "Mei-Hua Linwick", "number": "AC 6099-0117", "state": "WA"}
    listed, stated = fit(**asked), fit(**asked, rows=[printed(is_listed=0)])
    assert listed.is_match and not stated.is_match
    assert listed.score == stated.score == 94
    assert fit(**asked, rows=[printed(is_listed=0), printed()]).is_match


def test_only_one_of_two_identifiers_counts():
    asked = {"name": "Mei-Hua Linwick", "number": "AC 6099-0117", "state": "WA"}
    both = fit(**asked, npi="1999000001")
    assert both.score == 94 and both.features["npi"] == both.features["license_number"] == 50


def test_an_npi_that_is_another_ends_what_a_number_settles():
    asked = {"name": "Mei-Hua Linwick", "number": "AC 6099-0117", "state": "WA"}
    found = fit(**asked, npi="1999000002")
    assert not found.is_match and found.features["npi"] == 0


def test_a_number_that_is_none_of_the_entry_s_ends_what_an_npi_settles():
    rows = [printed(number=""), printed()]
    assert fit("Mei-Hua Linwick", npi="1999000001", rows=rows).is_match
    found = fit("Mei-Hua Linwick", "AC 71110222", "WA", "1999000001", rows)
    assert not found.is_match and found.features["license_number"] == 0
    assert fit("Mei-Hua Linwick", "AC 71110222", "WA", "1999000001", [printed(number="")]).is_match


def test_nobody_without_a_row_fits():
    assert fit("Mei-Hua Linwick", rows=()).score == 0


NAMES = st.sampled_from(
    ["", "Mei-Hua Linwick", "Linwick", "Mei Hua Linwik", "Rosa Linwick", "Mei-Hua Quill", "ZZ"]
)
NUMBERS = st.sampled_from(["", "AC 6099-0117", "60990118", "12"])
STATES = st.sampled_from(["", "WA", "OR"])
NPIS = st.sampled_from(["", "1999000001", "1999000002"])
PROFESSIONS = st.sampled_from(["", "acupuncturist", "physical_therapist"])


@given(NAMES, NUMBERS, STATES, NPIS, PROFESSIONS, st.booleans())
def test_a_match_rests_on_an_identifier_and_a_name_and_nothing_is_against_it(
    name, number, state, npi, profession, is_listed
):
    found = fit(name, number, state, npi, [printed(is_listed=int(is_listed))], profession)
    assert 0 <= found.score <= 100
    assert all(0 <= points <= found.score for points in found.features.values())
    if found.is_match:
        has_number = (
            is_listed and found.features.get("license_number") == 50 and found.features.get("state") == 4
        )
        assert found.features.get("npi") == 50 or has_number
        assert found.features["last_name"] >= 17
        assert 0 not in found.features.values()


@given(NAMES, STATES, PROFESSIONS)
def test_a_name_alone_scores_less_than_name_and_identifier(name, state, profession):
    alone = fit(name, state=state, profession=profession)
    assert alone.score <= 50 and not alone.is_match
    assert fit(name, state=state, profession=profession, npi="1999000001").score == alone.score + 50


def test_names_of_clinics_are_compared_as_the_linkage_compares_them():
    def score(name):
        return fit_clinic(name, "", "", CLINIC, (), JUDGE).score

    assert score("LARKSPUR JOINT AND SPINE ACU, LLC") == 46
    assert score("Larkspur Spine & Joint Acupuncture") == 44
    assert score("Larkspur Joint & Spine") == 34
    assert score("Larkspar Joint & Spine Acupuncture") == 34
    assert score("Quillfeather Acupuncture") == 0
    assert fit_clinic("Quillfeather", "", "", CLINIC, ("Quillfeather PT",), JUDGE).score > 0


def test_a_clinic_is_sure_by_its_npi_with_name_and_state_that_fit():
    def is_match(name, state, npi):
        return fit_clinic(name, state, npi, CLINIC, (), JUDGE).is_match

    name = "Larkspur Joint & Spine Acupuncture"
    assert is_match(name, "WA", "1999000013") and is_match(name, "", "1999000013")
    assert not is_match(name, "OR", "1999000013")
    assert not is_match(name, "WA", "1999000014")
    assert not is_match("Quillfeather Clinic", "WA", "1999000013")
    assert not is_match("", "WA", "1999000013")
    assert not is_match(name, "WA", "")
