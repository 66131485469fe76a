import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.cells import check_cell, clean_text, show_cell
from crawler.errors import ListingError


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("<script>alert(1)</script>", "markup"),
        ("SMITH</td>", "markup"),
        ("<!-- x", "markup"),
        ('=HYPERLINK("http://example.org")', "formula"),
        ("+1+1", "formula"),
        ("@SUM(A1)", "formula"),
        ("\t=1+1", "formula"),
        ("\u00a0=1+1", "formula"),
        ("\ufeff=1+1", "formula"),
        ("-2+3+cmd|' /C calc'!A0", "formula"),
        ("\uff1d1+1", "formula"),
        ("SMITH\x00", "control_character"),
        ("\x1b[31mSMITH", "control_character"),
        ("\x1c=1", "control_character"),
        ("SMITH\u202egnp", "control_character"),
        ("A" * 501, "too_long"),
        ("A" * 1_000_000, "too_long"),
    ],
)
def test_a_cell_that_a_browser_or_spreadsheet_would_run_is_refused(value, reason):
    assert check_cell(value) == reason


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            None,
            "--",
            "-",
            "<NONE>",
            "<UNAVAIL>",
            "O'BRIEN-SMITH, JR.",
            "Núñez",
            "劉",
            "a < b",
            "5 > 4",
            "-SMITH",
        ),
        *(
            "A" * 500,
            "line one\r\nline two",
            "tab\tbed",
            "LINE\u2028SEPARATOR",
            "C=O",
            "A+B",
            "me@example.org",
            "50%",
        ),
    ],
)
def test_an_ordinary_cell_is_not_refused(value):
    assert check_cell(value) is None


def test_cleaning_squishes_blanks_and_empties_placeholders_and_changes_nothing_else():
    assert clean_text("  Mary \t Ann\r\n Example\u200b ") == "Mary Ann Example"
    assert [clean_text(value) for value in ("--", " - ", "None", "N/A", "<NONE>", "", None)] == [""] * 7
    assert clean_text("Null") == "Null"
    assert clean_text("Nu\u0301n\u0303ez") == "Núñez"
    assert clean_text("LICENSE 00-12 a") == "LICENSE 00-12 a"


@given(st.text(max_size=40))
def test_cleaning_twice_is_cleaning_once_and_makes_no_cell_hostile(value):
    cleaned = clean_text(value)
    assert clean_text(cleaned) == cleaned
    if check_cell(value) is None:
        assert check_cell(cleaned) is None


@given(st.text(max_size=200))
def test_a_shown_cell_is_harmless_and_short(value):
    shown = show_cell(value)
    assert check_cell(shown) is None
    assert len(shown) <= 80 * 6 + 20


def test_a_long_cell_is_shown_with_its_length():
    assert show_cell("A" * 1_000_000) == "A" * 80 + "… (1000000 characters)"
    assert show_cell("a\x07<b>") == "a\\u0007(b>"


def test_a_listing_error_reads_source_first():
    error = ListingError("us_nppes", "the zip is cut off.")
    assert (str(error), error.source) == ("us_nppes: the zip is cut off.", "us_nppes")
