from __future__ import annotations

import json
import math
from itertools import combinations

from directory_site.area_map import HEIGHT, MARK_HEIGHT, MARK_WIDTH, WIDTH, area_map
from directory_site.places import Area, Place
from hypothesis import given
from hypothesis import strategies as st

SEATTLE = Place("Seattle, WA", "", 47.6, -122.3)


def row(latitude: float | None, longitude: float | None, zip5: str = "98101") -> dict[str, object]:
    return {"latitude": latitude, "longitude": longitude, "zip5": zip5, "city": "SEATTLE"}


degrees = st.tuples(st.floats(47.2, 48.0), st.floats(-122.9, -121.7))


@given(st.lists(degrees, min_size=1, max_size=10))
def test_every_number_stands_on_one_mark_and_targets_never_overlap(points):
    rows = [row(*point) for point in points]
    figure = area_map(rows, 11, Area(SEATTLE, 100, {}))
    assert figure is not None
    numbers = sorted(number for spot in figure.spots for number in spot.numbers)
    assert numbers == list(range(11, 11 + len(rows)))
    for spot in figure.spots:
        assert 0 <= spot.x <= WIDTH and 0 <= spot.y <= HEIGHT
    for one, other in combinations(figure.spots, 2):
        assert abs(one.x - other.x) >= MARK_WIDTH or abs(one.y - other.y) >= MARK_HEIGHT


def test_north_is_up_and_rings_are_true_to_scale():
    figure = area_map([row(47.6 + 10 / 69, -122.3), row(47.6, -122.0)], 1, Area(SEATTLE, 25, {}))
    assert figure is not None
    north, east = figure.spots
    assert north.y < figure.y and math.isclose(north.x, figure.x, abs_tol=0.1)
    assert east.x > figure.x and math.isclose(east.y, figure.y, abs_tol=0.1)
    ten = next(ring for ring in figure.rings if ring.miles == 10)
    assert math.isclose(figure.y - north.y, ten.radius, rel_tol=0.01)


def test_a_label_names_its_entries():
    together = [row(47.6, -122.3, zip5) for zip5 in ("98101", "98101", "98104")]
    (spot,) = area_map([*together], 4, Area(SEATTLE, 5, {})).spots  # type: ignore[union-attr]
    assert (spot.label, spot.areas) == ("4–6", ("98101 Seattle", "98104 Seattle"))


def test_nothing_to_place_makes_no_map_and_far_places_are_left_out():
    assert area_map([row(None, None)], 1, None) is None
    figure = area_map([row(47.6, -122.3), row(34.0, -118.2)], 1, Area(SEATTLE, 10, {}))
    assert figure is not None and [spot.numbers for spot in figure.spots] == [(1,)]


def test_marks_for_streets_are_the_same_areas():
    figure = area_map([row(47.6, -122.3)], 1, Area(SEATTLE, 10, {}))
    assert figure is not None
    assert json.loads(figure.marks) == [{"latitude": 47.6, "longitude": -122.3, "label": "1", "number": 1}]
