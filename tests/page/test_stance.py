"""Whether the page says it itself: denials, warnings, reports, questions, quotations and hedges."""

from __future__ import annotations

import pytest

from tests.page.tables import quotes

SAID = [
    ("certainty", "We guarantee results."),
    ("certainty", "Not only pain relief: results are guaranteed."),
    ("certainty", "No drugs, no surgery, no side effects."),
    ("cure", "Do not wait any longer and get rid of your back pain."),
    ("cure", "Medicine did not help you, but we cure back pain."),
    ("speed", "Want instant relief from back pain?"),
    ("miracle", "Doctors don't want you to know about this."),
    ("cure", "“We cure back pain,” says our founder."),
    ("mechanism", "Acupuncture releases endorphins."),
    ("root_cause", "Others chase symptoms, we treat the root cause."),
    ("speed", "You can feel the difference in three days."),
    ("mechanism", "Drink some water, because massage flushes toxins out of the muscle."),
]
TAKEN_BACK = [
    ("certainty", "We cannot guarantee results."),
    ("certainty", "Nobody can honestly guarantee that you will feel better."),
    ("certainty", "Results can't be guaranteed."),
    ("cure", "There is no cure for it."),
    ("cure", "We do not promise miracles, quick fixes or permanent relief."),
    ("miracle", "Beware of miracle cures."),
    ("miracle", "A clinic that promises a miracle is one to leave."),
    ("cure", "Is there a permanent cure?"),
    ("cure", "Will it cure my back pain? No."),
    ("cure", "“We cure back pain in a day!” There is no evidence for that."),
    ("miracle", "Words like “miracle” and “breakthrough” should make you careful."),
    ("certainty", "Some websites claim that it works for everyone."),
    ("certainty", "“Works for everyone” is a myth."),
    ("mechanism", "Acupuncture may release endorphins."),
    ("mechanism", "Acupuncture can release endorphins."),
    ("speed", "You may feel the difference in three days."),
    ("contraindications", "Are there side effects?"),
    ("mechanism", "In Chinese medicine the needle is said to balance the flow of qi."),
    ("mechanism", "Acupuncture releases endorphins (Han 2004)."),
    ("mechanism", "Acupuncture releases endorphins. [3]"),
    ("mechanism", "Acupuncture releases endorphins. A trial in the BMJ measured it."),
    ("diagnosis", "Back pain is not caused by weak glutes."),
    ("unnamed_studies", "Studies show a small gain, says a review in the BMJ."),
]


@pytest.mark.parametrize(("point", "text"), SAID)
def test_what_a_page_says_itself_is_shown_with_its_words(point: str, text: str) -> None:
    (quote,) = quotes(text, point)
    assert quote in text


@pytest.mark.parametrize(("point", "text"), TAKEN_BACK)
def test_what_a_page_takes_back_questions_or_reports_is_no_promise(point: str, text: str) -> None:
    assert quotes(text, point) == []


def test_a_list_under_a_warning_is_not_what_the_page_says() -> None:
    warned = "<body><h2>Red flags of a bad clinic</h2><ul><li>Guaranteed results</ul></body>"
    led_in = "<body><p>We do not offer:</p><ul><li>Guaranteed results</ul></body>"
    offered = "<body><h2>What we offer</h2><ul><li>Guaranteed results</ul></body>"
    assert quotes(warned, "certainty") == quotes(led_in, "certainty") == []
    assert quotes(offered, "certainty") == ["* Guaranteed results"]


def test_where_the_title_warns_lists_speak_of_others_and_paragraphs_of_the_page() -> None:
    page = (
        "<body><h1>How to spot a miracle cure</h1><h2>It works for everyone</h2>"
        "<p>Nobody knows such a thing.</p>"
        "<ul><li>No side effects</ul><p>Our own tea works for everyone.</p></body>"
    )
    assert quotes(page, "certainty") == ["Our own tea works for everyone."]


def test_a_menu_or_a_button_promises_nothing() -> None:
    assert (
        quotes("<body><nav>Guaranteed results</nav><button>Guaranteed results</button></body>", "certainty")
        == []
    )


def test_a_name_is_no_promise() -> None:
    assert quotes("She talked to Evelina Cure about the weather of last week.", "cure") == []
