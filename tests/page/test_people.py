"""Who speaks: authors, the practice, and people with what the page gives to each."""

from __future__ import annotations

import pytest

from tests.page.tables import reading


def people(text: str) -> dict[str, list[str]]:
    """Of each person the first reading of each claimed credential."""
    return {
        each.name: [
            claim.credentials[0] if claim.credentials else f"?{claim.printed}" for claim in each.claims
        ]
        for each in reading(text).people
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ann Ashgrove, L.Ac., Dipl. O.M. (NCCAOM)", {"Ann Ashgrove": ["LAc", "Dipl. O.M. (NCBAHM)"]}),
        ("Meet Ann Ashgrove LAc and Tom Elmwood, PT, DPT, OCS!",
         {"Ann Ashgrove": ["LAc"], "Tom Elmwood": ["PT", "DPT", "OCS (ABPTS)"]}),
        ("Ann de la Ashgrove-O'Brien, DACM, L.Ac., CYT",
         {"Ann de la Ashgrove-O'Brien": ["DACM", "LAc", "?CYT"]}),
        ("ANN ASHGROVE LAC", {"ANN ASHGROVE": ["LAc"]}),
        ("Ann Ashgrove is a licensed acupuncturist in Portland.", {"Ann Ashgrove": ["LAc"]}),
        ("Physiotherapist Tom Elmwood answers.", {"Tom Elmwood": ["PT"]}),
        ("I'm Ann Ashgrove. I am a physical therapist.", {"Ann Ashgrove": ["PT"]}),
        (
            "Tom Elmwood BSc (Hons) MCSP, physiotherapist, HCPC registered PH123456",
            {"Tom Elmwood": ["?BSc", "MCSP", "PT"]},
        ),
        ("Dr. Ann Ashgrove, MD, and Ann Ashgrove again", {"Ann Ashgrove": ["MD"]}),
        ("Said Dr. Ann Ashgrove", {"Ann Ashgrove": []}),
        ("Ann Ashgrove, PT, works with Tom Elmwood, her neighbor.", {"Ann Ashgrove": ["PT"]}),
    ],
)  # fmt: skip
def test_letters_and_titles_go_to_the_person_they_belong_to(text: str, found: dict[str, list[str]]) -> None:
    assert people(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Our clinic is at 12 Elm Street, Silver Spring, MD 20910.",
        "We see people near Silver Spring, MD",
        "Portland, OR and Salem, OR",
        "Ask your physical therapist first.",
        "Ann Ashgrove is not a physical therapist.",
        "Ann Ashgrove, a patient of a physical therapist, says so.",
        "Back Pain LLC, Lower Back DC",
        "Physical Therapy PT",
        "Ann Ashgrove PA license 12345 in words",
    ],
)
def test_states_towns_companies_and_other_people_carry_no_credential(text: str) -> None:
    assert [found for found in people(text).values() if found] == []


@pytest.mark.parametrize(
    ("text", "number", "state"),
    [
        ("Ann Ashgrove, L.Ac., Oregon license AC204417", "AC204417", "OR"),
        ("Ann Ashgrove, L.Ac. (license 1877), 1 Elm St, Minneapolis, MN 55499", "1877", "MN"),
        ("Ann Ashgrove, LMT (Oregon #29955)", "29955", "OR"),
        ("Ann Ashgrove, PT. License No. PT-4471", "PT-4471", ""),
        ("Tom Elmwood, physiotherapist, HCPC registration PH104233", "PH104233", "UK"),
        ("Ann Ashgrove, DC, GCC 05120", "05120", "UK"),
    ],
)
def test_a_number_goes_to_the_person_before_it_with_the_state_it_names(
    text: str, number: str, state: str
) -> None:
    (person,) = reading(text).people
    assert ([each.number for each in person.numbers], person.state) == ([number], state)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Ashgrove, L.Ac. Business license BL-2021-44718",
        "Ann Ashgrove, L.Ac. Call 503-555-0142",
        "Ann Ashgrove, L.Ac. License since 2014",
        "Ann Ashgrove, L.Ac. Trial registration NCT01234567",
        "Ann Ashgrove, L.Ac. Ash Ltd, registered no. 00555012",
    ],
)
def test_numbers_of_businesses_telephones_and_trials_are_no_license(text: str) -> None:
    assert [each.numbers for each in reading(text).people] == [[]]


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        (
            "<h1>Backs</h1><p>By Ann Ashgrove, PT, and Tom Elmwood</p><p>Words.</p>",
            ["Ann Ashgrove", "Tom Elmwood"],
        ),
        ("<h1>Backs</h1><p>Ann Ashgrove | May 2, 2025</p>", ["Ann Ashgrove"]),
        ("Dear friend,\n\nI write to you.\n\nWarmly,\n\nAnn Ashgrove, L.Ac.", ["Ann Ashgrove"]),
        ("Hello, I'm Ann Ashgrove and I needle.", ["Ann Ashgrove"]),
        ("Medically reviewed by Ann Ashgrove, MD", []),
        ("<nav>By Ann Ashgrove</nav><p>Words.</p>", []),
        ("<blockquote>I'm Ann Ashgrove and my back is fine again.</blockquote>", []),
        ("<head><meta name='author' content='Site Admin'></head><p>Words.</p>", []),
    ],
)
def test_an_author_is_who_the_page_names_as_such(text: str, authors: list[str]) -> None:
    assert [name for name, _ in reading(text).authors] == authors


@pytest.mark.parametrize(
    ("text", "practice"),
    [
        (
            "<title>Backs | Elm Street Acupuncture</title><p>Elm Street Acupuncture is open.</p>",
            "Elm Street Acupuncture",
        ),
        (
            "<p>Words.</p><footer>© 2026 Elm Street Acupuncture, PLLC. All rights reserved.</footer>",
            "Elm Street Acupuncture",
        ),
        ("ELM STREET PHYSICAL THERAPY\n\nWe treat backs.", "ELM STREET PHYSICAL THERAPY"),
        ("<title>Backs</title><p>A word about the American College of Physicians.</p>", None),
    ],
)
def test_the_practice_is_who_shows_itself_plainly(text: str, practice: str | None) -> None:
    found = reading(text).practice
    assert (found[0] if found else None) == practice


def test_a_line_that_is_a_name_heads_the_title_and_number_below_it() -> None:
    found = reading(
        "<h1>Our team</h1><h2>Ann Ashgrove, LAc</h2><p>License number AC0000001. She likes dogs.</p>"
        "<h2>Tom Elmwood</h2><p>Principal Physiotherapist, AHPRA PHY0000000002.</p>"
    ).people
    told = [(each.name, [number.number for number in each.numbers]) for each in found]
    assert told == [("Ann Ashgrove", ["AC0000001"]), ("Tom Elmwood", ["PHY0000000002"])]
    assert found[1].claims[0].credentials == ("PT",)


def test_a_heading_of_two_capital_words_takes_no_number_from_the_person_above() -> None:
    found = reading("<p>Ann Ashgrove, LAc</p><h2>Gentle Hands</h2><p>License number AC0000001</p>").people
    assert [(each.name, [number.number for number in each.numbers]) for each in found] == [
        ("Ann Ashgrove", ["AC0000001"])
    ]


def test_a_practice_that_shortens_its_name_is_nobody() -> None:
    page = "<title>FAQ - Blue Heron Physical Therapy</title><p>Blue Heron PT</p><p>Ann Ashgrove PT</p>"
    assert people(page) == {"Ann Ashgrove": ["PT"]}


def test_letters_of_another_country_behind_a_name_are_no_second_person() -> None:
    assert list(people("Ann Ashgrove BSc (Hons) MCSP MACP, Chartered Physiotherapist")) == ["Ann Ashgrove"]


def test_the_headline_is_not_who_speaks_where_the_title_names_the_site() -> None:
    page = "<title>{0} | {1}</title><body><header>{1}</header><h1>{0}</h1><p>Hold it for a minute.</p></body>"
    for headline in (
        "7 Stretches for Your Back",
        "Chinese Herbal Medicine",
        "The Laser That Melts Pain Away",
    ):
        practice = reading(page.format(headline, "Ashgrove Wellness Center")).practice
        assert practice and practice[0] == "Ashgrove Wellness Center"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ann Ashgrove, Registered Physiotherapist, College of Physiotherapists of Ontario #10001", "10001"),
        ("Ann Ashgrove, R.Ac. (CTCMA 00001)", "00001"),
        ("Ann Ashgrove, LAc. Her license number is AC0000001", "AC0000001"),
    ],
)
def test_numbers_are_read_by_the_words_of_their_registers(text: str, number: str) -> None:
    assert [each.number for person in reading(text).people for each in person.numbers] == [number]


@pytest.mark.parametrize("unit", ["A" * 60, "Ab" * 200])
def test_a_name_of_a_register_that_never_ends_is_read_in_time_and_gives_no_number(unit: str) -> None:
    assert [each.numbers for each in reading(f"Ann Ashgrove, LAc, College of {unit} x").people] == [[]]
