"""References, dates and reviews: right forms are found and broken ones are not."""

from __future__ import annotations

import pytest

from tests.page.tables import quotes

FORMS = [
    ("doi", "See https://doi.org/10.5555/abc.2020(7)-x.", "10.5555/abc.2020(7)-x"),
    ("doi", "(doi: 10.5555/xyz123).", "10.5555/xyz123"),
    (
        "doi",
        "Broken over lines: 10.5555/brs.\n0001234 and more words of the same sentence.",
        "10.5555/brs. 0001234",
    ),
    ("pmid", "PMID: 12345678", "PMID: 12345678"),
    ("pmid", "https://pubmed.ncbi.nlm.nih.gov/12345678/", "pubmed.ncbi.nlm.nih.gov/12345678"),
    ("trial", "Registered as NCT01234567.", "NCT01234567"),
    ("trial", "ISRCTN12345678, ACTRN12612345678901", "ISRCTN12345678"),
    ("journal", "A trial appeared in JAMA Network Open.", "A trial appeared in JAMA Network Open."),
    ("journal", "Ann Intern Med. 2017;166(7):514-530", "Ann Intern Med. 2017;166(7):514"),
    ("guideline", "NICE guideline NG59 does not recommend it.", "NICE guideline NG59 does not recommend it."),
    ("published", "Published on March 4, 2026", "Published on March 4, 2026"),
    ("reviewed", "Medically reviewed by Ann Ash, MD", "Medically reviewed by Ann Ash, MD"),
    ("reviewed", "Last updated: 2026-01-09", "Last updated: 2026-01-09"),
    ("reviewed", "Next review due: October 2028", "Next review due: October 2028"),
]
NONE = [
    ("doi", "The DOI is on the paper, 10.5/x is none."),
    ("pmid", "Call 12345678, PMC1234567"),
    ("trial", "NCT0123 is too short."),
    ("journal", "I keep a journal, and the Springfield Journal called."),
    ("guideline", "She is a member of the American College of Physicians."),
    ("published", "© 2026 Ash Clinic"),
    ("published", "The trial of May 2019 had 40 people."),
    ("reviewed", "Our team reviewed twenty trials from May 2019."),
]


@pytest.mark.parametrize(("point", "text", "found"), FORMS)
def test_a_reference_that_is_right_in_its_form_is_quoted(point: str, text: str, found: str) -> None:
    assert found in quotes(text, point)


@pytest.mark.parametrize(("point", "text"), NONE)
def test_what_only_looks_like_one_is_none(point: str, text: str) -> None:
    assert quotes(text, point) == []


@pytest.mark.parametrize(
    "text",
    [
        "<blockquote>My pain is gone and I can dance again!</blockquote>",
        "“I could not walk. After two visits I ran home.” – Mary P., Denver",
        "One of my patients came in on crutches and walked home.",
        "★★★★★ So kind and helpful",
    ],
)
def test_the_words_of_a_patient_are_told_as_such(text: str) -> None:
    assert quotes(text, "testimonial")


@pytest.mark.parametrize(
    "text",
    [
        "We do not print testimonials.",
        "“The effect is small,” said Dr. Ann Ash, a rheumatologist.",
        "I see patients on Mondays.",
    ],
)
def test_what_is_told_of_nobody_is_no_testimonial(text: str) -> None:
    assert quotes(text, "testimonial") == []


@pytest.mark.parametrize(
    "text",
    [
        "Two weeks later my brother was on the ladder again without his cane.",
        "That night she slept in her own bed for the first time since June.",
    ],
)
def test_the_story_of_one_person_is_told_as_such(text: str) -> None:
    assert quotes(text, "testimonial") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "She graduated in 2010 and has walked to work since.",
        "Walk for ten minutes after dinner if you can.",
        "A review found that people slept better after three weeks.",
    ],
)
def test_a_career_advice_and_a_study_are_nobodys_story(text: str) -> None:
    assert quotes(text, "testimonial") == []
