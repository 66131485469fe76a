"""What somebody tells of a result, and what only stands beside it: stars, names, counts, the house itself."""

from __future__ import annotations

import pytest

from tests.page.tables import quotes

REVIEWS = "<h2>Reviews</h2>"


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (
            f"{REVIEWS}<p>★★★★★ Ann B., May 1, 2025</p><p>Two visits and the knot in my shoulder let go.</p>",
            ["Two visits and the knot in my shoulder let go."],
        ),
        ("<p>It did nothing for me.</p>", ["It did nothing for me."]),
        ("<p>My headaches stopped in March.</p>", ["My headaches stopped in March."]),
        ("<p>My husband slept again after a week of it.</p>", ["My husband slept again after a week of it."]),
    ],
)
def test_a_result_that_somebody_tells_is_quoted_without_its_stars(page: str, found: list[str]) -> None:
    assert quotes(page, "testimonial") == found


@pytest.mark.parametrize(
    "page",
    [
        f"{REVIEWS}<p>4.9 out of 5 from 212 Google reviews. We are grateful for every one of them.</p>",
        f"{REVIEWS}<p>★★★★☆ 3/14/2025</p>",
        f"{REVIEWS}<p>Tell us how we did. My patients and I read them all.</p>",
        "<h2>Why we took our testimonials down</h2><p>The stories were real, and I liked them.</p>",
        "<p>Most patients tell us they leave relaxed.</p>",
        "<p>If my back hurts, will it help me?</p>",
    ],
)
def test_ratings_counts_and_the_words_of_the_house_are_no_testimonials(page: str) -> None:
    assert quotes(page, "testimonial") == []
