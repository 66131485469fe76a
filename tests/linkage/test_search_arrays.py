"""The quick ways of the search are the plain definitions."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from verify.linkage.names import are_nicknames, nicknames_of
from verify.linkage.romanizations import are_romanizations, romanization_classes, romanizations_of
from verify.linkage.search_groups import Groups, effective
from verify.linkage.search_likeness import LEAST, closest, likeness
from verify.linkage.search_places import Places
from verify.linkage.search_sets import (
    PART,
    first_of,
    ids_from,
    ids_of,
    mask_of,
    pack,
    packed_parts,
    slices,
    united,
    unpack,
)
from verify.linkage.word_keys import more_words, name_words

SIZE = 50
ids = st.lists(st.integers(1, SIZE), unique=True).map(sorted)
GIVEN = (
    "MIKE",
    "MICHAEL",
    "BILL",
    "WILLIAM",
    "BOB",
    "ROBERT",
    "LIZ",
    "ELIZABETH",
    "BETH",
    "JENNY",
    "MEI",
    "XU",
)
words = st.sampled_from(
    (*map(str.lower, GIVEN), "smith", "smyth", "kim", "gim", "lee", "yi", "obrien", "delacruz")
)


@given(st.lists(ids, max_size=4))
def test_packed_sets_are_united(parts):
    assert ids_of(united(SIZE, map(pack, parts))).tolist() == sorted(
        {each for part in parts for each in part}
    )


@given(st.integers(0, 3 * PART))
def test_parts_are_the_numbers_in_their_order(count):
    numbers = list(range(count))
    parts = list(packed_parts(numbers))
    assert [part for part, _ in parts] == list(range(math.ceil(count / PART)))
    assert unpack(packed for _, packed in parts).tolist() == numbers
    assert all(len(packed) <= 4 * PART for _, packed in parts)


def test_packed_numbers_are_four_bytes_each_the_lowest_first():
    assert pack([1, 258]) == b"\x01\0\0\0\x02\x01\0\0"


@given(st.lists(st.lists(st.integers(0, 9), max_size=4), min_size=1, max_size=6), st.data())
def test_slices_are_the_values_of_the_chosen_ones(values, data):
    chosen = data.draw(st.lists(st.integers(0, len(values) - 1)))
    starts = ids_from(np.cumsum([0, *map(len, values)]).tolist())
    flat = ids_from(value for its in values for value in its)
    at, owner = slices(starts, ids_from(chosen))
    wanted = [(place, value) for place, which in enumerate(chosen) for value in values[which]]
    assert list(zip(owner.tolist(), flat[at].tolist(), strict=True)) == wanted


@given(st.lists(st.sampled_from((0, 1, 5, 130_000))), st.integers(1, 12))
def test_the_first_of_many_are_the_least_and_of_equal_ones_the_first(keys, count):
    wanted = sorted(range(len(keys)), key=lambda place: keys[place])[:count]
    assert first_of(ids_from(keys), count).tolist() == wanted


def plain_likeness(word: str, part: str) -> float:
    if part.startswith(word):
        return 100.0
    if are_nicknames(word.upper(), part.upper()):
        return 95.0
    return 90.0 if are_romanizations(word.upper(), part.upper()) else likeness(word, part)[0]


@given(st.lists(words, min_size=1, max_size=3), st.lists(st.lists(words, max_size=3), max_size=8))
def test_the_closest_names_are_those_of_the_highest_average(typed, names):
    parts = [[*name_words(" ".join(name)), *more_words(name_words(" ".join(name)), "")] for name in names]
    found = {}
    for place, its in enumerate(parts):
        scores = [max((plain_likeness(word, part) for part in its), default=0.0) for word in typed]
        unlike = sum(score < LEAST for score in scores)
        if sum(scores) / len(scores) >= LEAST and unlike <= len(typed) // 3:
            found[place] = sum(scores) / len(scores)
    wanted = sorted(found, key=lambda place: (-found[place], place))
    assert closest(typed, [" ".join(its) for its in parts]) == wanted


def test_all_nicknames_and_romanizations_of_a_name_are_those_that_are_called_so():
    named = {*GIVEN, *(name for each in GIVEN for name in nicknames_of(each))}
    for one in GIVEN:
        assert nicknames_of(one) >= {other for other in named if are_nicknames(one, other)}
        assert all(are_nicknames(one, other) for other in nicknames_of(one))
    for one in romanization_classes():
        assert romanizations_of(one) == {
            each for each in romanization_classes() if are_romanizations(one, each)
        }


points = st.tuples(st.floats(25, 49), st.floats(-124, -67))


@given(
    st.lists(st.one_of(st.none(), points), min_size=1, max_size=6),
    st.lists(st.lists(st.integers(0, 5), unique=True, max_size=3), max_size=8),
    points,
    st.sampled_from((5.0, 100.0, 13_000.0)),
)
def test_entries_around_a_point_stand_once_by_their_nearest_area(areas, entries, here, within):
    entries = [[area for area in its if area < len(areas)] for its in entries]
    places = Places(
        [area[0] if area else None for area in areas],
        [area[1] if area else None for area in areas],
        ids_from(np.cumsum([0, 0, *map(len, entries)]).tolist()),
        ids_from(area for its in entries for area in its),
    )

    def miles(area: tuple[float, float]) -> float:
        one, other = map(math.radians, (here[0], area[0]))
        half = math.sin((other - one) / 2) ** 2
        half += math.cos(one) * math.cos(other) * math.sin(math.radians(area[1] - here[1]) / 2) ** 2
        return 2 * 3958.8 * math.asin(math.sqrt(half))

    away = {area: miles(point) for area, point in enumerate(areas) if point}
    wanted = {
        entry: min(away[area] for area in its if area in away)
        for entry, its in enumerate(entries, start=1)
        if any(away.get(area, math.inf) <= within for area in its)
    }
    near = places.around(*here, within)
    found, nearest = places.entries(near)
    distances = near.miles[nearest]
    assert found.tolist() == list(wanted)
    np.testing.assert_allclose(distances, list(wanted.values()), atol=1e-6)
    assert places.entries_count(near) == sum(
        away.get(area, math.inf) <= within for its in entries for area in its
    )
    everyone = np.arange(1, len(entries) + 1)
    of_all = places.miles_of(everyone, *here)
    assert [entry for entry, each in zip(everyone, of_all, strict=True) if each <= within] == list(wanted)


def test_a_verdict_ends_behind_its_last_day_and_without_one_at_once():
    assert effective("verified", "2026-11-22", "2026-11-22") == "verified"
    assert effective("verified", "2026-11-21", "2026-11-22") == "not_covered"
    assert effective("verified", None, "2026-11-22") == "not_covered"
    assert effective("needs_review", None, "2026-11-22") == "needs_review"


def test_groups_are_counted_by_the_verdict_of_the_day():
    rows = [
        ["individual", 1, "verified", "2026-11-22", 0, "WA", "", "acupuncturist"],
        ["individual", 3, "not_found", None, 2, "", "Korean;Spanish", "physical_therapist"],
        ["organization", 64, "verified", "2027-01-01", 0, "CA,WA", "", None],
    ]
    groups = Groups(rows, ids_from([0, 0, 1, 2]))
    counted = groups.counted(groups.of(ids_of(mask_of(groups.size, [1, 2, 4]))))
    assert counted.tolist() == [2, 0, 1]
    assert groups.counted(groups.of(groups.everyone)).tolist() == [2, 1, 1]
    assert groups.verdicts("2026-11-22").counts(counted) == {"verified": 2}
    assert groups.verdicts("2026-11-23").counts(counted) == {"not_covered": 2}
    assert groups.licensed.counts(counted) == {"CA": 1, "WA": 3}
    assert groups.languages.bearers("Korean").tolist() == [False, True, False]
    assert not groups.languages.bearers("Tlingit").any()
