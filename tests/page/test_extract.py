"""Text of a page: what a reader sees and nothing else, with what each part of it is."""

from __future__ import annotations

import pytest

from verify.page.document import BlockKind
from verify.page.extract import LONGEST_TEXT, read_document

UNSEEN = [
    "<script>guaranteed cure</script>",
    "<style>.a{content:'guaranteed cure'}</style>",
    "<p style='display:none'>guaranteed cure</p>",
    "<p style='visibility: hidden'>guaranteed cure</p>",
    "<p hidden>guaranteed cure</p>",
    "<div aria-hidden='true'>guaranteed cure</div>",
    "<!-- guaranteed cure -->",
    "<noscript>guaranteed cure</noscript>",
    "<template>guaranteed cure</template>",
    "<textarea>guaranteed cure</textarea><select><option>guaranteed cure</select>",
    "<svg><text>guaranteed cure</text></svg>",
    "<img alt='guaranteed cure' onerror='guaranteed()'>",
]


def kinds(markup: str) -> list[tuple[str, str]]:
    document = read_document(markup)
    return [(document.text[each.start : each.end], each.kind.value) for each in document.blocks]


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_a_reader_cannot_see_is_not_read(unseen: str) -> None:
    document = read_document(f"<html><body><p>Before</p>{unseen}<p>After</p></body></html>")
    assert "cure" not in document.text
    assert [each.text for each in document.sentences] == ["Before", "After"]


def test_menus_buttons_headings_lists_and_quotations_are_told_apart() -> None:
    markup = (
        "<body><nav><a>Book now</a></nav><h1>Backs</h1><p>Told.</p><ul><li>One</ul>"
        "<blockquote>Said.</blockquote>"
        "<a class='btn btn-big'>Hurry</a><button>Now</button><div class='cookie-bar'>We use cookies</div>"
        "<footer>Number 1</footer></body>"
    )
    assert kinds(markup) == [
        ("Book now", "navigation"), ("Backs", "heading"), ("Told.", "paragraph"), ("* One", "item"),
        ("Said.", "quote"), ("Hurry", "control"), ("Now", "control"), ("We use cookies", "control"),
        ("Number 1", "footer"),
    ]  # fmt: skip


def test_short_cells_of_a_row_stand_in_one_line_and_long_ones_apart() -> None:
    row = "<table><tr><td>First visit</td><td>$90</td></tr></table>"
    layout = f"<table><tr><td>Menu</td><td><p>{'Long words. ' * 12}</p><p>More.</p></td></tr></table>"
    assert kinds(f"<body>{row}</body>")[0][0] == "First visit: $90"
    assert next(text for text, _ in kinds(f"<body>{layout}</body>")) == "Menu"


def test_a_raised_number_is_a_reference_and_no_part_of_the_word_before() -> None:
    assert read_document("<p>It helps a little.<sup>2</sup></p>").text.strip() == "It helps a little.[2]"


def test_wrapped_lines_of_pasted_text_belong_together_and_bullets_do_not() -> None:
    text = (
        "WHAT TO EXPECT\n\nA first visit lasts about an hour and a half, for we talk before\n"
        "any needle comes out of its paper, and again when we are done.\n\n"
        "- bring a list of medicines\n- eat first\n"
    )
    assert [kind for _, kind in kinds(text)] == ["heading", "paragraph", "item", "item"]
    assert read_document(text).sentences[1].text.endswith("when we are done.")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. A. B. Quill, L.Ac., sees approx. 3 people a day. Then she rests.", 2),
        ("It costs $1.50. It is 2.5 mg, e.g. in tea.", 2),
        ("Is it safe? Mostly. “It is!” she says.", 3),
        ("We open at 9 a.m. The door is green.", 2),
        ("No. There is none.", 2),
    ],
)
def test_a_point_behind_an_abbreviation_ends_no_sentence(text: str, count: int) -> None:
    assert len(read_document(text).sentences) == count


def test_a_page_that_is_too_long_is_cut_and_says_so() -> None:
    document = read_document("Word. " * LONGEST_TEXT)
    assert document.is_cut and len(document.text) <= LONGEST_TEXT
    assert not read_document("Word.").is_cut


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<",
        "<html>",
        "<p>" * 5000 + "x",
        "<table><tr><td>" * 400,
        "<p>\0\0x",
        "<?xml version='1.0'?><p>x",
        "&#0;&bogus;<p>x",
    ],
)
def test_broken_markup_gives_a_document(markup: str) -> None:
    document = read_document(markup)
    assert all(document.text[each.start : each.end] == each.text for each in document.sentences)


def test_hints_of_the_head_are_read_from_meta_and_json_ld() -> None:
    markup = (
        "<html lang='en-GB'><head><title>Backs | Quill Clinic</title><meta name='author' content='Ann Quill'>"
        "<meta property='og:site_name' content='Quill Clinic'><script type='application/ld+json'>"
        '{"@graph":[{"@type":"Article","author":{"@type":"Person","name":"Ben Ash"},'
        '"datePublished":"2026-01-02"}]}'
        "</script><script type='application/ld+json'>{broken</script></head><body><p>x</p></body></html>"
    )
    head = read_document(markup).head
    assert (head.language, head.authors, head.organizations) == (
        "en-GB",
        ("Ann Quill", "Ben Ash"),
        ("Quill Clinic",),
    )
    assert head.published == "2026-01-02"


def test_the_heading_above_goes_with_each_block() -> None:
    document = read_document("<body><h2>Red flags</h2><p>One</p><ul><li>Two</ul></body>")
    assert {each.heading for each in document.blocks} == {"Red flags"}
    assert document.blocks[-1].kind is BlockKind.ITEM
