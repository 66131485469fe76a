"""How far a passage reaches, and which of two points a sentence makes."""

from __future__ import annotations

import pytest

from tests.page.tables import quotes


@pytest.mark.parametrize(
    ("text", "point", "other"),
    [
        ("Soreness can last for two days.", "contraindications", "how_long"),
        ("Relief you can feel in as little as 10 minutes.", "speed", "how_long"),
        ("Studies suggest that the benefit is small.", "evidence_limits", "unnamed_studies"),
    ],
)
def test_a_sentence_makes_the_point_that_it_is_about(text: str, point: str, other: str) -> None:
    assert quotes(text, point) == [text]
    assert quotes(text, other) == []


def test_a_heading_alone_says_nothing_and_one_over_a_list_leads_it_in() -> None:
    said = "<h2>Go to the emergency room if you have</h2>"
    assert quotes(f"{said}<p>Our hours are nine to five.</p>", "doctor_first") == []
    (found,) = quotes(f"{said}<ul><li>a sudden fever</li><li>chest pain</li></ul>", "doctor_first")
    assert found.startswith("Go to the emergency room") and found.endswith("chest pain")
    assert (
        quotes("<h2>What the research shows</h2><p>Our hours are nine to five.</p>", "unnamed_studies") == []
    )
