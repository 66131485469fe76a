"""Which school a text names: the one, several, or none, and never a guess."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.records import AccreditationRecord
from tests.factories import evidence
from verify.checks.school_table import schools_of
from verify.checks.schools import Schools
from verify.publish.codes import all_codes

CODES = all_codes()
SCHOOLS = schools_of(CODES, ())
HOUSTON = "American College of Acupuncture and Oriental Medicine"
OREGON = "Oregon College of Oriental Medicine"
PACIFIC = "Pacific College of Health and Science"


def names(text: str, schools: Schools = SCHOOLS) -> list[str]:
    return [school.name for school in schools.find(text).schools]


def rename(old: str, new: str, kind: str = "renamed") -> dict[str, str]:
    return {"old_name": old, "current_name_or_fate": new, "kind": kind}


@pytest.mark.parametrize(
    "text",
    [
        *("ACAOM", "acaom", "ACAOM accredited", "ACAOM-accredited school", "www.acaom.org"),
        *("Accreditation Commission for Acupuncture and Oriental Medicine", "ACAHM", "NACSCAOM, 1995"),
    ],
)
def test_the_accreditor_is_no_school(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("acaom.edu", "https://www.acaom.edu/alumni", "Graduate, see ACAOM.EDU", HOUSTON, HOUSTON.upper()),
        *(
            "American College of Acupuncture & Oriental Medicine, Houston, TX",
            f"{HOUSTON} (ACAOM accredited)",
        ),
    ],
)
def test_the_college_in_houston_is_a_school_and_not_the_accreditor(text: str) -> None:
    assert names(text) == [HOUSTON]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("OCOM", OREGON),
        ("OCOM 2012", OREGON),
        ("Oregon Coll. of Oriental Med", OREGON),
        ("Oregon College Oriental Medicine, Portland, OR", OREGON),
        ("oregon collage of oriental medicine", OREGON),
        ("Pacific College of Oriental Medicine, San Diego", PACIFIC),
        ("PACIFIC COLLEGE OF HEALTH & SCIENCE", PACIFIC),
        ("Master of Acupuncture from Bastyr University, 2012", "Bastyr University"),
        (
            "Emperor’s College of Traditional Oriental Medicine",
            "Emperor's College of Traditional Oriental Medicine",
        ),
        ("Midwest College of Oriental Medicine, Racine, WI", "Midwest College of Oriental Medicine"),
        ("AIMC Berkeley", "Acupuncture and Integrative Medicine College"),
        ("Tai Sophia Institute", "Maryland University of Integrative Health"),
        ("Texas College of Traditional Chinese Medicine", "Texas Health and Science University"),
        ("Southwest Acupuncture College-Boulder", "Southwest Acupuncture College"),
        ("MCPHS University (New England School of Acupuncture)", "New England School of Acupuncture"),
    ],
)
def test_former_names_short_names_campuses_and_slips_lead_to_the_school(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", "2012", "Master of Science", "Acupuncture", "College", "Harvard University"),
        f"North {HOUSTON}",
        "Western School of Acupuncture and Traditional Medicine",
        "Beijing University of Chinese Medicine",
        "Oregon College of Massage",
        "Pacific College",
    ],
)
def test_what_is_unsure_or_another_school_is_none(text: str) -> None:
    assert names(text) == []


def test_two_schools_in_one_text_are_both_candidates_and_none_is_chosen() -> None:
    found = SCHOOLS.find(f"Bastyr University; {OREGON}")
    assert len(found.schools) == 2
    assert found.school is None


def test_an_academy_and_a_college_of_nearly_one_name_are_two() -> None:
    assert names("American Academy of Acupuncture and Oriental Medicine") == [
        "American Academy of Health and Wellness"
    ]


def test_closures_and_mergers_are_known() -> None:
    oregon, academy = (SCHOOLS.find(text).school for text in (OREGON, "ACTCM"))
    assert oregon and (oregon.is_closed, oregon.closed_on) == (True, "2024-08-31")
    assert academy and SCHOOLS.by_key[academy.successor].name == "California Institute of Integral Studies"
    bastyr = SCHOOLS.find("Bastyr University").school
    assert bastyr and not bastyr.is_closed


def test_a_former_name_is_not_the_present_one() -> None:
    assert SCHOOLS.find(PACIFIC).is_present_name
    assert not SCHOOLS.find("Pacific College of Oriental Medicine").is_present_name
    assert not SCHOOLS.find("Pacifik College of Health and Science").is_present_name


def test_a_school_of_the_accreditation_list_is_known_by_its_former_name_too() -> None:
    record = AccreditationRecord(
        "us_ed_dapip:1", "ACAHM", f"{PACIFIC.upper()}-San Diego", "San Diego", "CA", "", "Accredited",
        False, "1990-01-01", None, evidence("us_ed_dapip"),
    )  # fmt: skip
    schools = schools_of(CODES, [record])
    school = schools.find("Pacific College of Oriental Medicine").school
    assert school and list(schools.accreditations[school.key]) == [record]


WORDS = st.sampled_from("Alder Birch Cedar Dogwood Elder Fir".split())
RENAMES = st.lists(st.tuples(WORDS, WORDS).filter(lambda pair: pair[0] != pair[1]), max_size=6)


@settings(deadline=None)
@given(RENAMES)
def test_a_chain_of_renames_ends_in_one_name_that_stays(pairs: list[tuple[str, str]]) -> None:
    rows = [rename(f"{old} College of Acupuncture", f"{new} College of Acupuncture") for old, new in pairs]
    schools = schools_of({"school_renames": rows}, ())
    for row in rows:
        for school in schools.find(row["old_name"]).schools:
            assert names(school.name, schools) == [school.name]


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_gets_an_answer_and_a_known_name_its_own(text: str) -> None:
    for school in SCHOOLS.find(text).schools:
        assert school in SCHOOLS.find(school.name).schools
